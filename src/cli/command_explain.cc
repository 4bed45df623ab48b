// khasan explain: why a recorded run came out as it did.
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "cli/recorded_run.h"
#include "report/explanation_text.h"
#include "serve/protocol_json.h"
#include "serve/question_job.h"
#include "study/explain.h"

namespace khasan::cli {

namespace {

using record::RecordReader;
using scenario::Scenario;
using study::Explanation;
using study::Question;
using Json = nlohmann::ordered_json;

// The fork lies where the record has begun, and before the outcome.
Errors check_fork(const Scenario& scenario, const Question& question, Time fork) {
  if (question.at > fork) return {};
  Error error;
  error.found = "an outcome at " + clock_text(scenario, question.at);
  error.expected = "one after the fork at " + clock_text(scenario, fork);
  error.fix = "ask for a later moment, or give an earlier one with --from";
  return {error};
}

study::ExplainPlan plan_of(const ExplainOptions& options, const RecordedRun& run) {
  study::ExplainPlan plan;
  plan.run = run.plan();
  plan.futures = options.futures;
  plan.threads = options.threads;
  plan.group = static_cast<std::size_t>(options.group);
  plan.only = options.causes;
  plan.stop = &catch_interruption();
  // A bar for each stage of the work.
  auto bar = std::make_shared<std::unique_ptr<Progress>>();
  auto shown = std::make_shared<std::string>();
  plan.progress = [bar, shown, quiet = options.json](const std::string& what, int done, int all) {
    if (*shown != what) *bar = std::make_unique<Progress>(all, quiet, what);
    *shown = what;
    (*bar)->show(done);
    if (done >= all) (*bar)->finish();
  };
  return plan;
}

// --- JSON: it has no infinity ---------------------------------------------------------------

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json interval(const study::Interval& ci) { return {number(ci.low), number(ci.high)}; }

Json json_of(const Scenario& scenario, const Explanation& explanation,
             const study::Effect& effect) {
  const study::Cause& cause = explanation.causes[effect.cause];
  const study::PairedDifference& pair = effect.pair;
  return {{"id", cause.id},
          {"kind", study::kCauseKindWords[static_cast<std::size_t>(cause.kind)]},
          {"name", report::name_of(scenario, cause)},
          {"n", pair.n},
          {"with", number(pair.mean_second)},
          {"without", number(pair.mean_first)},
          {"effect", number(pair.difference)},
          {"ci95", interval(pair.ci95)},
          {"sureness", study::kSurenessWords[static_cast<std::size_t>(effect.sureness)]}};
}

Json json_of(const Explanation& explanation, const study::Group& group) {
  Json shares = Json::array(), pairs = Json::array();
  const auto id = [&](std::size_t i) { return explanation.causes[group.causes[i]].id; };
  for (std::size_t i = 0; i < group.shares.players.size(); ++i) {
    const study::PlayerShare& player = group.shares.players[i];
    shares.push_back({{"id", id(i)},
                      {"value", number(player.value)},
                      {"ci95", interval(player.ci)},
                      {"share", player.share},
                      {"share_ci95", interval(player.share_ci)}});
  }
  for (const study::Interaction& pair : group.shares.pairs) {
    pairs.push_back({{"ids", {id(pair.a), id(pair.b)}},
                     {"value", number(pair.value)},
                     {"ci95", interval(pair.ci)}});
  }
  return {{"direction", group.raised ? "raised" : "lowered"},
          {"n", group.shares.n},
          {"shares", shares},
          {"interactions", pairs}};
}

void print_json(const Scenario& scenario, const Explanation& explanation, Time from,
                const Json& chain) {
  Json answers = Json::array(), effects = Json::array(), idle = Json::array(),
       groups = Json::array();
  for (const double answer : explanation.answers) answers.push_back(number(answer));
  for (const study::Effect& effect : explanation.effects) {
    effects.push_back(json_of(scenario, explanation, effect));
  }
  for (const std::size_t c : explanation.idle) idle.push_back(explanation.causes[c].id);
  for (const study::Group& group : explanation.groups) {
    groups.push_back(json_of(explanation, group));
  }
  fmt::print("{}\n", Json{{"question", report::question_text(scenario, explanation.question)},
                          {"from_ms", from.ms},
                          {"at_ms", explanation.question.at.ms},
                          {"recorded", answers[0]},
                          {"answers", answers},
                          {"paragraph", report::paragraph_of(scenario, explanation)},
                          {"effects", effects},
                          {"without_effect", idle},
                          {"groups", groups},
                          {"chain", chain},
                          {"interrupted", explanation.interrupted}}
                         .dump(1));
}

void print_text(const Scenario& scenario, const Explanation& explanation, Time from) {
  fmt::print("Why? {}\nFrom {} on; {} candidate causes, {} of which changed something.\n\n{}\n{}",
             report::question_text(scenario, explanation.question), clock_text(scenario, from),
             explanation.causes.size(), explanation.causes.size() - explanation.idle.size(),
             report::paragraph_of(scenario, explanation), report::tables_of(scenario, explanation));
}

}  // namespace

int command_explain(const ExplainOptions& options) {
  Result<RecordReader> opened = RecordReader::open(options.file);
  if (!opened) return fail(opened.errors());
  RecordReader& reader = opened.value();
  const Result<RecordedRun> run =
      RecordedRun::load(reader.header(), options.file, {options.battle, {}, {}, {}});
  if (!run) return fail(run.errors());
  const Scenario& scenario = run.value().scenario();
  const Result<Question> question = serve::asked_question(scenario, options.why);
  if (!question) return fail(question.errors());
  const Time begin = reader.header().forked_at.value_or(reader.header().start);
  const Result<Time> moment =
      options.from.empty() ? begin : moment_of(scenario, options.from, "--from");
  if (!moment) return fail(moment.errors());
  const Result<sim::SavedPlay> from =
      saved_at(reader, scenario, run.value().plan(), moment.value());
  if (!from) return fail(from.errors());
  const Time fork = from.value().state.now;
  const Errors errors = check_fork(scenario, question.value(), fork);
  if (!errors.empty()) return fail(errors);

  const study::ExplainPlan plan = plan_of(options, run.value());
  const Result<Explanation> result = study::explain(scenario, from.value(), question.value(), plan);
  if (!result) return fail(result.errors());
  const Explanation& explanation = result.value();
  if (explanation.answers.empty()) return kInterrupted;
  const std::optional<serve::PartingCard> chain =
      serve::parting_of(scenario, from.value(), plan.run, explanation);
  if (options.json) {
    print_json(scenario, explanation, fork, chain ? Json::parse(serve::to_json(*chain)) : Json());
  } else {
    print_text(scenario, explanation, fork);
    if (chain) fmt::print("\n{}", chain->text);
  }
  return explanation.interrupted ? kInterrupted : kDone;
}

}  // namespace khasan::cli
