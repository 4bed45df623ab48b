// khasan check: reads a battle, reports every error, and lists what is there but hard to believe.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/evidence_runs.h"
#include "load/battle.h"
#include "load/data_folder.h"
#include "scenario/compile.h"
#include "state/state.h"

namespace khasan::cli {

namespace {

using scenario::Scenario;
using Notes = std::vector<std::string>;

void check_units(const Scenario& scenario, Notes& notes) {
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    const scenario::UnitDef& unit = scenario.units[u];
    int men = 0, establishment = 0;
    for (const ElementId e : unit.all_elements) {
      men += scenario.element(e).men;
      establishment += scenario.element(e).men_establishment;
    }
    if (unit.strength.best > 0 && (men < establishment / 2 || men > establishment * 5 / 4)) {
      notes.push_back(
          fmt::format("{}: {} men where the table has {}", unit.path, men, establishment));
    }
  }
}

// Whether the unit or one above or below it has an order.
bool has_order(const Scenario& scenario, std::size_t u) {
  return std::any_of(scenario.orders.begin(), scenario.orders.end(),
                     [&](const scenario::Order& order) {
                       const std::string& path = scenario.units[u].path;
                       const std::string& ordered = scenario.unit(order.unit).path;
                       return ordered.rfind(path, 0) == 0 || path.rfind(ordered, 0) == 0;
                     });
}

void check_orders(const Scenario& scenario, Notes& notes) {
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    const bool owns = !scenario.units[u].elements.empty();
    if (owns && !has_order(scenario, u)) {
      notes.push_back(scenario.units[u].path +
                      ": no order for it or any unit above: it stays where it is");
    }
  }
  for (const scenario::Order& order : scenario.orders) {
    if (order.not_before > scenario.end) {
      notes.push_back("order " + order.id + ": its hour comes after the end of the battle");
    }
  }
}

void check_elements(const Scenario& scenario, Notes& notes) {
  for (const scenario::ElementDef& element : scenario.elements) {
    if (element.men == 0) notes.push_back(element.path + ": no men");
    const bool armed = std::any_of(element.weapons.begin(), element.weapons.end(),
                                   [](const scenario::WeaponSlot& slot) { return slot.count > 0; });
    if (!armed) notes.push_back(element.path + ": no weapons");
    if (element.arrives > scenario.end) notes.push_back(element.path + ": arrives after the end");
  }
}

void check_targets(const Scenario& scenario, Notes& notes) {
  for (const scenario::Target& target : scenario.targets) {
    if (target.best < target.low || target.best > target.high) {
      notes.push_back(target.measure + ": best lies outside low to high");
    }
    if (target.role == scenario::TargetRole::kJudged && target.when_missed.empty()) {
      notes.push_back(target.measure +
                      ": judged, but does not say what a miss would mean (when_missed)");
    }
  }
}

void check_rules(const Scenario& scenario, Notes& notes) {
  for (const scenario::Rule& rule : scenario.rules) {
    if (rule.until <= scenario.start || rule.from >= scenario.end) {
      notes.push_back("rule of engagement " + rule.id + ": never in force during the battle");
    }
    const bool tanks =
        std::any_of(scenario.crews.begin(), scenario.crews.end(),
                    [&](ElementId crew) { return scenario.element(crew).side == rule.side; });
    if (rule.kind == scenario::RuleKind::kNoTanks && !tanks) {
      notes.push_back("rule of engagement " + rule.id + ": its side has no tanks");
    }
  }
}

void check_weather(const Scenario& scenario, Notes& notes) {
  if (scenario.weather.empty() || scenario.weather.front().from > scenario.start) {
    notes.push_back("weather: nothing is said of the start");
  }
}

Notes implausible(const Scenario& scenario) {
  Notes notes;
  for (const auto check :
       {check_weather, check_units, check_elements, check_orders, check_rules, check_targets}) {
    check(scenario, notes);
  }
  return notes;
}

void print_summary(const Scenario& scenario) {
  std::array<int, kSideCount> men{};
  for (const scenario::ElementDef& element : scenario.elements)
    men[index_of(element.side)] += element.men;
  const terrain::GridShape& shape = scenario.ground.shape();
  fmt::print("{}\n{}\n", scenario.title, scenario.subtitle);
  fmt::print("  ground    {} x {} cells of {:.0f} m, {} places\n", shape.columns, shape.rows,
             shape.cell_m, scenario.places.size());
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    fmt::print("  {:<8}  {} men\n", scenario.side(side).id, men[index_of(side)]);
  }
  fmt::print("  forces    {} units, {} elements\n  plans     {} orders\n", scenario.units.size(),
             scenario.elements.size(), scenario.orders.size());
  fmt::print("  evidence  {} disputed figures, {} profiles\n", scenario.disputed.size(),
             scenario.profiles.size());
  if (!scenario.rules.empty() || scenario.cease_fire) {
    fmt::print("  rules     {} of engagement{}\n", scenario.rules.size(),
               scenario.cease_fire ? ", a cease-fire" : "");
  }
  fmt::print("  record    {} measures, {} with a recorded figure\n  sources   {}\n",
             scenario.measures.size(), scenario.targets.size(), scenario.sources.size());
  fmt::print("  hash      {:016x}, parameters {:016x}\n", scenario.hash, scenario.parameter_hash);
}

}  // namespace

int command_check(const std::string& battle, const std::vector<std::string>& what_ifs, bool json) {
  const Result<scenario::ScenarioSpec> spec =
      load::load_spec(load::find_data_folder(battle), {{}, what_ifs});
  if (!spec) return fail(spec.errors());
  const Result<Scenario> loaded = scenario::compile(spec.value());
  if (!loaded) return fail(loaded.errors());
  for (const scenario::ProfileSpec& profile : spec.value().profiles) {
    const Result<scenario::Chosen> chosen = scenario::choose_evidence(spec.value(), profile.id);
    if (!chosen) return fail(chosen.errors());
  }
  const Scenario& scenario = loaded.value();
  const Notes faults = state::invariants(scenario, state::start(scenario, Rng(1, 0), {}));
  const Notes notes = implausible(scenario);
  if (json) {
    const nlohmann::ordered_json result = {
        {"ok", faults.empty()}, {"faults", faults}, {"implausible", notes}};
    fmt::print("{}\n", result.dump(2));
  } else {
    print_summary(scenario);
    for (const std::string& fault : faults) fmt::print("FAULT: {}\n", fault);
    for (const std::string& note : notes) fmt::print("look again: {}\n", note);
    fmt::print("{}\n", !faults.empty() ? "The battle cannot be played as it is."
                       : notes.empty() ? "No errors, nothing hard to believe."
                                       : "No errors.");
  }
  return faults.empty() ? kDone : kCheckFailed;
}

}  // namespace khasan::cli
