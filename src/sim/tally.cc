#include "sim/tally.h"

namespace khasan::sim {

Tally::Tally(const scenario::Scenario& scenario) : ledger_(scenario) {
  for (const scenario::Measure& what : scenario.measures) {
    measures_.push_back(count_of(scenario, what));
    for (const state::EventKind kind : measures_.back()->hears()) {
      hearers_[static_cast<std::size_t>(kind)].push_back(measures_.back().get());
    }
  }
}

void Tally::count(const state::State& state, const state::EventLog& events) {
  ledger_.count(state, events);
  for (const state::Event& event : events) {
    for (MeasureCount* hearer : hearers_[static_cast<std::size_t>(event.kind)]) {
      hearer->count(event);
    }
  }
}

LedgerValues Tally::ledger(const state::State& last) {
  ledger_.close(last);
  return ledger_.values();
}

std::vector<double> Tally::measures(const state::State& last) const {
  std::vector<double> values;
  for (const auto& measure : measures_) values.push_back(measure->value(last));
  return values;
}

void Tally::keep(Archive& archive) {
  ledger_.keep(archive);
  for (const auto& measure : measures_) measure->keep(archive);
}

}  // namespace khasan::sim
