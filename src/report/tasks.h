// Watches one run for the page: which unit works on which order, from when to when, and where. The
// control measures of the map are drawn from it. Only reads the events of orders.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "scenario/scenario.h"
#include "sim/run.h"

namespace khasan::report {

// The word of plans: "support_by_fire".
const char* word_of(scenario::Task task);

// An order that was begun.
struct TaskSpan {
  OrderId order{};
  Time from{};
  std::optional<Time> to;  // done, given up, or overtaken by the next; none: to the end
};

class TaskRecorder : public sim::Watcher {
 public:
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;
  const std::vector<TaskSpan>& tasks() const { return tasks_; }  // in the order in which they began

 private:
  std::vector<TaskSpan> tasks_;
};

// `tasks` of the document (docs/methods/report_format.md).
nlohmann::ordered_json tasks_json(const scenario::Scenario& scenario,
                                  const std::vector<TaskSpan>& tasks);

}  // namespace khasan::report
