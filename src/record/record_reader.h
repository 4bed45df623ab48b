// A record as a run: what it says about itself, its steps one after the other, its snapshots by
// time. What is damaged is passed over and listed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/block_file.h"
#include "record/header.h"
#include "record/snapshot.h"
#include "record/tick_codec.h"
#include "sim/play.h"

namespace khasan::record {

// What reading meets: a step, or the snapshot that was taken after a step.
struct Item {
  bool is_snapshot = false;
  Tick tick;                // of a snapshot: its time alone
  state::EventLog events;   // of the step
  uint64_t state_hash = 0;  // of the snapshot
};

class RecordReader {
 public:
  // Error: no such file, no record, one of another version, or one without a whole header.
  static Result<RecordReader> open(const std::string& path);
  const Header& header() const { return header_; }

  // The next step or snapshot; none at the end.
  std::optional<Item> next();
  // The last whole snapshot at or before `time`. Reading goes on after it. Error: there is none,
  // this version cannot go on from it, or it is not of that battle.
  Result<sim::SavedPlay> seek_snapshot(Time time, const scenario::Scenario& scenario);
  // What the run came to; none before its end was read, or where it was not finished.
  const std::optional<Ending>& ending() const { return ending_; }
  // What was found wrong so far.
  const std::vector<Fault>& faults() const { return blocks_.faults(); }
  // Faults of content in whole blocks.
  const Errors& errors() const { return errors_; }

 private:
  RecordReader(BlockReader blocks, std::string path)
      : blocks_(std::move(blocks)), path_(std::move(path)) {}
  Item take_tick();
  void note(const Errors& errors, Time at);

  BlockReader blocks_;
  std::string path_;
  Header header_;
  TickBatch batch_;
  std::size_t tick_ = 0, event_ = 0;  // of the batch: next
  std::optional<Ending> ending_;
  Errors errors_;
};

}  // namespace khasan::record
