#include "load/lesson_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "load/battle_files.h"
#include "load/value.h"
#include "scenario/nearest_name.h"

namespace khasan::load {

using scenario::LessonQuestion;
using scenario::LessonSpec;
using scenario::LessonText;
using scenario::ScenarioSpec;

namespace {

constexpr Limits kPartMinutes{1, scenario::kLessonMinutes, "whole minutes, 1 to 45"};

LessonText read_text(const Value& value) {
  Map map(value);
  LessonText told;
  told.text = map.need("text").text();
  map.with("sources", [&](const Value& v) { told.sources = v.sources(); });
  map.finish();
  return told;
}

scenario::LessonTerm read_term(const Value& value) {
  Map map(value);
  scenario::LessonTerm term{map.need("term").text(), map.need("meaning").text()};
  map.finish();
  return term;
}

scenario::LessonPart read_part(const Value& value) {
  Map map(value);
  scenario::LessonPart part;
  part.minutes = map.need("minutes").integer(kPartMinutes);
  part.title = map.need("title").text();
  part.what = map.need("what").text();
  map.finish();
  return part;
}

class LessonReader {
 public:
  explicit LessonReader(const ScenarioSpec& battle) {
    for (const std::string& file : yaml_files(battle.folder + "/whatifs")) {
      what_ifs_.push_back(std::filesystem::path(file).stem().string());
    }
    for (const scenario::MeasureSpec& spec : battle.measures) {
      const bool is_simulated = spec.measure.kind != scenario::MeasureKind::kNotSimulated;
      if (is_simulated) measures_.push_back(spec.measure.id);
    }
  }

  LessonSpec read(const Value& root) {
    LessonSpec lesson;
    Map map(root);
    read_format(map.need("format"), "khasan-lesson-1");
    lesson.title = map.need("title").text();
    for (const Value& v : map.need("introduction").items()) {
      lesson.introduction.push_back(read_text(v));
    }
    for (const Value& v : map.take("terms").items()) lesson.terms.push_back(read_term(v));
    const Value plan = map.need("plan"), questions = map.need("questions");
    for (const Value& v : plan.items()) lesson.plan.push_back(read_part(v));
    for (const Value& v : questions.items()) lesson.questions.push_back(read_question(v));
    map.finish();
    check_minutes(plan, lesson);
    check_count(questions, lesson);
    return lesson;
  }

 private:
  LessonQuestion read_question(const Value& value) {
    Map map(value);
    LessonQuestion question;
    question.what_if = named(map.need("what_if"), what_ifs_, "a what-if that the battle ships",
                             "they stand in the folder whatifs/ of the battle");
    question.title = map.need("title").text();
    question.background = read_text(map.need("background"));
    question.question = map.need("question").text();
    question.measure = named(map.need("measure"), measures_, "a measure that the battle simulates",
                             "they stand in expected.yaml of the battle");
    question.counted = map.need("counted").text();
    Map choices(map.need("choices"));
    question.more = choices.need("more").text();
    question.less = choices.need("less").text();
    question.same = choices.need("same").text();
    choices.finish();
    question.discuss = map.need("discuss").texts();
    map.finish();
    if (!asked_.insert(question.what_if + " " + question.measure).second) {
      value.fault(question.what_if + " and " + question.measure + " again", "each question once");
    }
    return question;
  }

  // The text, which must be one of the names.
  static std::string named(const Value& value, const std::vector<std::string>& names,
                           const std::string& expected, const std::string& where) {
    const std::string text = value.text("a name");
    if (text.empty() || std::find(names.begin(), names.end(), text) != names.end()) return text;
    const std::string near = scenario::did_you_mean(text, names);
    value.fault(text, expected, near.empty() ? where : near);
    return text;
  }

  static void check_minutes(const Value& plan, const LessonSpec& lesson) {
    int minutes = 0;
    for (const scenario::LessonPart& part : lesson.plan) minutes += part.minutes;
    if (!plan.is_list() || minutes == scenario::kLessonMinutes) return;
    plan.fault(
        fmt::format("a plan of {} minutes", minutes),
        fmt::format("{} minutes in all", scenario::kLessonMinutes),
        fmt::format("{} {} minutes", minutes < scenario::kLessonMinutes ? "add" : "take away",
                    std::abs(scenario::kLessonMinutes - minutes)));
  }

  static void check_count(const Value& questions, const LessonSpec& lesson) {
    if (!questions.is_list() || lesson.questions.size() >= scenario::kQuestionsMin) return;
    questions.fault(fmt::format("{} questions", lesson.questions.size()),
                    fmt::format("{} questions or more", scenario::kQuestionsMin));
  }

  std::vector<std::string> what_ifs_, measures_;
  std::set<std::string> asked_;
};

}  // namespace

Result<LessonSpec> read_lesson(const ScenarioSpec& battle) {
  Reading reading;
  for (const scenario::Source& source : battle.sources) reading.sources.insert(source.id);
  const std::string path = battle.folder + "/lesson.yaml";
  const auto document = Document::open(reading, path);
  if (!document) return std::move(reading.errors);
  LessonSpec lesson = LessonReader(battle).read(document->root());
  lesson.file = path;
  if (!reading.errors.empty()) return std::move(reading.errors);
  return lesson;
}

}  // namespace khasan::load
