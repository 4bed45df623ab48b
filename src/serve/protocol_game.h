// The part of the protocol that is about live games: a battle that a player leads (protocol.h says
// what the structs are; docs/methods/play.md what a game is). What goes to the page is what the
// player's side can know.
#pragma once

#include "serve/protocol_battle.h"

namespace khasan::serve {

// --- games --------------------------------------------------------------------------------------

// Every request is a game of its own.
struct GameRequest {
  static constexpr const char* kName = "GameRequest";
  Text battle, side;  // side: its id
  uint64_t seed = 1, replication = 0;
  List<Text> what_ifs;
  Text patch;                        // a what-if file (YAML), or empty
  std::optional<Text> headquarters;  // path of the unit at whose headquarters he sits; none: of
                                     // the highest above each unit that he orders
  bool guided = false;               // the page leads him by the hand
  Text opponent;                     // who leads the other side: "plan", its files; "cautious" or
                                     // "commander", who make one
  static void fields(auto& self, auto& visit) {
    visit("battle", self.battle);
    visit("side", self.side);
    visit("seed", self.seed);
    visit("replication", self.replication);
    visit("what_ifs", self.what_ifs);
    visit("patch", self.patch);
    visit("headquarters", self.headquarters);
    visit("guided", self.guided);
    visit("opponent", self.opponent);
  }
};

// over: it was ended; a game whose battle has ended but of which no run was made is still playing.
enum class GameState : uint8_t { kPlaying, kOver };
constexpr std::array kGameStateNames{"playing", "over"};
constexpr const auto& names_of(GameState) { return kGameStateNames; }

struct GameCard {
  static constexpr const char* kName = "GameCard";
  Text id, battle, title, side;
  uint64_t seed = 1, replication = 0;
  List<Text> what_ifs;
  std::optional<Text> headquarters;
  Text opponent;
  bool guided = false;
  Text made_at;  // ISO 8601, UTC
  int64_t now_ms = 0;
  GameState state = GameState::kPlaying;
  std::optional<Text> run;  // that it became
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("battle", self.battle);
    visit("title", self.title);
    visit("side", self.side);
    visit("seed", self.seed);
    visit("replication", self.replication);
    visit("what_ifs", self.what_ifs);
    visit("headquarters", self.headquarters);
    visit("opponent", self.opponent);
    visit("guided", self.guided);
    visit("made_at", self.made_at);
    visit("now_ms", self.now_ms);
    visit("state", self.state);
    visit("run", self.run);
  }
};

// Where an order may point: a place of the battle that has a name.
struct GamePlace {
  static constexpr const char* kName = "GamePlace";
  Text id, name;
  double x = 0, y = 0;
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("name", self.name);
    visit("x", self.x);
    visit("y", self.y);
  }
};

// A unit of the player's side.
struct GameUnit {
  static constexpr const char* kName = "GameUnit";
  int unit = 0;  // index, as in the documents
  Text path, name, echelon;
  std::optional<int> parent;
  bool has_headquarters = false;
  List<int> elements;  // its own, without those of the units below
  static void fields(auto& self, auto& visit) {
    visit("unit", self.unit);
    visit("path", self.path);
    visit("name", self.name);
    visit("echelon", self.echelon);
    visit("parent", self.parent);
    visit("has_headquarters", self.has_headquarters);
    visit("elements", self.elements);
  }
};

// One condition of victory, and what it gives as things stand. What is measured of the other side
// is told when the game is over: before that, nobody on this side can know.
struct VictoryCard {
  static constexpr const char* kName = "VictoryCard";
  Text id, side, text;
  double points = 0;
  std::optional<double> score;  // 0 to points
  std::optional<double> value;  // what it is measured by, such as men lost
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("side", self.side);
    visit("text", self.text);
    visit("points", self.points);
    visit("score", self.score);
    visit("value", self.value);
  }
};

struct Game {
  static constexpr const char* kName = "Game";
  GameCard card;
  int64_t start_ms = 0, end_ms = 0;
  int64_t step_ms = 0;               // the shortest step of the engine
  List<Text> tasks, stances, fires;  // the words of orders
  List<GamePlace> places;
  List<GameUnit> units;  // of the player's side
  List<VictoryCard> victory;
  static void fields(auto& self, auto& visit) {
    visit("card", self.card);
    visit("start_ms", self.start_ms);
    visit("end_ms", self.end_ms);
    visit("step_ms", self.step_ms);
    visit("tasks", self.tasks);
    visit("stances", self.stances);
    visit("fires", self.fires);
    visit("places", self.places);
    visit("units", self.units);
    visit("victory", self.victory);
  }
};

// --- orders -------------------------------------------------------------------------------------

// A place of the battle by its id, or any point of the ground.
struct Spot {
  static constexpr const char* kName = "Spot";
  std::optional<Text> place;   // then x and y are not read
  std::optional<double> x, y;  // kept to whole metres
  static void fields(auto& self, auto& visit) {
    visit("place", self.place);
    visit("x", self.x);
    visit("y", self.y);
  }
};

struct OrderRequest {
  static constexpr const char* kName = "OrderRequest";
  Text unit;                      // path
  std::optional<Text> seat;       // path of the unit whose headquarters gives it; none: as the game
  Text task;                      // a word of Game.tasks
  std::optional<Spot> objective;  // none: where the unit stands
  List<Spot> via;
  Text stance, fire;  // words of Game.stances, Game.fires
  std::optional<int64_t> not_before_ms;
  static void fields(auto& self, auto& visit) {
    visit("unit", self.unit);
    visit("seat", self.seat);
    visit("task", self.task);
    visit("objective", self.objective);
    visit("via", self.via);
    visit("stance", self.stance);
    visit("fire", self.fire);
    visit("not_before_ms", self.not_before_ms);
  }
};

// When a headquarters will have worked on the order: 1, 5 and 9 in 10 orders are there by then.
struct ArrivalCard {
  static constexpr const char* kName = "ArrivalCard";
  Text unit, name;  // unit: path
  int64_t low_ms = 0, best_ms = 0, high_ms = 0;
  static void fields(auto& self, auto& visit) {
    visit("unit", self.unit);
    visit("name", self.name);
    visit("low_ms", self.low_ms);
    visit("best_ms", self.best_ms);
    visit("high_ms", self.high_ms);
  }
};

// What an order would mean.
struct OrderPreview {
  static constexpr const char* kName = "OrderPreview";
  List<List<double>> way;  // [x, y] each, of the slowest part of the unit; empty: none is needed
  double way_m = 0;
  int64_t march_ms = 0;  // that it takes, at the pace of the ground, unhindered
  List<ArrivalCard> arrivals;
  static void fields(auto& self, auto& visit) {
    visit("way", self.way);
    visit("way_m", self.way_m);
    visit("march_ms", self.march_ms);
    visit("arrivals", self.arrivals);
  }
};

// on_its_way: until its unit begins. refused: out of date when it came, or nobody was left for it.
enum class OrderFate : uint8_t {
  kWithTheStaff,
  kOnItsWay,
  kBegun,
  kDone,
  kGivenUp,
  kRecalled,
  kRefused
};
constexpr std::array kOrderFateNames{"with_the_staff", "on_its_way", "begun",  "done",
                                     "given_up",       "recalled",   "refused"};
constexpr const auto& names_of(OrderFate) { return kOrderFateNames; }

// An order of the player, and what has become of it.
struct OrderCard {
  static constexpr const char* kName = "OrderCard";
  int order = 0;          // its number in the game
  Text unit, name, task;  // unit: path
  Text text;              // the order as a sentence
  int64_t given_ms = 0;
  OrderFate state = OrderFate::kWithTheStaff;
  bool can_recall = false;
  std::optional<int64_t> begun_ms;
  std::optional<int64_t> expected_ms;  // when it will reach its unit, while it has not
  static void fields(auto& self, auto& visit) {
    visit("order", self.order);
    visit("unit", self.unit);
    visit("name", self.name);
    visit("task", self.task);
    visit("text", self.text);
    visit("given_ms", self.given_ms);
    visit("state", self.state);
    visit("can_recall", self.can_recall);
    visit("begun_ms", self.begun_ms);
    visit("expected_ms", self.expected_ms);
  }
  bool operator==(const OrderCard&) const = default;
};

struct RecallRequest {
  static constexpr const char* kName = "RecallRequest";
  int order = 0;
  static void fields(auto& self, auto& visit) { visit("order", self.order); }
};

// --- the clock and the view ---------------------------------------------------------------------

// Plays on until a moment, half an hour of the battle at most, or until what he wants to know of.
struct AdvanceRequest {
  static constexpr const char* kName = "AdvanceRequest";
  int64_t until_ms = 0;
  bool contact = false;  // an own element discovers an enemy
  bool report = false;   // a report of a new enemy reaches a headquarters
  bool order = false;    // an order of his reaches its unit, is done or given up
  static void fields(auto& self, auto& visit) {
    visit("until_ms", self.until_ms);
    visit("contact", self.contact);
    visit("report", self.report);
    visit("order", self.order);
  }
};

enum class PauseKind : uint8_t { kTime, kContact, kReport, kOrder, kEnd };
constexpr std::array kPauseKindNames{"time", "contact", "report", "order", "end"};
constexpr const auto& names_of(PauseKind) { return kPauseKindNames; }

// Why the game stands still.
struct PauseCard {
  static constexpr const char* kName = "PauseCard";
  int64_t at_ms = 0;
  PauseKind kind = PauseKind::kTime;  // time: the moment asked for, or the end of a slice
  Text text;                          // in words; empty: time
  std::optional<double> x, y;
  std::optional<int> unit;
  static void fields(auto& self, auto& visit) {
    visit("at_ms", self.at_ms);
    visit("kind", self.kind);
    visit("text", self.text);
    visit("x", self.x);
    visit("y", self.y);
    visit("unit", self.unit);
  }
};

struct OwnCard {
  static constexpr const char* kName = "OwnCard";
  int element = 0;
  double x = 0, y = 0;
  int men = 0;   // fit; 0: it has not come yet, or is gone
  Text posture;  // as of a Moment
  static void fields(auto& self, auto& visit) {
    visit("element", self.element);
    visit("x", self.x);
    visit("y", self.y);
    visit("men", self.men);
    visit("posture", self.posture);
  }
};

// An enemy as the player's headquarters believe him from reports.
struct EnemyCard {
  static constexpr const char* kName = "EnemyCard";
  int element = 0;
  Text name;  // as far as it was recognised
  double x = 0, y = 0, error_m = 0;
  Text level;  // heard, detected, recognised, located
  int64_t seen_ms = 0;
  static void fields(auto& self, auto& visit) {
    visit("element", self.element);
    visit("name", self.name);
    visit("x", self.x);
    visit("y", self.y);
    visit("error_m", self.error_m);
    visit("level", self.level);
    visit("seen_ms", self.seen_ms);
  }
};

// A line of the story that the side can know.
struct LineCard {
  static constexpr const char* kName = "LineCard";
  int64_t at_ms = 0;
  Text text;
  int importance = 1;  // 0 detail … 3 headline
  std::optional<double> x, y;
  std::optional<int> unit;
  static void fields(auto& self, auto& visit) {
    visit("at_ms", self.at_ms);
    visit("text", self.text);
    visit("importance", self.importance);
    visit("x", self.x);
    visit("y", self.y);
    visit("unit", self.unit);
  }
};

// After an advance: what has changed since the last look of any page; else all there is.
struct GameView {
  static constexpr const char* kName = "GameView";
  int64_t now_ms = 0;
  bool is_over = false;  // the battle has ended
  PauseCard pause;
  List<OwnCard> own;
  List<EnemyCard> enemy;
  List<int> lost;  // enemies that headquarters no longer believe in
  List<LineCard> lines;
  List<OrderCard> orders;
  List<VictoryCard> victory;  // all of them, always
  static void fields(auto& self, auto& visit) {
    visit("now_ms", self.now_ms);
    visit("is_over", self.is_over);
    visit("pause", self.pause);
    visit("own", self.own);
    visit("enemy", self.enemy);
    visit("lost", self.lost);
    visit("lines", self.lines);
    visit("orders", self.orders);
    visit("victory", self.victory);
  }
};

// --- what the files say -------------------------------------------------------------------------

// Where a unit of the battle begins.
struct StartCard {
  static constexpr const char* kName = "StartCard";
  Text unit;  // path
  Text file;  // of the battle, that says so
  double x = 0, y = 0;
  static void fields(auto& self, auto& visit) {
    visit("unit", self.unit);
    visit("file", self.file);
    visit("x", self.x);
    visit("y", self.y);
  }
};

// An order of the battle's plan with an objective.
struct PlannedOrder {
  static constexpr const char* kName = "PlannedOrder";
  Text id;
  Text file;  // of the battle, that says so
  Text unit;  // path
  Text task, place;
  double x = 0, y = 0;  // of the place
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("file", self.file);
    visit("unit", self.unit);
    visit("task", self.task);
    visit("place", self.place);
    visit("x", self.x);
    visit("y", self.y);
  }
};

// What of a battle can be dragged on the map, into a what-if.
struct Deployment {
  static constexpr const char* kName = "Deployment";
  List<StartCard> starts;
  List<PlannedOrder> orders;
  List<GamePlace> places;  // where an order may lead
  static void fields(auto& self, auto& visit) {
    visit("starts", self.starts);
    visit("orders", self.orders);
    visit("places", self.places);
  }
};

}  // namespace khasan::serve
