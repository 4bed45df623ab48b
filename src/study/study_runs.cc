#include "study/study_runs.h"

#include <algorithm>

namespace khasan::study {

std::vector<Job> jobs_left(const Study& study, const std::vector<JobResult>& results) {
  std::vector<Job> left;
  for (const Job& job : jobs_of(study)) {
    const auto at = std::lower_bound(results.begin(), results.end(), job,
                                     [](const JobResult& r, const Job& j) { return r.job < j; });
    if (at == results.end() || at->job != job) left.push_back(job);
  }
  return left;
}

Result<JobResult> play_job(const Study& study, PointCache& battles, const Job& job) {
  const Result<PointCache::Shared> battle = battles.get(job.point);
  if (!battle) return battle.errors();
  const PointBattle& here = *battle.value();
  StudyPlan plan;
  plan.seed = study.spec.seed;
  plan.first = replication_of(study, job);
  plan.start = {study.spec.draw_parameters};
  plan.evidence = here.drawing;
  plan.step = here.step;
  scenario::EvidenceDrawer drawer(here.scenario, here.drawing);
  const Replication run = play(drawer.scenario_of(rng_of_run(plan, 0)), plan, 0);
  JobResult result{job, run.hash, run.element_steps, {}};
  for (const std::size_t m : study.measures) result.measures.push_back(run.measures[m]);
  return result;
}

}  // namespace khasan::study
