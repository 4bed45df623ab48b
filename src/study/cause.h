// What may have caused an outcome, found in the battle and in the state at a fork, and the fork
// without it: arms, formations, weather, rules of engagement, decisions still to come, delays of
// command (docs/methods/explanations.md).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "sim/play.h"
#include "state/withhold.h"

namespace khasan::study {

enum class CauseKind : uint8_t { kArm, kFormation, kWeather, kRule, kDecision, kDelays };
inline constexpr const char* kCauseKindWords[] = {"arm",  "formation", "weather",
                                                  "rule", "decision",  "delays"};

// Arms of a side. Rifles are no arm: they are what its formations are made of.
enum class Arm : uint8_t {
  kMachineGuns,
  kDischargers,
  kMortars,
  kGuns,  // of infantry and artillery
  kAntiTankGuns,
  kTanks,
  kAircraft,
};
inline constexpr std::size_t kArmCount = 7;
inline constexpr const char* kArmWords[kArmCount] = {
    "machine_guns", "dischargers", "mortars", "guns", "anti_tank_guns", "tanks", "aircraft"};

struct Cause {
  CauseKind kind = CauseKind::kWeather;
  // "su.machine_guns"; the path of a formation; "weather"; the id of a rule; the id of the first
  // order of a decision; "delays".
  std::string id;
  Side side = Side::kFirst;            // whose it is; of weather and delays: nobody's
  Arm arm = Arm::kMachineGuns;         // kArm
  UnitId unit{};                       // the formation, or that which a decision sends
  std::size_t rule = 0;                // kRule: position in scenario.rules
  std::vector<OrderId> orders;         // kDecision
  std::vector<ElementId> elements;     // whose men, weapons or orders these are
  std::vector<state::SlotOf> weapons;  // of kArm, but for tanks and aircraft
};

// All that could still act between the state and `until`.
std::vector<Cause> causes_of(const scenario::Scenario& scenario, const state::State& state,
                             Time until);
// Whether two causes are in part the same men, so that removing one takes from the other.
bool overlap(const Cause& a, const Cause& b);

// A saved play without some causes, and the scenario that it is played on.
class Fork {
 public:
  // Keeps a reference to the scenario. `plan`: of the run that was saved.
  Fork(const scenario::Scenario& scenario, const sim::SavedPlay& from, const sim::RunPlan& plan,
       const std::vector<const Cause*>& without = {});
  const scenario::Scenario& scenario() const { return changed_ ? *changed_ : scenario_; }
  // Plays on with that chance, until a moment.
  sim::Play play(uint64_t replication, Time until) const;

 private:
  void remove(const Cause& cause);
  scenario::Scenario& changed();  // a copy of its own

  const scenario::Scenario& scenario_;
  std::unique_ptr<scenario::Scenario> changed_;
  sim::RunPlan plan_;
  sim::SavedPlay from_;
};

}  // namespace khasan::study
