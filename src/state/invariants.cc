#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "state/apply.h"
#include "state/state.h"

namespace khasan::state {

namespace {

using scenario::Scenario;

// Nobody lies in the field or on a stretcher who is not wounded; bearers are men of their element.
void check_wounded(const Scenario& scenario, const State& s, std::vector<std::string>& faults) {
  std::vector<int> known(s.lying.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    const Bearers& bearers = s.bearers[i];
    known[i] += s.lying[i].men;
    if (bearers.carried > 0) known[bearers.of.index()] += bearers.carried;
    if (s.lying[i].men < 0 || bearers.men < 0 || bearers.men > s.roll[i].men ||
        (bearers.carried == 0 && bearers.men > 0)) {
      faults.push_back(
          fmt::format("{}: bearers or wounded that are not there", scenario.elements[i].path));
    }
  }
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] <= s.roll[i].wounded) continue;
    faults.push_back(fmt::format("{}: {} lie or are carried, {} are wounded",
                                 scenario.elements[i].path, known[i], s.roll[i].wounded));
  }
}

// Every vehicle has a phase, and nobody else; one that fights has a crew.
void check_vehicle(const Scenario& scenario, const State& s, std::size_t i,
                   std::vector<std::string>& faults) {
  const std::string& path = scenario.elements[i].path;
  if (scenario.elements[i].vehicle.exists() != (s.hull[i].phase != HullPhase::kNone)) {
    faults.push_back(fmt::format("{}: a vehicle without a phase, or a phase without one", path));
  }
  if (is_under_armour(s, ElementId{i}) && s.roll[i].men == 0) {
    faults.push_back(fmt::format("{}: a tank fights without a crew", path));
  }
  const bool armed =
      std::any_of(s.weapons[i].begin(), s.weapons[i].end(), [](int n) { return n > 0; });
  if (s.hull[i].phase >= HullPhase::kGunOut && armed) {
    faults.push_back(fmt::format("{}: a tank that is out still has its weapons", path));
  }
}

// Every aircraft flies or is lost, with its crew; nothing is aboard that is not there.
void check_flight(const Scenario& scenario, const State& s, std::size_t i,
                  std::vector<std::string>& faults) {
  const std::string& path = scenario.elements[i].path;
  const Flight& f = s.flight[i];
  if (scenario.elements[i].aircraft.exists() != (f.phase != FlightPhase::kNone)) {
    faults.push_back(fmt::format("{}: aircraft without a phase, or a phase without any", path));
  }
  if (f.phase == FlightPhase::kNone) return;
  if (f.aircraft < 0 || f.aircraft + f.lost != scenario.elements[i].aircraft_count) {
    faults.push_back(fmt::format("{}: {} aircraft and {} lost", path, f.aircraft, f.lost));
  }
  if (s.struck[i].men < 0 || s.struck[i].weapons < 0) {
    faults.push_back(fmt::format("{}: less than nothing struck", path));
  }
  if (s.roll[i].men < f.aircraft * scenario.aircraft_of(ElementId{i}).crew) {
    faults.push_back(fmt::format("{}: aircraft without their crews", path));
  }
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    if (f.aboard[slot] >= 0 && f.aboard[slot] <= s.rounds[i][slot]) continue;
    faults.push_back(fmt::format("{}: more aboard than there is", path));
  }
}

// Men and rounds of one element.
void check_element(const Scenario& scenario, const State& s, std::size_t i,
                   std::vector<std::string>& faults) {
  const std::string& path = scenario.elements[i].path;
  const Roll& r = s.roll[i];
  const int sum = r.men + r.killed + r.wounded + r.light + r.missing + r.surrendered;
  if (sum != s.start[i].men) {
    faults.push_back(
        fmt::format("{}: {} men accounted for, {} at the start", path, sum, s.start[i].men));
  }
  for (const int part : {r.men, r.killed, r.wounded, r.light, r.missing, r.surrendered}) {
    if (part < 0) faults.push_back(fmt::format("{}: a count of men is negative", path));
  }
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    if (s.rounds[i][slot] < 0) faults.push_back(fmt::format("{}: negative rounds", path));
    if (s.weapons[i][slot] < 0 || s.weapons[i][slot] > scenario.elements[i].weapons[slot].count) {
      faults.push_back(fmt::format("{}: weapons outside 0..establishment", path));
    }
  }
  check_vehicle(scenario, s, i, faults);
  check_flight(scenario, s, i, faults);
  if (s.grenades[i] < 0) faults.push_back(fmt::format("{}: negative grenades", path));
  if (!(s.suppression[i] >= 0) || !std::isfinite(s.suppression[i])) {
    faults.push_back(fmt::format("{}: suppression {}", path, s.suppression[i]));
  }
  if (!std::isfinite(s.at[i].x_m) || !std::isfinite(s.at[i].y_m) ||
      !scenario.ground.is_inside(s.at[i])) {
    faults.push_back(fmt::format("{}: off the ground at {} {}", path, s.at[i].x_m, s.at[i].y_m));
  }
}

// Rounds fired, left and given on must be those that there were.
void check_rounds(const Scenario& scenario, const State& s, std::vector<std::string>& faults) {
  for (std::size_t w = 0; w < scenario.weapons.size(); ++w) {
    if (scenario.weapons[w].kind == forces::WeaponKind::kHandGrenade) continue;
    int64_t had = 0, has = 0;
    for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
      for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
        if (scenario.elements[i].weapons[slot].weapon != WeaponId{w}) continue;
        had += scenario.elements[i].weapons[slot].rounds;
        has += s.rounds[i][slot] + s.fired[i][slot] + s.flight[i].lost_rounds[slot];
      }
    }
    for (const Convoy& convoy : s.convoys) {
      for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
        const bool is_it = scenario.element(convoy.to).weapons[slot].weapon == WeaponId{w};
        has += is_it ? convoy.rounds[slot] : 0;
      }
    }
    if (had != has) {
      faults.push_back(fmt::format("{}: {} rounds at the start, {} accounted for",
                                   scenario.weapons[w].id, had, has));
    }
  }
}

// No dump has more lorries on the road than it has, and none carries less than nothing.
void check_convoys(const Scenario& scenario, const State& s, std::vector<std::string>& faults) {
  for (const Convoy& convoy : s.convoys) {
    int out = 0;
    for (const Convoy& other : s.convoys) out += other.from == convoy.from ? other.lorries : 0;
    const int least = *std::min_element(convoy.rounds.begin(), convoy.rounds.end());
    if (least >= 0 && convoy.lorries > 0 && out <= scenario.element(convoy.from).lorries) continue;
    faults.push_back(fmt::format("{}: lorries or rounds on the road that are not there",
                                 scenario.element(convoy.from).path));
  }
  if (!(s.road_rain_h >= 0)) faults.push_back(fmt::format("rain on the roads: {}", s.road_rain_h));
}

}  // namespace

std::vector<std::string> invariants(const Scenario& scenario, const State& state) {
  std::vector<std::string> faults;
  for (std::size_t i = 0; i < scenario.elements.size(); ++i)
    check_element(scenario, state, i, faults);
  check_wounded(scenario, state, faults);
  check_rounds(scenario, state, faults);
  check_convoys(scenario, state, faults);
  if (state.fougasse_used.size() != scenario.fougasses.size()) {
    faults.push_back("charges that nobody laid, or that are gone");
  }
  for (std::size_t q = 1; q < state.queue.size(); ++q) {
    if (state.queue[q].at < state.queue[q - 1].at) faults.push_back("the queue is out of order");
  }
  for (std::size_t b = 0; b < state.wake_block.size(); ++b) {
    if (state.wake_block[b] > earliest_wake(state, b)) {
      faults.push_back(fmt::format("block {} of elements sleeps past the first who is due", b));
    }
  }
  return faults;
}

}  // namespace khasan::state
