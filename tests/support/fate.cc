#include "support/fate.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace khasan::support {

namespace {

using scenario::Scenario;
using state::State;

std::string name(const Scenario& s, ElementId e) { return e.exists() ? s.element(e).path : "-"; }
std::string name(const Scenario& s, UnitId u) { return u.exists() ? s.unit(u).path : "-"; }
std::string name(const Scenario& s, OrderId o) { return o.exists() ? s.orders[o.index()].id : "-"; }
std::string name(const Scenario& s, PlaceId p) { return p.exists() ? s.place(p).id : "-"; }
std::string text(terrain::Point p) { return fmt::format("{} {}", p.x_m, p.y_m); }

std::string fate_of(const Scenario& s, const State& state, ElementId e) {
  const std::size_t i = e.index();
  const state::Roll& r = state.roll[i];
  const state::Flight& f = state.flight[i];
  return fmt::format(
      "{} at {} men {} {} {} {} {} {} lying {} weapons {} rounds {} fired {} grenades {} posture "
      "{} "
      "dug {} suppressed {} {} intent {} {} hull {} flight {} {} awake {} last {} {} {}",
      name(s, e), text(state.at[i]), r.men, r.killed, r.wounded, r.light, r.missing, r.surrendered,
      state.lying[i].men, fmt::join(state.weapons[i], " "), fmt::join(state.rounds[i], " "),
      fmt::join(state.fired[i], " "), state.grenades[i], static_cast<int>(state.posture[i]),
      state.dig_h[i], state.suppression[i], state.suppressed_at[i].ms, text(state.intent[i].goal),
      state.intent[i].move, static_cast<int>(state.hull[i].phase), static_cast<int>(f.phase),
      f.aircraft, state.awake_h[i], state.last_fired[i].ms, state.last_moved[i].ms,
      state.under_fire[i].ms);
}

std::string fate_of(const Scenario& s, const State& state, UnitId unit) {
  const std::size_t u = unit.index();
  const state::UnitTask& task = state.task[u];
  std::string contacts;
  for (const state::Contact& c : state.contacts[u]) {
    if (c.level == state::Knowledge::kNone) continue;
    contacts += fmt::format(" {} {} {}", name(s, c.enemy), text(c.at), c.seen.ms);
  }
  return fmt::format("{} morale {} shock {} breaks {} task {} {} {} since {} busy {} knows{}",
                     name(s, unit), static_cast<int>(state.morale[u]), state.shock[u],
                     state.breaks[u], name(s, task.order), static_cast<int>(task.task),
                     name(s, task.objective), task.since.ms, state.headquarters_free[u].ms,
                     contacts);
}

}  // namespace

std::vector<std::string> fates(const Scenario& scenario, const State& state) {
  std::vector<std::string> lines;
  for (std::size_t e = 0; e < scenario.elements.size(); ++e) {
    lines.push_back(fate_of(scenario, state, ElementId{e}));
  }
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    lines.push_back(fate_of(scenario, state, UnitId{u}));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> happenings(const Scenario& scenario, const state::EventLog& log) {
  std::vector<std::string> lines;
  for (const state::Event& e : log) {
    lines.push_back(fmt::format(
        "{} {} {} object {} unit {} place {} weapon {} order {} amounts {} {} {} {} cause {} at {}",
        e.at.ms, state::info_of(e.kind).name, name(scenario, e.subject), name(scenario, e.object),
        name(scenario, e.unit), name(scenario, e.place), e.weapon.value, name(scenario, e.order),
        e.a, e.b, e.c, e.d, static_cast<int>(e.cause), text(e.where)));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

void forget(const std::string& path, std::vector<std::string>& lines) {
  std::erase_if(lines, [&](const std::string& line) {
    return line.rfind(path, 0) == 0 || line.find(" " + path) != std::string::npos;
  });
}

}  // namespace khasan::support
