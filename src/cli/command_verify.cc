// khasan verify: plays a recorded run again and compares it with its record.
#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/recorded_run.h"
#include "record/verify.h"
#include "report/commit.h"

namespace khasan::cli {

namespace {

using record::RecordReader;
using record::Verdict;
using scenario::Scenario;

std::string sentence_of(const Verdict& verdict, const Scenario& scenario) {
  if (verdict.mismatch) {
    return fmt::format("The run parts from its record at {}: {} recorded as {}, now {}.",
                       clock_text(scenario, verdict.mismatch->at), verdict.mismatch->what,
                       verdict.mismatch->recorded, verdict.mismatch->repeated);
  }
  return fmt::format("{} steps and {} snapshots from {} to {}, {}: the same to the bit.",
                     verdict.steps, verdict.snapshots, clock_text(scenario, verdict.from),
                     clock_text(scenario, verdict.to),
                     verdict.is_finished ? "the end of the battle"
                                         : "where the record stops before the end of the battle");
}

void print_verdict(const Verdict& verdict, const Scenario& scenario, bool sound, bool json) {
  if (!json) {
    fmt::print("{}\n", sentence_of(verdict, scenario));
    return;
  }
  nlohmann::ordered_json out{{"same", !verdict.mismatch},       {"sound", sound},
                             {"finished", verdict.is_finished}, {"steps", verdict.steps},
                             {"snapshots", verdict.snapshots},  {"from_ms", verdict.from.ms},
                             {"to_ms", verdict.to.ms}};
  if (verdict.mismatch) {
    out["mismatch"] = {{"at_ms", verdict.mismatch->at.ms},
                       {"what", verdict.mismatch->what},
                       {"recorded", verdict.mismatch->recorded},
                       {"repeated", verdict.mismatch->repeated}};
  }
  fmt::print("{}\n", out.dump());
}

// The run at the beginning of its record: at the start of the battle, or where it was forked.
Result<sim::Play> play_of(const RecordedRun& run, RecordReader& reader) {
  if (!reader.header().forked_at) return sim::Play(run.scenario(), run.plan());
  Result<sim::SavedPlay> saved = reader.seek_snapshot(*reader.header().forked_at, run.scenario());
  if (!saved) return saved.errors();
  return sim::Play(run.scenario(), run.plan(), saved.take());
}

}  // namespace

int command_verify(const RecordOptions& options) {
  Result<RecordReader> reader = RecordReader::open(options.file);
  if (!reader) return fail(reader.errors());
  const Result<RecordedRun> run =
      RecordedRun::load(reader.value().header(), options.file, {options.battle, {}, {}, {}});
  if (!run) return fail(run.errors());
  const Scenario& scenario = run.value().scenario();
  Result<sim::Play> play = play_of(run.value(), reader.value());
  if (!play) return fail(play.errors());
  const auto hours = [&](Time at) {
    return static_cast<int>((at - scenario.start).ms / khasan::hours(1).ms);
  };
  Progress progress(hours(scenario.end), options.json, "hours of the battle");
  const Verdict verdict =
      record::verify(play.value(), reader.value(), [&](Time at) { progress.show(hours(at)); });
  progress.finish();
  const bool sound = report_faults(reader.value(), options.file, scenario);
  print_verdict(verdict, scenario, sound, options.json);
  if (verdict.mismatch && reader.value().header().commit != report::kCommit) {
    fmt::print(stderr, "It was recorded by commit {}, this program is of commit {}.\n",
               reader.value().header().commit, report::kCommit);
  }
  return sound && !verdict.mismatch ? kDone : kCheckFailed;
}

}  // namespace khasan::cli
