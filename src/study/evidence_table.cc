#include "study/evidence_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/hash.h"

namespace khasan::study {

namespace {

using scenario::MeasureKind;
using scenario::Scenario;

constexpr double kZ95 = 1.959963984540054;

Shift shift_between(const Replications& from, const Replications& to, std::size_t measure) {
  std::vector<double> differences;
  std::size_t a = 0;
  for (const Replication& run : to.runs) {
    while (a < from.runs.size() && from.runs[a].number < run.number) ++a;
    if (a == from.runs.size()) break;
    if (from.runs[a].number != run.number) continue;
    const double difference = run.measures[measure] - from.runs[a].measures[measure];
    if (std::isfinite(difference)) differences.push_back(difference);
  }
  Shift shift;
  shift.n = static_cast<int>(differences.size());
  if (shift.n == 0) return shift;
  for (const double d : differences) shift.mean += d / shift.n;
  double squares = 0;
  for (const double d : differences) squares += (d - shift.mean) * (d - shift.mean);
  const double half = shift.n > 1 ? kZ95 * std::sqrt(squares / (shift.n - 1) / shift.n)
                                  : std::numeric_limits<double>::infinity();
  shift.ci = {shift.mean - half, shift.mean + half};
  return shift;
}

// What never happened came later than anything that did.
std::vector<double> ranked_outcome(const Replications& runs, std::size_t measure) {
  std::vector<double> samples = runs.samples_of(measure);
  for (double& x : samples) {
    if (std::isnan(x)) x = std::numeric_limits<double>::infinity();
  }
  return samples;
}

// Figures of one dispute are one input: the first stands for all.
std::vector<std::size_t> disputes_of(const Scenario& scenario) {
  std::vector<std::size_t> firsts;
  for (std::size_t i = 0; i < scenario.disputed.size(); ++i) {
    const bool is_known = std::any_of(firsts.begin(), firsts.end(), [&](std::size_t first) {
      return scenario.disputed[first].key == scenario.disputed[i].key;
    });
    if (!is_known) firsts.push_back(i);
  }
  return firsts;
}

std::vector<std::vector<double>> quantiles_drawn(const Scenario& scenario,
                                                 const std::vector<std::size_t>& disputes,
                                                 const Replications& runs, uint64_t seed) {
  std::vector<std::vector<double>> inputs(disputes.size());
  for (const Replication& run : runs.runs) {
    const Rng rng(seed, static_cast<uint64_t>(run.number));
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      inputs[i].push_back(scenario::quantile_drawn(scenario.disputed[disputes[i]], rng));
    }
  }
  return inputs;
}

std::optional<double> recorded_of(const Scenario& scenario, const std::string& measure) {
  for (const scenario::Target& target : scenario.targets) {
    if (target.measure == measure) return target.best;
  }
  return std::nullopt;
}

EvidenceLine line_of(const Scenario& scenario, const std::vector<EvidenceStream>& streams,
                     std::size_t measure) {
  const scenario::Measure& what = scenario.measures[measure];
  EvidenceLine line;
  line.measure = measure;
  line.recorded = recorded_of(scenario, what.id);
  for (std::size_t s = 0; s < streams.size(); ++s) {
    Cell cell;
    cell.estimate =
        estimate_of(streams[s].replications.samples_of(measure), what.unit, stable_key(what.id));
    if (s > 0) {
      cell.shift = shift_between(streams[0].replications, streams[s].replications, measure);
    }
    line.cells.push_back(std::move(cell));
  }
  return line;
}

}  // namespace

EvidenceTable evidence_table(const Scenario& scenario, std::vector<EvidenceStream> streams,
                             uint64_t seed) {
  EvidenceTable table;
  const auto drawn = std::find_if(streams.begin(), streams.end(), [](const EvidenceStream& stream) {
    return stream.id == "drawn";
  });
  std::vector<std::vector<double>> inputs;
  if (drawn != streams.end()) {
    const std::vector<std::size_t> disputes = disputes_of(scenario);
    inputs = quantiles_drawn(scenario, disputes, drawn->replications, seed);
    for (const std::size_t first : disputes) {
      table.disputes.push_back(scenario.disputed[first].dispute);
    }
    table.drawn_runs = drawn->replications.count();
  }
  for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
    if (scenario.measures[m].kind == MeasureKind::kNotSimulated) continue;
    EvidenceLine line = line_of(scenario, streams, m);
    if (!inputs.empty()) {
      line.movers = movers_of(inputs, ranked_outcome(drawn->replications, m), kMoversNamed);
    }
    table.lines.push_back(std::move(line));
  }
  table.streams = std::move(streams);
  return table;
}

}  // namespace khasan::study
