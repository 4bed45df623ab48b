#include "record/decisions.h"

#include <map>
#include <numeric>
#include <utility>

namespace khasan::record {

namespace {

using sim::Decisions;
using state::EventKind;

void note(const scenario::Scenario& scenario, const state::Event& event,
          std::map<Time, Decisions>& decided) {
  const Time at = seconds(event.c);
  if (event.kind == EventKind::k_released) {
    const auto number = static_cast<std::size_t>(event.a);
    if (number >= scenario.escalations.size()) return;  // of a battle that was changed since
    const auto& escalation = scenario.escalations[number];
    decided[event.at].permissions.push_back({escalation.side, escalation.rung, at});
  } else if (event.kind == EventKind::k_footing) {
    decided[event.at].footing[index_of(event.side)] =
        scenario::Footing{event.a / 1000.0, event.b / 1000.0};
  } else if (event.kind == EventKind::k_cease_fire && event.a == 0) {
    decided[event.at].cease_fire = at;
  }
}

}  // namespace

sim::Campaign recorded_campaign(const scenario::Scenario& scenario, RecordReader& reader) {
  if (scenario.mode == scenario::Mode::kHistorical) return {};
  std::map<Time, Decisions> decided;
  while (const std::optional<Item> item = reader.next()) {
    for (const state::Event& event : item->events) note(scenario, event, decided);
  }
  // Looks as far apart as hit every moment of a decision.
  Time epoch = scenario.end - scenario.start;
  for (const auto& [at, what] : decided) {
    epoch.ms = std::gcd(epoch.ms, (at - scenario.start).ms);
  }
  const auto decide = [decided = std::move(decided)](const sim::Standings& standings) {
    const auto found = decided.find(standings.now);
    return found == decided.end() ? Decisions{} : found->second;
  };
  return {decide, epoch};
}

}  // namespace khasan::record
