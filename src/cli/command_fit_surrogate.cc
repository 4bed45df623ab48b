// khasan crisis fit-surrogate: the fast battle of a crisis, fitted to runs of the element-level
// one.
#include <fmt/format.h>

#include <cmath>

#include "cli/commands.h"
#include "cli/free_battle.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "load/battle.h"
#include "load/data_folder.h"
#include "report/html.h"
#include "scenario/compile.h"
#include "study/fit_surrogate.h"

namespace khasan::cli {

namespace {

using scenario::Scenario;
using study::EscalationSummary;
using study::FittedSurrogate;

std::string table_of(const Scenario& scenario, const FittedSurrogate& fit) {
  std::string out =
      fmt::format("{:<22} {:>5} {:>6} {:>9} {:>9}  {:<18} {:>7} {:>10}\n", "escalation", "fights",
                  "rung", "attackers", "defenders", "beyond the tables", "taken", "surrogate");
  for (const EscalationSummary& one : fit.escalations) {
    const scenario::Escalation& escalation = scenario.escalations[one.escalation];
    const std::size_t i = escalation.side == Side::kFirst ? 0 : 1;
    out += fmt::format("{:<22} {:>5} {:>6} {:>9.0f} {:>9.0f}  {:<18} {:>5.0f} % {:>8.0f} %\n",
                       escalation.id, one.n, escalation.rung, 1000 * std::exp(one.mass[i]),
                       1000 * std::exp(one.mass[1 - i]),
                       fmt::format("{:+.2f} (sd {:.2f})", one.residual, one.residual_sd),
                       100 * one.taken, 100 * one.predicted);
  }
  return out;
}

// The fitted numbers as a what-if of the crisis.
std::string what_if_of(const Scenario& scenario, const FittedSurrogate& fit, int runs) {
  const std::string& second = scenario.side(Side::kSecond).id;
  const auto set = [](const std::string& name, double value) {
    return fmt::format("  - {{number: {}, set: {:.3f}}}\n", name, value);
  };
  return fmt::format(
             "# Fitted to {} runs of {} by khasan crisis fit-surrogate.\n"
             "format: khasan-what-if-1\n"
             "title: The fast battle is fitted to the element-level one.\nchanges:\n",
             runs, scenario.title) +
         set("common.heights", fit.heights) + set("common.battle_noise", fit.battle_noise) +
         set("common.exchange_noise", fit.exchange_noise) +
         set("truth.quality_mean", fit.quality_mean) + set("sides." + second + ".drag", fit.drag);
}

}  // namespace

int command_fit_surrogate(const FitSurrogateOptions& options) {
  const std::string folder = load::find_data_folder(options.battle);
  load::Changes changes;
  changes.free = true;
  const Result<scenario::ScenarioSpec> spec = load::load_spec(folder, changes);
  if (!spec) return fail(spec.errors());
  const Result<Scenario> compiled = scenario::compile(spec.value());
  if (!compiled) return fail(compiled.errors());
  const Scenario& scenario = compiled.value();
  const auto crisis = crisis_of_battle(folder, spec.value(), scenario, {});
  if (!crisis) return fail(crisis.errors());
  study::StudyPlan plan;
  plan.seed = options.seed;
  plan.replications = options.runs;
  plan.threads = options.threads;
  Progress progress(options.runs, false);
  study::StudyControl control;
  control.stop = &catch_interruption();
  control.progress = [&progress](int done) { progress.show(done); };
  const auto fights = study::watch_fights(scenario, plan, hours(options.epoch_h), control);
  progress.finish();
  if (*control.stop) return kInterrupted;
  if (fights.empty()) {
    Error error;
    error.found = "no fights in " + std::to_string(options.runs) + " runs";
    error.expected = "escalations in which both sides have men in contact";
    return fail({error});
  }
  const crisis::Theatre& theatre = crisis.value().theatre;
  const FittedSurrogate fit = study::fit_surrogate(scenario, theatre, fights);
  const crisis::Numbers& was = theatre.numbers;
  fmt::print("{}\n{}\n", scenario.title, table_of(scenario, fit));
  fmt::print("{:<46} {:>7} {:>7}\n", "", "was", "fitted");
  fmt::print("{:<46} {:>7.2f} {:>7.2f}\n", "log advantage of prepared heights", was.heights,
             fit.heights);
  fmt::print("{:<46} {:>7.2f} {:>7.2f}\n", "noise of a battle", was.battle_noise, fit.battle_noise);
  fmt::print("{:<46} {:>7.2f} {:>7.2f}\n", "noise of the exchange of losses", was.exchange_noise,
             fit.exchange_noise);
  fmt::print("{:<46} {:>7.2f} {:>7.2f}\n",
             "quality of " + theatre.sides[0].people + " over " + theatre.sides[1].people,
             was.quality_mean, fit.quality_mean);
  fmt::print("{:<46} {:>7.2f} {:>7.2f}\n", "drag of command, " + theatre.sides[1].people,
             was.side[1].drag, fit.drag);
  if (fit.at_edge) {
    fmt::print(
        "Heights or noise end at the edge of their bands: so few kinds of fights do not "
        "pin them down.\n");
  }
  if (options.out.empty()) return kDone;
  const Errors errors = report::write_file(options.out, what_if_of(scenario, fit, options.runs));
  return errors.empty() ? kDone : fail(errors);
}

}  // namespace khasan::cli
