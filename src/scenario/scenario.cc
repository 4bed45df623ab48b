#include "scenario/scenario.h"

#include <algorithm>

#include "scenario/ephemeris.h"

namespace khasan::scenario {

const Weather& Scenario::weather_at(Time t) const {
  const auto is_later = [](Time moment, const Weather& w) { return moment < w.from; };
  const auto after = std::upper_bound(weather.begin(), weather.end(), t, is_later);
  return after == weather.begin() ? weather.front() : *(after - 1);
}

const Light& Scenario::light_at(Time t) const {
  const int64_t step = (t - start).ms / kLightStep.ms;
  const auto last = static_cast<int64_t>(light.size()) - 1;
  return light[static_cast<std::size_t>(std::clamp<int64_t>(step, 0, last))];
}

double Scenario::lux_at(Time t) const {
  return lux_under_cloud(light_at(t).lux_clear, weather_at(t).cloud);
}

const terrain::Signposts* Scenario::route_to(PlaceId to, terrain::MobilityClass by,
                                             std::size_t order_count) const {
  if (!to.exists() || to.index() >= routes.size()) return nullptr;
  const auto& route = routes[to.index()][static_cast<std::size_t>(by)];
  const bool too_early = std::any_of(late_routes.begin(), late_routes.end(), [&](const auto& late) {
    return late.place == to && late.mobility == by && late.since.index() >= order_count;
  });
  return route && !too_early ? &*route : nullptr;
}

void Scenario::index_elements() {
  for (UnitDef& unit : units) unit.all_elements.clear();
  crews.clear();
  flights.clear();
  shell_firers.clear();
  arrivals.clear();
  for (std::size_t e = 0; e < elements.size(); ++e) {
    for (UnitId u = elements[e].unit; u.exists(); u = unit(u).parent) {
      units[u.index()].all_elements.push_back(ElementId{e});
    }
    if (elements[e].vehicle.exists()) crews.push_back(ElementId{e});
    if (elements[e].aircraft.exists()) flights.push_back(ElementId{e});
    const auto& slots = elements[e].weapons;
    const bool fires_shells = std::any_of(slots.begin(), slots.end(), [&](const WeaponSlot& slot) {
      return slot.exists() && weapon(slot.weapon).fires_shells();
    });
    if (fires_shells) shell_firers.push_back(ElementId{e});
    arrivals.push_back(elements[e].arrives);
  }
  std::sort(arrivals.begin(), arrivals.end());
  arrivals.erase(std::unique(arrivals.begin(), arrivals.end()), arrivals.end());
}

bool have_same_things(const Scenario& a, const Scenario& b) {
  const auto same = [](const auto& left, const auto& right, auto name) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&](const auto& one, const auto& other) { return one.*name == other.*name; });
  };
  return same(a.elements, b.elements, &ElementDef::key) && same(a.units, b.units, &UnitDef::key) &&
         same(a.orders, b.orders, &Order::id) && same(a.places, b.places, &Place::id) &&
         same(a.obstacles, b.obstacles, &Obstacle::id) && a.mode == b.mode &&
         same(a.escalations, b.escalations, &Escalation::id) &&
         same(a.fougasses, b.fougasses, &Fougasse::key) && a.rules.size() <= b.rules.size() &&
         std::equal(a.rules.begin(), a.rules.end(), b.rules.begin(),
                    [](const Rule& one, const Rule& other) { return one.id == other.id; });
}

}  // namespace khasan::scenario
