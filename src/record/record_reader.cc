#include "record/record_reader.h"

#include <utility>

#include "state/fits.h"

namespace khasan::record {

Result<RecordReader> RecordReader::open(const std::string& path) {
  Result<BlockReader> blocks = BlockReader::open(path);
  if (!blocks) return blocks.errors();
  RecordReader reader(blocks.take(), path);
  const std::optional<Block> first = reader.blocks_.next();
  Error error;
  error.file = path;
  error.expected = "a record that begins with its header";
  error.fix = "without it nobody knows the battle and the chance; record anew";
  if (!first || first->header.kind != BlockKind::kHeader) {
    error.found = "no whole header";
    return error;
  }
  Result<Header> header = header_from(first->payload);
  if (!header) {
    error.found = header.errors()[0].found;
    return error;
  }
  reader.header_ = header.take();
  return reader;
}

// The block is whole, but what it holds is none of ours: named by the time of the battle.
void RecordReader::note(const Errors& errors, Time at) {
  for (Error error : errors) {
    error.file = path_;
    error.path = "block at " + std::to_string(at.ms) + " ms";
    errors_.push_back(std::move(error));
  }
}

Item RecordReader::take_tick() {
  Item item;
  item.tick = batch_.ticks[tick_++];
  const auto begin = batch_.events.begin() + static_cast<std::ptrdiff_t>(event_);
  item.events.assign(begin, begin + static_cast<std::ptrdiff_t>(item.tick.events));
  event_ += item.tick.events;
  return item;
}

std::optional<Item> RecordReader::next() {
  for (;;) {
    if (tick_ < batch_.ticks.size()) return take_tick();
    const std::optional<Block> block = blocks_.next();
    if (!block) return std::nullopt;
    const Time at = block->header.first;
    if (block->header.kind == BlockKind::kTicks) {
      Result<TickBatch> batch = decode(block->payload);
      if (!batch) {
        note(batch.errors(), at);
        continue;
      }
      batch_ = batch.take();
      tick_ = event_ = 0;
    } else if (block->header.kind == BlockKind::kSnapshot) {
      const Result<Snapshot> snapshot = decode_snapshot(block->payload);
      if (snapshot) return Item{true, {at, 0, 0}, {}, snapshot.value().state_hash};
      note(snapshot.errors(), at);
    } else if (block->header.kind == BlockKind::kEnd) {
      const Result<Ending> ending = ending_from(block->payload);
      if (ending) ending_ = ending.value();
      note(ending.errors(), at);
    }
  }
}

Result<sim::SavedPlay> RecordReader::seek_snapshot(Time time, const scenario::Scenario& scenario) {
  batch_ = {};
  tick_ = event_ = 0;
  Error error;
  error.file = path_;
  error.found = "no whole snapshot at or before that moment";
  error.expected = "a moment that the record covers";
  if (!blocks_.seek(BlockKind::kSnapshot, time)) return error;
  const std::optional<Block> block = blocks_.next();
  if (!block) return error;
  Result<Snapshot> snapshot = decode_snapshot(block->payload);
  if (!snapshot) return snapshot.errors();
  Result<sim::SavedPlay> saved = saved_play(snapshot.take());
  if (!saved || state::fits(scenario, saved.value().state)) return saved;
  error.found = "a state that is none of this battle";
  error.expected = "a snapshot of a run of " + scenario.id;
  return error;
}

}  // namespace khasan::record
