#include "report/story.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/story_window.h"

namespace khasan::report {

using scenario::Scenario;
using state::Event;
using state::EventLog;

namespace {

constexpr Time kWindow = minutes(10);

int64_t window_of(Time at) { return at.ms / kWindow.ms - (at.ms % kWindow.ms < 0 ? 1 : 0); }

}  // namespace

std::vector<StoryLine> StoryTeller::lines_of(const Event* begin, const Event* end) {
  StoryWindow window(scenario_, memory_);
  for (const Event* event = begin; event != end; ++event) window.add(*event);
  return window.lines();
}

std::vector<StoryLine> StoryTeller::tell(const EventLog& events, Time now) {
  waiting_.insert(waiting_.end(), events.begin(), events.end());
  std::vector<StoryLine> lines;
  std::size_t told = 0;
  while (told < waiting_.size() && window_of(waiting_[told].at) < window_of(now)) {
    std::size_t end = told;
    while (end < waiting_.size() && window_of(waiting_[end].at) == window_of(waiting_[told].at)) {
      ++end;
    }
    const std::vector<StoryLine> more = lines_of(waiting_.data() + told, waiting_.data() + end);
    lines.insert(lines.end(), more.begin(), more.end());
    told = end;
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(told));
  return lines;
}

std::vector<StoryLine> story_of(const Scenario& scenario, const EventLog& log) {
  return StoryTeller(scenario).tell(log, kNever);
}

std::string to_text(const Scenario& scenario, const StoryLine& line, int columns) {
  const std::string clock =
      format_clock(scenario.epoch_utc_ms + line.at.ms, scenario.side(Side::kFirst).offset_minutes);
  const std::string margin(clock.size() + 2, ' ');
  std::string text = clock + (line.importance >= 3 ? " *" : "  ");
  std::size_t width = text.size();
  std::size_t from = 0;
  while (from < line.text.size()) {
    const std::size_t to = std::min(line.text.find(' ', from), line.text.size());
    const std::size_t word = to - from;
    if (width + word > static_cast<std::size_t>(columns) && width > margin.size()) {
      text.back() = '\n';
      text += margin;
      width = margin.size();
    }
    text += line.text.substr(from, word) + " ";
    width += word + 1;
    from = to + 1;
  }
  text.pop_back();
  return text;
}

void StoryWatcher::see(const Scenario& scenario, const state::State& state,
                       const EventLog& events) {
  const Time now = state.now >= scenario.end ? kNever : state.now;
  for (const StoryLine& line : teller_.tell(events, now)) listener_(line);
}

}  // namespace khasan::report
