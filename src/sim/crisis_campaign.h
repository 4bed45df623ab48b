// A crisis that governs a battle: the actors of src/crisis decide whether it
// begins, with what, and go on deciding at every epoch by what the fighting
// shows (docs/methods/campaign.md).
#pragma once

#include <vector>

#include "crisis/course.h"
#include "sim/campaign.h"

namespace khasan::sim {

// One run. The battle's clock stands at its start when the first strike falls;
// days of the crisis run on from there. Sides of crisis and battle are in the
// same order.
class CrisisCampaign {
 public:
  // Plays the crisis to its first strike. Keeps references.
  CrisisCampaign(const scenario::Scenario& scenario, const crisis::Theatre& theatre,
                 const crisis::Numbers& numbers, const Rng& rng, Time epoch);

  // Whether it came to blows; if not, there is no battle.
  bool comes_to_blows() const { return course_.is_fighting(); }
  // What the actors decide when they look at the fighting.
  Decisions look(const Standings& standings);
  // To be called when the battle has ended: where the actors left it.
  void end();

  const crisis::Outcome& outcome() const { return course_.outcome(); }
  const std::vector<crisis::Told>& told() const { return told_; }

 private:
  double day_at(Time battle) const;
  Time battle_at(double day) const;
  Permission release(int side, int rung, double day);
  scenario::Footing footing_of(int side) const;
  void see(const Standings& standings);
  double shown_by_losses(int attacker, bool enemy_holds, const Standings& standings) const;

  const scenario::Scenario& scenario_;
  const crisis::Theatre& theatre_;
  const crisis::Numbers& numbers_;
  Time epoch_;
  std::vector<crisis::Told> told_;
  crisis::Course course_;
  // Strikes whose fights the actors have not yet judged, and until when they wait with it.
  struct Open {
    crisis::Strike strike;
    double until = 0;
  };
  std::vector<Open> open_;
  std::array<scenario::Footing, crisis::kSides> footing_{};  // as last told to the battle
  std::array<double, crisis::kSides> begins_{};  // day on which what was last released begins
  std::array<int, kSideCount> lost_before_{};
};

}  // namespace khasan::sim
