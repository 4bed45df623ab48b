// The step as one table: every phase with its function, period, what it reads and writes, and why
// it stands where it stands. From it come `khasan phases`, the docs, timing, and --without.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::sim {

using PhaseFunction = void (*)(const scenario::Scenario&, const state::State&, const Rng&,
                               const state::Tick&, state::Effects&);

enum class Period : uint8_t { kStep, kMinute };
// Whether the effects proposed so far are applied after the phase, or wait for the phases after it,
// which still see the same frozen state.
enum class Then : uint8_t { kWait, kApply };

struct Phase {
  std::string_view name;  // as --without and the docs have it
  PhaseFunction run;
  Period period;
  Then then;
  std::string_view reads, writes, why;
};

std::span<const Phase> phases();
inline constexpr std::size_t kPhaseCountMax = 32;
// Bit i: phase i does not run. "suppression" switches off every row of that name.
using PhaseMask = uint32_t;
// The mask that removes the phases called `name`; 0 if there is none.
PhaseMask mask_of(std::string_view name);

}  // namespace khasan::sim
