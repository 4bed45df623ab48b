// What the server and the page say to each other (docs/methods/serve.md): plain structs, each with
// one list of its fields. From the list come the JSON writer and the strict reader
// (protocol_json.h) and web/src/protocol/server.ts (typescript.h). No behaviour here.
//
// Members that end in _ms are milliseconds from the battle's epoch, x and y UTM metres; ids are
// short texts of [a-z0-9_-]. A member that is std::optional is null when there is none; in a
// request it may be left out. Large documents (the ground, a run, a study) are not of this list:
// docs/methods/report_format.md.
#pragma once

#include "serve/protocol_battle.h"
#include "serve/protocol_game.h"

namespace khasan::serve {

// --- runs ---------------------------------------------------------------------------------------

enum class RunState : uint8_t { kRunning, kDone, kFailed };
constexpr std::array kRunStateNames{"running", "done", "failed"};
constexpr const auto& names_of(RunState) { return kRunStateNames; }

struct RunCard {
  static constexpr const char* kName = "RunCard";
  Text id, battle, title;
  uint64_t seed = 1, replication = 0;
  List<Text> what_ifs, roe;         // ids; changes to rules, as of `khasan run --roe`
  List<Text> changes;               // what is otherwise, in sentences
  std::optional<Text> forked_from;  // run
  std::optional<int64_t> forked_at_ms;
  Text made_at;  // ISO 8601, UTC
  Text hash;     // of the last state, hexadecimal; empty while it runs
  RunState state = RunState::kRunning;
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("battle", self.battle);
    visit("title", self.title);
    visit("seed", self.seed);
    visit("replication", self.replication);
    visit("what_ifs", self.what_ifs);
    visit("roe", self.roe);
    visit("changes", self.changes);
    visit("forked_from", self.forked_from);
    visit("forked_at_ms", self.forked_at_ms);
    visit("made_at", self.made_at);
    visit("hash", self.hash);
    visit("state", self.state);
  }
};

// The same request is the same run: played once.
struct RunRequest {
  static constexpr const char* kName = "RunRequest";
  Text battle;
  uint64_t seed = 1, replication = 0;
  List<Text> what_ifs, roe;
  Text patch;                   // a what-if file (YAML), or empty
  std::optional<Text> fork_of;  // run
  std::optional<int64_t> fork_at_ms;
  static void fields(auto& self, auto& visit) {
    visit("battle", self.battle);
    visit("seed", self.seed);
    visit("replication", self.replication);
    visit("what_ifs", self.what_ifs);
    visit("roe", self.roe);
    visit("patch", self.patch);
    visit("fork_of", self.fork_of);
    visit("fork_at_ms", self.fork_at_ms);
  }
};

// The query of /api/runs/R/moment.
struct MomentQuery {
  static constexpr const char* kName = "MomentQuery";
  int64_t t_ms = 0;
  int element = 0;  // index, as in the document of the run
  static void fields(auto& self, auto& visit) {
    visit("t_ms", self.t_ms);
    visit("element", self.element);
  }
};

// Men of an element by what became of them; together they are `start`.
struct MenCount {
  static constexpr const char* kName = "MenCount";
  int start = 0, fit = 0, killed = 0, wounded = 0, light = 0, missing = 0, surrendered = 0;
  static void fields(auto& self, auto& visit) {
    visit("start", self.start);
    visit("fit", self.fit);
    visit("killed", self.killed);
    visit("wounded", self.wounded);
    visit("light", self.light);
    visit("missing", self.missing);
    visit("surrendered", self.surrendered);
  }
};

struct WeaponCount {
  static constexpr const char* kName = "WeaponCount";
  Text name;
  int working = 0;
  int64_t rounds = 0, fired = 0;
  static void fields(auto& self, auto& visit) {
    visit("name", self.name);
    visit("working", self.working);
    visit("rounds", self.rounds);
    visit("fired", self.fired);
  }
};

// An enemy that the element's unit knows of, where it believes it to be.
struct ContactCard {
  static constexpr const char* kName = "ContactCard";
  int element = 0;
  Text name, level;  // level: heard, detected, recognised, located
  double x = 0, y = 0, error_m = 0;
  int64_t seen_ms = 0;
  static void fields(auto& self, auto& visit) {
    visit("element", self.element);
    visit("name", self.name);
    visit("level", self.level);
    visit("x", self.x);
    visit("y", self.y);
    visit("error_m", self.error_m);
    visit("seen_ms", self.seen_ms);
  }
};

struct HistoryLine {
  static constexpr const char* kName = "HistoryLine";
  int64_t at_ms = 0;
  Text text;
  static void fields(auto& self, auto& visit) {
    visit("at_ms", self.at_ms);
    visit("text", self.text);
  }
};

// An element at a moment of a run.
struct Moment {
  static constexpr const char* kName = "Moment";
  Text run;
  int64_t t_ms = 0;  // of the step shown: the last one not after the moment asked for
  int element = 0;
  double x = 0, y = 0, heading_deg = 0;  // clockwise from north
  MenCount men;
  List<WeaponCount> weapons;
  int grenades = 0;
  Text posture, morale;
  double suppression = 0;          // 0..1
  double dug_h = 0, awake_h = 0;   // hours of digging at this place; without sleep
  Text task;                       // in words; empty: none
  std::optional<Text> order;       // of the plan that the task comes from
  std::optional<Text> reports_to;  // unit above
  List<ContactCard> contacts;
  std::optional<Text> vehicle, flight;  // what became of a vehicle; where a flight is
  List<HistoryLine> history;            // of this element until then
  static void fields(auto& self, auto& visit) {
    visit("run", self.run);
    visit("t_ms", self.t_ms);
    visit("element", self.element);
    visit("x", self.x);
    visit("y", self.y);
    visit("heading_deg", self.heading_deg);
    visit("men", self.men);
    visit("weapons", self.weapons);
    visit("grenades", self.grenades);
    visit("posture", self.posture);
    visit("morale", self.morale);
    visit("suppression", self.suppression);
    visit("dug_h", self.dug_h);
    visit("awake_h", self.awake_h);
    visit("task", self.task);
    visit("order", self.order);
    visit("reports_to", self.reports_to);
    visit("contacts", self.contacts);
    visit("vehicle", self.vehicle);
    visit("flight", self.flight);
    visit("history", self.history);
  }
};

// --- comparisons --------------------------------------------------------------------------------

struct ComparisonRequest {
  static constexpr const char* kName = "ComparisonRequest";
  Text battle;
  List<Text> what_ifs, roe;
  Text patch;
  int pairs = 0;
  uint64_t seed = 1;
  static void fields(auto& self, auto& visit) {
    visit("battle", self.battle);
    visit("what_ifs", self.what_ifs);
    visit("roe", self.roe);
    visit("patch", self.patch);
    visit("pairs", self.pairs);
    visit("seed", self.seed);
  }
};

// One measure over all pairs so far: changed less as it was.
struct MeasureDifference {
  static constexpr const char* kName = "MeasureDifference";
  Text id, name, unit;
  int n = 0;  // pairs in which it happened in both runs
  std::optional<double> as_it_was, changed, difference;
  std::optional<double> low, high;  // 95 % interval of the difference; none for few pairs
  double share_more = 0, share_less = 0;
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("name", self.name);
    visit("unit", self.unit);
    visit("n", self.n);
    visit("as_it_was", self.as_it_was);
    visit("changed", self.changed);
    visit("difference", self.difference);
    visit("low", self.low);
    visit("high", self.high);
    visit("share_more", self.share_more);
    visit("share_less", self.share_less);
  }
};

// The two runs of a pair.
struct Twins {
  static constexpr const char* kName = "Twins";
  Text as_it_was, changed;  // runs
  static void fields(auto& self, auto& visit) {
    visit("as_it_was", self.as_it_was);
    visit("changed", self.changed);
  }
};

enum class JobState : uint8_t { kQueued, kRunning, kDone, kFailed, kStopped };
constexpr std::array kJobStateNames{"queued", "running", "done", "failed", "stopped"};
constexpr const auto& names_of(JobState) { return kJobStateNames; }

// What a comparison has come to; grows while it is played. Horizons and ripples:
// /api/comparisons/C/pairs.
struct Comparison {
  static constexpr const char* kName = "Comparison";
  Text id, battle, title;
  ComparisonRequest request;
  JobState state = JobState::kQueued;
  int pairs = 0;  // played
  List<MeasureDifference> measures;
  std::optional<Twins> twins;
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("battle", self.battle);
    visit("title", self.title);
    visit("request", self.request);
    visit("state", self.state);
    visit("pairs", self.pairs);
    visit("measures", self.measures);
    visit("twins", self.twins);
  }
};

// --- questions ----------------------------------------------------------------------------------

struct QuestionRequest {
  static constexpr const char* kName = "QuestionRequest";
  Text run;
  Text question;  // as of `khasan explain --why`
  std::optional<int64_t> from_ms;
  int futures = 0;
  static void fields(auto& self, auto& visit) {
    visit("run", self.run);
    visit("question", self.question);
    visit("from_ms", self.from_ms);
    visit("futures", self.futures);
  }
};

// A question that makes sense for a run.
struct Suggestion {
  static constexpr const char* kName = "Suggestion";
  Text question, sentence;
  static void fields(auto& self, auto& visit) {
    visit("question", self.question);
    visit("sentence", self.sentence);
  }
};

// What one cause did to the answer.
struct CauseEffect {
  static constexpr const char* kName = "CauseEffect";
  Text id, kind, name;
  Text sureness;  // clear, likely, chance
  int n = 0;
  std::optional<double> with_cause, without_cause, effect, low, high;
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("kind", self.kind);
    visit("name", self.name);
    visit("sureness", self.sureness);
    visit("n", self.n);
    visit("with_cause", self.with_cause);
    visit("without_cause", self.without_cause);
    visit("effect", self.effect);
    visit("low", self.low);
    visit("high", self.high);
  }
};

struct CauseShare {
  static constexpr const char* kName = "CauseShare";
  Text id, name;
  bool raised = true;  // the answer; else lowered it
  double share = 0;    // of all that pushed the answer that way
  std::optional<double> low, high;
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("name", self.name);
    visit("raised", self.raised);
    visit("share", self.share);
    visit("low", self.low);
    visit("high", self.high);
  }
};

// Where the futures with and without the strongest cause part, on the chance of the record, and
// what their stories tell otherwise.
struct PartingCard {
  static constexpr const char* kName = "PartingCard";
  Text cause, name;                 // id, and in words
  int64_t parts_at_ms = 0;          // of the first event that only one of them has
  Text event, only;                 // its name; with, without: the future that has it
  double x = 0, y = 0;              // where it happened
  List<HistoryLine> with, without;  // the main lines that the other does not tell
  Text text;                        // all that as a text
  static void fields(auto& self, auto& visit) {
    visit("cause", self.cause);
    visit("name", self.name);
    visit("parts_at_ms", self.parts_at_ms);
    visit("event", self.event);
    visit("only", self.only);
    visit("x", self.x);
    visit("y", self.y);
    visit("with", self.with);
    visit("without", self.without);
    visit("text", self.text);
  }
};

struct ExplanationCard {
  static constexpr const char* kName = "ExplanationCard";
  Text id, run, question, sentence;  // as it was asked, and in words
  int64_t from_ms = 0, at_ms = 0;
  int futures = 0;
  std::optional<double> recorded;
  Text paragraph;
  List<CauseEffect> effects;
  List<CauseShare> shares;
  std::optional<PartingCard> chain;  // none: no cause is told, or they do not part
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("run", self.run);
    visit("question", self.question);
    visit("sentence", self.sentence);
    visit("from_ms", self.from_ms);
    visit("at_ms", self.at_ms);
    visit("futures", self.futures);
    visit("recorded", self.recorded);
    visit("paragraph", self.paragraph);
    visit("effects", self.effects);
    visit("shares", self.shares);
    visit("chain", self.chain);
  }
};

struct StudyRequest {
  static constexpr const char* kName = "StudyRequest";
  Text study;
  std::optional<int> replications;  // at each point; none: as the study has it
  static void fields(auto& self, auto& visit) {
    visit("study", self.study);
    visit("replications", self.replications);
  }
};

// One run of a study, to be seen on the map.
struct StudyRunRequest {
  static constexpr const char* kName = "StudyRunRequest";
  Text study;
  int point = 0, replication = 0;
  static void fields(auto& self, auto& visit) {
    visit("study", self.study);
    visit("point", self.point);
    visit("replication", self.replication);
  }
};

// --- jobs ---------------------------------------------------------------------------------------

enum class JobKind : uint8_t { kRun, kComparison, kQuestion, kStudy };
constexpr std::array kJobKindNames{"run", "comparison", "question", "study"};
constexpr const auto& names_of(JobKind) { return kJobKindNames; }

struct Job {
  static constexpr const char* kName = "Job";
  Text id;
  JobKind kind = JobKind::kRun;
  Text title;
  JobState state = JobState::kQueued;
  int64_t done = 0, all = 0;  // of its own units: seconds of the battle, pairs, runs
  std::optional<double> seconds_left;
  std::optional<Failure> error;
  std::optional<Text> result;  // id of the run, comparison, explanation or study
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("kind", self.kind);
    visit("title", self.title);
    visit("state", self.state);
    visit("done", self.done);
    visit("all", self.all);
    visit("seconds_left", self.seconds_left);
    visit("error", self.error);
    visit("result", self.result);
  }
};

// --- the live channel, /api/live ----------------------------------------------------------------
// Each message is one JSON text with its `kind` first.

// What the server allows one visitor.
struct Limits {
  static constexpr const char* kName = "Limits";
  int jobs = 8;             // queued or running
  int pairs = 200;          // of a comparison
  int futures = 40;         // of a question
  int study_runs = 20'000;  // of a study, at all points
  int patch_bytes = 65536;
  static void fields(auto& self, auto& visit) {
    visit("jobs", self.jobs);
    visit("pairs", self.pairs);
    visit("futures", self.futures);
    visit("study_runs", self.study_runs);
    visit("patch_bytes", self.patch_bytes);
  }
};

// The first message, again after every new connection: what was missed is in it.
struct Hello {
  static constexpr const char* kName = "Hello";
  static constexpr const char* kKind = "hello";
  Text version;
  Limits limits;
  List<Job> jobs;
  static void fields(auto& self, auto& visit) {
    visit("version", self.version);
    visit("limits", self.limits);
    visit("jobs", self.jobs);
  }
};

struct JobChanged {
  static constexpr const char* kName = "JobChanged";
  static constexpr const char* kKind = "job";
  Job job;
  static void fields(auto& self, auto& visit) { visit("job", self.job); }
};

struct RunAdded {
  static constexpr const char* kName = "RunAdded";
  static constexpr const char* kKind = "run";
  RunCard run;
  static void fields(auto& self, auto& visit) { visit("run", self.run); }
};

struct ComparisonChanged {
  static constexpr const char* kName = "ComparisonChanged";
  static constexpr const char* kKind = "comparison";
  Comparison comparison;
  static void fields(auto& self, auto& visit) { visit("comparison", self.comparison); }
};

// Answers Ping.
struct Pong {
  static constexpr const char* kName = "Pong";
  static constexpr const char* kKind = "pong";
  static void fields(auto&, auto&) {}
};

// A message from the page that could not be read or done.
struct Refused {
  static constexpr const char* kName = "Refused";
  static constexpr const char* kKind = "refused";
  Failure error;
  static void fields(auto& self, auto& visit) { visit("error", self.error); }
};

// From the page.
struct Ping {
  static constexpr const char* kName = "Ping";
  static constexpr const char* kKind = "ping";
  static void fields(auto&, auto&) {}
};

struct Stop {
  static constexpr const char* kName = "Stop";
  static constexpr const char* kKind = "stop";
  Text job;
  static void fields(auto& self, auto& visit) { visit("job", self.job); }
};

}  // namespace khasan::serve
