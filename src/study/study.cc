#include "study/study.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"

namespace khasan::study {

using scenario::FactorKind;
using scenario::FactorSpec;
using scenario::Scenario;
using scenario::StudySpec;

namespace {

void add_all(Hasher& hasher, const std::vector<std::string>& texts) {
  hasher.add(texts.size());
  for (const std::string& text : texts) hasher.add(text);
}

void add_factor(Hasher& hasher, const FactorSpec& factor) {
  hasher.add(factor.id);
  hasher.add(static_cast<uint64_t>(factor.kind));
  hasher.add(factor.name);
  for (const scenario::PlaceInFile& place : factor.places) {
    hasher.add(place.file);
    add_all(hasher, place.at);
  }
  for (const scenario::AlternativeSpec& one : factor.alternatives) {
    hasher.add(one.name);
    add_all(hasher, one.what_ifs);
    add_all(hasher, one.roe);
    add_all(hasher, one.without);
  }
}

}  // namespace

Study study_of(StudySpec spec, const Scenario& scenario) {
  Study study;
  study.points = points_of(spec);
  for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
    const scenario::Measure& measure = scenario.measures[m];
    if (measure.kind == scenario::MeasureKind::kNotSimulated) continue;
    const auto& asked = spec.measures;
    const bool is_asked = std::find(asked.begin(), asked.end(), measure.id) != asked.end();
    if (asked.empty() || is_asked) study.measures.push_back(m);
  }
  study.spec = std::move(spec);
  study.battle_hash = scenario.hash;
  return study;
}

std::vector<Job> jobs_of(const Study& study) {
  std::vector<Job> jobs;
  for (int point = 0; point < static_cast<int>(study.points.size()); ++point) {
    for (int r = 0; r < study.spec.replications; ++r) jobs.push_back({point, r});
  }
  return jobs;
}

uint64_t replication_of(const Study& study, const Job& job) {
  const uint64_t mixed = study.points[static_cast<std::size_t>(job.point)].mixed;
  return mixed != 0 ? mixed : static_cast<uint64_t>(job.replication);
}

uint64_t hash_of(const Study& study) {
  Hasher hasher;
  const StudySpec& spec = study.spec;
  hasher.add(std::string(KHASAN_VERSION));
  hasher.add(study.battle_hash);
  hasher.add(spec.seed);
  hasher.add(static_cast<uint64_t>(spec.replications));
  hasher.add(spec.evidence);
  hasher.add(static_cast<uint64_t>(spec.draw_parameters));
  add_all(hasher, spec.what_ifs);
  add_all(hasher, spec.roe);
  add_all(hasher, spec.without);
  for (const FactorSpec& factor : spec.factors) add_factor(hasher, factor);
  for (const DesignPoint& point : study.points) {
    hasher.add(point.mixed);
    for (const std::optional<double>& value : point.values) {
      hasher.add(static_cast<uint64_t>(value.has_value()));
      hasher.add(value.value_or(0));
    }
  }
  for (const std::size_t measure : study.measures) hasher.add(static_cast<uint64_t>(measure));
  return hasher.value();
}

std::string_view word_of(FactorKind kind) {
  constexpr std::string_view words[] = {"range", "parameter", "figure", "choice"};
  return words[static_cast<std::size_t>(kind)];
}

std::string_view word_of(scenario::DesignKind kind) {
  constexpr std::string_view words[] = {"one_at_a_time", "latin_hypercube", "sobol",
                                        "indices",       "spread",          "own"};
  return words[static_cast<std::size_t>(kind)];
}

std::string value_text(const FactorSpec& factor, const std::optional<double>& value) {
  if (!value) return {};
  if (factor.kind != FactorKind::kChoice) return fmt::format("{}", *value);
  return factor.alternatives[static_cast<std::size_t>(*value)].name;
}

}  // namespace khasan::study
