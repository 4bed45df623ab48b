// A saved run as bytes and back: the columns of its state under their names, and its counts.
// Bytes: docs/record_format.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/columns.h"
#include "sim/play.h"

namespace khasan::record {

// The longest that is read: a column may need eight times its bytes in memory.
inline constexpr std::size_t kSnapshotBytesMax = std::size_t{64} << 20;

// What a snapshot holds, whether or not this version can go on from it.
struct Snapshot {
  uint64_t state_hash = 0;
  uint64_t steps = 0, element_steps = 0;
  std::vector<uint64_t> counts;  // of measures and ledger
  std::vector<Column> columns;   // of the state
};

std::string encode(const sim::SavedPlay& saved);
// Error: the bytes are no snapshot; it names no file.
Result<Snapshot> decode_snapshot(std::string_view bytes);
// The run to go on from. Error: it is of another version, or its state is not what its hash says.
Result<sim::SavedPlay> saved_play(Snapshot snapshot);

}  // namespace khasan::record
