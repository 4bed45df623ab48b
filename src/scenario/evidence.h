// The evidence stream: disputed figures of a battle drawn for one run. A draw is a function of the
// seed, the replication and the figure's name, so that runs under different evidence share all
// other chance. What is drawn and how: docs/methods/evidence.md.
#pragma once

#include <optional>

#include "base/rng.h"
#include "scenario/scenario.h"

namespace khasan::scenario {

// Which figures a run draws: none, all that are disputed, or those that the profile disputes.
enum class Drawing : uint8_t { kNone, kAll, kProfile };

// The uniform number that decides a figure in a run: its place within the range.
double quantile_drawn(const Disputed& disputed, const Rng& rng);

// Sets in `drawn`, a copy of `best`, all that the disputed figures decide; nothing else is touched,
// so the same copy serves run after run.
void draw_evidence(const Scenario& best, Drawing drawing, const Rng& rng, Scenario& drawn);

// The scenario of each run: the given one where nothing is drawn, else one copy that is set anew.
class EvidenceDrawer {
 public:
  EvidenceDrawer(const Scenario& best, Drawing drawing) : best_(best), drawing_(drawing) {}
  // Valid until the next call.
  const Scenario& scenario_of(const Rng& rng);

 private:
  const Scenario& best_;
  Drawing drawing_;
  std::optional<Scenario> drawn_;
};

}  // namespace khasan::scenario
