#include "sim/phases.h"

#include <array>

#include "combat/air.h"
#include "combat/anti_tank.h"
#include "combat/bogging.h"
#include "combat/casualties.h"
#include "combat/close_assault.h"
#include "combat/control.h"
#include "combat/direct_fire.h"
#include "combat/engineering.h"
#include "combat/fatigue.h"
#include "combat/fougasses.h"
#include "combat/indirect_fire.h"
#include "combat/medical.h"
#include "combat/morale.h"
#include "combat/movement.h"
#include "combat/recovery.h"
#include "combat/roads.h"
#include "combat/sense.h"
#include "combat/supply.h"
#include "combat/suppression.h"
#include "command/conduct.h"
#include "command/headquarters.h"
#include "sim/environment.h"

namespace khasan::sim {

namespace {

using enum Period;
using enum Then;

// clang-format off
constexpr std::array kPhases{
  Phase{"environment", observe_sky, kStep, kWait,
        "weather, light", "events",
        "what everybody else of this step looks through"},
  Phase{"headquarters", command::run_headquarters, kStep, kApply,
        "orders, queue, own units, tracks", "order phases, messages, tasks, tracks",
        "what falls due comes first: an order that arrives now is obeyed in this step"},
  Phase{"conduct", command::conduct_tasks, kStep, kApply,
        "tasks, contacts, morale", "intents, tasks done",
        "units turn tasks into what each element does, before anyone looks or fires"},
  Phase{"sense", combat::sense, kStep, kWait,
        "places, light, weather, posture, fire of the last half minute", "sightings, flares",
        "looks at the same frozen state as all fire: nobody sees or shoots first by list order"},
  Phase{"direct_fire", combat::fire_directly, kStep, kWait,
        "contacts, intents, suppression, ammunition", "shots, hits, surprise",
        "both sides fire at once"},
  Phase{"indirect_fire", combat::fire_indirectly, kStep, kWait,
        "missions, tasks, contacts, shells due", "missions, volleys, bursts, hits",
        "shells that land now do so in the same moment as the bullets"},
  Phase{"anti_tank", combat::fight_tanks, kStep, kWait,
        "contacts, intents, suppression, vehicles", "shots, damage to vehicles, hits",
        "guns fire at tanks in the same moment as at men"},
  Phase{"air", combat::fly, kStep, kWait,
        "tasks of flights, weather, bombs due", "flights, bombs, bursts, hits, shots, tasks done",
        "bombs fall in the same moment as shells"},
  Phase{"fougasses", combat::fire_fougasses, kStep, kWait,
        "enemies near charges, contacts, suppression", "charges used, hits, doses",
        "stones fly in the same moment as shells"},
  Phase{"casualties", combat::split_casualties, kStep, kWait,
        "hits of this step", "losses",
        "one place draws who of the men hit dies, whatever hit them"},
  Phase{"suppression", combat::suppress, kStep, kApply,
        "shots and bursts of this step", "doses",
        "needs all fire of the step; then all of it is applied together"},
  Phase{"morale", combat::test_morale, kStep, kApply,
        "losses, shock, suppression, neighbours", "morale, rallies",
        "reads the losses just applied"},
  Phase{"close_assault", combat::assault_closely, kStep, kWait,
        "enemies in touch, morale, surprise", "grenades, bursts, hits, morale, shock",
        "only who has not broken under fire comes to blows"},
  Phase{"casualties", combat::split_casualties, kStep, kApply,
        "hits of close combat", "losses",
        "as above, for grenades and bayonets"},
  Phase{"movement", combat::move, kStep, kWait,
        "intents, morale, suppression, ground, wire", "moves, postures, halts, wire work",
        "after the fighting of the step, so that nobody walks out of fire already received"},
  Phase{"bogging", combat::bog_down, kStep, kWait,
        "moves of this step, marsh, wetness", "vehicles stuck or broken down",
        "the way just driven is what wears and bogs"},
  Phase{"engineering", combat::dig, kStep, kApply,
        "intents, soil, time in place", "digging, postures",
        "only those who did not move dig"},
  Phase{"roads", combat::soak_roads, kMinute, kWait,
        "rain", "rain that the roads hold",
        "slow: once a minute is enough"},
  Phase{"supply", combat::resupply, kMinute, kWait,
        "rounds left, distances", "transfers of rounds",
        "slow: once a minute is enough"},
  Phase{"medical", combat::tend_wounded, kMinute, kWait,
        "lightly wounded", "men back in the ranks",
        "slow: once a minute is enough"},
  Phase{"fatigue", combat::tire, kMinute, kApply,
        "time awake", "hours awake",
        "slow: once a minute is enough"},
  Phase{"recovery", combat::recover_tanks, kMinute, kApply,
        "vehicles out of action, quiet, darkness", "vehicles mended, freed, towed away",
        "slow: once a minute is enough"},
  Phase{"control", combat::take_control, kMinute, kApply,
        "who stands unbroken near each cell", "owners of cells",
        "last: the state in which the minute ends"},
};
// clang-format on
static_assert(kPhases.size() <= kPhaseCountMax);

}  // namespace

std::span<const Phase> phases() { return kPhases; }

PhaseMask mask_of(std::string_view name) {
  PhaseMask mask = 0;
  for (std::size_t i = 0; i < kPhases.size(); ++i) {
    if (kPhases[i].name == name) mask |= PhaseMask{1} << i;
  }
  return mask;
}

}  // namespace khasan::sim
