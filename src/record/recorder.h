// Watches a run and writes its record: every step with its digest and events, and a snapshot of the
// whole state now and then. What is written is whole up to the last finished block, whatever
// happens to the program.
#pragma once

#include <string>

#include "base/result.h"
#include "record/block_file.h"
#include "record/header.h"
#include "record/tick_codec.h"
#include "sim/run.h"

namespace khasan::record {

// The span between snapshots for a battle of that length: some thirty of them.
Time snapshot_span(Time length);

class Recorder : public sim::Watcher {
 public:
  // Makes the file and writes its header. `work`: element steps after which there is a snapshot,
  // even before the span of the header is over; 0: the span alone. Error: it cannot be written.
  static Result<Recorder> create(const std::string& path, const Header& header, uint64_t work = 0);
  void begin(sim::Play& play) override;
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;
  // Writes what is left; after the end of a battle, also what it came to.
  void end(sim::Play& play) override;
  // Closes the file. Errors: what went wrong since the beginning, such as a full disk; the file
  // then ends before that.
  Errors close();

 private:
  Recorder(BlockWriter file, Time span, uint64_t work)
      : file_(std::move(file)), span_(span), work_(work) {}
  void write_ticks();
  void write_snapshot();
  void write(BlockKind kind, Time first, std::string_view payload);

  BlockWriter file_;
  Time span_{}, next_snapshot_{};
  uint64_t work_ = 0, worked_ = 0;  // element steps between snapshots; up to the last one
  sim::Play* play_ = nullptr;
  uint64_t first_step_ = 0;  // steps that were played before
  TickBatch batch_;
  Errors errors_;
};

}  // namespace khasan::record
