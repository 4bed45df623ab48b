#include "report/story_window.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/names.h"
#include "report/rear_text.h"
#include "report/rules_text.h"

namespace khasan::report {

using scenario::Scenario;
using scenario::Task;
using state::Event;
using state::EventKind;

namespace {

// What is told again of the same company only after so long.
constexpr Time kSeenAgain = hours(1), kFiredAgain = hours(6), kGunsAgain = hours(3),
               kClosedAgain = hours(1), kLightAgain = hours(1);
constexpr int kHeavyLoss = 10, kLoss = 3;  // men of a company in a window: a mark, a line
constexpr int kManyShells = 20, kManyGrenades = 10;

// Kinds that are no sentence of their own.
bool is_silent(EventKind kind) {
  return kind == EventKind::k_shots || kind == EventKind::k_shells_fired ||
         kind == EventKind::k_order_sent || kind == EventKind::k_dug_in ||
         kind == EventKind::k_reported || kind == EventKind::k_tank_hit ||
         kind == EventKind::k_resupplied || kind == EventKind::k_bearers_sent ||
         kind == EventKind::k_lorries_left || kind == EventKind::k_flight_landed ||
         kind == EventKind::k_ordered_by_way;
}

bool has_side(EventKind kind) {
  return kind != EventKind::k_flare && kind != EventKind::k_weather_changed &&
         kind != EventKind::k_light_changed && kind != EventKind::k_cease_fire &&
         kind != EventKind::k_road_cut;
}

std::string_view begin_text(Task task) {
  switch (task) {
    case Task::kMove:
      return "sets out for";
    case Task::kOccupy:
      return "goes to hold";
    case Task::kDefend:
      return "prepares to defend";
    case Task::kAttack:
      return "begins its attack on";
    case Task::kAssault:
      return "sets out to assault";
    case Task::kSupportByFire:
      return "takes up its fire on";
    case Task::kBombard:
      return "begins to bombard";
    case Task::kWithdraw:
      return "withdraws to";
    case Task::kReserve:
      return "stands in reserve at";
    case Task::kDig:
      return "digs in at";
    case Task::kReconnoitre:
      return "goes to reconnoitre";
    case Task::kAirStrike:
      return "is to attack from the air";
    case Task::kNone:
      break;
  }
  return "is ordered to";
}

std::string_view done_text(Task task) {
  switch (task) {
    case Task::kMove:
      return "has arrived at";
    case Task::kOccupy:
    case Task::kDefend:
      return "is in position at";
    case Task::kAttack:
    case Task::kAssault:
      return "has reached its objective,";
    case Task::kBombard:
      return "ends its bombardment of";
    case Task::kSupportByFire:
      return "ends its fire on";
    case Task::kWithdraw:
      return "has come back to";
    case Task::kReconnoitre:
      return "has reconnoitred";
    case Task::kAirStrike:
      return "has ended its attack on";
    default:
      return "has done its task at";
  }
}

std::string weapon_word(const forces::Weapon& weapon) {
  using forces::WeaponKind;
  switch (weapon.kind) {
    case WeaponKind::kRifle:
      return "rifles";
    case WeaponKind::kPistol:
      return "pistols";
    case WeaponKind::kLightMachineGun:
      return "light machine guns";
    case WeaponKind::kHeavyMachineGun:
      return "heavy machine guns";
    case WeaponKind::kHandGrenade:
      return "hand grenades";
    case WeaponKind::kGrenadeDischarger:
      return "grenade dischargers";
    case WeaponKind::kMortar:
      return "mortars";
    case WeaponKind::kFlamethrower:
      return "flame";
    case WeaponKind::kBomb:
      return "bombs";
    default:
      return "guns";
  }
}

std::string range_text(double range_m) {
  if (range_m < 20) return "at a few paces";
  const double step_m = range_m < 200 ? 10 : 50;
  return fmt::format("at {:.0f} m", step_m * static_cast<int>(range_m / step_m + 0.5));
}

}  // namespace

UnitId StoryWindow::company(const Event& event) const {
  if (event.subject.exists()) return company_of(scenario_, scenario_.element(event.subject).unit);
  return event.unit.exists() ? company_of(scenario_, event.unit) : UnitId{};
}

bool StoryWindow::is_bomb(const Event& event) const {
  return event.weapon.exists() && scenario_.weapon(event.weapon).is_bomb();
}

StoryWindow::Key StoryWindow::key_of(const Event& event) const {
  const auto moment = static_cast<uint32_t>(event.at.ms / 1000);
  if (event.kind == EventKind::k_held_by_rule || word_importance(event) > 0) {
    return {event.kind, event.unit, static_cast<uint32_t>(event.a * 8 + event.b),
            event.order.value};
  }
  switch (event.kind) {
    case EventKind::k_order_begun:
    case EventKind::k_order_done:
    case EventKind::k_decided:
      return {event.kind, company(event), 0, event.order.value};
    case EventKind::k_contact:
      return {event.kind, company(event), 0,
              company_of(scenario_, scenario_.element(event.object).unit).value};
    case EventKind::k_shells_landed:
      // Bombs are told apart from shells.
      return {event.kind, UnitId{}, static_cast<uint32_t>(event.side) + 2 * is_bomb(event),
              landmark_near(scenario_, event.where).value};
    case EventKind::k_captured:
      return {event.kind, UnitId{}, event.place.value, moment};
    case EventKind::k_weather_changed:
    case EventKind::k_light_changed:
      return {event.kind, UnitId{}, 0, moment};
    case EventKind::k_flare:
      return {event.kind, UnitId{}, 0, 0};
    default:
      return {event.kind, company(event), 0, 0};
  }
}

void StoryWindow::note_weapon(Gathering& g, const Event& event) const {
  if (!event.weapon.exists()) return;
  const std::string word = weapon_word(scenario_.weapon(event.weapon));
  if (std::find(g.weapons.begin(), g.weapons.end(), word) == g.weapons.end())
    g.weapons.push_back(word);
}

void StoryWindow::add(const Event& event) {
  if (is_silent(event.kind)) return;
  Gathering& g = gathered_[key_of(event)];
  if (g.count++ == 0) g.first = event;
  if (event.kind == EventKind::k_fire_opened) {
    const terrain::Point aim{static_cast<double>(event.c), static_cast<double>(event.d)};
    if (g.range_m < 0) g.range_m = terrain::distance_m(event.where, aim);
  } else {
    g.a += event.a, g.b += event.b, g.c += event.c, g.d += event.d;
  }
  note_weapon(g, event);
  if (!g.enemy.exists() && event.object.exists()) {
    g.enemy = company_of(scenario_, scenario_.element(event.object).unit);
  }
  const UnitId unit = event.unit.exists()      ? event.unit
                      : event.subject.exists() ? scenario_.element(event.subject).unit
                                               : UnitId{};
  if (unit.exists() && std::find(g.units.begin(), g.units.end(), unit) == g.units.end()) {
    g.units.push_back(unit);
  }
}

std::vector<StoryLine> StoryWindow::lines() {
  for (const auto& [key, gathering] : gathered_) write(gathering, std::get<1>(key));
  std::stable_sort(lines_.begin(), lines_.end(),
                   [](const StoryLine& a, const StoryLine& b) { return a.at < b.at; });
  return std::move(lines_);
}

std::string StoryWindow::whole_name(UnitId unit) const {
  return fmt::format("{} ({})", name_of(scenario_, unit),
                     scenario_.side(scenario_.unit(unit).side).adjective);
}

std::string StoryWindow::where_text(terrain::Point at) const {
  const std::string near = place_near(scenario_, at);
  return near.empty() ? near : " " + near;
}

void StoryWindow::say(const Gathering& g, UnitId unit, int importance, std::string text) {
  StoryLine line;
  line.at = g.first.at;
  line.kind = std::string(state::info_of(g.first.kind).name);
  line.side = has_side(g.first.kind) ? static_cast<int>(g.first.side) : -1;
  line.unit = unit;
  line.place = g.first.place;
  line.importance = importance;
  line.text = capitalised(std::move(text));
  line.has_where = !(g.first.where == terrain::Point{});
  line.where = g.first.where;
  lines_.push_back(std::move(line));
}

void StoryWindow::write(const Gathering& g, UnitId unit) {
  switch (g.first.kind) {
    case EventKind::k_contact:
      return write_contact(g, unit);
    case EventKind::k_fire_opened:
      return write_fire(g, unit);
    case EventKind::k_casualties:
      return write_losses(g, unit);
    case EventKind::k_to_ground:
    case EventKind::k_broke:
    case EventKind::k_routed:
    case EventKind::k_rallied:
    case EventKind::k_surrendered:
      return write_morale(g, unit);
    case EventKind::k_order_begun:
    case EventKind::k_order_done:
      return write_order(g);
    case EventKind::k_decided:
      return write_decision(g);
    case EventKind::k_shells_landed:
      return write_shells(g, unit);
    case EventKind::k_captured:
      return write_capture(g);
    case EventKind::k_weather_changed:
    case EventKind::k_light_changed:
      return write_sky(g);
    default:
      return write_other(g, unit);
  }
}

bool StoryWindow::is_old(const Gathering& g, UnitId unit, uint32_t other, Time span) {
  const auto [last, is_new] =
      memory_.told.emplace(std::tuple(g.first.kind, unit, other), g.first.at);
  const bool old = !is_new && last->second + span > g.first.at;
  last->second = g.first.at;
  return old;
}

void StoryWindow::write_contact(const Gathering& g, UnitId unit) {
  const bool first = memory_.told.count({g.first.kind, unit, g.enemy.value}) == 0;
  if (is_old(g, unit, g.enemy.value, kSeenAgain)) return;
  // News is the first sight of a body of the enemy; a mark, the first enemy for hours.
  const uint32_t side = UnitId::kNoneValue - 1 - static_cast<uint32_t>(g.first.side);
  const bool is_news = !is_old(g, UnitId{side}, g.enemy.value, kFiredAgain);
  const bool is_mark = !is_old(g, UnitId{side}, UnitId::kNoneValue, kFiredAgain);
  say(g, unit,
      is_mark   ? 2
      : is_news ? 1
                : 0,
      fmt::format("{} {} {}{}.", whole_name(unit), first ? "discovers" : "sees again",
                  name_of(scenario_, g.enemy), where_text(g.first.where)));
}

void StoryWindow::write_fire(const Gathering& g, UnitId unit) {
  const bool old = is_old(g, unit, 0, kFiredAgain);
  const uint32_t side = UnitId::kNoneValue - 1 - static_cast<uint32_t>(g.first.side);
  const bool is_mark = !is_old(g, UnitId{side}, 0, kFiredAgain);
  const std::string target = g.enemy.exists() ? "on " + name_of(scenario_, g.enemy) + " " : "";
  say(g, unit,
      is_mark ? 2
      : old   ? 0
              : 1,
      fmt::format("{} opens fire {}{} with {}.", whole_name(unit), target, range_text(g.range_m),
                  listed(g.weapons)));
}

void StoryWindow::write_losses(const Gathering& g, UnitId unit) {
  const int men = static_cast<int>(g.a + g.b + g.c + g.d);
  const int lost = memory_.lost[unit] += men;
  std::vector<std::string> parts;
  const auto part = [&parts](int64_t n, const char* what) {
    if (n > 0) parts.push_back(fmt::format("{} {}", n, what));
  };
  part(g.a, "killed");
  part(g.b, "wounded");
  part(g.c, "lightly wounded");
  part(g.d, "missing or captured");
  int start = 0;
  for (const ElementId e : scenario_.unit(unit).all_elements) start += scenario_.element(e).men;
  const bool is_news = men >= kLoss || men * 10 >= start;
  say(g, unit,
      men >= kHeavyLoss ? 2
      : is_news         ? 1
                        : 0,
      fmt::format("{} loses {}{}; {} of its {} men are out.", whole_name(unit), listed(parts),
                  where_text(g.first.where), lost, start));
}

void StoryWindow::write_morale(const Gathering& g, UnitId unit) {
  const bool many = g.units.size() > 1;
  std::string_view verb;
  // A company, or much of it, is a mark; a platoon is a line.
  const bool is_whole = g.units.empty() || g.units.front() == unit;
  int importance = many || is_whole ? 2 : 1;
  switch (g.first.kind) {
    case EventKind::k_to_ground:
      verb = many ? "go to ground" : "goes to ground", importance = 1;
      break;
    case EventKind::k_broke:
      verb = many ? "break and fall back" : "breaks and falls back";
      break;
    case EventKind::k_routed:
      verb = many ? "run" : "runs";
      break;
    case EventKind::k_rallied:
      verb = many ? "rally" : "rallies", importance = 1;
      break;
    default:
      verb = many ? "surrender" : "surrenders", importance = 3;
      break;
  }
  if (g.first.kind == EventKind::k_surrendered && g.a > 0) {
    const int men = static_cast<int>(g.a);
    return say(g, unit,
               men >= kHeavyLoss ? 3
               : men >= kLoss    ? 2
                                 : 1,
               fmt::format("{} of {} {}{}.", counted(men, "man", "men"), whole_name(unit),
                           men == 1 ? "surrenders" : "surrender", where_text(g.first.where)));
  }
  const std::string who = many ? fmt::format("{} parts of {}", g.units.size(), whole_name(unit))
                               : whole_name(g.units.empty() ? unit : g.units.front());
  say(g, unit, importance, fmt::format("{} {}{}.", who, verb, where_text(g.first.where)));
}

void StoryWindow::write_order(const Gathering& g) {
  const scenario::Order& order = scenario_.orders[g.first.order.index()];
  const std::string place =
      order.objective.exists() ? scenario_.place(order.objective).names.en : "its place";
  const bool begun = g.first.kind == EventKind::k_order_begun;
  const bool given_up = !begun && g.a == 0;
  const std::string_view verb = begun      ? begin_text(order.task)
                                : given_up ? "gives up its task at"
                                           : done_text(order.task);
  const bool fights = order.task == Task::kAttack || order.task == Task::kAssault;
  const bool stays = order.task == Task::kDefend || order.task == Task::kOccupy ||
                     order.task == Task::kDig || order.task == Task::kReserve;
  // A task that the next one overtakes is no news.
  const int importance = given_up || stays ? 0 : fights && begun ? 2 : 1;
  say(g, order.unit, importance, fmt::format("{} {} {}.", whole_name(order.unit), verb, place));
}

void StoryWindow::write_decision(const Gathering& g) {
  const scenario::Order& order = scenario_.orders[g.first.order.index()];
  const auto choice = static_cast<state::Choice>(g.first.a);
  const std::string place = scenario_.place(g.first.place).names.en;
  const bool attacks = order.task == Task::kAttack || order.task == Task::kAssault;
  const auto what = [&]() -> std::string {
    switch (choice) {
      case state::Choice::kAgain:
        return "decides to attack " + place + " again";
      case state::Choice::kCounterAttack:
        return "decides to win back " + place;
      case state::Choice::kWait:
        return "waits for help before " + place;
      default:
        return (attacks ? "calls off the attack on " : "leaves the enemy on ") + place;
    }
  };
  say(g, order.unit, 2,
      fmt::format("{} {}: about {} own men against {} believed there, odds of {} in 100.",
                  whole_name(order.unit), what(), g.first.b, g.first.c, g.first.d));
}

void StoryWindow::write_shells(const Gathering& g, UnitId) {
  if (std::find(g.weapons.begin(), g.weapons.end(), "hand grenades") != g.weapons.end()) return;
  const std::string& adjective = scenario_.side(g.first.side).adjective;
  if (is_bomb(g.first)) {
    const std::string bombs = counted(g.count, adjective + " bomb", adjective + " bombs");
    return say(g, UnitId{}, 1,
               fmt::format("{} {}{}.", bombs, g.count == 1 ? "bursts" : "burst",
                           where_text(g.first.where)));
  }
  const std::string shells = g.count == 1 ? fmt::format("One {} shell bursts", adjective)
                                          : fmt::format("{} {} shells burst", g.count, adjective);
  const std::string by = g.weapons.empty() ? "" : fmt::format(" ({})", listed(g.weapons));
  say(g, UnitId{}, g.count >= kManyShells ? 1 : 0,
      fmt::format("{}{}{}.", shells, where_text(g.first.where), by));
}

void StoryWindow::write_capture(const Gathering& g) {
  const scenario::Place& place = scenario_.place(g.first.place);
  if (place.cells.size() < 2) return;  // a point changes hands with every passer-by
  // Who loses half of it for a while and gets it back takes nothing from anybody.
  const auto [last, is_first] = memory_.holder.emplace(g.first.place, g.first.side);
  const bool holds_already = !is_first && last->second == g.first.side;
  last->second = g.first.side;
  say(g, UnitId{}, holds_already ? 0 : 3,
      fmt::format("{} takes {}.", scenario_.side(g.first.side).name, place.names.en));
}

void StoryWindow::write_sky(const Gathering& g) {
  if (g.first.kind == EventKind::k_weather_changed) {
    const std::size_t w = static_cast<std::size_t>(std::max(g.first.a, 0));
    if (w >= scenario_.weather.size()) return;
    const scenario::Weather& weather = scenario_.weather[w];
    return say(
        g, UnitId{}, 1,
        fmt::format("weather: {}; one sees {:.0f} m at most.", weather.text, weather.visibility_m));
  }
  static constexpr std::array kLight{"First light.", "Sunrise.", "Sunset.", "Night falls."};
  say(g, UnitId{}, 1, kLight[static_cast<std::size_t>(std::clamp(g.first.a, 0, 3))]);
}

void StoryWindow::write_flare(const Gathering& g) {
  const bool old = is_old(g, UnitId{}, 0, kLightAgain);
  const std::string flares =
      g.count == 1 ? "A flare goes up" : fmt::format("{} flares go up", g.count);
  say(g, UnitId{}, old ? 0 : 1, fmt::format("{}{}.", flares, where_text(g.first.where)));
}

void StoryWindow::write_fight(const Gathering& g, UnitId unit) {
  const std::string who = whole_name(unit), where = where_text(g.first.where);
  const std::string enemy = g.enemy.exists() ? name_of(scenario_, g.enemy) : "the enemy";
  if (g.first.kind == EventKind::k_close_combat) {
    const bool old = is_old(g, unit, g.enemy.value, kClosedAgain);
    return say(g, unit, old ? 0 : 2,
               fmt::format("{} closes with {}{}, hand to hand.", who, enemy, where));
  }
  if (g.first.kind == EventKind::k_grenades) {
    return say(
        g, unit, g.a >= kManyGrenades ? 1 : 0,
        fmt::format("{} throws {} at {}{}.", who,
                    counted(static_cast<int>(g.a), "hand grenade", "hand grenades"), enemy, where));
  }
  if (g.first.kind == EventKind::k_destroyed) {
    return say(g, unit, 0,
               fmt::format("{} of {} {} no men left.", counted(g.count, "party", "parties"), who,
                           g.count == 1 ? "has" : "have"));
  }
  // Whose leader it is decides whether it is a mark.
  const bool is_own = std::find(g.units.begin(), g.units.end(), unit) != g.units.end();
  say(g, unit, is_own ? 2 : 0,
      fmt::format("{} loses {}.", who,
                  is_own ? "its headquarters"
                         : "the leaders of " + counted(g.count, "platoon", "platoons")));
}

void StoryWindow::write_guns(const Gathering& g, UnitId unit) {
  const std::string who = whole_name(unit);
  const bool old = is_old(g, unit, 0, kGunsAgain);
  if (g.first.kind == EventKind::k_ammunition_low) {
    return say(g, unit, old ? 0 : 1,
               fmt::format("{} is running out of ammunition for its {}.", who, listed(g.weapons)));
  }
  say(g, unit, old ? 0 : 1,
      fmt::format("{} begins a fire mission{}, {}.", who, where_text(g.first.where),
                  g.a > 0 ? "observed" : "by the map"));
}

// What becomes of tanks, those of one company together.
void StoryWindow::write_armour(const Gathering& g, UnitId unit) {
  struct Words {
    std::string_view one, many;
    int importance;
  };
  const auto words = [&]() -> Words {
    switch (g.first.kind) {
      case EventKind::k_tank_stopped:
        return {"has a stoppage", "have stoppages", 0};
      case EventKind::k_tank_bogged:
        return {"is stuck in soft ground", "are stuck in soft ground", 1};
      case EventKind::k_tank_freed:
        return {"gets out of the mud", "get out of the mud", 0};
      case EventKind::k_tank_immobile:
        return {"can drive no more", "can drive no more", 2};
      case EventKind::k_tank_gun_out:
        return {"can fire no more", "can fire no more", 2};
      case EventKind::k_tank_knocked_out:
        return {"is knocked out", "are knocked out", 2};
      case EventKind::k_tank_burnt:
        return {"burns out", "burn out", 2};
      case EventKind::k_tank_repaired:
        return {"is repaired", "are repaired", 1};
      default:
        return {"is towed away", "are towed away", 1};
    }
  }();
  const std::string by = g.enemy.exists() ? ", hit by " + name_of(scenario_, g.enemy) : "";
  say(g, unit, words.importance,
      fmt::format("{} of {} {}{}{}.", counted(g.count, "tank", "tanks"), whole_name(unit),
                  g.count == 1 ? words.one : words.many, where_text(g.first.where), by));
}

// What aircraft do, those of one squadron together.
void StoryWindow::write_air(const Gathering& g, UnitId unit) {
  const std::string who = whole_name(unit), where = where_text(g.first.where);
  const std::string aircraft = counted(static_cast<int>(g.a), "aircraft", "aircraft");
  switch (g.first.kind) {
    case EventKind::k_flight_took_off:
      return say(g, unit, 0, fmt::format("{} of {} take off.", aircraft, who));
    case EventKind::k_flight_turned_back:
    case EventKind::k_bombs_kept:
      return say(g, unit, 2, bombs_kept_text(aircraft + " of " + who, g.first.kind));
    case EventKind::k_bombs_released:
      return say(g, unit, 2,
                 fmt::format("{} drops {} ({:.1f} t){}.", who,
                             counted(static_cast<int>(g.a), "bomb", "bombs"),
                             static_cast<double>(g.b) / 1000, where));
    case EventKind::k_strafed:
      return say(g, unit, 1, fmt::format("{} dives on men{}, {} rounds.", who, where, g.b));
    case EventKind::k_air_claim:
      return say(g, unit, 1, claim_text(who, {g.a, g.b, g.c, g.d}));
    default:
      return say(g, unit, 3,
                 fmt::format("{} of {} {} lost{}.", aircraft, who, g.a == 1 ? "is" : "are", where));
  }
}

void StoryWindow::write_other(const Gathering& g, UnitId unit) {
  const int weight = word_importance(g.first);
  if (weight > 0) return say(g, UnitId{}, weight, word_text(scenario_, g.first));
  switch (g.first.kind) {
    case EventKind::k_flare:
      return write_flare(g);
    case EventKind::k_close_combat:
    case EventKind::k_grenades:
    case EventKind::k_destroyed:
    case EventKind::k_leader_lost:
      if (unit.exists()) write_fight(g, unit);
      return;
    case EventKind::k_ammunition_low:
    case EventKind::k_mission_begun:
      if (unit.exists()) write_guns(g, unit);
      return;
    case EventKind::k_tank_stopped:
    case EventKind::k_tank_bogged:
    case EventKind::k_tank_freed:
    case EventKind::k_tank_immobile:
    case EventKind::k_tank_gun_out:
    case EventKind::k_tank_knocked_out:
    case EventKind::k_tank_burnt:
    case EventKind::k_tank_repaired:
    case EventKind::k_tank_evacuated:
      if (unit.exists()) write_armour(g, unit);
      return;
    case EventKind::k_flight_took_off:
    case EventKind::k_flight_turned_back:
    case EventKind::k_bombs_kept:
    case EventKind::k_bombs_released:
    case EventKind::k_strafed:
    case EventKind::k_air_claim:
    case EventKind::k_aircraft_lost:
      if (unit.exists()) write_air(g, unit);
      return;
    case EventKind::k_held_by_rule:
      return say(g, unit, 2, held_text(scenario_, g.first, whole_name(g.first.unit)));
    case EventKind::k_fougasse:
      return say(g, UnitId{}, 2,
                 mines_text(scenario_.side(g.first.side).adjective, g.count) +
                     where_text(g.first.where) + ".");
    case EventKind::k_road_cut:
      return say(g, UnitId{}, 2, road_text(g.first.a > 0));
    case EventKind::k_wounded_evacuated:
      return say(g, unit, g.a >= kLoss ? 1 : 0, evacuation_text(whole_name(unit), g.a));
    case EventKind::k_wire_crossed:
      if (!unit.exists()) return;
      return say(g, unit, 1,
                 whole_name(unit) + " opens " + counted(g.count, "gap", "gaps") + " in the wire" +
                     where_text(g.first.where) + ".");
    default:
      return;
  }
}

}  // namespace khasan::report
