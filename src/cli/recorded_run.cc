#include "cli/recorded_run.h"

#include <fmt/format.h>

#include <cstdio>

#include "report/commit.h"

namespace khasan::cli {

using record::Header;
using scenario::Scenario;

Header header_of(const Scenario& scenario, const RunOptions& options) {
  Header header;
  header.version = KHASAN_VERSION;
  header.commit = report::kCommit;
  header.battle = options.battle;
  header.command = options.command;
  header.seed = options.seed;
  header.replication = options.first + static_cast<uint64_t>(options.story);
  header.evidence = options.evidence;
  header.draw_parameters = options.draw_parameters;
  header.draw_terrain = options.draw_terrain;
  header.without = options.without;
  header.roe = options.roe;
  header.what_ifs = options.what_if;
  record::describe(scenario, header);
  return header;
}

bool report_faults(const record::RecordReader& reader, const std::string& file,
                   const Scenario& scenario) {
  for (const record::Fault& fault : reader.faults()) {
    const std::string from = fault.from ? clock_text(scenario, *fault.from) : "the beginning";
    const std::string to = fault.to ? clock_text(scenario, *fault.to) : "the end";
    fmt::print(stderr, "{}: byte {}: found {}; lost: from {} to {}\n", file, fault.offset,
               fault.found, from, to);
  }
  for (const Error& error : reader.errors()) fmt::print(stderr, "{}\n", to_text(error));
  return reader.faults().empty() && reader.errors().empty();
}

study::StudyPlan plan_of(const RunOptions& options, sim::PhaseMask without,
                         scenario::Drawing evidence) {
  study::StudyPlan plan;
  plan.seed = options.seed;
  plan.first = options.first;
  plan.replications = options.replications;
  plan.threads = options.threads;
  plan.start = {options.draw_parameters};
  plan.evidence = evidence;
  plan.step.without = without;
  plan.curves = !options.report.empty();
  return plan;
}

Result<std::optional<record::Recorder>> recorder_of(const scenario::Scenario& scenario,
                                                    const RunOptions& options) {
  if (options.record.empty()) return std::optional<record::Recorder>{};
  record::Header header = header_of(scenario, options);
  header.snapshot_every = options.snapshots_min > 0
                              ? minutes(options.snapshots_min)
                              : record::snapshot_span(scenario.end - scenario.start);
  Result<record::Recorder> recorder = record::Recorder::create(options.record, header);
  if (!recorder) return recorder.errors();
  return std::optional<record::Recorder>(recorder.take());
}

}  // namespace khasan::cli
