// The part of the protocol (protocol.h) that runs are not needed for: errors, the page, battles and
// what can be seen on their ground. Plain structs, each with one list of its fields.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace khasan::serve {

template <class T>
using List = std::vector<T>;
using Text = std::string;

// --- errors -------------------------------------------------------------------------------------

// One fault of a request, or of a job.
struct Failure {
  static constexpr const char* kName = "Failure";
  Text what;      // what it is about: a member of the request, a line of a patch
  Text found;     // what stood there
  Text expected;  // what should stand there
  Text fix;       // what to do about it
  int line = 0;   // of a patch, 1-based; 0: none
  static void fields(auto& self, auto& visit) {
    visit("what", self.what);
    visit("found", self.found);
    visit("expected", self.expected);
    visit("fix", self.fix);
    visit("line", self.line);
  }
};

// The body of every answer that is no success.
struct Refusal {
  static constexpr const char* kName = "Refusal";
  Failure error;         // the first
  List<Failure> others;  // found in the same request
  static void fields(auto& self, auto& visit) {
    visit("error", self.error);
    visit("others", self.others);
  }
};

// --- the page -----------------------------------------------------------------------------------

// The data block of the page at `/`.
struct AppPage {
  static constexpr const char* kName = "AppPage";
  Text format = "khasan-app-1";
  Text title = "Khasan";
  Text version;
  bool token_needed = false;
  std::optional<Text> battle;  // that the page shows first
  static void fields(auto& self, auto& visit) {
    visit("format", self.format);
    visit("title", self.title);
    visit("version", self.version);
    visit("token_needed", self.token_needed);
    visit("battle", self.battle);
  }
};

// --- battles ------------------------------------------------------------------------------------

struct BattleCard {
  static constexpr const char* kName = "BattleCard";
  Text id, title, subtitle;
  int64_t start_ms = 0, end_ms = 0;
  int elements = 0;
  std::optional<double> seconds_a_run;  // of one processor, as measured here
  bool crisis = false;                  // it has one
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("title", self.title);
    visit("subtitle", self.subtitle);
    visit("start_ms", self.start_ms);
    visit("end_ms", self.end_ms);
    visit("elements", self.elements);
    visit("seconds_a_run", self.seconds_a_run);
    visit("crisis", self.crisis);
  }
};

struct ClockCard {
  static constexpr const char* kName = "ClockCard";
  Text name;
  int offset_minutes = 0;  // east of UTC
  static void fields(auto& self, auto& visit) {
    visit("name", self.name);
    visit("offset_minutes", self.offset_minutes);
  }
};

struct SideCard {
  static constexpr const char* kName = "SideCard";
  Text id, name, adjective;
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("name", self.name);
    visit("adjective", self.adjective);
  }
};

// A what-if that the battle ships.
struct WhatIfCard {
  static constexpr const char* kName = "WhatIfCard";
  Text id, title;  // title: the sentence that says what is otherwise
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("title", self.title);
  }
};

// The beginning of a what-if of one's own.
struct ExampleCard {
  static constexpr const char* kName = "ExampleCard";
  Text kind;   // weather, time, force, parameter
  Text patch;  // a what-if file (YAML), sound as it is
  static void fields(auto& self, auto& visit) {
    visit("kind", self.kind);
    visit("patch", self.patch);
  }
};

// A rule of engagement.
struct RuleCard {
  static constexpr const char* kName = "RuleCard";
  Text id, sentence, side;
  bool on = true;
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("sentence", self.sentence);
    visit("side", self.side);
    visit("on", self.on);
  }
};

struct StageCard {
  static constexpr const char* kName = "StageCard";
  Text name;
  int64_t from_ms = 0, to_ms = 0;
  static void fields(auto& self, auto& visit) {
    visit("name", self.name);
    visit("from_ms", self.from_ms);
    visit("to_ms", self.to_ms);
  }
};

enum class StudyState : uint8_t { kReady, kRunning, kStopped, kDone };
constexpr std::array kStudyStateNames{"ready", "running", "stopped", "done"};
constexpr const auto& names_of(StudyState) { return kStudyStateNames; }

// A study that a battle ships, or whose results lie in the results folder.
struct StudyCard {
  static constexpr const char* kName = "StudyCard";
  Text id, battle, title;
  Text file;      // its name in the folder `studies` of the battle
  Text sentence;  // what it varies
  Text design;    // as the file of a study names it; "own": a table of points
  int points = 0, replications = 0;
  StudyState state = StudyState::kReady;
  int runs = 0, runs_done = 0;
  bool current = true;  // the battle and the study are as they were: it can be played on
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("battle", self.battle);
    visit("title", self.title);
    visit("file", self.file);
    visit("sentence", self.sentence);
    visit("design", self.design);
    visit("points", self.points);
    visit("replications", self.replications);
    visit("state", self.state);
    visit("runs", self.runs);
    visit("runs_done", self.runs_done);
    visit("current", self.current);
  }
};

struct Battle {
  static constexpr const char* kName = "Battle";
  BattleCard card;
  int64_t epoch_utc_ms = 0;
  List<ClockCard> clocks;
  List<SideCard> sides;
  List<WhatIfCard> what_ifs;
  List<ExampleCard> examples;
  List<RuleCard> rules;
  List<StageCard> stages;
  static void fields(auto& self, auto& visit) {
    visit("card", self.card);
    visit("epoch_utc_ms", self.epoch_utc_ms);
    visit("clocks", self.clocks);
    visit("sides", self.sides);
    visit("what_ifs", self.what_ifs);
    visit("examples", self.examples);
    visit("rules", self.rules);
    visit("stages", self.stages);
  }
};

// --- what can be seen ---------------------------------------------------------------------------

// The query of /api/battles/B/viewshed.
struct ViewshedQuery {
  static constexpr const char* kName = "ViewshedQuery";
  double x = 0, y = 0;
  double eye_m = 0;    // above the ground, 0..100
  double range_m = 0;  // 0..20,000
  static void fields(auto& self, auto& visit) {
    visit("x", self.x);
    visit("y", self.y);
    visit("eye_m", self.eye_m);
    visit("range_m", self.range_m);
  }
};

// Which cells an eye sees a standing man in.
struct Viewshed {
  static constexpr const char* kName = "Viewshed";
  double x = 0, y = 0, eye_m = 0, range_m = 0;
  int columns = 0, rows = 0;
  double west_m = 0, north_m = 0, cell_m = 0;  // outer edge of the first column and row
  Text seen_base64;  // one byte a cell, row by row from the north-west: 1 seen, 0 not
  static void fields(auto& self, auto& visit) {
    visit("x", self.x);
    visit("y", self.y);
    visit("eye_m", self.eye_m);
    visit("range_m", self.range_m);
    visit("columns", self.columns);
    visit("rows", self.rows);
    visit("west_m", self.west_m);
    visit("north_m", self.north_m);
    visit("cell_m", self.cell_m);
    visit("seen_base64", self.seen_base64);
  }
};

// The query of /api/battles/B/line.
struct LineQuery {
  static constexpr const char* kName = "LineQuery";
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  double eye_m = 0, target_m = 0;  // above the ground, 0..100
  static void fields(auto& self, auto& visit) {
    visit("x1", self.x1);
    visit("y1", self.y1);
    visit("x2", self.x2);
    visit("y2", self.y2);
    visit("eye_m", self.eye_m);
    visit("target_m", self.target_m);
  }
};

// Heights above sea level at a distance from the eye; cover_m: top of what grows there.
struct ProfilePoint {
  static constexpr const char* kName = "ProfilePoint";
  double distance_m = 0, ground_m = 0, cover_m = 0, line_m = 0;
  static void fields(auto& self, auto& visit) {
    visit("distance_m", self.distance_m);
    visit("ground_m", self.ground_m);
    visit("cover_m", self.cover_m);
    visit("line_m", self.line_m);
  }
};

struct LineOfSight {
  static constexpr const char* kName = "LineOfSight";
  bool visible = false;
  std::optional<double> blocked_at_m;  // from the eye
  List<ProfilePoint> profile;
  static void fields(auto& self, auto& visit) {
    visit("visible", self.visible);
    visit("blocked_at_m", self.blocked_at_m);
    visit("profile", self.profile);
  }
};

}  // namespace khasan::serve
