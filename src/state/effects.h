// What the mechanisms of a step propose: typed, append-only buffers, reused without allocation.
// A proposal is a request (hits, doses, rounds); apply() settles conflicts in (subject, sequence)
// order: nobody dies twice, no stock goes negative, and the log keeps what was really applied.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::state {

// Rounds leave a weapon. `object` none: area fire or shells.
struct Shots {
  ElementId subject, object;
  uint8_t slot;
  int32_t rounds;
  terrain::Point aim;
  bool rapid = false;  // as fast as men can: begins or goes on with a spell of rapid fire
};
// A shell or grenade bursts; suppression reads it.
struct Burst {
  ElementId by;
  WeaponId weapon;
  terrain::Point at;
  float shell_kg;
};
// A charge goes off, or fails: once and for all.
struct FougasseFired {
  uint32_t fougasse;
  bool works;
};
// Men of `subject` are hit (a request: no more than are there). The casualties phase draws who is
// killed, wounded, lightly wounded or missing and proposes a Loss.
struct Hit {
  ElementId subject, by;
  Cause cause;
  WeaponId weapon;
  int16_t men;
};
// Men of `subject` drop out.
struct Loss {
  ElementId subject, by;
  Cause cause;
  WeaponId weapon;
  int16_t killed, wounded, light, missing, surrendered;
};
// Suppression dose (models: section 3) added to an element; `shell` marks shell fire and how long.
struct Dose {
  ElementId subject;
  float dose;
  float shell_s;
};
// What happens to the vehicle of `subject`. A mending says from which phase it leads, and is void
// when the vehicle is in another by then; damage adds to what is broken already.
struct HullChange {
  ElementId subject, by;  // by: the gun; none: mud, wear or mechanics
  WeaponId weapon;
  HullPhase phase;                    // kNone: a hit without effect
  HullPhase from = HullPhase::kNone;  // kNone: damage
};
// The next state of a flight; aircraft lost take with them what they have aboard.
struct FlightChange {
  ElementId subject;
  Flight flight;
};
// `by` sees or hears `enemy`: goes to the contacts of by's unit.
struct Sighting {
  ElementId by, enemy;
  Knowledge level;
  terrain::Point at;
  float error_m;
};
// New place, heading and posture of an element.
struct Move {
  ElementId subject;
  terrain::Point to;
  float heading_rad;
};
struct PostureChange {
  ElementId subject;
  Posture posture;
  float dig_h;
  ElementId hole{};  // takes over the hole that this one left; void when it is taken
};
struct Halt {
  ElementId subject;
  Time until;
};
struct WireWork {
  uint32_t obstacle, cell;
  float open_s;
  ElementId by;
  bool opened;
};
// The enemy comes upon broken men of `subject` now.
struct Pressed {
  ElementId subject;
};
struct Surprise {
  ElementId subject;
  Time until;
};
struct Shock {
  UnitId unit;
  float amount;
};
struct MoraleChange {
  UnitId unit;
  Morale morale;
  bool counts_as_break;
};
struct IntentChange {
  ElementId subject;
  Intent intent;
};
struct TaskChange {
  UnitId unit;
  UnitTask task;
};
struct OrderChange {
  OrderId order;
  OrderPhase phase;
  Time at;
};
struct OrderReview {
  OrderId order;
  Time next;
  Choice choice;
};
struct HeadquartersBusy {
  UnitId unit;
  Time until;
};
struct MissionChange {
  ElementId subject;
  Mission mission;
};
struct GrenadesThrown {
  ElementId subject;
  int16_t count;
};
struct Ammunition {
  ElementId subject;
  uint8_t slot;
  int32_t rounds;
  ElementId from;
  uint8_t from_slot;
};
// Lorries leave with rounds for `subject`.
struct ConvoyLeaves {
  ElementId subject;
  Convoy convoy;
};
// The convoy at that position of state.convoys is at the end of its way: it unloads (if `receives`)
// and turns back until `due`, or it is home.
struct ConvoyArrives {
  ElementId subject;
  uint32_t index;
  bool receives;
  Time due;
};
struct TrackUpdate {
  Side side;
  ElementId enemy;
  Track track;
};
// Where a unit reports itself to be.
struct PlaceReport {
  UnitId unit;
  Reported reported;
};
// Lightly wounded men back in the ranks.
struct Return {
  ElementId subject;
  int16_t men;
};
// Bearers of `subject` leave, or (carried == 0) those who were away are done.
struct BearersChange {
  ElementId subject;
  Bearers bearers;
};
struct Awake {
  ElementId subject;
  float awake_h;
};
struct Owner {
  PlaceId place;
  uint32_t cell;
  int8_t owner;
  int8_t contested;
};

// How a side stands on entering the battle, or what it believes from now on.
struct FootingChange {
  Side side = Side::kFirst;
  scenario::Footing footing;
};

// A player gives an order that the state does not know yet, or recalls one.
struct PlayerWord {
  OrderId order;
  bool recalled;
};

// A rule of engagement held `subject` back from what its order, or its own unit, would have it do.
struct Restraint {
  uint32_t rule;  // position in scenario.rules
  OrderId order;
  UnitId unit;        // of the order; without one, its own
  ElementId subject;  // none: the whole unit
  HeldFrom what;
  terrain::Point where;
};

// Sequence numbers are implicit: the position in the buffer. Each mechanism appends in the order
// of subject ids; apply() sorts stably by subject where several mechanisms share a buffer.
struct Effects {
  std::vector<Shots> shots;
  std::vector<Burst> bursts;
  std::vector<FougasseFired> fougasses;
  std::vector<Hit> hits;
  std::vector<Loss> losses;
  std::vector<Dose> doses;
  std::vector<HullChange> hulls;
  std::vector<FlightChange> flights;
  std::vector<Sighting> sightings;
  std::vector<Move> moves;
  std::vector<PostureChange> postures;
  std::vector<Halt> halts;
  std::vector<WireWork> wire;
  std::vector<Pressed> pressed;
  std::vector<Surprise> surprises;
  std::vector<Shock> shocks;
  std::vector<MoraleChange> morale;
  std::vector<IntentChange> intents;
  std::vector<TaskChange> tasks;
  std::vector<OrderChange> orders;
  std::vector<OrderReview> reviews;
  std::vector<HeadquartersBusy> headquarters;
  std::vector<MissionChange> missions;
  std::vector<GrenadesThrown> grenades;
  std::vector<Ammunition> ammunition;
  std::vector<ConvoyLeaves> convoys;
  std::vector<ConvoyArrives> arrivals;
  std::vector<double> road_rain_h;  // the new value, if any
  std::vector<TrackUpdate> tracks;
  std::vector<PlaceReport> reports;
  std::vector<Return> returns;
  std::vector<BearersChange> bearers;
  std::vector<Awake> awake;
  std::vector<Owner> owners;
  std::vector<scenario::Release> releases;  // by a crisis
  std::vector<FootingChange> footings;      // by a crisis
  std::vector<PlayerWord> words;            // of a player
  std::vector<Restraint> restraints;
  std::vector<Flare> flares;
  std::vector<Pending> pending;  // to be scheduled; apply() gives the sequence numbers
  std::vector<Event> events;     // what only the mechanism can tell (contact is logged by apply)
  void clear();
  bool empty() const;
};

// The running hash of all effects of a run, `before` being that of those before these.
uint64_t digest_of(const Effects& effects, uint64_t before);

// Whether the like has been noted already.
bool is_noted(const State& state, const Restraint& held);

}  // namespace khasan::state
