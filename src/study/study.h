// A study on its way: what its file says, the points that its design asks for, and the battle as it
// is, to which all of them are changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.h"
#include "scenario/study_spec.h"
#include "study/design.h"
#include "study/farm.h"

namespace khasan::study {

struct Study {
  scenario::StudySpec spec;
  std::vector<DesignPoint> points;
  std::vector<std::size_t> measures;  // positions in scenario.measures of those that are kept
  uint64_t battle_hash = 0;           // of the scenario as it is
};

// `scenario`: the battle as it is, with the changes of all points.
Study study_of(scenario::StudySpec spec, const scenario::Scenario& scenario);

// Every run of every point, points in order.
std::vector<Job> jobs_of(const Study& study);
// The number of the chance of a job.
uint64_t replication_of(const Study& study, const Job& job);
// Of all on which the results of the study rest; a file of results belongs to one such number.
uint64_t hash_of(const Study& study);

// "range", "parameter", "figure", "choice".
std::string_view word_of(scenario::FactorKind kind);
// "one_at_a_time", "latin_hypercube", "sobol", "indices", "spread", "own".
std::string_view word_of(scenario::DesignKind kind);
// The value of a factor as tables show it: a number, the name of an alternative, or nothing where
// the battle is as it is.
std::string value_text(const scenario::FactorSpec& factor, const std::optional<double>& value);

}  // namespace khasan::study
