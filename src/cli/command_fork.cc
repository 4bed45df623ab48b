// khasan fork: other futures of a recorded run, from any of its steps.
#include <fmt/format.h>

#include <cstdio>

#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "cli/recorded_run.h"
#include "record/recorder.h"
#include "report/document.h"
#include "report/ledger_text.h"
#include "report/table.h"
#include "study/replications.h"
#include "study/score.h"

namespace khasan::cli {

namespace {

using record::Header;
using record::RecordReader;
using scenario::Scenario;

// Counts that go on from the start.
Errors check_counts(const RecordedRun& run, const sim::SavedPlay& from) {
  Error error;
  if (!sim::Play(run.scenario(), run.plan(), from).is_continued()) {
    error.found = "a what-if that changes the measures of the battle";
    error.expected = "measures that were counted from the start";
    error.fix = "play it from the start: khasan run --what-if";
    return {error};
  }
  if (run.scenario().end > from.state.now) return {};
  error.found = "a moment at which the battle is over";
  error.expected = "an earlier one";
  return {error};
}

study::StudyPlan plan_of(const ForkOptions& options, const Header& header, const RecordedRun& run,
                         const sim::SavedPlay& from) {
  study::StudyPlan plan;
  plan.seed = header.seed;
  plan.first = header.replication;
  plan.replications = options.replications;
  plan.threads = options.threads;
  plan.step = run.plan().step;
  plan.campaign = run.plan().campaign;
  plan.from = &from;
  return plan;
}

// The future that has the chance of the record, recorded where somebody asks for it.
Result<study::Replication> play_first(const ForkOptions& options, const study::StudyPlan& plan,
                                      const Scenario& scenario, const Header& header) {
  if (options.record.empty()) return study::play(scenario, plan, 0);
  Result<record::Recorder> recorder = record::Recorder::create(options.record, header);
  if (!recorder) return recorder.errors();
  study::Replication first = study::play(scenario, plan, 0, &recorder.value());
  const Errors errors = recorder.value().close();
  if (!errors.empty()) return errors;
  return first;
}

void print_futures(const ForkOptions& options, const Scenario& scenario, Time at,
                   const study::Replications& futures, double elapsed_s) {
  const std::vector<study::Score> scores = study::score(scenario, futures);
  if (options.json) {
    fmt::print("{}\n", report::result_json(scenario, futures, scores, elapsed_s, nullptr));
    return;
  }
  fmt::print("Futures from {} on; number 0 has the chance of the record.\n\n{}\n",
             clock_text(scenario, at), report::table_of(scenario, scores, futures.count()));
  const std::string phases = report::ledger_text(scenario, study::ledger_table(scenario, futures));
  if (!phases.empty()) fmt::print("{}\n", phases);
  fmt::print("{} futures in {:.1f} s; final states {:016x}; number 0 ends in {:016x}.\n",
             futures.count(), elapsed_s, futures.hash(), futures.runs.front().hash);
}

int play_futures(const ForkOptions& options, const RecordReader& reader, const RecordedRun& run,
                 const sim::SavedPlay& from) {
  const auto started = std::chrono::steady_clock::now();
  const Time at = from.state.now;
  const Header header = serve::fork_header(reader.header(), run, at, options.command);
  const study::StudyPlan plan = plan_of(options, reader.header(), run, from);
  const std::atomic<bool>& stop = catch_interruption();
  const Result<study::Replication> first = play_first(options, plan, run.scenario(), header);
  if (!first) return fail(first.errors());
  Progress progress(plan.replications, options.json);
  study::StudyControl control;
  control.stop = &stop;
  control.played = &first.value();
  control.progress = [&progress](int done) { progress.show(done); };
  const study::Replications futures = study::run_replications(run.scenario(), plan, control);
  progress.finish();
  if (futures.count() == 0) return kInterrupted;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
  print_futures(options, run.scenario(), at, futures, elapsed.count());
  return futures.interrupted ? kInterrupted : kDone;
}

}  // namespace

int command_fork(const ForkOptions& options) {
  Result<RecordReader> opened = RecordReader::open(options.file);
  if (!opened) return fail(opened.errors());
  RecordReader& reader = opened.value();
  const RunChanges none{options.battle, {}, {}, {}};
  const RunChanges changes{options.battle, options.roe, options.what_if, options.without};
  const Result<RecordedRun> original = RecordedRun::load(reader.header(), options.file, none);
  if (!original) return fail(original.errors());
  const Result<RecordedRun> changed = RecordedRun::load(reader.header(), options.file, changes);
  if (!changed) return fail(changed.errors());
  const Result<Time> at = moment_of(original.value().scenario(), options.at, "--at");
  if (!at) return fail(at.errors());
  Result<sim::SavedPlay> from =
      saved_at(reader, original.value().scenario(), original.value().plan(), at.value());
  if (!from) return fail(from.errors());
  Errors errors =
      serve::check_fork_changes(original.value().scenario(), changed.value().scenario());
  if (errors.empty()) errors = check_counts(changed.value(), from.value());
  if (!errors.empty()) return fail(errors);
  const sim::RunPlan& plan = changed.value().plan();
  state::take_parameters(changed.value().scenario(), {plan.seed, plan.replication}, plan.start,
                         from.value().state);
  return play_futures(options, reader, changed.value(), from.value());
}

}  // namespace khasan::cli
