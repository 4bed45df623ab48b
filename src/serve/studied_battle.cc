#include "serve/studied_battle.h"

#include <fmt/format.h>

#include "load/data_folder.h"
#include "scenario/chosen_evidence.h"
#include "sim/phase_names.h"

namespace khasan::serve {

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

study::PointCache battles_of(const study::Study& study) {
  return study::PointCache(static_cast<int>(study.points.size()),
                           [&study](int point) { return battle_at(study, point); });
}

Result<record::Header> header_of(const study::Study& study, const study::Job& run) {
  const scenario::StudySpec& spec = study.spec;
  const auto points = static_cast<int>(study.points.size());
  const bool is_point = run.point >= 0 && run.point < points;
  if (!is_point || run.replication < 0 || run.replication >= spec.replications) {
    Error error;
    error.file = spec.file;
    error.found = fmt::format("--point {} --rep {}", run.point, run.replication);
    error.expected = fmt::format("a point below {} and a run below {}", points, spec.replications);
    return error;
  }
  const load::PointChanges point =
      load::changes_at(spec, study.points[static_cast<std::size_t>(run.point)].values);
  record::Header header;
  header.battle = spec.battle;
  header.roe = point.changes.roe;
  header.what_ifs = point.changes.what_ifs;
  header.without = point.without;
  header.seed = spec.seed;
  header.replication = study::replication_of(study, run);
  header.evidence = spec.evidence;
  header.draw_parameters = spec.draw_parameters;
  header.draw_terrain = spec.design == scenario::DesignKind::kSpread;
  return header;
}

}  // namespace khasan::serve
