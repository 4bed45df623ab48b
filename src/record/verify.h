// Plays a recorded run again and compares it with its record, step by step.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/time.h"
#include "record/record_reader.h"
#include "sim/play.h"

namespace khasan::record {

// Where the run parts from its record.
struct Mismatch {
  Time at{};
  std::string what;                // "the effects of the step", "a step that was not recorded"
  std::string recorded, repeated;  // both values
};

struct Verdict {
  uint64_t steps = 0, snapshots = 0;  // compared
  Time from{}, to{};                  // the span that was compared
  std::optional<Mismatch> mismatch;   // the first; none: the same to the bit
  bool is_finished = false;           // the record goes to the end of the battle
};

// `play`: the run at the beginning of the record, of the same scenario, plan and program.
// `progress`, where given, is called now and then with the moment reached.
Verdict verify(sim::Play& play, RecordReader& reader,
               const std::function<void(Time)>& progress = {});

}  // namespace khasan::record
