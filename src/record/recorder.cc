#include "record/recorder.h"

#include <algorithm>
#include <utility>

#include "record/snapshot.h"

namespace khasan::record {

namespace {

// A block is written at the latest after so many steps or events: what a kill can cost.
constexpr std::size_t kTicksPerBlock = 1024;
constexpr std::size_t kEventsPerBlock = 1 << 15;

}  // namespace

Time snapshot_span(Time length) {
  constexpr int64_t kSnapshots = 30;
  const int64_t unit = minutes(10).ms;
  return {std::max<int64_t>(1, length.ms / (kSnapshots * unit)) * unit};
}

Result<Recorder> Recorder::create(const std::string& path, const Header& header, uint64_t work) {
  Result<BlockWriter> file = BlockWriter::create(path);
  if (!file) return file.errors();
  Recorder recorder(file.take(), header.snapshot_every, work);
  const Time start = header.forked_at.value_or(header.start);
  const Errors errors = recorder.file_.write(BlockKind::kHeader, start, start, to_json(header));
  if (!errors.empty()) return errors;
  return recorder;
}

void Recorder::begin(sim::Play& play) {
  play_ = &play;
  first_step_ = play.steps();
}

void Recorder::see(const scenario::Scenario&, const state::State& state,
                   const state::EventLog& events) {
  if (!errors_.empty()) return;
  if (play_->steps() == first_step_) return write_snapshot();
  batch_.ticks.push_back({state.now, state.digest, events.size()});
  batch_.events.insert(batch_.events.end(), events.begin(), events.end());
  const bool is_full =
      batch_.ticks.size() >= kTicksPerBlock || batch_.events.size() >= kEventsPerBlock;
  const bool is_due =
      state.now >= next_snapshot_ || (work_ > 0 && play_->element_steps() - worked_ >= work_);
  if (is_full || is_due) write_ticks();
  if (is_due) write_snapshot();
}

void Recorder::write(BlockKind kind, Time first, std::string_view payload) {
  const Errors errors = file_.write(kind, first, play_->state().now, payload);
  errors_.insert(errors_.end(), errors.begin(), errors.end());
}

void Recorder::write_ticks() {
  if (batch_.ticks.empty()) return;
  write(BlockKind::kTicks, batch_.ticks.front().now, encode(batch_));
  batch_.ticks.clear();
  batch_.events.clear();
}

void Recorder::write_snapshot() {
  const Time now = play_->state().now;
  write(BlockKind::kSnapshot, now, encode(play_->save()));
  worked_ = play_->element_steps();
  const Time start = play_->scenario().start;
  next_snapshot_ = {start.ms + ((now - start).ms / span_.ms + 1) * span_.ms};
}

void Recorder::end(sim::Play& play) {
  if (!errors_.empty()) return;
  write_ticks();
  if (!play.is_over()) return;
  Ending ending;
  ending.final_hash = state::hash(play.state());
  ending.steps = play.steps();
  ending.element_steps = play.element_steps();
  const std::vector<double> values = play.measures();
  for (std::size_t m = 0; m < values.size(); ++m) {
    ending.measures.emplace_back(play.scenario().measures[m].id, values[m]);
  }
  write(BlockKind::kEnd, play.state().now, to_json(ending));
}

Errors Recorder::close() {
  const Errors errors = file_.close();
  errors_.insert(errors_.end(), errors.begin(), errors.end());
  return std::move(errors_);
}

}  // namespace khasan::record
