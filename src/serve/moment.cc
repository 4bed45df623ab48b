#include "serve/moment.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/maths.h"
#include "report/names.h"
#include "report/tasks.h"
#include "state/apply.h"

namespace khasan::serve {

using scenario::Scenario;
using state::State;

namespace {

constexpr std::array kPostures{"standing", "prone",  "scrape",
                               "foxhole",  "trench", "overhead cover"};
constexpr std::array kMorale{"steady", "gone to ground", "withdrawing",
                             "routed", "surrendered",    "gone"};
constexpr std::array kLevels{"unknown", "heard", "detected", "recognised", "located"};
constexpr std::array kHulls{"none",    "running",     "stopped",   "bogged",     "immobile",
                            "gun out", "knocked out", "burnt out", "towed away", "in the workshop"};
constexpr std::array kFlights{"none",
                              "ready at its base",
                              "on its way to the target",
                              "over the target",
                              "on its way home",
                              "being armed and fuelled"};

template <class Words, class Enum>
Text word(const Words& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

MenCount men_of(const State& state, std::size_t e) {
  const state::Roll& roll = state.roll[e];
  return {state.start[e].men, roll.men,     roll.killed,     roll.wounded,
          roll.light,         roll.missing, roll.surrendered};
}

List<WeaponCount> weapons_of(const Scenario& s, const State& state, std::size_t e) {
  List<WeaponCount> weapons;
  const auto& slots = s.elements[e].weapons;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (!slots[i].weapon.exists()) continue;
    weapons.push_back({s.weapon(slots[i].weapon).name, state.weapons[e][i], state.rounds[e][i],
                       state.fired[e][i]});
  }
  return weapons;
}

List<ContactCard> contacts_of(const Scenario& s, const State& state, UnitId unit) {
  List<ContactCard> contacts;
  for (const state::Contact& contact : state.contacts[unit.index()]) {
    if (!contact.enemy.exists() || contact.level == state::Knowledge::kNone) continue;
    contacts.push_back({static_cast<int>(contact.enemy.value), s.element(contact.enemy).name,
                        word_of(contact.level), contact.at.x_m, contact.at.y_m,
                        static_cast<double>(contact.error_m), contact.seen.ms});
  }
  std::stable_sort(
      contacts.begin(), contacts.end(),
      [](const ContactCard& a, const ContactCard& b) { return a.seen_ms > b.seen_ms; });
  return contacts;
}

// The task that the element's unit, or the next above with one, works on.
void put_task(const Scenario& s, const State& state, UnitId unit, Moment& moment) {
  for (UnitId u = unit; u.exists(); u = s.unit(u).parent) {
    const state::UnitTask& task = state.task[u.index()];
    if (task.task == scenario::Task::kNone) continue;
    moment.task = report::word_of(task.task);
    std::replace(moment.task.begin(), moment.task.end(), '_', ' ');
    if (task.objective.exists()) moment.task += ", " + s.place(task.objective).names.en;
    if (task.done) moment.task += " (done)";
    if (task.order.exists()) moment.order = s.orders[task.order.index()].id;
    return;
  }
}

// What the state remembers of the element, in order of time.
List<HistoryLine> history_of(const Scenario& s, const State& state, std::size_t e) {
  List<HistoryLine> lines;
  const auto add = [&](Time at, const Text& text) {
    if (at >= s.start && at <= state.now) lines.push_back({at.ms, text});
  };
  add(state.last_moved[e], "moved last");
  add(state.last_fired[e], "fired last");
  add(state.under_fire[e], "last under fire");
  const UnitId unit = s.elements[e].unit;
  const auto breaks = int{state.breaks[unit.index()]};
  if (breaks > 0) add(state.now, "its unit has broken " + report::counted(breaks, "time", "times"));
  for (UnitId u = unit; u.exists(); u = s.unit(u).parent) {
    for (std::size_t o = 0; o < state.orders.size(); ++o) {
      if (s.orders[o].unit != u) continue;
      const state::OrderState& order = state.orders[o];
      add(order.begun, "began the order " + s.orders[o].id);
      if (order.phase == state::OrderPhase::kDone) add(order.ended, "had done " + s.orders[o].id);
      if (order.phase == state::OrderPhase::kFailed) add(order.ended, "gave up " + s.orders[o].id);
    }
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const HistoryLine& a, const HistoryLine& b) { return a.at_ms < b.at_ms; });
  return lines;
}

}  // namespace

Text word_of(state::Posture posture) { return word(kPostures, posture); }
Text word_of(state::Knowledge level) { return word(kLevels, level); }

Moment moment_of(const Scenario& s, const State& state, ElementId element) {
  const std::size_t e = element.index();
  const scenario::ElementDef& def = s.element(element);
  Moment moment;
  moment.t_ms = state.now.ms;
  moment.element = static_cast<int>(element.value);
  moment.x = state.at[e].x_m, moment.y = state.at[e].y_m;
  const double compass_deg = 90 - static_cast<double>(state.heading_rad[e]) * 180 / kPi;
  moment.heading_deg = std::fmod(compass_deg + 720, 360);
  moment.men = men_of(state, e);
  moment.weapons = weapons_of(s, state, e);
  moment.grenades = state.grenades[e];
  moment.posture = word_of(state.posture[e]);
  moment.morale = word(kMorale, state.morale[def.unit.index()]);
  moment.suppression = state::suppressed_share(state, element);
  moment.dug_h = static_cast<double>(state.dig_h[e]);
  moment.awake_h = static_cast<double>(state.awake_h[e]);
  put_task(s, state, def.unit, moment);
  const UnitId above = s.unit(def.unit).parent;
  if (above.exists()) moment.reports_to = report::name_of(s, above);
  moment.contacts = contacts_of(s, state, def.unit);
  if (def.vehicle.exists()) moment.vehicle = word(kHulls, state.hull[e].phase);
  if (def.aircraft.exists()) moment.flight = word(kFlights, state.flight[e].phase);
  moment.history = history_of(s, state, e);
  return moment;
}

}  // namespace khasan::serve
