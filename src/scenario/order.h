// Orders: a task for a unit with where, when, how and under which conditions. They come from plan
// files, from a commander's decision during a run, or from a player.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace khasan::scenario {

// The vocabulary of tasks (CONTEXT.md).
enum class Task : uint8_t {
  kNone,
  kMove,           // go there; fight only if hindered
  kOccupy,         // go there and hold it
  kDefend,         // hold the place
  kAttack,         // advance by fire and movement, then close
  kAssault,        // close at once: silent approach if ordered, bayonet and grenade
  kSupportByFire,  // from where it is, fire at enemies at or near the place
  kBombard,        // guns: fire missions on the place
  kWithdraw,       // break contact and go there
  kReserve,        // stay there, ready
  kDig,            // stay there and entrench
  kReconnoitre,    // approach, look, report, do not close
  kAirStrike,      // flights: bomb the place, strafe men there
};

// How a unit goes about a task.
enum class Stance : uint8_t { kNormal, kSilent, kMarch, kBounds };

// When its elements may fire.
enum class FirePolicy : uint8_t { kFree, kReturn, kHold };

// One thing that must be so, as far as the unit's own headquarters knows.
enum class ConditionKind : uint8_t {
  kAlways,
  kTime,        // at or after `time`
  kOrderDone,   // order `order` was completed (or given up) by its unit
  kAfterOrder,  // `delay` after order `order` began
  kControls,    // side `side` controls at least `fraction` of place `place`
  kContact,     // the unit has an enemy in contact
  kLossesOver,  // the unit lost more than `fraction` of its men
  kEnemyNear,   // an enemy is believed within `range_m` of place `place`
  kUnitBroken,  // unit `unit` broke
};

struct Condition {
  ConditionKind kind = ConditionKind::kAlways;
  Time time{};  // kTime: moment; kAfterOrder: delay
  OrderId order{};
  PlaceId place{};
  UnitId unit{};
  Side side = Side::kFirst;
  double fraction = 0;  // 0..1
  double range_m = 0;
  bool negated = false;
  EscalationId escalation{};  // of its order: `time` of kTime shifts with it
};

struct Order {
  std::string id;         // "kanda_assault"
  UnitId unit{};          // who does it
  UnitId issuer{};        // whose headquarters gives it; none: its own parent
  std::string operation;  // orders of one operation are one piece of work for a staff; may be empty
  Task task = Task::kNone;
  PlaceId objective{};       // where
  std::vector<PlaceId> via;  // on the way, in order
  Stance stance = Stance::kNormal;
  FirePolicy fire = FirePolicy::kFree;
  double open_fire_range_m = 1e9;  // hold fire until an enemy is this near
  double spacing_m = 0;            // frontage between sub-units; 0: the doctrine's
  int rounds_per_gun = 0;          // bombard: rounds to spend; 0: until ended
  double altitude_m = 2000;        // air strike: of the approach, over the ground
  bool delay_fuze = false;         // air strike: bombs burst in the ground, not on it
  Time not_before{};        // intended hour; the unit starts then or when conditions hold, if later
  Time issued{-kNever.ms};  // the issuer's staff cannot begin before
  std::vector<Condition> when;   // all must hold before it starts
  std::vector<Condition> until;  // any of them ends it
  bool pre_planned = false;      // known beforehand: shorter reaction (models: section 9)
  bool by_player = false;        // given while the battle was played (player_order.h)
  bool pursue = true;         // rule of engagement: may follow a beaten enemy beyond the objective
  EscalationId escalation{};  // that it belongs to; its hours shift with it
  std::vector<std::string> sources;
};

}  // namespace khasan::scenario
