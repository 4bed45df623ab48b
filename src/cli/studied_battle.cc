#include "cli/studied_battle.h"

#include <fmt/format.h>

#include "load/data_folder.h"
#include "scenario/chosen_evidence.h"
#include "sim/phase_names.h"

namespace khasan::cli {

namespace {

// `mixed`: the replication whose ground is drawn; 0: the ground as it is.
Result<study::PointBattle> compile(const scenario::StudySpec& study,
                                   const scenario::FactorValues& values, uint64_t mixed) {
  const load::PointChanges point = load::changes_at(study, values);
  const Result<sim::PhaseMask> without = sim::mask_of_all(point.without);
  if (!without) return without.errors();
  Result<scenario::ScenarioSpec> spec = load::load_spec(study.battle, point.changes);
  if (!spec) return spec.errors();
  if (mixed != 0) {
    const Errors errors = scenario::draw_ground(spec.value(), {study.seed, mixed});
    if (!errors.empty()) return errors;
  }
  Result<scenario::Chosen> chosen = scenario::choose_evidence(spec.value(), study.evidence);
  if (!chosen) return chosen.errors();
  sim::StepOptions step;
  step.without = without.value();
  return study::PointBattle{std::move(chosen.value().scenario), chosen.value().drawing, step};
}

}  // namespace

Errors take_study_run(RunOptions& options) {
  Result<scenario::StudySpec> spec = read_study(options.study);
  if (!spec) return spec.errors();
  const Result<study::PointBattle> battle = battle_of(spec.value());
  if (!battle) return battle.errors();
  const study::Study study = study::study_of(spec.take(), battle.value().scenario);
  const auto points = static_cast<int>(study.points.size());
  if (options.point >= points || options.rep >= study.spec.replications) {
    Error error;
    error.file = options.study;
    error.found = fmt::format("--point {} --rep {}", options.point, options.rep);
    error.expected =
        fmt::format("a point below {} and a run below {}", points, study.spec.replications);
    return {error};
  }
  const load::PointChanges point =
      load::changes_at(study.spec, study.points[static_cast<std::size_t>(options.point)].values);
  options.battle = study.spec.battle;
  options.roe = point.changes.roe;
  options.what_if = point.changes.what_ifs;
  options.without = point.without;
  options.seed = study.spec.seed;
  options.evidence = study.spec.evidence;
  options.draw_parameters = study.spec.draw_parameters;
  options.first = study::replication_of(study, {options.point, options.rep});
  options.draw_terrain = study.spec.design == scenario::DesignKind::kSpread;
  options.replications = 1;
  options.story = 0;
  return {};
}

Result<scenario::StudySpec> read_study(const std::string& file) {
  return load::read_study(file, load::find_data_folder);
}

Result<study::PointBattle> battle_at(const study::Study& study, int point) {
  const study::DesignPoint& here = study.points[static_cast<std::size_t>(point)];
  Result<study::PointBattle> battle = compile(study.spec, here.values, here.mixed);
  if (battle) return battle;
  Errors errors = battle.errors();
  for (Error& error : errors) error.found += " (at point " + std::to_string(point) + ")";
  return errors;
}

Result<study::PointBattle> battle_of(const scenario::StudySpec& study) {
  return compile(study, scenario::FactorValues(study.factors.size()), 0);
}

}  // namespace khasan::cli
