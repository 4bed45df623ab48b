#include "record/decisions.h"

#include <map>
#include <numeric>
#include <utility>

#include "scenario/player_order.h"

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

namespace {

// The orders of a game, put together from their events again.
class Words {
 public:
  explicit Words(scenario::Scenario& scenario)
      : scenario_(scenario), places_(scenario.places.size()) {}

  // False: no order of this battle.
  bool hear(const state::Event& event) {
    switch (event.kind) {
      case EventKind::k_ordered_by_way:
        via_.push_back(spot_of(event));
        break;
      case EventKind::k_ordered:
        if (!give(event)) return false;
        break;
      case EventKind::k_recalled:
        if (event.order.index() >= scenario_.orders.size()) return false;
        said.words.push_back({event.at, event.order, true});
        break;
      default:
        return true;
    }
    said.events.push_back(event);
    return true;
  }

  PlayerWords said;

 private:
  scenario::Spot spot_of(const state::Event& event) const {
    const bool is_named = event.place.exists() && event.place.index() < places_;
    return is_named ? scenario::Spot{event.place, {}} : scenario::Spot{PlaceId{}, event.where};
  }

  bool give(const state::Event& event) {
    scenario::PlayerOrder order;
    order.unit = event.unit;
    order.seat = UnitId{static_cast<std::size_t>(event.d)};
    order.task = static_cast<scenario::Task>(event.a);
    if (event.place.exists()) order.objective = spot_of(event);
    order.via = std::move(via_);
    via_.clear();
    order.stance = static_cast<scenario::Stance>(event.b % state::kStances);
    order.fire = static_cast<scenario::FirePolicy>(event.b / state::kStances);
    order.not_before = seconds(event.c);
    const bool has_words = event.a > 0 && event.b >= 0 &&
                           order.task <= scenario::Task::kAirStrike &&
                           order.fire <= scenario::FirePolicy::kHold;
    if (!has_words || !faults_of(scenario_, event.side, order).empty()) return false;
    const OrderId id = add_order(scenario_, order, event.at);
    said.words.push_back({event.at, id, false});
    return id == event.order;
  }

  scenario::Scenario& scenario_;
  std::size_t places_;
  std::vector<scenario::Spot> via_;
};

}  // namespace

Result<PlayerWords> recorded_words(RecordReader& reader, scenario::Scenario& scenario) {
  Words words(scenario);
  Error error;
  error.found = "an order of its player that this battle cannot have";
  error.expected = "the battle that was played";
  for (const state::Event& event : reader.header().words) {
    if (!words.hear(event)) return error;
  }
  if (reader.header().player.empty()) return std::move(words.said);
  while (const std::optional<Item> item = reader.next()) {
    for (const state::Event& event : item->events) {
      if (!words.hear(event)) return error;
    }
  }
  return std::move(words.said);
}

}  // namespace khasan::record
