#include "support/random_battle.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "support/small_battle.h"

namespace khasan::support {

namespace {

using forces::Echelon;
using forces::ElementKind;
using scenario::Scenario;
using terrain::Point;

// A number in [0, 1) that only depends on its name.
double chance(uint64_t number, const std::string& name) {
  const uint64_t word = mix(number * 0x9e3779b97f4a7c15ull ^ stable_key(name));
  return static_cast<double>(word >> 11) * 0x1p-53;
}

struct UnitPlan {
  std::string path, parent;
  Side side = Side::kFirst;
  Echelon echelon = Echelon::kPlatoon;
};
struct ElementPlan {
  std::string unit, name;
  ElementKind kind = ElementKind::kRifleSquad;
  int men = 0, weapon = 0, count = 0, rounds = 0;
  Point at{};
};

// For a flight: the type of aircraft stands for the weapon.
struct Blueprint {
  std::vector<UnitPlan> units;
  std::vector<ElementPlan> elements;
};

const std::string kStranger = "far";

// Men of a side stand on their half, some of them near enough to come to blows.
Point somewhere(uint64_t number, const std::string& name, double sign) {
  const double depth = chance(number, name + "depth");
  return {kCentre.x_m + sign * (12 + 260 * depth * depth),
          kCentre.y_m + 240 * (chance(number, name + "front") - 0.5)};
}

void add_company(uint64_t number, const std::string& side_name, Side side, Blueprint& plan) {
  const double sign = side == Side::kFirst ? -1 : 1;
  const std::string company = side_name + "/co";
  plan.units.push_back({company, "", side, Echelon::kCompany});
  const auto add = [&](const std::string& unit, const std::string& name, ElementKind kind, int men,
                       int weapon, int count, int rounds) {
    plan.elements.push_back(
        {unit, name, kind, men, weapon, count, rounds, somewhere(number, unit + "/" + name, sign)});
  };
  add(company, "am", ElementKind::kAmmunitionPoint, 4, 0, 0, 4000);
  add(company, "hq", ElementKind::kHeadquarters, 6, 0, 6, 360);
  for (const char* id : {"p1", "p2"}) {
    const std::string platoon = company + "/" + id;
    plan.units.push_back({platoon, company, side, Echelon::kPlatoon});
    add(platoon, "hq", ElementKind::kHeadquarters, 4, 0, 4, 480);
    add(platoon, "am", ElementKind::kAmmunitionPoint, 2, 0, 0, 300);
    add(platoon, "mg", ElementKind::kMachineGun, 5, 1, 1, 600);
    add(platoon, "sq1", ElementKind::kRifleSquad, 11, 0, 11, 700);
    add(platoon, "sq2", ElementKind::kRifleSquad, 9, 0, 9, 1080);
  }
  add(company + "/p1", "gd", ElementKind::kGrenadeDischarger, 4, 3, 2, 40);
  // Every other battle is one of infantry alone.
  if (number % 2 == 0) return;
  add(company + "/p2", "at", ElementKind::kGun, 5, 6, 1, 60);
  const std::string tanks = company + "/p3";
  plan.units.push_back({tanks, company, side, Echelon::kPlatoon});
  add(tanks, "t1", ElementKind::kTank, 3, 7, 1, 60);
  add(tanks, "t2", ElementKind::kTank, 3, 7, 1, 60);
  const std::string air = company + "/q1";
  plan.units.push_back({air, company, side, Echelon::kPlatoon});
  add(air, "f1", ElementKind::kFlight, 0, 1, 3, 2);
  add(air, "f2", ElementKind::kFlight, 0, 0, 2, 2);
}

void add_stranger(const std::string& side_name, Side side, double north_m, Blueprint& plan) {
  const std::string path = kStranger + "_" + side_name;
  plan.units.push_back({path, "", side, Echelon::kPlatoon});
  plan.elements.push_back(
      {path,
       "sq",
       ElementKind::kRifleSquad,
       10,
       0,
       10,
       1200,
       {kCentre.x_m + (side == Side::kFirst ? -1900 : 1900), kCentre.y_m + north_m}});
}

Blueprint blueprint(uint64_t number, const Variant& variant) {
  Blueprint plan;
  if (variant.strangers) {
    add_stranger("jp", Side::kFirst, -1900, plan);
    add_stranger("su", Side::kSecond, 1900, plan);
  }
  add_company(number, "jp", Side::kFirst, plan);
  add_company(number, "su", Side::kSecond, plan);
  if (variant.renumber == 0) return plan;
  // Any order will do as long as parents come before their children.
  const auto place = [&](const std::string& path) {
    return mix(stable_key(path) ^ variant.renumber);
  };
  std::stable_sort(plan.units.begin(), plan.units.end(), [&](const auto& a, const auto& b) {
    if (a.parent.empty() != b.parent.empty()) return a.parent.empty();
    return place(a.path) < place(b.path);
  });
  std::stable_sort(plan.elements.begin(), plan.elements.end(), [&](const auto& a, const auto& b) {
    return place(a.unit + a.name) < place(b.unit + b.name);
  });
  return plan;
}

UnitId unit_of(const Scenario& s, const std::string& path) {
  for (std::size_t u = 0; u < s.units.size(); ++u) {
    if (s.units[u].path == path) return UnitId{u};
  }
  return {};
}

// Lists inside units are in the order of paths, whatever the dense ids are.
void sort_lists(Scenario& s) {
  const auto by_path = [&s](ElementId a, ElementId b) {
    return s.element(a).path < s.element(b).path;
  };
  for (scenario::UnitDef& unit : s.units) {
    std::sort(unit.elements.begin(), unit.elements.end(), by_path);
    std::sort(unit.all_elements.begin(), unit.all_elements.end(), by_path);
    std::sort(unit.children.begin(), unit.children.end(),
              [&s](UnitId a, UnitId b) { return s.unit(a).path < s.unit(b).path; });
  }
}

void add_orders(uint64_t number, Scenario& s, PlaceId hill) {
  scenario::Order attack;
  attack.id = "attack";
  attack.unit = unit_of(s, "jp/co");
  attack.task = chance(number, "task") < 0.5 ? scenario::Task::kAttack : scenario::Task::kAssault;
  attack.objective = hill;
  const bool loud = chance(number, "stance") < 0.5;
  attack.stance = loud ? scenario::Stance::kBounds : scenario::Stance::kSilent;
  attack.pre_planned = true;
  scenario::Order defend;
  defend.id = "defend";
  defend.unit = unit_of(s, "su/co");
  defend.task = scenario::Task::kDefend;
  defend.objective = hill;
  defend.pre_planned = true;
  s.orders = {attack, defend};
  for (const char* unit : {"jp/co/q1", "su/co/q1"}) {
    if (!unit_of(s, unit).exists()) continue;
    scenario::Order strike;
    strike.id = std::string("strike ") + unit;
    strike.unit = unit_of(s, unit);
    strike.task = scenario::Task::kAirStrike;
    strike.objective = hill;
    strike.altitude_m = 1500;
    strike.pre_planned = true;
    s.orders.push_back(strike);
  }
}

void set_sky(uint64_t number, Scenario& s) {
  const bool night = chance(number, "night") < 0.5;
  // Haze: nobody sees the strangers, nor they anybody.
  s.weather.front().visibility_m = 700;
  s.weather.front().rain = chance(number, "rain") < 0.5 ? 0.5 : 0;
  for (scenario::Light& light : s.light) light.lux_clear = night ? 0.05 : 20000;
}

// A rear so quick, and bombers so sure, that all of it happens within a few minutes.
void hurry_the_rear(Scenario& s) {
  const auto set = [&s](scenario::Param p, double value) {
    s.parameters[static_cast<std::size_t>(p)] = {value, value, value, {}, {}};
  };
  set(scenario::Param::medical_quiet_s, 30);
  set(scenario::Param::medical_enemy_within_m, 20);
  set(scenario::Param::medical_carry_s_per_500m, 60);
  set(scenario::Param::supply_resupply_delay_s, 120);
  // A target is found between men so near to each other.
  set(scenario::Param::air_safety_m, 20);
  set(scenario::Param::air_safety_errors, 0);
  for (forces::Aircraft& aircraft : s.aircraft) aircraft.stick_m = 40;
}

void exchange_sides(Scenario& s) {
  std::swap(s.sides[0], s.sides[1]);
  for (auto& unit : s.units) unit.side = enemy_of(unit.side);
  for (auto& element : s.elements) element.side = enemy_of(element.side);
  for (auto& obstacle : s.obstacles) obstacle.owner = enemy_of(obstacle.owner);
  for (auto& fougasse : s.fougasses) fougasse.owner = enemy_of(fougasse.owner);
}

}  // namespace

Scenario random_battle(uint64_t number, const Variant& variant) {
  Scenario s = empty_battle();
  const Blueprint plan = blueprint(number, variant);
  for (const UnitPlan& unit : plan.units) {
    add_unit(s, unit.side, unit.path, unit_of(s, unit.parent), unit.echelon);
  }
  for (const ElementPlan& e : plan.elements) {
    if (e.kind == ElementKind::kTank) {
      add_tank(s, unit_of(s, e.unit), e.name, e.at);
      continue;
    }
    if (e.kind == ElementKind::kFlight) {
      const ElementId flight =
          add_flight(s, unit_of(s, e.unit), e.name, AircraftId{e.weapon}, e.count, e.rounds);
      s.elements[flight.index()].base_km = 1;
      continue;
    }
    const ElementId added = add_element(s, unit_of(s, e.unit), e.name, e.kind, e.men,
                                        WeaponId{e.weapon}, e.count, e.rounds, e.at);
    // The company's point has lorries for those of its platoons.
    if (e.kind == ElementKind::kAmmunitionPoint && e.rounds > 1000) {
      s.elements[added.index()].lorries = 2;
    }
  }
  const PlaceId hill = add_place(s, "hill", {kCentre.x_m + 40, kCentre.y_m}, 60);
  scenario::Obstacle wire;
  wire.owner = Side::kSecond;
  for (double y = -62.5; y <= 62.5; y += 25) {
    wire.cells.push_back(s.ground.cell_at({kCentre.x_m - 12.5, kCentre.y_m + y}));
  }
  s.obstacles.push_back(wire);
  for (const double y : {-50.0, 0.0, 50.0}) {
    const std::string id = fmt::format("mine/{}", y);
    s.fougasses.push_back(
        {id, stable_key(id), Side::kSecond, {kCentre.x_m + 5, kCentre.y_m + y}, Time{}});
  }
  add_orders(number, s, hill);
  finish(s);
  sort_lists(s);
  set_sky(number, s);
  hurry_the_rear(s);
  if (variant.exchange_sides) exchange_sides(s);
  return s;
}

namespace {

// Writes effects down with paths for ids.
class Scribe {
 public:
  explicit Scribe(const Scenario& s) : s_(s) {}
  std::vector<Line> lines;

  std::string name(ElementId e) const { return e.exists() ? s_.element(e).path : "-"; }
  std::string name(UnitId u) const { return u.exists() ? s_.unit(u).path : "-"; }
  std::string name(Side side) const { return s_.side(side).id; }
  // A line unless it is about a stranger.
  template <class Subject>
  void add(const char* kind, Subject subject, std::string rest, std::vector<double> numbers) {
    const std::string who = name(subject);
    if (who.rfind(kStranger, 0) == 0 || rest.find(kStranger) != std::string::npos) return;
    lines.push_back({fmt::format("{} {} {}", kind, who, rest), std::move(numbers)});
  }
  static double ms(Time t) { return static_cast<double>(t.ms); }
  static std::vector<double> of(const state::UnitTask& t) {
    return {double(t.order.value),
            double(t.task),
            double(t.objective.value),
            t.goal.x_m,
            t.goal.y_m,
            t.facing_rad,
            double(t.stance),
            double(t.fire),
            t.open_fire_range_m,
            double(t.via_next),
            double(t.begun),
            double(t.done),
            ms(t.since),
            double(t.rounds_left)};
  }
  void write_fire(const state::Effects& e) {
    for (const auto& x : e.shots) {
      add("shots", x.subject, name(x.object),
          {double(x.slot), double(x.rounds), x.aim.x_m, x.aim.y_m});
    }
    for (const auto& x : e.bursts) {
      add("burst", x.by, "", {double(x.weapon.value), x.at.x_m, x.at.y_m, x.shell_kg});
    }
    for (const auto& x : e.fougasses) {
      lines.push_back({"fougasse", {double(x.fougasse), double(x.works)}});
    }
    for (const auto& x : e.hits) {
      add("hit", x.subject, name(x.by), {double(x.cause), double(x.weapon.value), double(x.men)});
    }
    for (const auto& x : e.losses) {
      add("loss", x.subject, name(x.by),
          {double(x.cause), double(x.weapon.value), double(x.killed), double(x.wounded),
           double(x.light), double(x.missing), double(x.surrendered)});
    }
    for (const auto& x : e.hulls) {
      add("hull", x.subject, name(x.by), {double(x.weapon.value), double(x.phase), double(x.from)});
    }
    for (const auto& x : e.flights) {
      const state::Flight& f = x.flight;
      add("flight", x.subject, "",
          {double(f.phase), double(f.aircraft), double(f.passes_left), double(f.number), f.aim.x_m,
           f.aim.y_m, double(f.aboard[0]), double(f.turned_back), double(f.low)});
    }
    for (const auto& x : e.doses) add("dose", x.subject, "", {x.dose, x.shell_s});
    for (const auto& x : e.missions) {
      const state::Mission& m = x.mission;
      add("mission", x.subject, "",
          {double(m.phase), m.target.x_m, m.target.y_m, m.error.x_m, m.error.y_m,
           double(m.observed), double(m.rounds_left), double(m.ranging_left), ms(m.next_round),
           ms(m.begun), double(m.number)});
    }
    for (const auto& x : e.grenades) add("grenades", x.subject, "", {double(x.count)});
    for (const auto& x : e.pressed) add("pressed", x.subject, "", {});
    for (const auto& x : e.surprises) add("surprise", x.subject, "", {ms(x.until)});
  }
  void write_movement(const state::Effects& e) {
    for (const auto& x : e.moves) add("move", x.subject, "", {x.to.x_m, x.to.y_m, x.heading_rad});
    for (const auto& x : e.postures) add("posture", x.subject, "", {double(x.posture), x.dig_h});
    for (const auto& x : e.halts) add("halt", x.subject, "", {ms(x.until)});
    for (const auto& x : e.wire) {
      add("wire", x.by, "", {double(x.obstacle), double(x.cell), x.open_s, double(x.opened)});
    }
    for (const auto& x : e.ammunition) {
      add("ammunition", x.subject, name(x.from),
          {double(x.slot), double(x.rounds), double(x.from_slot)});
    }
    for (const auto& x : e.convoys) {
      add("convoy", x.subject, name(x.convoy.from),
          {double(x.convoy.lorries), double(x.convoy.rounds[0]), ms(x.convoy.due)});
    }
    for (const auto& x : e.arrivals) {
      add("arrival", x.subject, "", {double(x.receives), ms(x.due)});
    }
    for (const double rain_h : e.road_rain_h) lines.push_back({"rain on the roads", {rain_h}});
    for (const auto& x : e.returns) add("return", x.subject, "", {double(x.men)});
    for (const auto& x : e.bearers) {
      add("bearers", x.subject, name(x.bearers.of),
          {double(x.bearers.men), double(x.bearers.carried), ms(x.bearers.back)});
    }
    for (const auto& x : e.awake) add("awake", x.subject, "", {x.awake_h});
    for (const auto& x : e.owners) {
      const bool owned = x.owner >= 0;
      const std::string owner = owned ? s_.sides[static_cast<std::size_t>(x.owner)].id : "nobody";
      lines.push_back(
          {"owner " + owner, {double(x.place.value), double(x.cell), double(x.contested)}});
    }
  }
  void write_will(const state::Effects& e) {
    for (const auto& x : e.shocks) add("shock", x.unit, "", {x.amount});
    for (const auto& x : e.morale) {
      add("morale", x.unit, "", {double(x.morale), double(x.counts_as_break)});
    }
    for (const auto& x : e.intents) {
      const state::Intent& i = x.intent;
      add("intent", x.subject, "",
          {i.goal.x_m, i.goal.y_m, double(i.route.value), double(i.stance), double(i.fire),
           i.open_fire_range_m, double(i.move), double(i.dig), double(i.close),
           double(i.fire_at.value)});
    }
    for (const auto& x : e.tasks) add("task", x.unit, "", of(x.task));
    for (const auto& x : e.orders) {
      lines.push_back({"order", {double(x.order.value), double(x.phase), ms(x.at)}});
    }
    for (const auto& x : e.headquarters) add("headquarters", x.unit, "", {ms(x.until)});
  }
  void write_knowledge(const state::Effects& e) {
    for (const auto& x : e.sightings) {
      add("sighting", x.by, name(x.enemy), {double(x.level), x.at.x_m, x.at.y_m, x.error_m});
    }
    for (const auto& x : e.tracks) {
      add("track", x.enemy, name(x.side),
          {double(x.track.level), x.track.at.x_m, x.track.at.y_m, x.track.error_m, ms(x.track.seen),
           ms(x.track.known)});
    }
    for (const auto& x : e.reports) {
      const state::Reported& r = x.reported;
      add("report", x.unit, "", {r.at.x_m, r.at.y_m, double(r.known)});
    }
    for (const auto& x : e.flares) lines.push_back({"flare", {x.at.x_m, x.at.y_m, ms(x.until)}});
    for (const auto& x : e.pending) {
      std::vector<double> n = of(x.task);
      n.insert(n.end(), {ms(x.at), double(x.kind), double(x.order.value), x.aim.x_m, x.aim.y_m,
                         x.spread_range_m, x.spread_deflection_m, x.bearing_rad, double(x.rounds),
                         double(x.weapon.value), x.contact.at.x_m, x.contact.at.y_m});
      add("pending", x.unit, name(x.element) + " " + name(x.contact.enemy), n);
    }
    for (const auto& x : e.events) {
      add("event", x.subject, name(x.object) + " " + name(x.unit),
          {double(x.kind), double(x.a), double(x.b), double(x.c), double(x.d)});
    }
  }

 private:
  const Scenario& s_;
};

bool is_close(double a, double b) {
  return a == b || std::fabs(a - b) <= 1e-5 + 1e-9 * std::fabs(a);
}

std::string text(const Line& line) {
  return fmt::format("{} [{}]", line.what, fmt::join(line.numbers, " "));
}

}  // namespace

std::vector<Line> describe(const Scenario& scenario, const state::Effects& effects) {
  Scribe scribe(scenario);
  scribe.write_fire(effects);
  scribe.write_movement(effects);
  scribe.write_will(effects);
  scribe.write_knowledge(effects);
  std::sort(scribe.lines.begin(), scribe.lines.end(), [](const Line& a, const Line& b) {
    return a.what != b.what ? a.what < b.what : a.numbers < b.numbers;
  });
  return scribe.lines;
}

std::string first_difference(const std::vector<Line>& a, const std::vector<Line>& b) {
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    if (i >= a.size()) return "only in the second: " + text(b[i]);
    if (i >= b.size()) return "only in the first: " + text(a[i]);
    const bool same =
        a[i].what == b[i].what && a[i].numbers.size() == b[i].numbers.size() &&
        std::equal(a[i].numbers.begin(), a[i].numbers.end(), b[i].numbers.begin(), is_close);
    if (!same) return text(a[i]) + "\n  against " + text(b[i]);
  }
  return "";
}

std::string absurdity(const Scenario& scenario, const state::State& state,
                      const state::Effects& effects) {
  for (const Line& line : describe(scenario, effects)) {
    for (const double n : line.numbers) {
      if (!std::isfinite(n)) return "not finite: " + text(line);
    }
  }
  const auto complain = [&](bool absurd, const char* what, ElementId e) {
    return absurd ? std::string(what) + " of " + scenario.element(e).path : std::string();
  };
  std::string fault;
  const auto check = [&](bool absurd, const char* what, ElementId e) {
    if (fault.empty()) fault = complain(absurd, what, e);
  };
  for (const auto& x : effects.shots) {
    check(x.rounds <= 0 || x.rounds > state.rounds[x.subject.index()][x.slot], "rounds", x.subject);
  }
  for (const auto& x : effects.hits) check(x.men <= 0, "hits", x.subject);
  for (const auto& x : effects.losses) {
    const int least = std::min({x.killed, x.wounded, x.light, x.missing, x.surrendered});
    check(least < 0, "losses", x.subject);
  }
  for (const auto& x : effects.doses) check(x.dose < 0 || x.shell_s < 0, "dose", x.subject);
  for (const auto& x : effects.sightings) check(x.error_m < 0, "error of sighting", x.by);
  for (const auto& x : effects.awake) check(x.awake_h < 0, "hours awake", x.subject);
  for (const auto& x : effects.returns) {
    check(x.men <= 0 || x.men > state.roll[x.subject.index()].light, "returning men", x.subject);
  }
  for (const auto& x : effects.bearers) {
    const auto& [men, carried, of, back] = x.bearers;
    check(carried < 0 || men != 2 * carried || men > state.roll[x.subject.index()].men, "bearers",
          x.subject);
    check(carried > 0 && carried > state.lying[of.index()].men, "men to carry", x.subject);
    check(carried > 0 && back < state.now, "time of bearers", x.subject);
  }
  for (const auto& x : effects.grenades) {
    check(x.count <= 0 || x.count > state.grenades[x.subject.index()], "grenades", x.subject);
  }
  for (const auto& x : effects.ammunition) {
    check(x.rounds <= 0, "rounds handed out", x.subject);
    const auto& slots = scenario.element(x.subject).weapons;
    check(slots[x.slot].weapon != scenario.element(x.from).weapons[x.from_slot].weapon,
          "kind of rounds", x.subject);
  }
  for (const auto& x : effects.convoys) {
    check(x.convoy.lorries <= 0 || x.convoy.rounds[0] <= 0 || x.convoy.due <= state.now, "lorries",
          x.subject);
  }
  for (const auto& x : effects.moves) {
    check(!scenario.ground.is_inside(x.to), "place off the map", x.subject);
  }
  return fault;
}

}  // namespace khasan::support
