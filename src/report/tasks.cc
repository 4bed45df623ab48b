#include "report/tasks.h"

#include <array>
#include <cmath>

namespace khasan::report {

namespace {

using Json = nlohmann::ordered_json;

// As plans have them, by scenario::Task.
constexpr std::array kTaskWords{
    "none",    "move",     "occupy",  "defend", "attack",      "assault",   "support_by_fire",
    "bombard", "withdraw", "reserve", "dig",    "reconnoitre", "air_strike"};

}  // namespace

const char* word_of(scenario::Task task) { return kTaskWords[static_cast<std::size_t>(task)]; }

void TaskRecorder::see(const scenario::Scenario& scenario, const state::State&,
                       const state::EventLog& events) {
  const auto unit_of = [&](OrderId order) { return scenario.orders[order.index()].unit; };
  for (const state::Event& event : events) {
    const bool begun = event.kind == state::EventKind::k_order_begun;
    if (!begun && event.kind != state::EventKind::k_order_done) continue;
    for (TaskSpan& task : tasks_) {
      const bool is_over = begun ? unit_of(task.order) == event.unit : task.order == event.order;
      if (is_over && !task.to) task.to = event.at;
    }
    if (begun) tasks_.push_back({event.order, event.at, std::nullopt});
  }
}

Json tasks_json(const scenario::Scenario& scenario, const std::vector<TaskSpan>& tasks) {
  Json all = Json::array();
  for (const TaskSpan& task : tasks) {
    const scenario::Order& order = scenario.orders[task.order.index()];
    Json json{{"unit", order.unit.value},
              {"side", scenario.side(scenario.unit(order.unit).side).id},
              {"kind", word_of(order.task)},
              {"from_ms", task.from.ms},
              {"to_ms", task.to ? Json(task.to->ms) : Json(nullptr)}};
    if (order.objective.exists()) {
      const scenario::Place& place = scenario.place(order.objective);
      json["x"] = std::lround(place.at.x_m);
      json["y"] = std::lround(place.at.y_m);
      json["place"] = place.names.en;
    }
    all.push_back(std::move(json));
  }
  return all;
}

}  // namespace khasan::report
