// Every changing number of one run, as plain arrays by id: copyable, comparable, hashable, no
// pointers. Only src/state writes it (apply.h, start.h); mechanisms propose Effects (effects.h).
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "scenario/parameters.h"
#include "scenario/scenario.h"

namespace khasan::state {

// The time of what has not happened yet: long before any battle.
inline constexpr Time kLongAgo{-kNever.ms};

// How well the men are covered. Digging moves down the list; moving goes back to standing.
enum class Posture : uint8_t { kStanding, kProne, kScrape, kFoxhole, kTrench, kOverhead };

// What of a man a line of sight meets: he stands, lies in the open, or looks over the edge of a
// hole.
enum class Profile : uint8_t { kUpright, kLying, kDugIn };
constexpr Profile profile_of(Posture posture) {
  if (posture == Posture::kStanding) return Profile::kUpright;
  return posture <= Posture::kScrape ? Profile::kLying : Profile::kDugIn;
}

// Will of a unit to go on.
enum class Morale : uint8_t {
  kSteady,
  kToGround,     // attackers who stopped: lie, fire back, do not advance
  kWithdrawing,  // going back in some order
  kRouted,       // running; no fire
  kSurrendered,
  kGone,  // no men left, or off the map
};

// As an opening range: no order names one.
inline constexpr float kAnyRange_m = 1e9f;

// What an element's unit wants of it right now; written by the command phase, read by the others.
struct Intent {
  terrain::Point goal{};  // where to be
  PlaceId route{};        // flow field to follow while far from the goal
  scenario::Stance stance = scenario::Stance::kNormal;
  scenario::FirePolicy fire = scenario::FirePolicy::kFree;
  float open_fire_range_m = kAnyRange_m;  // held fire opens at this range
  bool move = false;                      // go to the goal; false: stay
  bool dig = false;                       // entrench when not moving or firing
  bool close = false;                     // may close to hand-to-hand fighting at the goal
  PlaceId fire_at{};                      // support by fire: the place to prefer
  bool operator==(const Intent&) const = default;
};

// What a unit knows of one enemy element.
enum class Knowledge : uint8_t { kNone, kHeard, kDetected, kRecognised, kLocated };

struct Contact {
  ElementId enemy{};
  Knowledge level = Knowledge::kNone;
  terrain::Point at{};  // believed
  float error_m = 0;    // one standard deviation of the belief
  Time seen{};          // last sighting or sound
  bool operator==(const Contact&) const = default;
};
inline constexpr std::size_t kWakeBlock = 64;  // elements whose earliest wake is kept together
inline constexpr int kContactsMax = 24;        // per unit that owns elements; the stalest gives way

// What a side's higher headquarters believe of one enemy element, from reports.
struct Track {
  Knowledge level = Knowledge::kNone;
  terrain::Point at{};
  float error_m = 0;
  Time seen{};   // when it was seen
  Time known{};  // when the report arrived
  bool operator==(const Track&) const = default;
};

// Of `via_next`: the unit stays where its elements stand.
inline constexpr int8_t kInPlace = -1;

// The task that a unit works on.
struct UnitTask {
  OrderId order{};  // the plan's order, if it comes from one; kept by sub-tasks
  scenario::Task task = scenario::Task::kNone;
  PlaceId objective{};
  terrain::Point goal{};  // this unit's own place in it
  float facing_rad = 0;   // direction of its front (atan2 of north, east)
  scenario::Stance stance = scenario::Stance::kNormal;
  scenario::FirePolicy fire = scenario::FirePolicy::kFree;
  float open_fire_range_m = kAnyRange_m;
  int8_t via_next = 0;  // index of the next place on the way
  bool begun = false;
  bool done = false;
  Time since{};         // when it got the task
  int rounds_left = 0;  // bombard: rounds per gun still to fire
  bool operator==(const UnitTask&) const = default;
};

enum class OrderPhase : uint8_t { kWaiting, kDeciding, kIssued, kBegun, kDone, kFailed };

// What a commander made of an order when he looked at it again.
enum class Choice : uint8_t { kNone, kGoOn, kAgain, kCounterAttack, kWait, kStop };

// An event of a player's order has stance + kStances × fire in one number.
inline constexpr int32_t kStances = 4;

struct OrderState {
  OrderPhase phase = OrderPhase::kWaiting;
  Time begun{kLongAgo};  // when its unit began; kLongAgo: not yet
  Time ended{};
  Time review{kLongAgo};          // when its commander looks at it again
  uint16_t reviews = 0;           // how often he did
  Choice choice = Choice::kNone;  // the last time
  bool operator==(const OrderState&) const = default;
};

// Something that happens at a set time: a message arrives, shells land, a flare lights.
enum class PendingKind : uint8_t {
  kOrderDecided,   // the issuer's headquarters has finished the order `order`
  kTaskArrives,    // `task` reaches `unit`
  kReportArrives,  // a contact reaches the side's picture
  kShellsLand,     // a volley of a fire mission
  kFlareLights,
  kRally,
  kResupply,
  kFlight,  // a flight reaches its target, its base, or the end of its turn-round
};

struct Pending {
  Time at{};
  PendingKind kind = PendingKind::kOrderDecided;
  uint32_t sequence = 0;  // order of scheduling: the last tie-breaker
  UnitId unit{};          // to whom
  ElementId element{};    // from or about whom
  OrderId order{};
  UnitTask task{};    // kTaskArrives
  Contact contact{};  // kReportArrives
  Side side = Side::kFirst;
  WeaponId weapon{};         // kShellsLand
  terrain::Point aim{};      // kShellsLand: mean point of impact; kFlareLights: where
  float spread_range_m = 0;  // kShellsLand: one standard deviation along the line of fire
  float spread_deflection_m = 0;
  float bearing_rad = 0;
  int rounds = 0;
  float area_factor = 1;  // kShellsLand: of the lethal area, by the fuze
  bool operator==(const Pending&) const = default;
};

// A fire mission of one element that fires shells.
enum class MissionPhase : uint8_t { kNone, kRanging, kEffect };
struct Mission {
  MissionPhase phase = MissionPhase::kNone;
  terrain::Point target{};
  terrain::Point error{};  // offset of the mean point of impact, drawn once per mission
  bool observed = false;
  int rounds_left = 0;
  int ranging_left = 0;
  Time next_round{};
  Time begun{};
  uint32_t number = 0;  // counts the missions of this element: part of the draw's key
  bool operator==(const Mission&) const = default;
};

struct Flare {
  terrain::Point at{};
  Time until{};
  ElementId by{};  // whose cartridge it was
  bool operator==(const Flare&) const = default;
};

// Dust and smoke of one shell: nobody sees through it.
struct Smoke {
  terrain::Point at{};
  float radius_m = 0;
  Time until{};
  bool operator==(const Smoke&) const = default;
};

// Losses and stocks of one element, in whole men and rounds. At every moment
// men + killed + wounded + light + missing + surrendered == men at the start.
struct Roll {
  int16_t men = 0;  // present and fit to fight
  int16_t killed = 0;
  int16_t wounded = 0;  // badly: lying in the field, on a stretcher, or at the aid post
  int16_t light = 0;    // wounded lightly, out of the fight today
  int16_t missing = 0;
  int16_t surrendered = 0;
  bool operator==(const Roll&) const = default;
};

// The badly wounded of an element whom nobody has fetched yet.
struct Lying {
  int16_t men = 0;
  terrain::Point at{};  // their mean place
  bool operator==(const Lying&) const = default;
};

// Men of an element who are away with stretchers: two for each man they carry.
struct Bearers {
  int16_t men = 0;      // part of `men` of their element; they do not fight
  int16_t carried = 0;  // 0: nobody is away
  ElementId of{};       // whose wounded they carry
  Time back{};          // when these are at the aid post
  bool operator==(const Bearers&) const = default;
};

// Lorries on the road from a dump to an ammunition point and back.
struct Convoy {
  ElementId from{}, to{};
  int16_t lorries = 0;
  bool homeward = false;
  std::array<int32_t, scenario::kWeaponSlots> rounds{};  // aboard, by slot of `to`
  Time due{};                                            // at the next end of its way
  bool operator==(const Convoy&) const = default;
};

// What has become of the vehicle of an element. Every vehicle is in exactly one phase.
enum class HullPhase : uint8_t {
  kNone,        // the element has no vehicle
  kRunning,     // drives and fires
  kStopped,     // a stoppage that the crew is mending; fires
  kBogged,      // stuck in soft ground; fires
  kImmobile,    // track or engine gone; fires until it is repaired in the field
  kGunOut,      // drives, cannot fire
  kKnockedOut,  // left by its crew; can be recovered and repaired behind the front
  kBurnt,       // written off
  kEvacuated,   // towed away for repair behind the front
  kInWorkshop,  // towed to the workshop of its battalion, its crew beside it
};

struct Hull {
  HullPhase phase = HullPhase::kNone;
  Time since{};      // in this phase
  int16_t hits = 0;  // shells that struck it, through the plate or not
  bool operator==(const Hull&) const = default;
};

// Where a flight is in its round. A flight is never on the ground of the map.
enum class FlightPhase : uint8_t {
  kNone,         // the element is no flight
  kReady,        // at its base, armed and fuelled as far as stocks go
  kOutbound,     // on its way to the target
  kOverTarget,   // has dropped its bombs; strafes
  kReturning,    // on its way home
  kTurningRound  // at its base, being armed and fuelled
};

struct Flight {
  FlightPhase phase = FlightPhase::kNone;
  int16_t aircraft = 0;     // left
  int16_t lost = 0;         // aircraft + lost: those of the start
  int16_t passes_left = 0;  // strafing
  uint32_t number = 0;      // of the sortie: part of the names of draws
  OrderId order{};
  PlaceId objective{};
  Time task_since{};         // the task that it flew for last, by its beginning
  bool turned_back = false;  // from that one, with its bombs
  bool low = false;          // came low enough for every rifle
  bool own_blast = false;    // its bombs burst close below it
  bool sees_panels = false;  // knows own men from the enemy over the target
  terrain::Point aim{};      // over the target
  // Of each weapon slot: aboard, of `rounds`; and gone with aircraft that were lost.
  std::array<int32_t, scenario::kWeaponSlots> aboard{}, lost_rounds{};
  bool operator==(const Flight&) const = default;
};

// Where its side's air headquarters believes an own unit to be: its place by its last report.
struct Reported {
  terrain::Point at{};
  bool known = false;
  bool operator==(const Reported&) const = default;
};

// What a flight has really done to the enemy since it took off.
struct Struck {
  int32_t men = 0;
  int16_t weapons = 0;  // tanks put out of action, guns without their crews
  bool operator==(const Struck&) const = default;
};

// What a rule of engagement kept somebody from.
enum class HeldFrom : uint8_t { kGoing, kShelling, kAttack, kPursuit, kFire, kBeginning };

// A rule of engagement that has held an order back, or a unit without one: told once.
struct Restrained {
  uint32_t rule = 0;  // position in scenario.rules
  OrderId order{};
  UnitId unit{};
  HeldFrom what = HeldFrom::kGoing;
  bool operator==(const Restrained&) const = default;
};

struct State {
  Time now{};
  uint32_t sequence = 0;           // next Pending.sequence; writer: apply
  uint64_t digest = 0;             // running hash of all effects applied so far; writer: apply
  scenario::ParamValues params{};  // of this run; constant after the start

  // --- elements, by ElementId -----------------------------------------------------------------
  std::vector<terrain::Point> at;  // UTM metres; writer: movement
  std::vector<float> heading_rad;  // direction of march or front (atan2 of north, east); movement
  std::vector<Roll> roll;          // men; casualties
  std::vector<Roll> start;         // men at the start; constant
  std::vector<Lying> lying;        // casualties, medical
  std::vector<Bearers> bearers;    // medical
  std::vector<std::array<int16_t, scenario::kWeaponSlots>> weapons;  // working; casualties
  std::vector<std::array<int32_t, scenario::kWeaponSlots>> rounds;   // left; direct & indirect fire
  std::vector<std::array<int32_t, scenario::kWeaponSlots>> fired;    // since the start
  std::vector<int16_t> grenades;    // hand grenades left; close assault
  std::vector<int16_t> cartridges;  // illuminating cartridges left; sense
  std::vector<Posture> posture;     // movement, engineering
  std::vector<float> dig_h;         // hours of work at this place; engineering
  // Of the last hole that its men left: where, and hours of work in it (0: none, or others are in
  // it); engineering.
  std::vector<terrain::Point> hole_at;
  std::vector<float> hole_h;
  std::vector<float> suppression;   // dose S at `suppressed_at`; share suppressed = 1 - exp(-S)
  std::vector<Time> suppressed_at;  // when `suppression` was last brought up to date
  std::vector<float> shelled_s;     // recent time under shell fire, leaky; for the slow decay
  std::vector<Intent> intent;       // command
  std::vector<Time> last_fired;     // direct & indirect fire; kLongAgo: not yet
  std::vector<Time> rapid_since;    // when its latest spell of rapid fire began; direct fire
  std::vector<Time> last_moved;     // movement
  std::vector<Time> under_fire;     // last time that it was hit, missed closely or shelled
  std::vector<Time> shocked_until;  // surprised: its fire is weak until then
  std::vector<Time> halted_until;   // wire, a leader test that failed; movement
  std::vector<Time> pressed;        // when, broken, the enemy last came upon it; close assault
  std::vector<Mission> mission;     // indirect fire
  std::vector<Hull> hull;           // vehicles; anti-tank fire, movement, recovery
  std::vector<Flight> flight;       // aircraft; air
  std::vector<Struck> struck;       // by flights; casualties, damage to vehicles
  std::vector<float> awake_h;       // hours without sleep; fatigue
  std::vector<Time> updated;        // when it was last stepped; sim
  std::vector<Time> wake;           // when it is due again; sim
  std::vector<Time> wake_block;     // by kWakeBlock elements: nobody in it is due before; sim

  // --- units, by UnitId -----------------------------------------------------------------------
  std::vector<Morale> morale;  // of units that own elements, and of companies
  std::vector<float> shock;    // leaky, in units of loss fraction, at `shocked_at`
  std::vector<Time> shocked_at;
  std::vector<uint8_t> breaks;          // how often it broke
  std::vector<UnitTask> task;           // command
  std::vector<Time> headquarters_free;  // when its headquarters' queue is empty; command
  std::vector<std::array<Contact, kContactsMax>> contacts;
  std::vector<Reported> reported;  // empty in battles without aircraft; air

  // --- sides ----------------------------------------------------------------------------------
  std::array<std::vector<Track>, kSideCount> tracks;  // by enemy ElementId

  // --- the rest -------------------------------------------------------------------------------
  std::vector<OrderState> orders;           // by OrderId
  std::vector<scenario::Release> releases;  // by a crisis, in their order; campaign
  std::vector<scenario::Footing> footing;   // by side; empty unless a crisis told it; campaign
  std::vector<Restrained> restrained;  // in the order in which it happened; rules of engagement
  std::deque<Pending> queue;           // sorted by (at, kind, unit, element, sequence)
  std::vector<uint8_t> fougasse_used;  // by fougasse: 1 when it has gone off or failed; fougasses
  std::vector<Convoy> convoys;         // on the road, in the order in which they left; supply
  double road_rain_h = 0;              // hours of downpour that the roads still hold; roads
  std::vector<Flare> flares;           // burning now
  std::vector<Smoke> smoke;            // standing now; bursts
  std::vector<std::vector<float>>
      wire_open_s;                             // by obstacle, by its cell: work done on it, seconds
  std::vector<std::vector<int8_t>> owner;      // by place, by cell: side index, or -1 for nobody
  std::vector<std::vector<int8_t>> contested;  // by place, by cell: 1 if both have men there

  bool operator==(const State&) const = default;
};

// The state at the start of a run: elements at their places, tasks waiting, parameters at their
// best values or as drawn. Evidence is drawn before (scenario/evidence.h).
struct StartOptions {
  bool draw_parameters = false;
};
State start(const scenario::Scenario& scenario, const Rng& rng, const StartOptions& options);
// The parameters of a run of that scenario into a state of another with the same things: what a
// what-if changes from some moment on.
void take_parameters(const scenario::Scenario& scenario, const Rng& rng,
                     const StartOptions& options, State& state);

// Hours of digging to the cover that they give (docs/methods/engineering.md); standing if there is
// none yet. The roof comes on top of a finished trench.
Posture cover_after(const scenario::ParamValues& params, double work_h);

// Hash of every number above (the lists of fields.h).
uint64_t hash(const State& state);

// What must always be so; empty when all holds, else one sentence a fault.
std::vector<std::string> invariants(const scenario::Scenario& scenario, const State& state);

}  // namespace khasan::state
