#include "serve/run_job.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <optional>

#include "base/hash.h"
#include "record/recorder.h"
#include "report/document.h"
#include "report/document_parts.h"
#include "report/html.h"
#include "serve/protocol_json.h"
#include "state/state.h"
#include "study/curves.h"
#include "study/score.h"

namespace khasan::serve {

namespace fs = std::filesystem;
using record::RecordReader;
using scenario::Scenario;

namespace {

// Moments of a run are played from the snapshot before them: so many keep that quick.
constexpr int64_t kSnapshots = 120;

Text now_text() {
  const auto utc = std::chrono::system_clock::now().time_since_epoch();
  return format_iso(std::chrono::duration_cast<std::chrono::milliseconds>(utc).count(), 0);
}

// The same on every machine: of what was asked for, and of the battle with its changes.
Text id_of(const RunRequest& request, const Scenario& scenario) {
  Hasher hasher;
  hasher.add(std::string_view(to_json(request)));
  hasher.add(std::string_view(KHASAN_VERSION));
  hasher.add(scenario.hash);
  return fmt::format("r{:016x}", hasher.value());
}

Text title_of(const Scenario& scenario, const RunRequest& request) {
  return fmt::format("{}, run {} of seed {}{}", scenario.title, request.replication, request.seed,
                     request.fork_of ? ", forked" : "");
}

// How to play it again by hand.
std::string command_of(const ShelvedBattle& battle, const load::Changes& changes,
                       const RunRequest& request) {
  std::string command = fmt::format("khasan run battles/{} --seed {} --story {}", battle.id,
                                    request.seed, request.replication);
  for (const std::string& rule : changes.roe) command += " --roe " + rule;
  for (const std::string& id : request.what_ifs) command += " --what-if " + id;
  if (!request.patch.empty()) command += " --what-if PATCH";
  return command;
}

Error fork_error(const std::string& found, const std::string& expected) {
  Error error;
  error.path = "fork_at_ms";
  error.found = found;
  error.expected = expected;
  return error;
}

Result<RunOrder> check_fork(RunOrder order, const load::Changes& changes, const RunShelf& runs) {
  const RunRequest& request = order.request;
  const Result<RunCard> base = runs.find(*request.fork_of);
  if (!base) return base.errors();
  if (base.value().battle != request.battle || !request.fork_at_ms) {
    return fork_error("a fork without its battle and moment",
                      "battle and moment of run " + base.value().id);
  }
  order.base_record = runs.record_path(base.value().id);
  const Result<RecordReader> reader = RecordReader::open(order.base_record);
  if (!reader) return reader.errors();
  const record::Header& original = reader.value().header();
  Result<RecordedRun> was = RecordedRun::load(original, order.base_record);
  if (!was) return was.errors();
  const RunChanges more{{}, changes.roe, changes.what_ifs, {}};
  Result<RecordedRun> will = RecordedRun::load(original, order.base_record, more);
  if (!will) return will.errors();
  order.fork_at = Time{*request.fork_at_ms};
  const Time from = original.forked_at.value_or(original.start);
  if (order.fork_at < from || order.fork_at >= will.value().scenario().end) {
    return fork_error(
        std::to_string(order.fork_at.ms),
        fmt::format("a moment of the run, {} to {}", from.ms, will.value().scenario().end.ms));
  }
  order.base = std::make_shared<const RecordedRun>(was.take());
  order.changed = std::make_shared<const RecordedRun>(will.take());
  const Errors faults = check_fork_changes(order.base->scenario(), order.changed->scenario());
  if (!faults.empty()) return faults;
  order.header = fork_header(original, *order.changed, order.fork_at, order.header.command);
  order.id = id_of(request, order.changed->scenario());
  order.title = title_of(order.changed->scenario(), request);
  return order;
}

// All that is kept of a run for the page, while it is played.
struct Watching {
  report::TrackRecorder tracks;
  report::PictureRecorder pictures;
  report::TaskRecorder tasks;
  report::FireRecorder fires;
  std::vector<report::StoryLine> story;
  report::StoryWatcher teller;
  study::CurveRecorder curves;

  explicit Watching(const Scenario& scenario)
      : tracks(scenario),
        pictures(scenario),
        teller(scenario, [this](const report::StoryLine& line) { story.push_back(line); }),
        curves(scenario) {}
  std::vector<sim::Watcher*> all() {
    return {&tracks, &pictures, &tasks, &fires, &teller, &curves};
  }
};

// Plays on, telling how far it is; false when it was stopped.
bool play_on(sim::Play& play, Time until, sim::Watcher& watcher, JobContext& job) {
  const Scenario& scenario = play.scenario();
  const int64_t all_s = (scenario.end - scenario.start).ms / 1000;
  int64_t told_s = 0;
  watcher.see(scenario, play.state(), play.events());
  while (!play.is_over() && play.state().now < until) {
    if (job.stop()) return false;
    play.step();
    watcher.see(scenario, play.state(), play.events());
    const int64_t done_s = (play.state().now - scenario.start).ms / 1000;
    // A hundred times a run is often enough.
    if (done_s - told_s < all_s / 100) continue;
    told_s = done_s;
    job.progress(done_s, all_s);
  }
  return true;
}

Error stopped() {
  Error error;
  error.found = "a job that was stopped";
  return error;
}

// The state from which a fork is played, after its past was watched.
Result<sim::SavedPlay> watch_past(const RunOrder& order, Watching& watching, JobContext& job) {
  Result<RecordReader> reader = RecordReader::open(order.base_record);
  if (!reader) return reader.errors();
  Result<sim::SavedPlay> saved = saved_at(reader.value(), *order.base, order.fork_at);
  if (!saved) return saved;
  const std::optional<Time> begins = reader.value().header().forked_at;
  std::optional<sim::Play> past;
  if (begins) {
    Result<sim::SavedPlay> first = saved_at(reader.value(), *order.base, *begins);
    if (!first) return first;
    past.emplace(order.base->scenario(), order.base->plan(), first.take());
  } else {
    past.emplace(order.base->scenario(), order.base->plan());
  }
  sim::Watchers watchers(watching.all());
  if (!play_on(*past, saved.value().state.now, watchers, job)) return stopped();
  return saved;
}

std::string document_text(const Scenario& scenario, const RunOrder& order, Watching& watching,
                          const study::Replications& runs) {
  const std::vector<study::Score> scores = study::score(scenario, runs);
  report::ReportInput in;
  in.scenario = &scenario;
  in.replications = &runs;
  in.scores = &scores;
  in.run.number = runs.runs.front().number;
  in.run.fires = &watching.fires;
  in.run.story = watching.story;
  in.run.pictures = &watching.pictures;
  in.run.tasks = &watching.tasks;
  in.seed = order.header.seed;
  in.command = order.header.command;
  in.version = KHASAN_VERSION;
  in.has_ground = false;
  return report::document_of(in);
}

RunCard card_of(const RunOrder& order, const Scenario& scenario, uint64_t hash) {
  RunCard card;
  card.id = order.id;
  card.battle = order.request.battle;
  card.title = order.title;
  card.seed = order.header.seed, card.replication = order.header.replication;
  card.what_ifs = order.request.what_ifs, card.roe = order.request.roe;
  card.changes = scenario.what_ifs;
  for (const std::string& rule : scenario.rule_changes) card.changes.push_back(rule);
  card.forked_from = order.request.fork_of;
  if (order.header.forked_at) card.forked_at_ms = order.header.forked_at->ms;
  card.made_at = now_text();
  card.hash = report::hash_text(hash);
  card.state = RunState::kDone;
  return card;
}

// The documents first and the record last: a record that is there has all.
Result<RunCard> keep(const RunOrder& order, Watching& watching, study::Replication run,
                     const Scenario& scenario, const std::string& unfinished, RunShelf& runs) {
  const RunCard card = card_of(order, scenario, run.hash);
  run.curves = watching.curves.take();
  study::Replications all;
  all.runs.push_back(std::move(run));
  std::string play;
  report::write_play(watching.tracks, play);
  const std::pair<std::string, std::string> files[] = {
      {runs.document_path(order.id), document_text(scenario, order, watching, all)},
      {runs.play_path(order.id), play},
      {runs.card_path(order.id), to_json(card)}};
  for (const auto& [path, text] : files) {
    const Errors errors = report::write_file(path, text);
    if (!errors.empty()) return errors;
  }
  std::error_code failed;
  fs::rename(unfinished, runs.record_path(order.id), failed);
  if (failed) {
    Error error;
    error.file = runs.record_path(order.id);
    error.found = failed.message();
    error.expected = "a folder that takes files";
    return error;
  }
  runs.put(card);
  return card;
}

}  // namespace

Result<RunOrder> check_run(const RunRequest& request, const BattleShelf& battles,
                           const RunShelf& runs) {
  const auto battle = battles.find(request.battle);
  if (!battle) return battle.errors();
  const Result<load::Changes> changes =
      BattleShelf::changes_of(*battle.value(), request.what_ifs, request.roe, request.patch);
  if (!changes) return changes.errors();
  RunOrder order;
  order.request = request;
  order.header.command = command_of(*battle.value(), changes.value(), request);
  if (request.fork_of) return check_fork(std::move(order), changes.value(), runs);
  Result<Scenario> scenario = load::load_battle(battle.value()->folder, changes.value());
  if (!scenario) return scenario.errors();
  order.scenario = std::make_shared<const Scenario>(scenario.take());
  record::Header& header = order.header;
  header.version = KHASAN_VERSION;
  header.battle = battle.value()->folder;
  header.seed = request.seed, header.replication = request.replication;
  header.roe = changes.value().roe, header.what_ifs = changes.value().what_ifs;
  record::describe(*order.scenario, header);
  header.snapshot_every = {(header.end - header.start).ms / kSnapshots};
  order.id = id_of(request, *order.scenario);
  order.title = title_of(*order.scenario, request);
  return order;
}

Result<RunCard> play_run(const RunOrder& order, RunShelf& runs, JobContext& job) {
  const Result<RunCard> there = runs.find(order.id);
  if (there) return there;
  const bool is_fork = order.base != nullptr;
  const Scenario& scenario = is_fork ? order.changed->scenario() : *order.scenario;
  Watching watching(scenario);
  sim::RunPlan plan;
  plan.seed = order.header.seed, plan.replication = order.header.replication;
  std::optional<sim::Play> play;
  if (is_fork) {
    plan = order.changed->plan();
    Result<sim::SavedPlay> from = watch_past(order, watching, job);
    if (!from) return from.errors();
    state::take_parameters(scenario, {plan.seed, plan.replication}, plan.start, from.value().state);
    play.emplace(scenario, plan, from.take());
  } else {
    play.emplace(scenario, plan);
  }
  const std::string unfinished = runs.record_path(order.id) + ".unfinished";
  Result<record::Recorder> recorder = record::Recorder::create(unfinished, order.header);
  if (!recorder) return recorder.errors();
  std::vector<sim::Watcher*> all = watching.all();
  all.push_back(&recorder.value());
  sim::Watchers watchers(all);
  watchers.begin(*play);
  const bool is_whole = play_on(*play, scenario.end, watchers, job);
  if (is_whole) watchers.end(*play);
  const Errors errors = recorder.value().close();
  std::error_code ignored;
  if (!is_whole || !errors.empty()) {
    fs::remove(unfinished, ignored);
    if (!errors.empty()) return errors;
    return stopped();
  }
  study::Replication run = study::finish_run(*play, 0);
  return keep(order, watching, std::move(run), scenario, unfinished, runs);
}

}  // namespace khasan::serve
