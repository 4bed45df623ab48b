#include "record/snapshot.h"

#include <utility>

#include "record/bytes.h"

namespace khasan::record {

namespace {

// A state has some hundreds. An empty column needs far more memory than it has bytes.
constexpr uint64_t kColumnsMax = 1 << 16;

// All lowest bytes of a column, then all second ones: what is alike lies together for zstd.
void put(const Column& column, ByteWriter& out) {
  out.text(column.name);
  out.fixed(static_cast<uint8_t>(column.type.kind));
  out.fixed(column.type.bytes);
  out.varint(column.values.size());
  std::string bytes(column.values.size() * column.type.bytes, '\0');
  auto at = bytes.begin();
  for (int shift = 0; shift < 8 * column.type.bytes; shift += 8) {
    for (const uint64_t value : column.values) *at++ = static_cast<char>(value >> shift & 0xff);
  }
  out.raw(bytes);
}

bool is_known(NumberType type) {
  const bool sized = type.bytes == 1 || type.bytes == 2 || type.bytes == 4 || type.bytes == 8;
  return sized && (type.kind == 'b' || type.kind == 'u' || type.kind == 'i' || type.kind == 'f');
}

// False where the bytes are no column.
bool take(ByteReader& in, Column& column) {
  column.name = std::string(in.text());
  column.type.kind = static_cast<char>(in.fixed<uint8_t>());
  column.type.bytes = in.fixed<uint8_t>();
  const uint64_t rows = in.varint();
  if (!in.ok() || !is_known(column.type) || rows > in.left() / column.type.bytes) return false;
  const std::string_view bytes = in.raw(rows * column.type.bytes);
  column.values.assign(rows, 0);
  std::size_t at = 0;
  for (int shift = 0; shift < 8 * column.type.bytes; shift += 8) {
    for (uint64_t& value : column.values) {
      value |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[at++])) << shift;
    }
  }
  return true;
}

Error no_snapshot(const std::string& found) {
  Error error;
  error.found = found;
  error.expected = "a snapshot of a run by this version of Khasan";
  error.fix = "take the version that recorded it (the header says which), or record anew";
  return error;
}

}  // namespace

std::string encode(const sim::SavedPlay& saved) {
  ByteWriter out;
  out.fixed(state::hash(saved.state));
  out.varint(saved.steps);
  out.varint(saved.element_steps);
  out.varint(saved.counts.size());
  for (const uint64_t count : saved.counts) out.fixed(count);
  const std::vector<Column> columns = columns_of(saved.state);
  out.varint(columns.size());
  for (const Column& column : columns) put(column, out);
  return out.take();
}

Result<Snapshot> decode_snapshot(std::string_view bytes) {
  if (bytes.size() > kSnapshotBytesMax) return no_snapshot("more bytes than a snapshot has");
  ByteReader in(bytes);
  Snapshot snapshot;
  snapshot.state_hash = in.fixed<uint64_t>();
  snapshot.steps = in.varint();
  snapshot.element_steps = in.varint();
  const uint64_t counts = in.varint();
  if (counts > in.left() / sizeof(uint64_t)) return no_snapshot("too few bytes for its counts");
  for (uint64_t i = 0; i < counts; ++i) snapshot.counts.push_back(in.fixed<uint64_t>());
  const uint64_t columns = in.varint();
  if (columns > kColumnsMax) return no_snapshot("more columns than a state has");
  for (uint64_t i = 0; i < columns; ++i) {
    Column column;
    if (!take(in, column)) return no_snapshot("a damaged column " + std::to_string(i));
    snapshot.columns.push_back(std::move(column));
  }
  if (!in.ok() || in.left() > 0) return no_snapshot("bytes that belong to nothing");
  return snapshot;
}

Result<sim::SavedPlay> saved_play(Snapshot snapshot) {
  std::optional<state::State> state = state_of(snapshot.columns);
  if (!state) return no_snapshot("a state with other fields");
  if (state::hash(*state) != snapshot.state_hash) return no_snapshot("a state with another hash");
  return sim::SavedPlay{std::move(*state), std::move(snapshot.counts), snapshot.steps,
                        snapshot.element_steps};
}

}  // namespace khasan::record
