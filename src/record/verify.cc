#include "record/verify.h"

#include <fmt/format.h>

namespace khasan::record {

namespace {

std::string hex(uint64_t hash) { return fmt::format("{:016x}", hash); }

// Plays on to the recorded step. Steps between two recorded ones are right only where the file has
// lost some.
std::optional<Mismatch> reach(sim::Play& play, const RecordReader& reader, const Item& item) {
  const std::size_t lost = reader.faults().size() + reader.errors().size();
  do {
    if (play.is_over()) return Mismatch{play.state().now, "the end", "goes on", "over"};
    play.step();
  } while (play.state().now < item.tick.now && lost > 0);
  const Time now = play.state().now;
  if (now == item.tick.now) return std::nullopt;
  return Mismatch{std::min(now, item.tick.now), "the moment of a step",
                  std::to_string(item.tick.now.ms) + " ms", std::to_string(now.ms) + " ms"};
}

std::optional<Mismatch> compare_step(sim::Play& play, const RecordReader& reader,
                                     const Item& item) {
  if (auto mismatch = reach(play, reader, item)) return mismatch;
  const Time now = item.tick.now;
  if (play.state().digest != item.tick.digest) {
    return Mismatch{now, "the digest of the effects", hex(item.tick.digest),
                    hex(play.state().digest)};
  }
  if (play.events() != item.events) {
    return Mismatch{now, "the events", fmt::format("{} events", item.events.size()),
                    fmt::format("{} events", play.events().size())};
  }
  return std::nullopt;
}

std::optional<Mismatch> compare_state(const sim::Play& play, const Item& item) {
  if (play.state().now != item.tick.now) return std::nullopt;  // its step was lost
  const uint64_t hash = state::hash(play.state());
  if (hash == item.state_hash) return std::nullopt;
  return Mismatch{item.tick.now, "the hash of the state", hex(item.state_hash), hex(hash)};
}

}  // namespace

Verdict verify(sim::Play& play, RecordReader& reader, const std::function<void(Time)>& progress) {
  Verdict verdict;
  verdict.from = verdict.to = play.state().now;
  while (const std::optional<Item> item = reader.next()) {
    if (item->tick.now <= play.state().now && !item->is_snapshot) continue;
    verdict.mismatch =
        item->is_snapshot ? compare_state(play, *item) : compare_step(play, reader, *item);
    if (verdict.mismatch) return verdict;
    (item->is_snapshot ? verdict.snapshots : verdict.steps)++;
    verdict.to = item->tick.now;
    if (progress && item->is_snapshot) progress(verdict.to);
  }
  if (reader.ending()) {
    verdict.is_finished = true;
    while (!play.is_over()) play.step();  // the file may have lost the last steps
    const uint64_t hash = state::hash(play.state()), recorded = reader.ending()->final_hash;
    if (hash != recorded) {
      verdict.mismatch =
          Mismatch{verdict.to, "the hash of the last state", hex(recorded), hex(hash)};
    }
  }
  return verdict;
}

}  // namespace khasan::record
