#include "serve/question_job.h"

#include <fmt/format.h>

#include <cmath>

#include "base/fault.h"
#include "base/hash.h"
#include "report/chain.h"
#include "report/explanation_text.h"
#include "serve/protocol_json.h"

namespace khasan::serve {

using scenario::Scenario;
using study::Explanation;
using study::Question;

namespace {

std::optional<double> number(double value) {
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

CauseEffect effect_of(const Scenario& scenario, const Explanation& explanation,
                      const study::Effect& effect) {
  const study::Cause& cause = explanation.causes[effect.cause];
  const study::PairedDifference& pair = effect.pair;
  return {cause.id,
          study::kCauseKindWords[static_cast<std::size_t>(cause.kind)],
          report::name_of(scenario, cause),
          study::kSurenessWords[static_cast<std::size_t>(effect.sureness)],
          pair.n,
          number(pair.mean_second),
          number(pair.mean_first),
          number(pair.difference),
          number(pair.ci95.low),
          number(pair.ci95.high)};
}

List<CauseShare> shares_of(const Scenario& scenario, const Explanation& explanation) {
  List<CauseShare> shares;
  for (const study::Group& group : explanation.groups) {
    for (std::size_t i = 0; i < group.shares.players.size(); ++i) {
      const study::Cause& cause = explanation.causes[group.causes[i]];
      const study::PlayerShare& player = group.shares.players[i];
      shares.push_back({cause.id, report::name_of(scenario, cause), group.raised, player.share,
                        number(player.share_ci.low), number(player.share_ci.high)});
    }
  }
  return shares;
}

List<HistoryLine> lines_of(const std::vector<report::StoryLine>& story) {
  List<HistoryLine> lines;
  for (const report::StoryLine& line : story) lines.push_back({line.at.ms, line.text});
  return lines;
}

ExplanationCard card_of(const QuestionOrder& order, const Scenario& scenario,
                        const Explanation& explanation) {
  ExplanationCard card;
  card.id = order.id, card.run = order.request.run, card.question = order.request.question;
  card.sentence = order.title;
  card.from_ms = explanation.from.ms, card.at_ms = order.question.at.ms;
  card.futures = order.request.futures;
  card.recorded = number(explanation.answers.front());
  card.paragraph = report::paragraph_of(scenario, explanation);
  for (const study::Effect& effect : explanation.effects) {
    card.effects.push_back(effect_of(scenario, explanation, effect));
  }
  card.shares = shares_of(scenario, explanation);
  return card;
}

}  // namespace

Result<Question> asked_question(const Scenario& scenario, const std::string& why) {
  constexpr std::string_view kAt = " at ";
  const std::size_t cut = why.find(kAt);
  const std::string what = why.substr(0, cut);
  std::optional<Time> at;
  if (cut != std::string::npos) {
    const Result<Time> moment =
        moment_of(scenario, why.substr(cut + kAt.size()), "--why " + what + " at");
    if (!moment) return moment.errors();
    at = moment.value();
  }
  return study::question_of(scenario, what, at);
}

Result<QuestionOrder> check_question(const QuestionRequest& request, const Scenario& scenario,
                                     const RunShelf& runs) {
  const Result<RunCard> card = runs.find(request.run);
  if (!card) return card.errors();
  const int most = Limits{}.futures;
  if (request.futures < 1 || request.futures > most) {
    return fault("futures", std::to_string(request.futures), "1 to " + std::to_string(most));
  }
  QuestionOrder order;
  order.request = request;
  order.record = runs.record_path(request.run);
  const auto reader = record::RecordReader::open(order.record);
  if (!reader) return reader.errors();
  const Result<Question> question = asked_question(scenario, request.question);
  if (!question) return question.errors();
  order.question = question.value();
  const Time begins = reader.value().header().forked_at.value_or(scenario.start);
  const Time from{request.from_ms.value_or(begins.ms)};
  if (from < begins || from >= order.question.at) {
    return fault("from_ms", std::to_string(from.ms),
                 fmt::format("a moment from {} to before {}, that of the outcome", begins.ms,
                             order.question.at.ms));
  }
  order.request.from_ms = from.ms;
  Hasher hasher;
  hasher.add(std::string_view(to_json(order.request)));
  order.id = fmt::format("q{:016x}", hasher.value());
  order.title = "Why " + report::question_text(scenario, order.question) + "?";
  return order;
}

Result<ExplanationCard> answer(const QuestionOrder& order, int threads, JobContext& job) {
  auto reader = record::RecordReader::open(order.record);
  if (!reader) return reader.errors();
  const Result<RecordedRun> loaded = RecordedRun::load(reader.value().header(), order.record);
  if (!loaded) return loaded.errors();
  const RecordedRun& run = loaded.value();
  const Result<sim::SavedPlay> from =
      saved_at(reader.value(), run.scenario(), run.plan(), Time{*order.request.from_ms});
  if (!from) return from.errors();
  study::ExplainPlan plan;
  plan.run = run.plan();
  plan.futures = order.request.futures;
  plan.threads = threads;
  plan.stop = &job.stop();
  plan.progress = [&](const std::string&, int done, int all) { job.progress(done, all); };
  const Result<Explanation> result =
      study::explain(run.scenario(), from.value(), order.question, plan);
  if (!result) return result.errors();
  const Explanation& explanation = result.value();
  if (explanation.interrupted || explanation.answers.empty()) {
    return stopped("question");
  }
  ExplanationCard card = card_of(order, run.scenario(), explanation);
  card.chain = parting_of(run.scenario(), from.value(), run.plan(), explanation);
  return card;
}

std::optional<PartingCard> parting_of(const Scenario& scenario, const sim::SavedPlay& from,
                                      const sim::RunPlan& plan, const Explanation& explanation) {
  const std::vector<const study::Effect*> told = report::told_effects(explanation);
  if (told.empty()) return {};
  const study::Cause& cause = explanation.causes[told.front()->cause];
  const report::Chain chain =
      report::chain_of(scenario, from, plan, cause, explanation.question.at);
  if (!chain.first) return {};
  PartingCard card;
  card.cause = cause.id, card.name = report::name_of(scenario, cause);
  card.parts_at_ms = chain.first->at.ms;
  card.event = state::info_of(chain.first->kind).name;
  card.only = chain.first_is_recorded ? "with" : "without";
  card.x = chain.first->where.x_m, card.y = chain.first->where.y_m;
  card.with = lines_of(chain.with), card.without = lines_of(chain.without);
  card.text = report::chain_text(scenario, cause, chain);
  return card;
}

List<Suggestion> suggestions_for(const Scenario& scenario) {
  List<Suggestion> all;
  const int offset = scenario.side(Side::kFirst).offset_minutes;
  const auto suggest = [&](const std::string& what, Time at) {
    Text question = what + " at " + format_iso(scenario.epoch_utc_ms + at.ms, offset);
    const Result<Question> asked = asked_question(scenario, question);
    if (!asked) return;
    all.push_back(
        {std::move(question), "Why " + report::question_text(scenario, asked.value()) + "?"});
  };
  for (const scenario::Place& place : scenario.places) {
    if (place.kind != "crest") continue;
    for (const scenario::SideDef& side : scenario.sides) {
      suggest(place.id + ".control." + side.id, scenario.end);
    }
  }
  for (const scenario::SideDef& side : scenario.sides) {
    for (const scenario::Stage& stage : scenario.stages) suggest("lost." + side.id, stage.to);
    if (scenario.stages.empty()) suggest("lost." + side.id, scenario.end);
  }
  return all;
}

}  // namespace khasan::serve
