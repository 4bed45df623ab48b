#include "cli/study_run.h"

#include "serve/studied_battle.h"

namespace khasan::cli {

Errors take_study_run(RunOptions& options) {
  Result<scenario::StudySpec> spec = serve::read_study(options.study);
  if (!spec) return spec.errors();
  const Result<study::PointBattle> battle = serve::battle_of(spec.value());
  if (!battle) return battle.errors();
  const study::Study study = study::study_of(spec.take(), battle.value().scenario);
  const Result<record::Header> header = serve::header_of(study, {options.point, options.rep});
  if (!header) return header.errors();
  const record::Header& run = header.value();
  options.battle = run.battle;
  options.roe = run.roe;
  options.what_if = run.what_ifs;
  options.without = run.without;
  options.seed = run.seed;
  options.evidence = run.evidence;
  options.draw_parameters = run.draw_parameters;
  options.draw_terrain = run.draw_terrain;
  options.first = run.replication;
  options.replications = 1;
  options.story = 0;
  return {};
}

}  // namespace khasan::cli
