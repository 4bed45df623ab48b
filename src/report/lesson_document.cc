#include "report/lesson_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/document_parts.h"
#include "report/gzip.h"
#include "study/score.h"

namespace khasan::report {

using scenario::LessonQuestion;
using scenario::LessonSpec;
using scenario::LessonText;
using scenario::Scenario;

namespace {

constexpr int kSmall = 9;  // of zlib: the page is written once and copied often

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string packed(const std::string& text) { return base64_of(gzip_of(text, kSmall)); }

Json told_json(const LessonText& told) { return {{"text", told.text}, {"sources", told.sources}}; }

Json introduction_json(const LessonSpec& lesson) {
  Json all = Json::array();
  for (const LessonText& told : lesson.introduction) all.push_back(told_json(told));
  return all;
}

Json terms_json(const LessonSpec& lesson) {
  Json all = Json::array();
  for (const scenario::LessonTerm& term : lesson.terms) {
    all.push_back({{"term", term.term}, {"meaning", term.meaning}});
  }
  return all;
}

Json plan_json(const LessonSpec& lesson) {
  Json all = Json::array();
  for (const scenario::LessonPart& part : lesson.plan) {
    all.push_back({{"minutes", part.minutes}, {"title", part.title}, {"what", part.what}});
  }
  return all;
}

std::string_view word_of(const study::PairedDifference& difference) {
  if (!difference.is_clear()) return "same";
  return difference.difference > 0 ? "more" : "less";
}

// What history has of the measure; null: nothing.
Json recorded_json(const Scenario& scenario, const scenario::Measure& measure) {
  const scenario::Target* target = study::target_of(scenario, measure.id);
  if (target == nullptr) return nullptr;
  return {{"low", target->low}, {"best", target->best}, {"high", target->high}};
}

Json answer_json(const Scenario& scenario, const LessonAnswer& answer) {
  const study::PairedDifference& pair = answer.difference;
  Json pairs = Json::array();
  for (const auto& [first, second] : answer.pairs) {
    pairs.push_back({number_or_null(first), number_or_null(second)});
  }
  return {{"choice", word_of(pair)},
          {"n", pair.n},
          {"only_first", pair.only_first},
          {"only_second", pair.only_second},
          {"mean_first", number_or_null(pair.mean_first)},
          {"mean_second", number_or_null(pair.mean_second)},
          {"difference", number_or_null(pair.difference)},
          {"ci95", interval_json(pair.ci95)},
          {"pairs", pairs},
          {"recorded", recorded_json(scenario, scenario.measures[answer.measure])}};
}

Json question_json(const LessonInput& in, std::size_t q) {
  const LessonQuestion& question = in.lesson->questions[q];
  const LessonAnswer& answer = in.answers[q];
  const scenario::Measure& measure = in.scenario->measures[answer.measure];
  return {{"what_if", question.what_if},
          {"what_if_title", in.titles[q]},
          {"title", question.title},
          {"background", told_json(question.background)},
          {"question", question.question},
          {"measure", question.measure},
          {"counted", question.counted},
          {"unit", measure.unit},
          {"from_ms", std::max(measure.from, in.scenario->start).ms},
          {"choices", {{"more", question.more}, {"less", question.less}, {"same", question.same}}},
          {"discuss", question.discuss},
          {"answer_packed", packed(text_of(answer_json(*in.scenario, answer)))},
          {"changed_packed", packed(in.changed[q])}};
}

// Of the sources that the lesson names.
Json cited_json(const LessonSpec& lesson, const Scenario& scenario) {
  std::set<std::string> named;
  for (const LessonText& told : lesson.introduction) {
    named.insert(told.sources.begin(), told.sources.end());
  }
  for (const LessonQuestion& question : lesson.questions) {
    named.insert(question.background.sources.begin(), question.background.sources.end());
  }
  std::vector<scenario::Source> cited;
  for (const scenario::Source& source : scenario.sources) {
    if (named.count(source.id) > 0) cited.push_back(source);
  }
  return sources_json(cited);
}

}  // namespace

std::string lesson_document(const LessonInput& in) {
  const Scenario& s = *in.scenario;
  Json questions = Json::array();
  for (std::size_t q = 0; q < in.answers.size(); ++q) questions.push_back(question_json(in, q));
  return text_of({{"format", "khasan-lesson-report-1"},
                  {"version", in.version},
                  {"title", in.lesson->title},
                  {"battle", s.title},
                  {"scenario_hash", hash_text(s.hash)},
                  {"command", in.command},
                  {"seed", std::to_string(in.seed)},
                  {"pairs", in.pairs},
                  {"told", in.told},
                  {"introduction", introduction_json(*in.lesson)},
                  {"terms", terms_json(*in.lesson)},
                  {"plan", plan_json(*in.lesson)},
                  {"questions", questions},
                  {"sources", cited_json(*in.lesson, s)},
                  {"credits", s.credits},
                  {"ground_packed", packed(text_of(map_json(s)))},
                  {"as_it_was_packed", packed(in.as_it_was)}});
}

Errors check_lesson_size(std::size_t bytes) {
  if (bytes <= kLessonBytesMax) return {};
  constexpr double kMegabyte = 1e6;
  Error error;
  error.found = fmt::format("a page of {:.1f} MB", static_cast<double>(bytes) / kMegabyte);
  error.expected = fmt::format("{:.0f} MB at most", kLessonBytesMax / kMegabyte);
  error.fix = "ask fewer questions in lesson.yaml, or teach a shorter battle";
  return {error};
}

}  // namespace khasan::report
