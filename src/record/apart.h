// Two runs at one moment: which elements are otherwise in the second, and in what. Elements are
// found by path, so that a what-if may add units or take them away. Only what people would see is
// compared, not when an element is looked at again (docs/methods/coupled_pairs.md).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "scenario/scenario.h"
#include "sim/play.h"
#include "state/state.h"

namespace khasan::record {

// In what an element can be otherwise.
enum class Facet : uint8_t {
  kPlace,      // where it is
  kMen,        // fit, killed, wounded, missing
  kArms,       // weapons, rounds, vehicle, aircraft
  kCondition,  // posture, suppression, will, fire mission
  kTask,       // what it or its unit is to do
  kKnowledge,  // what its unit knows of the enemy
  kCount
};
// "place", "men", ...
const char* word_of(Facet facet);

// Several facets.
struct Facets {
  uint8_t bits = 0;
  bool any() const { return bits != 0; }
  bool has(Facet facet) const { return (bits >> static_cast<int>(facet) & 1) != 0; }
  void set(Facet facet, bool differs) {
    if (differs) bits = static_cast<uint8_t>(bits | 1 << static_cast<int>(facet));
  }
};
// "place, men"; empty: none.
std::string text_of(Facets facets);

// An element that is in both battles.
struct Match {
  ElementId first, second;
};

// The elements of two battles, by path.
struct Matching {
  std::vector<Match> both;  // in the order of the first
  std::vector<ElementId> only_first, only_second;
};
Matching match_elements(const scenario::Scenario& first, const scenario::Scenario& second);

// In what the element is otherwise now; both states stand at the same moment.
Facets facets_apart(const sim::Play& first, const sim::Play& second, const Match& match);
// Whether any element is otherwise.
bool are_apart(const sim::Play& first, const sim::Play& second, const Matching& matching);

// Two runs that go on together, each by its own steps; they meet at the latest at every full
// minute. Keeps references to both.
class SideBySide {
 public:
  SideBySide(sim::Play& first, sim::Play& second) : first_(first), second_(second) {}
  // Plays the next step of the run that is behind, or of both; false where none has one left.
  bool step();
  // Both stand at the same moment.
  bool is_level() const { return first_.state().now == second_.state().now; }

 private:
  sim::Play& first_;
  sim::Play& second_;
};

}  // namespace khasan::record
