#include "serve/run_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>

#include "base/fault.h"
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

// Moments of a run are played from the snapshot before them. So many at least keep that quick
// where little happens, and where much does, one after so many element steps (a third of a second).
constexpr int64_t kSnapshots = 60;
constexpr uint64_t kWorkOfSnapshot = 150'000;

Text now_text() {
  const auto utc = std::chrono::system_clock::now().time_since_epoch();
  return format_iso(std::chrono::duration_cast<std::chrono::milliseconds>(utc).count(), 0);
}

// The same on every machine: of what was asked for, and of the files of the battle.
Text id_of(const RunRequest& request, const OfferedBattle& battle) {
  Hasher hasher;
  hasher.add(std::string_view(to_json(request)));
  hasher.add(battle.key());
  return fmt::format("r{:016x}", hasher.value());
}

// How to play it again by hand.
std::string command_of(const OfferedBattle& battle, const load::Changes& changes,
                       const RunRequest& request) {
  std::string command = fmt::format("khasan run battles/{} --seed {} --story {}", battle.id(),
                                    request.seed, request.replication);
  for (const std::string& rule : changes.roe) command += " --roe " + rule;
  for (const std::string& id : request.what_ifs) command += " --what-if " + id;
  if (!request.patch.empty()) command += " --what-if PATCH";
  return command;
}

// The records of a run and of those it was forked from, itself last.
std::vector<std::string> past_of(const Text& run, const RunShelf& runs) {
  std::vector<std::string> past;
  for (const RunCard& card : runs.line_of(run)) past.push_back(runs.record_path(card.id));
  std::reverse(past.begin(), past.end());
  return past;
}

Errors check_fork(RunOrder& order, const RunShelf& runs) {
  const RunRequest& request = order.request;
  const Result<RunCard> base = runs.find(*request.fork_of);
  if (!base) return base.errors();
  if (base.value().battle != request.battle || !request.fork_at_ms) {
    return {fault("fork_at_ms", "a fork without its battle and moment",
                  "battle and moment of run " + base.value().id)};
  }
  order.past = past_of(base.value().id, runs);
  const Result<RecordReader> reader = RecordReader::open(order.past.back());
  if (!reader) return reader.errors();
  const record::Header& original = reader.value().header();
  const Time at{*request.fork_at_ms}, from = original.forked_at.value_or(original.start);
  if (at >= from && at < original.end) return {};
  return {
      fault("fork_at_ms", std::to_string(at.ms),
            fmt::format("a moment of the run, from {} to before {}", from.ms, original.end.ms))};
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

// What is played: the battle, the chance, and of a fork the state that it begins with.
struct Course {
  SharedScenario scenario;  // of a new run
  // Of a fork, of a run of a study, or of a run that was recorded.
  std::shared_ptr<const RecordedRun> changed;
  record::Header header;
  sim::RunPlan plan;
  std::optional<sim::SavedPlay> from;

  const Scenario& battle() const { return changed != nullptr ? changed->scenario() : *scenario; }
};

// So that a record has so many of them.
Time snapshot_span(const record::Header& header) {
  return {(header.end - header.start).ms / kSnapshots};
}

Course new_course(const RunOrder& order, const SharedScenario& scenario) {
  Course course;
  course.scenario = scenario;
  record::Header& header = course.header;
  header.version = KHASAN_VERSION;
  header.battle = order.battle->folder();
  header.command = order.command;
  header.seed = order.request.seed, header.replication = order.request.replication;
  header.roe = order.changes.roe, header.what_ifs = order.changes.what_ifs;
  record::describe(*scenario, header);
  header.snapshot_every = snapshot_span(header);
  course.plan.seed = header.seed, course.plan.replication = header.replication;
  if (!order.lead) return course;
  header.player = order.lead->side;
  course.plan.words = order.lead->words;
  return course;
}

Result<Course> described_course(const RunOrder& order) {
  Course course;
  course.header = *order.described;
  Result<RecordedRun> run = RecordedRun::of(course.header);
  if (!run) return run.errors();
  course.changed = std::make_shared<const RecordedRun>(run.take());
  course.header.version = KHASAN_VERSION;
  course.header.command = order.command;
  record::describe(course.changed->battle(), course.header);
  course.header.snapshot_every = snapshot_span(course.header);
  course.plan = course.changed->plan();
  return course;
}

Result<Course> fork_course(const RunOrder& order) {
  const std::string& record = order.past.back();
  Result<RecordReader> reader = RecordReader::open(record);
  if (!reader) return reader.errors();
  const record::Header original = reader.value().header();
  Result<RecordedRun> base = RecordedRun::load(original, record);
  if (!base) return base.errors();
  const RunChanges more{{}, order.changes.roe, order.changes.what_ifs, {}};
  Result<RecordedRun> changed = RecordedRun::load(original, record, more);
  if (!changed) return changed.errors();
  Course course;
  course.changed = std::make_shared<const RecordedRun>(changed.take());
  const Errors faults = check_fork_changes(base.value().scenario(), course.changed->scenario());
  if (!faults.empty()) return faults;
  Result<sim::SavedPlay> from = saved_at(reader.value(), base.value().scenario(),
                                         base.value().plan(), Time{*order.request.fork_at_ms});
  if (!from) return from.errors();
  course.from = from.take();
  course.plan = course.changed->plan();
  course.header = fork_header(original, *course.changed, course.from->state.now, order.command);
  return course;
}

// A recorded run as of its header, which is its own course.
Result<Course> recorded_course(const std::string& record) {
  Result<RecordReader> reader = RecordReader::open(record);
  if (!reader) return reader.errors();
  Course course;
  course.header = reader.value().header();
  Result<RecordedRun> run = RecordedRun::load(course.header, record);
  if (!run) return run.errors();
  course.changed = std::make_shared<const RecordedRun>(run.take());
  course.plan = course.changed->plan();
  if (!course.header.forked_at) return course;
  Result<sim::SavedPlay> from =
      saved_at(reader.value(), course.battle(), course.plan, *course.header.forked_at);
  if (!from) return from.errors();
  course.from = from.take();
  return course;
}

sim::Play begin(const Course& course) {
  if (!course.from) return {course.battle(), course.plan};
  sim::SavedPlay from = *course.from;
  state::take_parameters(course.battle(), {course.plan.seed, course.plan.replication},
                         course.plan.start, from.state);
  return {course.battle(), course.plan, std::move(from)};
}

// Plays again what was before a fork, each run up to where the next one leaves it, so that the page
// can show it; false when it was stopped.
Result<bool> watch_past(const std::vector<std::string>& past, Time until, Watching& watching,
                        JobContext& job) {
  for (std::size_t i = 0; i < past.size(); ++i) {
    const Result<Course> course = recorded_course(past[i]);
    if (!course) return course.errors();
    Time leaves = until;
    if (i + 1 < past.size()) {
      const Result<RecordReader> next = RecordReader::open(past[i + 1]);
      if (!next) return next.errors();
      leaves = next.value().header().forked_at.value_or(until);
    }
    sim::Play play = begin(course.value());
    sim::Watchers watchers(watching.all());
    if (!play_on(play, leaves, watchers, job)) return false;
  }
  return true;
}

std::string document_text(const Course& course, Watching& watching,
                          const study::Replications& runs) {
  const Scenario& scenario = course.battle();
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
  in.seed = course.header.seed;
  in.command = course.header.command;
  in.version = KHASAN_VERSION;
  in.has_ground = false;
  return report::document_of(in);
}

void add_lead(const Lead& lead, const Scenario& scenario, List<Text>& changes) {
  const Side side = scenario.side(Side::kFirst).id == lead.side ? Side::kFirst : Side::kSecond;
  changes.push_back("Led by a player: " + scenario.side(side).name + ".");
  if (lead.against_commander) {
    changes.push_back("Led by a commander: " + scenario.side(khasan::enemy_of(side)).name + ".");
  }
  if (lead.until >= scenario.end) return;
  changes.push_back("Ended by its player at " + clock_text(scenario, lead.until) + ".");
}

RunCard card_of(const RunOrder& order, const Course& course, uint64_t hash) {
  const Scenario& scenario = course.battle();
  RunCard card;
  card.id = order.id;
  card.battle = order.request.battle;
  card.title = order.title;
  card.seed = course.header.seed, card.replication = course.header.replication;
  card.what_ifs = order.request.what_ifs, card.roe = order.request.roe;
  card.changes = scenario.what_ifs;
  for (const std::string& rule : scenario.rule_changes) card.changes.push_back(rule);
  for (const std::string& phase : course.header.without) {
    card.changes.push_back("Without " + phase + ".");
  }
  if (order.lead) add_lead(*order.lead, scenario, card.changes);
  card.forked_from = order.request.fork_of;
  if (course.header.forked_at) card.forked_at_ms = course.header.forked_at->ms;
  card.made_at = now_text();
  card.hash = report::hash_text(hash);
  card.state = RunState::kDone;
  return card;
}

std::string unfinished_path(const RunOrder& order, const RunShelf& runs) {
  return runs.record_path(order.id) + ".unfinished";
}

// What the page shows of a run, beside its record.
Errors write_documents(const RunCard& card, const Course& course, Watching& watching,
                       study::Replication run, const RunShelf& runs) {
  run.curves = watching.curves.take();
  study::Replications all;
  all.runs.push_back(std::move(run));
  std::string play;
  report::write_play(watching.tracks, play);
  const std::pair<std::string, std::string> files[] = {
      {runs.document_path(card.id), document_text(course, watching, all)},
      {runs.play_path(card.id), play},
      {runs.card_path(card.id), to_json(card)}};
  for (const auto& [path, text] : files) {
    const Errors errors = report::write_file(path, text);
    if (!errors.empty()) return errors;
  }
  return {};
}

// The documents first and the record last: a record that is there has all.
Result<RunCard> keep(const RunOrder& order, const Course& course, Watching& watching,
                     study::Replication run, RunShelf& runs) {
  const RunCard card = card_of(order, course, run.hash);
  const Errors errors = write_documents(card, course, watching, std::move(run), runs);
  if (!errors.empty()) return errors;
  std::error_code failed;
  fs::rename(unfinished_path(order, runs), runs.record_path(order.id), failed);
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

// Where the run ends.
Time end_of(const RunOrder& order, const Course& course) {
  return order.lead ? order.lead->until : course.battle().end;
}

// What the run came to, if its battle ended now.
study::Replication so_far(sim::Play& play) {
  study::Replication run;
  run.measures = play.measures();
  run.hash = state::hash(play.state());
  run.element_steps = play.element_steps();
  run.ledger = play.ledger();
  return run;
}

// Plays it to its end into a record, with others who watch; false when it was stopped.
Result<bool> record_play(const std::string& path, const Course& course, Time until, sim::Play& play,
                         std::vector<sim::Watcher*> all, JobContext& job) {
  Result<record::Recorder> recorder =
      record::Recorder::create(path, course.header, kWorkOfSnapshot);
  if (!recorder) return recorder.errors();
  all.push_back(&recorder.value());
  sim::Watchers watchers(all);
  watchers.begin(play);
  const bool is_whole = play_on(play, until, watchers, job);
  if (is_whole) watchers.end(play);
  const Errors errors = recorder.value().close();
  if (!errors.empty()) return errors;
  return is_whole;
}

Result<RunCard> play_course(const RunOrder& order, const Course& course, RunShelf& runs,
                            JobContext& job) {
  Watching watching(course.battle());
  if (course.from) {
    const Result<bool> watched = watch_past(order.past, course.from->state.now, watching, job);
    if (!watched) return watched.errors();
    if (!watched.value()) return stopped("run");
  }
  sim::Play play = begin(course);
  const Result<bool> played = record_play(unfinished_path(order, runs), course,
                                          end_of(order, course), play, watching.all(), job);
  if (played && played.value()) return keep(order, course, watching, so_far(play), runs);
  std::error_code ignored;
  fs::remove(unfinished_path(order, runs), ignored);
  if (!played) return played.errors();
  return stopped("run");
}

}  // namespace

Result<SharedScenario> RunOrder::compile() const {
  if (changes.roe.empty() && changes.what_ifs.empty()) return battle->scenario();
  Result<Scenario> scenario = load::load_battle(battle->folder(), changes);
  if (!scenario) return scenario.errors();
  return std::make_shared<const Scenario>(scenario.take());
}

Result<RunOrder> check_run(const RunRequest& request, const BattleShelf& battles,
                           const RunShelf& runs) {
  const Result<OfferedBattle*> battle = battles.find(request.battle);
  if (!battle) return battle.errors();
  Result<load::Changes> changes =
      BattleShelf::changes_of(*battle.value(), request.what_ifs, request.roe, request.patch);
  if (!changes) return changes.errors();
  const Result<BattleCard> card = battle.value()->card();
  if (!card) return card.errors();
  RunOrder order;
  order.request = request;
  order.battle = battle.value();
  order.changes = changes.take();
  order.command = command_of(*order.battle, order.changes, request);
  order.id = id_of(request, *order.battle);
  order.title = fmt::format("{}, run {} of seed {}{}", card.value().title, request.replication,
                            request.seed, request.fork_of ? ", forked" : "");
  const Errors errors = request.fork_of ? check_fork(order, runs) : Errors{};
  if (!errors.empty()) return errors;
  return order;
}

Result<RunCard> play_run(const RunOrder& order, const SharedScenario& scenario, RunShelf& runs,
                         JobContext& job) {
  const Result<RunCard> there = runs.find(order.id);
  if (there) return there;
  if (scenario != nullptr) return play_course(order, new_course(order, scenario), runs, job);
  Result<Course> course = order.is_fork() ? fork_course(order) : described_course(order);
  if (!course) return course.errors();
  return play_course(order, course.value(), runs, job);
}

Errors write_record(const RunOrder& order, const SharedScenario& scenario,
                    const std::string& path) {
  const Course course = new_course(order, scenario);
  sim::Play play = begin(course);
  JobContext quiet([](int64_t, int64_t) {});
  const Result<bool> played =
      record_play(path + ".unfinished", course, end_of(order, course), play, {}, quiet);
  std::error_code failed;
  if (played) fs::rename(path + ".unfinished", path, failed);
  if (!played) return played.errors();
  if (failed) return {fault(path, failed.message(), "a folder that takes files")};
  return {};
}

Errors make_documents(RunCard card, RunShelf& runs, JobContext& job) {
  std::vector<std::string> past = past_of(card.id, runs);
  const Result<Course> course = recorded_course(past.back());
  if (!course) return course.errors();
  past.pop_back();
  Watching watching(course.value().battle());
  sim::Play play = begin(course.value());
  const Result<bool> watched = watch_past(past, play.state().now, watching, job);
  if (!watched) return watched.errors();
  sim::Watchers watchers(watching.all());
  if (!watched.value() || !play_on(play, course.value().battle().end, watchers, job)) {
    return {stopped("run")};
  }
  study::Replication run = study::finish_run(play, 0);
  card.hash = report::hash_text(run.hash);
  const Errors errors = write_documents(card, course.value(), watching, std::move(run), runs);
  if (errors.empty()) runs.put(card);
  return errors;
}

Result<RunCard> play_run(const RunOrder& order, RunShelf& runs, JobContext& job) {
  if (order.is_fork() || order.described || runs.find(order.id))
    return play_run(order, nullptr, runs, job);
  const Result<SharedScenario> scenario = order.compile();
  if (!scenario) return scenario.errors();
  return play_run(order, scenario.value(), runs, job);
}

}  // namespace khasan::serve
