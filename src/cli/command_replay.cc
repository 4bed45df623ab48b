// khasan replay: tells the story of a recorded run again, from its events alone.
#include <fmt/format.h>

#include <cstdio>
#include <optional>

#include "cli/commands.h"
#include "cli/recorded_run.h"
#include "report/stage_story.h"
#include "report/story.h"

namespace khasan::cli {

namespace {

using record::RecordReader;
using scenario::Scenario;

// The span that is told.
struct Window {
  Time from{}, to{};
};

Result<Window> window_of(const Scenario& scenario, const RecordOptions& options) {
  Window window{scenario.start, scenario.end};
  Errors errors;
  const auto set = [&](const std::string& text, const char* option, Time& moment) {
    if (text.empty()) return;
    const Result<Time> at = moment_of(scenario, text, option);
    if (at)
      moment = at.value();
    else
      errors.push_back(at.errors()[0]);
  };
  set(options.from, "--from", window.from);
  set(options.to, "--to", window.to);
  if (!errors.empty()) return errors;
  return window;
}

}  // namespace

int command_replay(const RecordOptions& options) {
  Result<RecordReader> opened = RecordReader::open(options.file);
  if (!opened) return fail(opened.errors());
  RecordReader& reader = opened.value();
  const Result<RecordedRun> run =
      RecordedRun::load(reader.header(), options.file, {options.battle, {}, {}, {}});
  if (!run) return fail(run.errors());
  const Scenario& scenario = run.value().scenario();
  const Result<Window> window = window_of(scenario, options);
  if (!window) return fail(window.errors());

  // A long battle told whole: its main lines. Whoever asks for a part, or for all, gets each line.
  const bool whole = options.from.empty() && options.to.empty();
  const int least = whole && report::is_long(scenario) && !options.full_story ? 2 : 1;
  report::StoryTeller teller(scenario);
  const auto tell = [&](const state::EventLog& events, Time now) {
    for (const report::StoryLine& line : teller.tell(events, now)) {
      const bool inside = line.at >= window.value().from && line.at <= window.value().to;
      if (inside && line.importance >= least) fmt::print("{}\n", report::to_text(scenario, line));
    }
  };
  while (const std::optional<record::Item> item = reader.next()) {
    if (item->tick.now > window.value().to) break;
    if (!item->is_snapshot) tell(item->events, item->tick.now);
  }
  tell({}, kNever);
  return report_faults(reader, options.file, scenario) ? kDone : kCheckFailed;
}

}  // namespace khasan::cli
