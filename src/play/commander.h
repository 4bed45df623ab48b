// A commander who leads a side by the victory conditions of the battle, with the orders, the chain
// of command and the reports that a player has. Implements docs/methods/commander.md.
#pragma once

#include <optional>
#include <vector>

#include "scenario/player_order.h"
#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::play {

// What a body of troops is good for.
enum class Arm : uint8_t { kFoot, kMachineGuns, kGuns, kTanks, kAircraft };

class Commander {
 public:
  // Keeps a reference to the scenario.
  Commander(const scenario::Scenario& scenario, Side side);

  // The orders that he gives now; none between two reviews. Of the enemy he reads what has been
  // reported to his side, of a crest who holds it as his own men there see it, and of his own men
  // what is so (docs/methods/play.md). To be called at every step, in order; draws nothing.
  std::vector<scenario::PlayerOrder> decide(const state::State& state);

 private:
  // What he moves as one: a company, or a smaller unit that belongs to none.
  struct Body {
    UnitId unit{};
    Arm arm = Arm::kFoot;
    scenario::Task task = scenario::Task::kNone;  // that he gave it; none: free
    PlaceId objective{};
    Time hour{};  // of the attack, else of the order
  };
  // A place that he has points for.
  struct Objective {
    PlaceId place{};
    double points = 0;
    double held = 0;            // share of it, as his men saw it last
    bool seen = false;          // his men have been near it
    double garrison_guess = 0;  // men of the enemy, before anybody saw it
    Time attack_hour = kNever;  // of the attack under way
  };
  struct Pick {  // a body for a place
    std::size_t body = 0;
    double distance_m = 0;
    int men = 0;
  };

  void add_bodies(UnitId unit);
  void take_over(const state::State& state);
  void look_at(const state::State& state, Objective& objective) const;
  double enemy_at(const state::State& state, const Objective& objective, double radius_m) const;
  int men_of(const state::State& state, const Body& body) const;
  bool is_fit(const state::State& state, const Body& body) const;
  std::vector<Pick> nearest(const state::State& state, PlaceId place, Arm arm) const;
  void hold(const state::State& state, Objective& objective);
  void attack(const state::State& state, Objective& objective);
  void support(const state::State& state, const Objective& objective, Time hour);
  Time hour_of_attack(const state::State& state, const std::vector<Pick>& picks, PlaceId place,
                      bool by_night) const;
  void order(Body& body, scenario::Task task, PlaceId place, Time hour, Time not_before);
  bool is_dark(Time at) const;

  const scenario::Scenario& scenario_;
  Side side_;
  std::vector<Body> bodies_;
  std::vector<Objective> objectives_;          // most points first
  std::vector<scenario::PlayerOrder> orders_;  // of this review
  Time next_review_{};
  bool has_taken_over_ = false;
};

}  // namespace khasan::play
