#include "report/ledger_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/names.h"

namespace khasan::report {

using Json = nlohmann::ordered_json;
using scenario::Scenario;
using sim::Sum;
using study::LedgerCell;
using study::LedgerTable;

namespace {

constexpr double kShareNamedMin = 0.1;

const LedgerCell& cell(const LedgerTable& table, Sum sum, Side side, std::size_t span) {
  return table.cells[sim::row_of(sum, side)][span];
}

// Men lost by cause in one span, by mean.
std::vector<Cause> causes_of(const LedgerTable& table, Side side, std::size_t span) {
  std::vector<Cause> lost;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const sim::LedgerRow& row = table.rows[r];
    if (row.group != "losses" || row.side != side) continue;
    lost.emplace_back(table.cells[r][span].mean, row.name);
  }
  return lost;
}

std::string line_of(const Scenario& scenario, const LedgerTable& table, std::size_t span,
                    Side side) {
  const auto mean = [&](Sum sum) { return cell(table, sum, side, span).mean; };
  double lost = 0;
  const auto causes = causes_of(table, side, span);
  for (const auto& [men, name] : causes) lost += men;
  return fmt::format("{:<18.18} {:<13.13}{:>8.0f}{:>8.0f}{:>9.0f}{:>9.0f}{:>7.0f}{:>9.0f}  {}\n",
                     side == Side::kFirst ? table.spans[span].name : "", scenario.side(side).name,
                     lost, mean(Sum::k_killed), mean(Sum::k_rounds) / 1000, mean(Sum::k_shells),
                     mean(Sum::k_tanks_hit), mean(Sum::k_sorties),
                     lost > 0 ? listed(main_causes(causes, 3)) : "-");
}

bool is_nought(const std::vector<LedgerCell>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const LedgerCell& c) { return c.mean == 0; });
}

double rounded(double x) { return std::round(x * 1000) / 1000; }

Json row_json(const Scenario& scenario, const sim::LedgerRow& row,
              const std::vector<LedgerCell>& cells) {
  Json mean = Json::array(), p10 = Json::array(), p90 = Json::array();
  for (const LedgerCell& c : cells) {
    mean.push_back(rounded(c.mean));
    p10.push_back(rounded(c.p10));
    p90.push_back(rounded(c.p90));
  }
  return {{"id", row.id},
          {"group", row.group},
          {"name", row.name},
          {"unit", row.unit},
          {"side", scenario.side(row.side).id},
          {"stock", row.is_stock},
          {"mean", mean},
          {"p10", p10},
          {"p90", p90}};
}

}  // namespace

std::vector<std::string> main_causes(std::vector<Cause> lost, std::size_t most) {
  double all = 0;
  for (const auto& [men, name] : lost) all += men;
  std::stable_sort(lost.begin(), lost.end(),
                   [](const Cause& a, const Cause& b) { return a.first > b.first; });
  std::vector<std::string> causes;
  for (std::size_t i = 0; i < std::min(most, lost.size()); ++i) {
    if (all <= 0 || lost[i].first < kShareNamedMin * all) break;
    causes.push_back(fmt::format("{} ({:.0f} %)", lost[i].second, 100 * lost[i].first / all));
  }
  return causes;
}

std::string ledger_text(const Scenario& scenario, const LedgerTable& table) {
  if (scenario.stages.empty() || table.n == 0) return {};
  std::string text = fmt::format(
      "The phases of the battle, mean of {} {}.\n\n{:<18} {:<13}{:>8}{:>8}{:>9}{:>9}{:>7}{:>9}  "
      "{}\n{:<32}{:>8}{:>8}{:>9}{:>9}{:>7}{:>9}\n",
      table.n, table.n == 1 ? "run" : "runs", "phase", "side", "lost", "killed", "rounds", "shells",
      "tanks", "sorties", "lost to", "", "men", "men", "x 1000", "of guns", "hit", "");
  for (std::size_t s = 0; s < table.spans.size(); ++s) {
    if (!table.spans[s].is_stage) continue;
    for (const Side side : {Side::kFirst, Side::kSecond}) text += line_of(scenario, table, s, side);
  }
  return text;
}

Json ledger_json(const Scenario& scenario, const LedgerTable& table,
                 const study::Replication* played) {
  Json spans = Json::array(), rows = Json::array();
  for (const sim::Span& span : table.spans) {
    spans.push_back({{"name", span.name},
                     {"kind", span.is_stage ? "stage" : "day"},
                     {"from_ms", span.from.ms},
                     {"to_ms", span.to.ms}});
  }
  const std::vector<Time> bounds = sim::ledger_bounds(scenario);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (is_nought(table.cells[r])) continue;
    Json row = row_json(scenario, table.rows[r], table.cells[r]);
    if (played != nullptr) {
      Json values = Json::array();
      for (const sim::Span& span : table.spans) {
        values.push_back(rounded(sim::over_span(table.rows[r], played->ledger[r], bounds, span)));
      }
      row["this_run"] = values;
    }
    rows.push_back(std::move(row));
  }
  return {{"n", table.n}, {"spans", spans}, {"rows", rows}};
}

}  // namespace khasan::report
