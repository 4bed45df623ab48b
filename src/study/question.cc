#include "study/question.h"

#include <algorithm>
#include <vector>

#include "scenario/nearest_name.h"
#include "study/curves.h"

namespace khasan::study {

namespace {

using scenario::Scenario;

constexpr const char* kForms =
    "PLACE.control.SIDE, lost.SIDE or fit.SIDE with ' at TIME', or the id of a measure";

Error error_of(const std::string& text, std::string expected, std::string fix = {}) {
  Error error;
  error.found = "--why " + text;
  error.expected = std::move(expected);
  error.fix = std::move(fix);
  return error;
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '.')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

// The position of a name in a list; none: not there.
std::optional<std::size_t> position_in(const std::vector<std::string>& names,
                                       const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

template <class List>
std::vector<std::string> ids_of(const List& list) {
  std::vector<std::string> ids;
  for (const auto& one : list) ids.push_back(one.id);
  return ids;
}

std::optional<Error> read_side(const Scenario& scenario, const std::string& text,
                               const std::string& name, Question& question) {
  const std::vector<std::string> sides = ids_of(scenario.sides);
  const auto side = position_in(sides, name);
  if (!side) {
    return error_of(text, "a side: " + sides[0] + " or " + sides[1],
                    scenario::did_you_mean(name, sides));
  }
  question.side = static_cast<Side>(*side);
  return std::nullopt;
}

std::optional<Error> read_place(const Scenario& scenario, const std::string& text,
                                const std::string& name, Question& question) {
  std::vector<std::string> places = ids_of(scenario.places);
  auto place = position_in(places, name);
  if (!place) place = position_in(places, name + "_crest");
  if (place) {
    question.place = PlaceId{*place};
    return std::nullopt;
  }
  // A crest may be meant by either name.
  for (const scenario::Place& one : scenario.places) {
    if (one.id.ends_with("_crest")) places.push_back(one.id.substr(0, one.id.size() - 6));
  }
  return error_of(text, "a place of the battle before '.control'",
                  scenario::did_you_mean(name, places));
}

Result<Question> measure_of(const Scenario& scenario, const std::string& text,
                            std::optional<Time> at) {
  const std::vector<std::string> measures = ids_of(scenario.measures);
  const auto measure = position_in(measures, text);
  if (!measure) return error_of(text, kForms, scenario::did_you_mean(text, measures));
  const scenario::Measure& asked = scenario.measures[*measure];
  if (asked.kind == scenario::MeasureKind::kNotSimulated) {
    return error_of(text, "a measure that the battle simulates");
  }
  Question question;
  question.what = Asked::kMeasure;
  question.measure = *measure;
  question.at = at.value_or(std::min(asked.to, scenario.end));
  return question;
}

}  // namespace

Result<Question> question_of(const Scenario& scenario, const std::string& text,
                             std::optional<Time> at) {
  const std::vector<std::string> parts = parts_of(text);
  Question question;
  std::optional<Error> error;
  if (parts.size() == 3 && parts[1] == "control") {
    question.what = Asked::kControl;
    error = read_place(scenario, text, parts[0], question);
    if (!error) error = read_side(scenario, text, parts[2], question);
  } else if (parts.size() == 2 && (parts[0] == "lost" || parts[0] == "fit")) {
    question.what = parts[0] == "lost" ? Asked::kLost : Asked::kFit;
    error = read_side(scenario, text, parts[1], question);
  } else {
    return measure_of(scenario, text, at);
  }
  if (error) return *error;
  if (!at) return error_of(text, "a moment: '" + text + " at TIME'");
  question.at = *at;
  return question;
}

double answer_of(const Question& question, const sim::Play& play) {
  CurveDef curve;
  curve.side = question.side;
  curve.place = question.place;
  switch (question.what) {
    case Asked::kControl:
      curve.kind = CurveKind::kHeld;
      break;
    case Asked::kLost:
      curve.kind = CurveKind::kLost;
      break;
    case Asked::kFit:
      curve.kind = CurveKind::kFit;
      break;
    case Asked::kMeasure:
      return play.measures()[question.measure];
  }
  return value_of(play.scenario(), play.state(), curve);
}

}  // namespace khasan::study
