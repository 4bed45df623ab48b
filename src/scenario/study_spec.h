// What a study's file says: a battle, the factors that are varied, and which points of them are
// played (docs/study_format.md). Read by load::read_study, carried out by study/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenario/figure.h"
#include "scenario/spec.h"

namespace khasan::scenario {

// One of the things that a factor may be: changes to the battle, as on the command line.
struct AlternativeSpec {
  std::string name;  // "off", "on", or its own
  std::vector<std::string> what_ifs, roe, without;
};

enum class FactorKind : uint8_t {
  kRange,      // a number of the battle's files, uniform from low to high
  kParameter,  // of the model, over its range
  kFigure,     // a disputed figure of the battle, over its range
  kChoice,     // one of the alternatives
};

// A number in a file of the battle or the catalogue.
struct PlaceInFile {
  std::string file;             // as a what-if names it
  std::vector<std::string> at;  // keys, ids of list items, positions
};

// One thing that a study varies. Its value is a number: of what it says, or, for a choice, the
// position of the alternative.
struct FactorSpec {
  std::string id, unit;
  FactorKind kind = FactorKind::kRange;
  std::string name;                 // of the parameter or figure
  Figure figure;                    // kRange: low and high; else best, low, high
  bool is_probability = false;      // drawn logit-normal
  bool is_whole = false;            // kRange: whole numbers only
  std::vector<PlaceInFile> places;  // kRange: where the number goes
  std::vector<AlternativeSpec> alternatives;
  Where where;
};

enum class DesignKind : uint8_t {
  kOneAtATime,      // as the battle is, then each factor at its levels, all others as they are
  kLatinHypercube,  // each factor in as many slices as there are points, each slice once
  kSobol,           // points of the Sobol sequence
  kIndices,         // pairs of points that share one factor: for first and total Sobol indices
  kSpread,          // no factors: chance, evidence, parameters and terrain drawn apart
  kOwn,             // a table of points
};

// The value of each factor; none: as the battle has it.
using FactorValues = std::vector<std::optional<double>>;

struct StudySpec {
  std::string file, title;
  std::string battle;  // its folder
  uint64_t seed = 1;
  int replications = 20;  // of each point
  std::string evidence = "best";
  bool draw_parameters = false;
  std::vector<std::string> what_ifs, roe, without;  // of all points
  std::vector<std::string> measures;                // empty: all that are simulated
  std::vector<FactorSpec> factors;
  DesignKind design = DesignKind::kOneAtATime;
  int points = 0;                 // as the design counts them
  int levels = 2;                 // kOneAtATime: of a number
  std::vector<FactorValues> own;  // kOwn
};

}  // namespace khasan::scenario
