#include "study/free_run.h"

#include <memory>
#include <utility>

#include "base/hash.h"

namespace khasan::study {

using scenario::Scenario;

FreeRun play_free(const Scenario& scenario, const StudyPlan& plan, const FreePlan& free, int number,
                  sim::Watcher* watcher, const BeforeBattle& before) {
  const Rng rng = rng_of_run(plan, number);
  const crisis::Numbers numbers =
      plan.start.draw_parameters ? crisis::draw_numbers(free.theatre, rng) : free.theatre.numbers;
  sim::CrisisCampaign campaign(scenario, free.theatre, numbers, rng, free.epoch);
  if (before) before(campaign.told(), campaign.comes_to_blows());
  FreeRun run;
  run.number = number;
  if (campaign.comes_to_blows()) {
    sim::RunPlan run_plan = plan_of_run(plan, number);
    run_plan.campaign = {[&](const sim::Standings& now) { return campaign.look(now); }, free.epoch};
    sim::Play play(scenario, run_plan);
    run.battle = finish_run(play, number, watcher);
    run.last = sim::standings_of(scenario, play.state(), free.epoch);
    campaign.end();
  }
  run.outcome = campaign.outcome();
  run.after = sim::aftermath_of(free.theatre, numbers, run.outcome);
  run.told = campaign.told();
  return run;
}

Replications FreeRuns::battles() const {
  Replications all;
  for (const FreeRun& run : runs) {
    if (run.battle) all.runs.push_back(*run.battle);
  }
  all.interrupted = interrupted;
  return all;
}

FreeRuns play_free_runs(const Scenario& scenario, const StudyPlan& plan, const FreePlan& free,
                        const FreeRun* told, const StudyControl& control) {
  std::vector<std::optional<FreeRun>> results(static_cast<std::size_t>(plan.replications));
  play_numbers(plan.replications, plan.threads, control, [&] {
    const auto drawer = std::make_shared<scenario::EvidenceDrawer>(scenario, plan.evidence);
    return [&, drawer](int number) {
      std::optional<FreeRun>& result = results[static_cast<std::size_t>(number)];
      if (told != nullptr && told->number == number) {
        result = *told;
      } else {
        result = play_free(drawer->scenario_of(rng_of_run(plan, number)), plan, free, number);
      }
    };
  });
  FreeRuns all;
  for (std::optional<FreeRun>& result : results) {
    if (result) all.runs.push_back(std::move(*result));
  }
  all.interrupted = static_cast<int>(all.runs.size()) < plan.replications;
  return all;
}

}  // namespace khasan::study
