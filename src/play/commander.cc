#include "play/commander.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "command/expectation.h"
#include "command/picture.h"
#include "state/apply.h"

namespace khasan::play {

using forces::Echelon;
using forces::ElementKind;
using scenario::PlayerOrder;
using scenario::Spot;
using scenario::Task;
using state::State;

namespace {

// What he reckons with, whatever his doctrine. All assumed (docs/methods/commander.md).
constexpr double kMenATrack = 8;                  // men of one enemy element that was reported
constexpr Time kTrackLife = minutes(12 * 60);     // a report is believed for so long
constexpr double kGarrisonShare = 0.5;            // of what he could put there himself
constexpr double kNear_m = 500, kAbout_m = 1500;  // at a place; about it
constexpr double kApproach_kmh = 1.5;             // straight, off the road, ready to fight
constexpr Time kAttackLasts = minutes(3 * 60);    // then he takes it for failed
constexpr Time kBarrage = minutes(30);
constexpr double kWorn = 0.5;  // share of losses beyond which a body is spared
constexpr double kHeld = 0.5;  // share of a place from which on he holds it

std::optional<Arm> arm_of(const scenario::Scenario& scenario, UnitId unit) {
  std::array<int, 5> men{};
  for (const ElementId e : scenario.unit(unit).all_elements) {
    const scenario::ElementDef& element = scenario.element(e);
    const auto add = [&](Arm arm) { men[static_cast<std::size_t>(arm)] += element.men; };
    switch (element.kind) {
      case ElementKind::kRifleSquad:
      case ElementKind::kEngineers:
        add(Arm::kFoot);
        break;
      case ElementKind::kMachineGun:
      case ElementKind::kGrenadeDischarger:
        add(Arm::kMachineGuns);
        break;
      case ElementKind::kGun:
        add(Arm::kGuns);
        break;
      case ElementKind::kTank:
        add(Arm::kTanks);
        break;
      case ElementKind::kFlight:
        add(Arm::kAircraft);
        break;
      default:
        break;
    }
  }
  const auto most = std::max_element(men.begin(), men.end());
  if (*most == 0) return std::nullopt;
  return static_cast<Arm>(most - men.begin());
}

Time march(double distance_m) {
  return Time{static_cast<int64_t>(distance_m / kApproach_kmh * 3600)};
}

}  // namespace

Commander::Commander(const scenario::Scenario& scenario, Side side, const Doctrine& doctrine)
    : scenario_(scenario), side_(side), doctrine_(doctrine) {
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    const scenario::UnitDef& unit = scenario.units[u];
    if (unit.side == side && !unit.parent.exists()) add_bodies(UnitId{u});
  }
  double points = 0;
  for (const scenario::VictoryCondition& condition : scenario.victory) {
    const bool is_place = condition.measure.kind == scenario::MeasureKind::kControlShare &&
                          condition.measure.side == side;
    if (condition.side != side || !is_place) continue;
    objectives_.push_back({condition.measure.place, condition.points});
    points += condition.points;
  }
  std::stable_sort(objectives_.begin(), objectives_.end(),
                   [](const auto& a, const auto& b) { return a.points > b.points; });
  double foot = 0;
  for (const Body& body : bodies_) {
    if (body.arm != Arm::kFoot) continue;
    for (const ElementId e : scenario.unit(body.unit).all_elements) foot += scenario.element(e).men;
  }
  for (Objective& objective : objectives_) {
    objective.garrison_guess = kGarrisonShare * foot * objective.points / points;
  }
}

void Commander::add_bodies(UnitId unit) {
  if (scenario_.unit(unit).echelon > Echelon::kCompany) {
    for (const UnitId child : scenario_.unit(unit).children) add_bodies(child);
    return;
  }
  if (const auto arm = arm_of(scenario_, unit)) bodies_.push_back({unit, *arm});
}

int Commander::men_of(const State& state, const Body& body) const {
  int men = 0;
  for (const ElementId e : scenario_.unit(body.unit).all_elements) {
    if (state::is_alive(scenario_, state, e)) men += state.roll[e.index()].men;
  }
  return men;
}

bool Commander::is_fit(const State& state, const Body& body) const {
  return men_of(state, body) > 0 && !command::is_broken(scenario_, state, body.unit) &&
         command::loss_share(scenario_, state, body.unit) < kWorn;
}

// A plan that has orders for units above his bodies is held back by orders of his for these.
void Commander::take_over(const State& state) {
  has_taken_over_ = true;
  std::vector<UnitId> planned;
  for (const scenario::Order& order : scenario_.orders) {
    const scenario::UnitDef& unit = scenario_.unit(order.unit);
    const bool is_his = unit.side == side_ && !order.by_player;
    if (is_his && unit.echelon > Echelon::kCompany) planned.push_back(order.unit);
  }
  std::sort(planned.begin(), planned.end());
  planned.erase(std::unique(planned.begin(), planned.end()), planned.end());
  for (const UnitId unit : planned) {
    PlayerOrder order;
    order.unit = order.seat = unit;
    order.task = Task::kReserve;
    orders_.push_back(order);
  }
  for (Body& body : bodies_) {
    if (body.arm != Arm::kAircraft) order(body, Task::kReserve, PlaceId{}, state.now, state.now);
    body.task = Task::kNone;
  }
}

void Commander::order(Body& body, Task task, PlaceId place, Time hour, Time not_before) {
  body.task = task;
  body.objective = place;
  body.hour = hour;
  PlayerOrder order;
  order.unit = body.unit;
  const UnitId above = scenario_.unit(body.unit).parent;
  order.seat = above.exists() ? above : body.unit;
  order.task = task;
  if (place.exists()) order.objective = Spot{place, {}};
  const bool closes = task == Task::kAttack || task == Task::kAssault;
  if (closes) {
    order.stance = scenario_.is_dark(hour) ? scenario::Stance::kSilent : scenario::Stance::kBounds;
    if (scenario_.is_dark(hour)) order.fire = scenario::FirePolicy::kReturn;
  }
  order.not_before = not_before;
  orders_.push_back(order);
}

// Who holds a place is seen by men who stand near it; before, it is the other side's if any of it
// is, as everybody knew before the fighting.
void Commander::look_at(const State& state, Objective& objective) const {
  const terrain::Point at = scenario_.place(objective.place).at;
  bool is_near = false;
  for (std::size_t i = 0; i < scenario_.elements.size() && !is_near; ++i) {
    is_near = scenario_.elements[i].side == side_ &&
              terrain::distance_m(state.at[i], at) < kNear_m &&
              state::is_present(scenario_, state, ElementId{i});
  }
  const bool is_start = next_review_ <= scenario_.start;
  if (is_near || is_start) {
    objective.held = state::control_share(state, objective.place, side_);
  }
  objective.seen |= is_near;
}

// Men of the enemy believed within the radius.
double Commander::enemy_at(const State& state, const Objective& objective, double radius_m) const {
  const terrain::Point at = scenario_.place(objective.place).at;
  int tracks = 0;
  for (const state::Track& track : state.tracks[index_of(side_)]) {
    const bool is_fresh =
        track.level != state::Knowledge::kNone && track.known + kTrackLife > state.now;
    tracks += is_fresh && terrain::distance_m(track.at, at) < radius_m;
  }
  const double believed = kMenATrack * tracks;
  return objective.seen ? believed : std::max(believed, objective.garrison_guess);
}

// Free bodies of that arm that are fit, the nearest first.
std::vector<Commander::Pick> Commander::nearest(const State& state, PlaceId place, Arm arm) const {
  const terrain::Point at = scenario_.place(place).at;
  std::vector<Pick> picks;
  for (std::size_t b = 0; b < bodies_.size(); ++b) {
    const Body& body = bodies_[b];
    if (body.arm != arm || body.task != Task::kNone || !is_fit(state, body)) continue;
    const auto centre = command::centre_of(scenario_, state, body.unit);
    if (!centre) continue;
    picks.push_back({b, terrain::distance_m(*centre, at), men_of(state, body)});
  }
  std::stable_sort(picks.begin(), picks.end(),
                   [](const Pick& a, const Pick& b) { return a.distance_m < b.distance_m; });
  return picks;
}

// As many as stand up to the enemy about, at least one body: of those who took the place, then the
// nearest. The others are free.
void Commander::hold(const State& state, Objective& objective) {
  const double wanted = doctrine_.ratio_to_hold * enemy_at(state, objective, kAbout_m);
  double there = 0;
  for (Body& body : bodies_) {
    if (body.objective != objective.place || body.task == Task::kNone) continue;
    if (body.arm != Arm::kFoot) continue;
    if (!is_fit(state, body) || (there > 0 && there >= wanted)) {
      body.task = Task::kNone;
      continue;
    }
    there += men_of(state, body);
    const bool holds = body.task == Task::kDefend || body.task == Task::kOccupy;
    if (!holds) order(body, Task::kOccupy, objective.place, state.now, state.now);
  }
  for (const Pick& pick : nearest(state, objective.place, Arm::kFoot)) {
    if (there > 0 && there >= wanted) break;
    const Task task = pick.distance_m < kNear_m ? Task::kDefend : Task::kOccupy;
    order(bodies_[pick.body], task, objective.place, state.now, state.now);
    there += pick.men;
  }
  for (const Pick& pick : nearest(state, objective.place, Arm::kMachineGuns)) {
    if (pick.distance_m > kAbout_m) break;
    order(bodies_[pick.body], Task::kOccupy, objective.place, state.now, state.now);
  }
}

// When all could be there: their orders arrive, they march; by night in the dark. None: kNever.
Time Commander::hour_of_attack(const State& state, const std::vector<Pick>& picks, PlaceId place,
                               bool by_night) const {
  Time ready = state.now;
  for (const Pick& pick : picks) {
    PlayerOrder asked;
    asked.unit = bodies_[pick.body].unit;
    const UnitId above = scenario_.unit(asked.unit).parent;
    asked.seat = above.exists() ? above : asked.unit;
    asked.task = Task::kAssault;
    asked.objective = Spot{place, {}};
    const auto arrivals = command::expect_order(scenario_, state, asked);
    const Time told = arrivals.empty() ? state.now : arrivals.back().high;
    ready = std::max(ready, told + march(pick.distance_m));
  }
  if (!by_night && doctrine_.attacks_by_night) return ready;
  for (Time at = ready; at < scenario_.end; at = at + minutes(10)) {
    if (scenario_.is_dark(at) == by_night && scenario_.is_dark(at + minutes(60)) == by_night)
      return at;
  }
  return kNever;
}

// With three to one when they can be there, else by night with fewer.
void Commander::attack(const State& state, Objective& objective) {
  if (state.now < objective.attack_hour + kAttackLasts && objective.attack_hour != kNever) return;
  objective.attack_hour = kNever;
  for (Body& body : bodies_) {  // an attack that failed leaves them free again
    if (body.objective == objective.place) body.task = Task::kNone;
  }
  const double enemy = std::max(enemy_at(state, objective, kNear_m), kMenATrack);
  std::vector<Pick> all = nearest(state, objective.place, Arm::kFoot);
  for (const Pick& pick : nearest(state, objective.place, Arm::kTanks)) all.push_back(pick);
  double men = 0;
  std::vector<Pick> picks;
  for (const Pick& pick : all) {
    if (men >= doctrine_.ratio_by_day * enemy) break;
    picks.push_back(pick);
    men += pick.men;
  }
  if (men < doctrine_.ratio_at_least * enemy) return;
  const bool by_night = men < doctrine_.ratio_by_day * enemy;
  if (by_night) {  // no more than it needs
    while (picks.size() > 1 && men - picks.back().men >= doctrine_.ratio_by_night * enemy) {
      men -= picks.back().men;
      picks.pop_back();
    }
  }
  const Time hour = hour_of_attack(state, picks, objective.place, by_night);
  if (hour >= scenario_.end) return;
  objective.attack_hour = hour;
  for (const Pick& pick : picks) {
    const Task task = scenario_.is_dark(hour) ? Task::kAssault : Task::kAttack;
    order(bodies_[pick.body], task, objective.place, hour, hour - march(pick.distance_m));
  }
  support(state, objective, hour);
}

// Machine guns that reach the place fire at it from the hour on; guns before it, if by day.
void Commander::support(const State& state, const Objective& objective, Time hour) {
  for (const Pick& pick : nearest(state, objective.place, Arm::kMachineGuns)) {
    if (pick.distance_m > kAbout_m) break;
    order(bodies_[pick.body], Task::kSupportByFire, objective.place, hour, hour);
  }
  if (scenario_.is_dark(hour)) return;
  for (const Arm arm : {Arm::kGuns, Arm::kAircraft}) {
    const Task task = arm == Arm::kGuns ? Task::kBombard : Task::kAirStrike;
    for (const Pick& pick : nearest(state, objective.place, arm)) {
      order(bodies_[pick.body], task, objective.place, hour, hour - kBarrage);
    }
  }
}

std::vector<PlayerOrder> Commander::decide(const State& state) {
  orders_.clear();
  if (state.now < next_review_) return {};
  for (Objective& objective : objectives_) look_at(state, objective);
  next_review_ = state.now + doctrine_.review_every;
  if (!has_taken_over_) take_over(state);
  for (Body& body : bodies_) {  // guns fall silent when their men are there
    if (body.task != Task::kBombard || state.now < body.hour) continue;
    order(body, Task::kReserve, PlaceId{}, state.now, state.now);
    body.task = Task::kNone;
  }
  for (Objective& objective : objectives_) {
    if (objective.held >= kHeld) hold(state, objective);
  }
  for (Objective& objective : objectives_) {
    if (objective.held < kHeld) attack(state, objective);
  }
  return std::exchange(orders_, {});
}

}  // namespace khasan::play
