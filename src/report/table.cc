#include "report/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/names.h"
#include "report/rules_text.h"

namespace khasan::report {

using scenario::Scenario;
using study::Score;
using study::Verdict;

namespace {

int order_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kMissed:
      return 0;
    case Verdict::kUndecided:
      return 1;
    case Verdict::kMet:
      return 2;
    case Verdict::kNotJudged:
      return 3;
  }
  return 3;
}

int count_of(const std::vector<Score>& scores, Verdict verdict) {
  return static_cast<int>(
      std::count_if(scores.begin(), scores.end(),
                    [verdict](const Score& score) { return score.verdict == verdict; }));
}

std::string range_text(double low, double high, const std::string& unit) {
  return value_text(low, unit) + ".." + value_text(high, unit);
}

std::string recorded_text(const Score& score, const std::string& unit) {
  return fmt::format("{} ({})", value_text(score.target->best, unit),
                     range_text(score.target->low, score.target->high, unit));
}

std::string simulated_text(const Score& score, const std::string& unit) {
  if (!score.simulated) return "not simulated";
  const study::Estimate& e = score.estimate;
  if (!e.has_values) return "never happened";
  return fmt::format("{} ({})", value_text(e.p50, unit), range_text(e.p10, e.p90, unit));
}

std::string row_of(const Scenario& scenario, const Score& score, int n) {
  const scenario::Measure& measure = scenario.measures[score.measure];
  const std::string what =
      fmt::format("{} {}: {}", measure.id, scenario.side(measure.side).id, measure.quantity);
  const std::string unit = score.target->recalled ? measure.unit + " *" : measure.unit;
  return fmt::format("{:<44.44} {:<22.22} {:>18} {:>18}  {:<12}  {}\n", what, unit,
                     recorded_text(score, measure.unit), simulated_text(score, measure.unit),
                     score.simulated ? study::to_text(score.provenance.origin) : "",
                     study::to_text(score.verdict, n));
}

// The lines below a judged row: how sure, how extreme, what would have to be true.
std::string details_of(const Scenario& scenario, const Score& score) {
  const scenario::Measure& measure = scenario.measures[score.measure];
  const std::string& unit = measure.unit;
  const study::Estimate& e = score.estimate;
  std::string text = fmt::format("       {}\n", capitalised(score.why) + ".");
  if (e.has_values) {
    text += fmt::format("       p10 {} and p90 {} (95 %)",
                        range_text(e.p10_ci.low, e.p10_ci.high, unit),
                        range_text(e.p90_ci.low, e.p90_ci.high, unit));
    if (score.crps) text += fmt::format("; CRPS {:.3g}", *score.crps);
    text += "\n";
  }
  if (e.happened < e.n) {
    text += fmt::format("       Happened in {} of {} runs; 95 % {:.0f}-{:.0f} %\n", e.happened, e.n,
                        100 * e.happened_ci.low, 100 * e.happened_ci.high);
  }
  if (score.rank) text += fmt::format("       Record: {}\n", rank_text(*score.rank));
  if (!score.provenance.why.empty()) {
    text += fmt::format("       {}: {}\n", capitalised(study::to_text(score.provenance.origin)),
                        score.provenance.why);
  }
  if (score.verdict == Verdict::kMissed && !score.target->when_missed.empty()) {
    text += fmt::format("       To meet it: {}\n", score.target->when_missed);
  }
  return text;
}

}  // namespace

std::vector<std::size_t> misses_first(const std::vector<Score>& scores) {
  std::vector<std::size_t> rows;
  for (std::size_t s = 0; s < scores.size(); ++s) {
    if (scores[s].target != nullptr) rows.push_back(s);
  }
  std::stable_sort(rows.begin(), rows.end(), [&scores](std::size_t a, std::size_t b) {
    return order_of(scores[a].verdict) < order_of(scores[b].verdict);
  });
  return rows;
}

std::string summary_of(const std::vector<Score>& scores, int n) {
  const int met = count_of(scores, Verdict::kMet), missed = count_of(scores, Verdict::kMissed);
  const int open = count_of(scores, Verdict::kUndecided);
  std::string text = fmt::format("{} of {} judged figures met", met, met + missed + open);
  if (missed > 0) text += fmt::format(", {} missed", missed);
  if (open > 0) text += fmt::format(", {} undecided at {} runs", open, n);
  return text;
}

std::string rank_text(const study::Rank& rank) {
  return fmt::format("at least this {} in {} of {} runs; 95 % {:.0f}-{:.0f} %",
                     rank.above ? "high" : "low", rank.at_least, rank.n, 100 * rank.ci.low,
                     100 * rank.ci.high);
}

std::string table_of(const Scenario& scenario, const std::vector<Score>& scores, int n) {
  std::string text =
      fmt::format("Simulated against recorded, {} runs: {}.\n\n", n, summary_of(scores, n));
  const std::string changes = changes_text(scenario);
  if (!changes.empty()) text += changes + "\n\n";
  text += fmt::format("{:<44} {:<22} {:>18} {:>18}  {:<12}  {}\n", "figure", "unit", "recorded",
                      "simulated", "origin", "verdict");
  text +=
      fmt::format("{:<44} {:<22} {:>18} {:>18}\n", "", "", "best (low..high)", "p50 (p10..p90)");
  bool recalled = false;
  for (const std::size_t s : misses_first(scores)) {
    text += row_of(scenario, scores[s], n);
    recalled = recalled || scores[s].target->recalled;
    if (scores[s].verdict != Verdict::kNotJudged) text += details_of(scenario, scores[s]);
  }
  if (recalled) text += "* rests on recall\n";
  return text;
}

}  // namespace khasan::report
