// How a difference spreads through a pair of runs, in words and as data
// (docs/methods/coupled_pairs.md).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "record/ripples.h"
#include "report/pairs_text.h"
#include "scenario/scenario.h"

namespace khasan::report {

// A pair that was followed; ids are those of the first battle.
struct FollowedPair {
  const scenario::Scenario& first;
  const scenario::Scenario& second;
  int number = 0;
  record::Ripples ripples;
};

// Where and when the runs part, how fast it spreads, and where coupling is lost without need.
std::string ripples_text(const FollowedPair& pair);
// The object "ripples" of `khasan compare --json` and of the page.
nlohmann::ordered_json ripples_json(const FollowedPair& pair);
// The object "pairs" of the page: differences of a change, at the end and over time, and how one of
// them spreads, if it was followed.
nlohmann::ordered_json pairs_json(const PairsResult& result, const FollowedPair* followed);
// A line for each moment and unit: what of it differs, by how much.
std::string ripples_csv(const FollowedPair& pair);

}  // namespace khasan::report
