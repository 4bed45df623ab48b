// A battle that a crisis governs: at set moments the run tells its actors how the fighting stands,
// and they release escalations, or end the fighting (docs/methods/campaign.md). How they decide is
// not known here.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"

namespace khasan::sim {

// How the fighting stands for one side.
struct Standing {
  double crest = 0;        // share of the crest's cells that it holds, contested ones half: 0..1
  int men = 0;             // fit, on the map
  int men_in_contact = 0;  // of these, who fired or were fired at since the last look
  int men_lost = 0;        // killed, wounded, missing, surrendered since the start of the battle
  int tanks_lost = 0;      // out of action, of those of the start
  int aircraft_lost = 0;
  bool is_across = false;  // unbroken men stand beyond the line that it claims
  int rung = 0;            // the highest released so far; 0: none
};

struct Standings {
  Time now{};
  std::array<Standing, kSideCount> sides;
  const Standing& of(Side side) const { return sides[index_of(side)]; }
};

// The next escalation of that side and rung, by its recorded hour, may begin at `at`, or now if
// that has passed. Without an escalation left there it means nothing.
struct Permission {
  Side side = Side::kFirst;
  int rung = 1;
  Time at{};
  bool operator==(const Permission&) const = default;
};

struct Decisions {
  std::vector<Permission> permissions;
  std::optional<Time> cease_fire;  // the hour at which the battle ends, to the minute
  // What the crisis leaves a side, to a thousandth; none: as it was. Works count at the start
  // alone.
  std::array<std::optional<scenario::Footing>, kSideCount> footing{};
  bool operator==(const Decisions&) const = default;
};

using Decide = std::function<Decisions(const Standings&)>;

struct Campaign {
  Decide decide;           // none: nobody is asked
  Time epoch = hours(12);  // from one look to the next; the first is at the start of the battle
};

// How the fighting stands; `epoch` ago was the last look.
Standings standings_of(const scenario::Scenario& scenario, const state::State& state, Time epoch);
// What the campaign decides at this moment: nothing between two looks.
void decide(const Campaign& campaign, const scenario::Scenario& scenario, const state::State& state,
            state::Effects& effects);
// The escalations as history released them, all told at the start of the battle.
Decide recorded_decisions(const scenario::Scenario& scenario);

}  // namespace khasan::sim
