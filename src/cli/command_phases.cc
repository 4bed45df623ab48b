// khasan phases: the step as a table.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "sim/phases.h"

namespace khasan::cli {

namespace {

std::string_view period_of(const sim::Phase& phase) {
  return phase.period == sim::Period::kMinute ? "minute" : "step";
}

bool is_applied(const sim::Phase& phase) { return phase.then == sim::Then::kApply; }

void print_json() {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const sim::Phase& phase : sim::phases()) {
    all.push_back({{"name", phase.name},
                   {"period", period_of(phase)},
                   {"reads", phase.reads},
                   {"writes", phase.writes},
                   {"applied_after", is_applied(phase)},
                   {"why", phase.why}});
  }
  fmt::print("{}\n", nlohmann::ordered_json{{"phases", all}}.dump(2));
}

}  // namespace

int command_phases(bool json) {
  if (json) {
    print_json();
    return kDone;
  }
  for (const sim::Phase& phase : sim::phases()) {
    fmt::print("{:<14} every {:<7} reads {}\n{:<28} writes {}\n{:<28} {}\n", phase.name,
               period_of(phase), phase.reads, "", phase.writes, "", phase.why);
    if (is_applied(phase)) fmt::print("---- applied ----\n");
  }
  return kDone;
}

}  // namespace khasan::cli
