// Steps of a run as bytes and back: when each was, the running hash of what it changed, and the
// events that it logged. Column by column, each number as its difference from one like it before,
// so that zstd needs some four bytes an event. Bytes: docs/record_format.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "state/event.h"

namespace khasan::record {

// One step of a run.
struct Tick {
  Time now{};
  uint64_t digest = 0;     // running hash of the effects applied up to and including it
  std::size_t events = 0;  // that it logged
  bool operator==(const Tick&) const = default;
};

// Steps in their order, and their events one after the other.
struct TickBatch {
  std::vector<Tick> ticks;
  state::EventLog events;
};
inline constexpr std::size_t kBatchTicksMax = 1 << 20;
inline constexpr std::size_t kBatchEventsMax = 1 << 20;

// At most kBatchTicksMax ticks and kBatchEventsMax events, as many as the ticks say.
std::string encode(const TickBatch& batch);
// The same batch to the bit. Error: the bytes are no batch, or speak of what this version does not
// know; it names no file.
Result<TickBatch> decode(std::string_view bytes);

}  // namespace khasan::record
