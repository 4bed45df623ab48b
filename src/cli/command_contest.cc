// khasan contest: both sides led by commanders, plans or nobody, and scored by the conditions of
// the battle over many runs.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "base/fault.h"
#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "load/battle.h"
#include "load/data_folder.h"
#include "play/contest.h"
#include "scenario/chosen_evidence.h"
#include "study/estimate.h"
#include "study/farm.h"

namespace khasan::cli {

namespace {

using play::ContestResult;
using play::Leader;
using scenario::Scenario;

constexpr std::array kLeaderWords{"plan", "nobody", "cautious", "commander"};
using Leaders = std::array<Leader, 2>;

// "jp=commander". A side that is not named is led by the plan.
Errors take_leader(const Scenario& scenario, const std::string& text, Leaders& leaders) {
  const std::string side = text.substr(0, text.find('='));
  const std::string word = text.substr(std::min(text.size(), side.size() + 1));
  const auto leader = std::find(kLeaderWords.begin(), kLeaderWords.end(), word);
  for (const Side s : {Side::kFirst, Side::kSecond}) {
    if (scenario.side(s).id != side || leader == kLeaderWords.end()) continue;
    leaders[index_of(s)] = static_cast<Leader>(leader - kLeaderWords.begin());
    return {};
  }
  return {fault("--lead", text,
                fmt::format("{} or {}, '=', and plan, nobody, cautious or commander",
                            scenario.side(Side::kFirst).id, scenario.side(Side::kSecond).id),
                "such as --lead " + scenario.side(Side::kFirst).id + "=commander")};
}

Result<Scenario> battle_of(const ContestOptions& options) {
  Result<scenario::ScenarioSpec> spec =
      load::load_spec(load::find_data_folder(options.battle), {options.roe, options.what_if});
  if (!spec) return spec.errors();
  Result<scenario::Chosen> chosen = scenario::choose_evidence(spec.value(), "best");
  if (!chosen) return chosen.errors();
  if (chosen.value().scenario.victory.empty()) {
    return fault(options.battle, "a battle without victory conditions", "'victory' in battle.yaml",
                 "docs/battle_format.md says how");
  }
  return std::move(chosen.value().scenario);
}

// The games that were finished, by number.
std::map<int, ContestResult> play_all(const Scenario& scenario, const Leaders& leaders,
                                      const ContestOptions& options) {
  std::vector<study::Job> jobs;
  for (int i = 0; i < options.replications; ++i) jobs.push_back({0, i});
  std::vector<ContestResult> played(jobs.size());
  const auto player = [&](const study::Job& job) -> Result<study::JobResult> {
    sim::RunPlan plan;
    plan.seed = options.seed;
    plan.replication = static_cast<uint64_t>(job.replication);
    played[static_cast<std::size_t>(job.replication)] = play_contest(scenario, plan, leaders);
    return study::JobResult{job, 0, 0, {}};
  };
  Progress progress(options.replications, options.json, "games");
  std::map<int, ContestResult> finished;
  const auto taker = [&](std::vector<study::JobResult>&& results) -> Errors {
    for (const study::JobResult& one : results) {
      const int number = one.job.replication;
      finished.emplace(number, std::move(played[static_cast<std::size_t>(number)]));
    }
    progress.show(static_cast<int>(finished.size()));
    return {};
  };
  study::play_jobs(jobs, options.threads, player, taker, catch_interruption());
  return finished;
}

// Sorted values of one number over the games.
template <class Number>
std::vector<double> values_of(const std::map<int, ContestResult>& games, const Number& number) {
  std::vector<double> values;
  for (const auto& game : games) values.push_back(number(game.second));
  std::sort(values.begin(), values.end());
  return values;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

int leads_of(const std::map<int, ContestResult>& games, Side side) {
  return static_cast<int>(std::count_if(games.begin(), games.end(), [&](const auto& game) {
    return game.second.score[index_of(side)] > game.second.score[index_of(enemy_of(side))];
  }));
}

void print_side(const Scenario& scenario, const Leaders& leaders, Side side,
                const std::map<int, ContestResult>& games) {
  const int n = static_cast<int>(games.size());
  const auto points =
      values_of(games, [&](const ContestResult& game) { return game.score[index_of(side)]; });
  const int ahead = leads_of(games, side);
  const study::Interval share = study::wilson_interval(ahead, n);
  fmt::print("\n{}, led by {}: {:.1f} points in the mean, 80 % of games {:.1f} to {:.1f}\n",
             scenario.side(side).name,
             kLeaderWords[static_cast<std::size_t>(leaders[index_of(side)])], mean_of(points),
             study::quantile_of(points, 0.1), study::quantile_of(points, 0.9));
  fmt::print("  ahead in {} of {} games (95 % interval {:.0f} to {:.0f} %)\n", ahead, n,
             100 * share.low, 100 * share.high);
  for (std::size_t i = 0; i < scenario.victory.size(); ++i) {
    const scenario::VictoryCondition& condition = scenario.victory[i];
    if (condition.side != side) continue;
    const auto got =
        values_of(games, [&](const ContestResult& game) { return game.standings[i].points; });
    fmt::print("  {:5.1f} of {:3.0f}  {}\n", mean_of(got), condition.points, condition.text);
  }
}

void print_verdicts(const Scenario& scenario, const std::map<int, ContestResult>& games) {
  std::map<std::string, int> verdicts;
  for (const auto& game : games) verdicts[sim::verdict_of(scenario, game.second.score)]++;
  fmt::print("\n");
  for (const auto& [verdict, count] : verdicts) fmt::print("  {:4} × {}\n", count, verdict);
}

void print_json(const Scenario& scenario, const std::map<int, ContestResult>& games) {
  nlohmann::ordered_json out{{"games", games.size()}};
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    out["ahead"][scenario.side(side).id] = leads_of(games, side);
  }
  for (const auto& [number, game] : games) {
    nlohmann::ordered_json row{{"replication", number},
                               {"hash", fmt::format("{:016x}", game.hash)},
                               {"orders", game.orders},
                               {"verdict", sim::verdict_of(scenario, game.score)}};
    for (const Side side : {Side::kFirst, Side::kSecond}) {
      row["score"][scenario.side(side).id] = game.score[index_of(side)];
    }
    out["each"].push_back(std::move(row));
  }
  fmt::print("{}\n", out.dump());
}

}  // namespace

int command_contest(const ContestOptions& options) {
  const Result<Scenario> battle = battle_of(options);
  if (!battle) return fail(battle.errors());
  const Scenario& scenario = battle.value();
  Leaders leaders{Leader::kPlan, Leader::kPlan};
  for (const std::string& text : options.lead) {
    const Errors errors = take_leader(scenario, text, leaders);
    if (!errors.empty()) return fail(errors);
  }
  const auto games = play_all(scenario, leaders, options);
  const bool is_whole = static_cast<int>(games.size()) == options.replications;
  if (games.empty()) return kInterrupted;
  if (options.json) {
    print_json(scenario, games);
  } else {
    fmt::print("{}, {} games, seed {}\n", scenario.title, games.size(), options.seed);
    for (const Side side : {Side::kFirst, Side::kSecond}) {
      print_side(scenario, leaders, side, games);
    }
    print_verdicts(scenario, games);
  }
  return is_whole ? kDone : kInterrupted;
}

}  // namespace khasan::cli
