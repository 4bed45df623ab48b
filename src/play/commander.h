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

// By what numbers he decides. All assumed, but for the rule of three to one.
struct Doctrine {
  Time review_every = minutes(15);
  double ratio_by_day = 3;      // own men to one enemy believed, with whom he attacks by day
  double ratio_by_night = 1.5;  // with whom he is content by night
  double ratio_at_least = 1;    // with fewer he waits
  double ratio_to_hold = 0.5;   // of defenders to one enemy about
  bool attacks_by_night = true;
};
inline constexpr Doctrine kAbleDoctrine{};
// Who wants to be sure: four to one and daylight, and looks at things once an hour.
inline constexpr Doctrine kCautiousDoctrine{minutes(60), 4, 4, 4, 1, false};

class Commander {
 public:
  // Keeps a reference to the scenario.
  Commander(const scenario::Scenario& scenario, Side side,
            const Doctrine& doctrine = kAbleDoctrine);

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

  const scenario::Scenario& scenario_;
  Side side_;
  Doctrine doctrine_;
  std::vector<Body> bodies_;
  std::vector<Objective> objectives_;          // most points first
  std::vector<scenario::PlayerOrder> orders_;  // of this review
  Time next_review_{};
  bool has_taken_over_ = false;
};

}  // namespace khasan::play
