// A battle that a player leads, live: the engine advances on demand and stops when something
// happens that he wants to know; he gives and recalls orders, asks what an order would mean, and
// sees what his side can see. No clock and no network: whoever shows the game owns both.
// Implements docs/methods/play.md.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "command/expectation.h"
#include "play/commander.h"
#include "scenario/player_order.h"
#include "sim/run.h"

namespace khasan::play {

// Who leads the other side: its plan, or a commander who makes one; he is cautious, or able.
enum class Opponent : uint8_t { kPlan, kCautious, kCommander };

// What stops the clock before its time.
struct PauseOn {
  bool contact = false;  // an own element discovers an enemy
  bool report = false;   // a report of a new enemy reaches a headquarters
  bool order = false;    // an order of the player reaches its unit, is done or given up
};

// Why it stands still.
struct Pause {
  Time at{};
  std::optional<state::Event> why;  // none: the time asked for has come
  bool is_over = false;             // the battle has ended
};

// What an order would mean, before it is given.
struct Preview {
  Errors faults;                    // why it cannot be given; then nothing else is told
  std::vector<terrain::Point> way;  // of the slowest part of the unit, by the fastest ground
  double way_m = 0;
  Time march{};  // at the pace of the ground by day, unhindered
  std::vector<command::Arrival> arrivals;
};

// An own element, where it is. What its side knows of it is what is so (docs/methods/play.md).
struct OwnElement {
  ElementId element{};
  terrain::Point at{};
  int men = 0;  // fit; 0: it has not come yet, or is gone
  state::Posture posture = state::Posture::kStanding;
  bool operator==(const OwnElement&) const = default;
};

// An enemy element as the side's headquarters believe it from reports: it ages, and nothing says
// whether it is still there.
struct BelievedEnemy {
  ElementId element{};
  state::Track track;
  bool operator==(const BelievedEnemy&) const = default;
};

// What there is to see, or what of it changed.
struct View {
  Time now{};
  std::vector<OwnElement> own;
  std::vector<BelievedEnemy> enemy;
  std::vector<ElementId> lost;  // enemies that it no longer believes in
  state::EventLog events;       // that the side can know, since the last look
  std::vector<std::pair<OrderId, state::OrderState>> orders;  // of the player
};

// Whether the side can know of the event: it is about its own men, or befalls both sides.
bool can_know(Side side, const state::Event& event);

class Game {
 public:
  // `battle`: with the words of a saved game, its orders are in it (record::recorded_words) and
  // `plan.words` says them again; those of a commander are among them, who is not needed then.
  // `watcher`, such as a record::Recorder, sees every step; may be null.
  Game(scenario::Scenario battle, const sim::RunPlan& plan, Side side,
       sim::Watcher* watcher = nullptr, Opponent opponent = Opponent::kPlan);
  ~Game();

  const scenario::Scenario& scenario() const { return *scenario_; }
  const sim::Play& play() const { return play_; }
  bool is_over() const { return play_.is_over(); }
  // What was said in this game, also by a commander of the other side: said again in a plan, on
  // this scenario, it is the same run.
  const std::vector<sim::TimedWord>& words() const { return words_; }

  // Gives an order; it is in force with the next step. Error: why it cannot be given.
  Result<OrderId> give(const scenario::PlayerOrder& order);
  // Errors: it is no order of the player, or it was sent already.
  Errors recall(OrderId order);
  // Whether he took it back in time.
  bool is_recalled(OrderId order) const;
  // When the order could be expected at its unit, as it was given; not before its hour.
  Time expected(OrderId order) const;
  // Changes nothing.
  Preview preview(const scenario::PlayerOrder& order) const;

  // Plays on until a step reaches `until`, at least one step, or stops before.
  Pause advance(Time until, const PauseOn& pause = {});
  // All there is but for events; it does not count as a look.
  View all() const;
  // What changed since the last look; at the first, all there is.
  View look();

 private:
  void say(OrderId order, bool is_recalled);
  void hear_opponent();
  bool is_own(OrderId order) const;
  std::optional<state::Event> reason(const PauseOn& pause) const;

  std::unique_ptr<scenario::Scenario> scenario_;
  Side side_;
  sim::Watcher* watcher_;
  sim::Play play_;
  std::optional<Commander> opponent_;
  std::vector<sim::TimedWord> words_;
  View last_;  // all that was shown
  state::EventLog unseen_;
  std::set<OrderId> recalled_;
  std::map<OrderId, Time> expected_;
};

}  // namespace khasan::play
