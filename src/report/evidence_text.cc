#include "report/evidence_text.h"

#include <fmt/format.h>

#include "report/document_parts.h"
#include "report/names.h"

namespace khasan::report {

using scenario::Scenario;
using study::Cell;
using study::EvidenceLine;
using study::EvidenceTable;

namespace {

std::string cell_text(const Cell& cell, const std::string& unit) {
  const study::Estimate& e = cell.estimate;
  if (!e.has_values) return "never";
  return fmt::format("{} ({}..{}){}{}", value_text(e.p50, unit), value_text(e.p10, unit),
                     value_text(e.p90, unit), cell.shift.differs() ? "*" : "",
                     e.happened < e.n ? fmt::format(" {}/{}", e.happened, e.n) : "");
}

const std::string& name_of(const EvidenceTable& table, const study::Mover& mover) {
  return table.disputes[mover.input];
}

// "su/59border/makhalin strength: -0.61 (-0.75..-0.41)".
std::string mover_text(const std::string& name, const study::Mover& mover) {
  return fmt::format("{}: {:+.2f} ({:+.2f}..{:+.2f})", name, mover.rho, mover.ci.low,
                     mover.ci.high);
}

std::string line_text(const Scenario& scenario, const EvidenceTable& table,
                      const EvidenceLine& line) {
  const scenario::Measure& measure = scenario.measures[line.measure];
  const std::string what =
      fmt::format("{} {}: {}", measure.id, scenario.side(measure.side).id, measure.quantity);
  std::string text =
      fmt::format("{:<44.44} {:<14.14} {:>8}", what, measure.unit,
                  line.recorded ? value_text(*line.recorded, measure.unit) : std::string("-"));
  for (const Cell& cell : line.cells) text += fmt::format(" {:>24}", cell_text(cell, measure.unit));
  text += "\n";
  for (const study::Mover& mover : line.movers) {
    text += "       moved by " + mover_text(name_of(table, mover), mover) + "\n";
  }
  return text;
}

Json cell_json(const Cell& cell) {
  const study::Estimate& e = cell.estimate;
  const auto value = [&e](double x) { return e.has_values ? number_or_null(x) : Json(nullptr); };
  Json json = {{"n", e.n},
               {"happened", e.happened},
               {"p10", value(e.p10)},
               {"p50", value(e.p50)},
               {"p90", value(e.p90)}};
  if (e.has_values) {
    json["p10_ci"] = interval_json(e.p10_ci);
    json["p90_ci"] = interval_json(e.p90_ci);
  }
  if (cell.shift.n > 1) {
    json["shift"] = {{"mean", number_or_null(cell.shift.mean)},
                     {"ci", interval_json(cell.shift.ci)},
                     {"n", cell.shift.n}};
  }
  return json;
}

Json line_json(const Scenario& scenario, const EvidenceTable& table, const EvidenceLine& line) {
  const scenario::Measure& measure = scenario.measures[line.measure];
  Json row = {{"id", measure.id},
              {"name", scenario.side(measure.side).name + ": " + measure.quantity},
              {"unit", measure.unit},
              {"recorded", line.recorded ? Json(*line.recorded) : Json(nullptr)}};
  Json cells = Json::array(), movers = Json::array();
  for (const Cell& cell : line.cells) cells.push_back(cell_json(cell));
  for (const study::Mover& mover : line.movers) {
    movers.push_back({{"figure", name_of(table, mover)},
                      {"rank_correlation", mover.rho},
                      {"ci", interval_json(mover.ci)},
                      {"n", mover.n}});
  }
  row["cells"] = std::move(cells);
  row["movers"] = std::move(movers);
  return row;
}

}  // namespace

std::string text_of(const Scenario& scenario, const EvidenceTable& table) {
  if (table.streams.empty()) return {};
  std::string text =
      fmt::format("Outcomes under different evidence, {} runs each on the same chance.\n\n",
                  table.streams[0].replications.count());
  text += fmt::format("{:<44} {:<14} {:>8}", "figure", "unit", "recorded");
  for (const study::EvidenceStream& stream : table.streams)
    text += fmt::format(" {:>24.24}", stream.id);
  text += fmt::format("\n{:<68}", "");
  for (std::size_t s = 0; s < table.streams.size(); ++s)
    text += fmt::format(" {:>24}", "p50 (p10..p90)");
  text += "\n";
  for (const EvidenceLine& line : table.lines) text += line_text(scenario, table, line);
  text += "* differs from best on the same chance, 95 %. k/n: happened in k of n runs.\n";
  text += fmt::format(
      "moved by: rank correlation with the drawn figure over {} runs and its 95 % interval; named "
      "only\nwhere it holds at 5 % among all {} disputed figures; at most {} an outcome.\n",
      table.drawn_runs, table.disputes.size(), study::kMoversNamed);
  for (const study::EvidenceStream& stream : table.streams) {
    text += fmt::format("{}: {}{}\n", stream.id, stream.title,
                        stream.note.empty() ? "" : "; " + stream.note);
  }
  return text;
}

Json json_of(const Scenario& scenario, const EvidenceTable& table) {
  Json streams = Json::array(), lines = Json::array();
  for (const study::EvidenceStream& stream : table.streams) {
    streams.push_back({{"id", stream.id},
                       {"title", stream.title},
                       {"note", stream.note},
                       {"replications", stream.replications.count()},
                       {"hash", hash_text(stream.replications.hash())}});
  }
  for (const EvidenceLine& line : table.lines) lines.push_back(line_json(scenario, table, line));
  return {{"streams", streams},
          {"outcomes", lines},
          {"drawn_runs", table.drawn_runs},
          {"disputed_figures", table.disputes.size()}};
}

}  // namespace khasan::report
