// A long battle told by its phases: for each stage a heading, a summary of what it cost and
// changed, and the most important lines of the story. Where a battle has no stages, days take their
// place.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "report/story.h"
#include "sim/ledger.h"
#include "sim/run.h"

namespace khasan::report {

// Whether a battle is so long that its whole story would tire its readers.
bool is_long(const scenario::Scenario& scenario);

class StageStory : public sim::Watcher {
 public:
  using Listener = std::function<void(const std::string& text)>;
  StageStory(const scenario::Scenario& scenario, Listener listener);
  // Takes a line of the story; lines come in order of time.
  void add(const StoryLine& line) { lines_.push_back(line); }
  // Tells every stage that is over.
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;

 private:
  using Holders = std::vector<int>;  // by place of the ledger: index of the side; -1: neither

  Holders holders(const state::State& state) const;
  // The lines, with captures of no consequence made details.
  std::vector<StoryLine> weighed() const;
  double sum(std::size_t row) const;
  std::string summary(const Holders& after) const;
  std::string losses_text(Side side) const;
  std::string crests_text(const Holders& after) const;
  std::string tanks_text(Side side) const;
  std::string air_text(Side side) const;

  const scenario::Scenario& scenario_;
  Listener listener_;
  sim::Ledger ledger_;
  std::vector<sim::LedgerRow> rows_;
  std::vector<Time> bounds_;
  std::vector<PlaceId> places_;
  std::vector<sim::Span> spans_;  // in order of time
  std::size_t next_ = 0;          // the span that is not told yet
  Holders before_;
  std::vector<StoryLine> lines_;
};

// The lines that matter most, in order of time: the most important ones first, and of equals some
// from the whole time rather than the first.
std::vector<StoryLine> most_important(const std::vector<StoryLine>& lines, std::size_t most);

}  // namespace khasan::report
