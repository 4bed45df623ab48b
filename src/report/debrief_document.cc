#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/debrief.h"
#include "report/document_parts.h"
#include "report/names.h"
#include "scenario/player_order.h"

namespace khasan::report {

using scenario::Scenario;
using scenario::Target;

namespace {

std::string clock_text(const Scenario& scenario, Time at) {
  const scenario::SideDef& side = scenario.side(Side::kFirst);
  return format_clock(scenario.epoch_utc_ms + at.ms, side.offset_minutes);
}

std::string place_name(const Scenario& scenario, PlaceId place) {
  const scenario::Place& it = scenario.place(place);
  return it.names.en.empty() ? it.id : it.names.en;
}

const std::string& task_word(scenario::Task task) {
  return scenario::task_words()[static_cast<std::size_t>(task) - 1];
}

Json time_json(Time at) { return at == kNever ? Json(nullptr) : Json(at.ms); }

Json opinion_json(const Opinion& opinion) {
  return {{"believed", opinion.believed}, {"right", opinion.right}, {"there", opinion.there}};
}

Json victory_json(const DebriefInput& in) {
  const Scenario& scenario = *in.scenario;
  Json conditions = Json::array();
  for (std::size_t i = 0; i < in.standings.size(); ++i) {
    const scenario::VictoryCondition& condition = scenario.victory[i];
    conditions.push_back({{"side", index_of(condition.side)},
                          {"text", condition.text},
                          {"points", condition.points},
                          {"value", number_or_null(in.standings[i].value)},
                          {"got", in.standings[i].points}});
  }
  const auto score = sim::score_of(scenario, in.standings);
  return {{"conditions", conditions},
          {"score", {score[0], score[1]}},
          {"verdict", in.standings.empty() ? "" : sim::verdict_of(scenario, score)}};
}

Json turning_points_json(const DebriefInput& in) {
  const Scenario& scenario = *in.scenario;
  Json all = Json::array();
  for (const TurningPoint& point : in.turning_points) {
    const scenario::Place& place = scenario.place(point.place);
    all.push_back({{"at_ms", point.at.ms},
                   {"side", index_of(point.side)},
                   {"place", place_name(scenario, point.place)},
                   {"x", std::round(place.at.x_m)},
                   {"y", std::round(place.at.y_m)},
                   {"points", point.points},
                   {"opinions", {opinion_json(point.opinions[0]), opinion_json(point.opinions[1])}},
                   {"why", point.why}});
  }
  return all;
}

Json orders_json(const DebriefInput& in) {
  const Scenario& scenario = *in.scenario;
  Json all = Json::array();
  for (const OrderFate& fate : in.orders) {
    const scenario::Order& order = scenario.orders[fate.order.index()];
    Json one{
        {"given_ms", order.issued.ms},           {"side", index_of(scenario.unit(order.unit).side)},
        {"unit", name_of(scenario, order.unit)}, {"by", name_of(scenario, order.issuer)},
        {"task", task_word(order.task)},         {"objective", nullptr},
        {"not_before_ms", order.not_before.ms},  {"recalled", fate.is_recalled},
        {"begun_ms", time_json(fate.begun)},     {"ended_ms", time_json(fate.ended)}};
    if (order.objective.exists()) one["objective"] = place_name(scenario, order.objective);
    all.push_back(std::move(one));
  }
  return all;
}

// The record of what the run has a value for.
struct Recorded {
  const scenario::Measure* measure = nullptr;
  const Target* target = nullptr;
  double value = 0;
  // How far outside the recorded range, in widths of it; 0: inside.
  double distance() const {
    const double width = std::max({target->high - target->low, std::abs(target->best) / 10, 1e-9});
    return std::max({target->low - value, value - target->high, 0.0}) / width;
  }
};

std::vector<Recorded> against_record(const DebriefInput& in) {
  std::vector<Recorded> all;
  const Scenario& scenario = *in.scenario;
  for (const Target& target : scenario.targets) {
    if (target.role != scenario::TargetRole::kJudged) continue;
    for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
      const double value = in.run->runs.front().measures[m];
      const bool is_it = scenario.measures[m].id == target.measure;
      if (is_it && !std::isnan(value)) all.push_back({&scenario.measures[m], &target, value});
    }
  }
  return all;
}

Json record_json(const DebriefInput& in) {
  const Scenario& scenario = *in.scenario;
  Json all = Json::array();
  for (const Recorded& row : against_record(in)) {
    all.push_back({{"id", row.measure->id},
                   {"quantity", row.measure->quantity},
                   {"unit", row.measure->unit},
                   {"side", index_of(row.measure->side)},
                   {"window", window_text(scenario, *row.measure)},
                   {"value", row.value},
                   {"low", row.target->low},
                   {"best", row.target->best},
                   {"high", row.target->high},
                   {"inside", row.distance() <= 0},
                   {"source", row.target->source}});
  }
  return all;
}

Json opinions_json(const DebriefInput& in) {
  Json all = Json::array();
  for (const OpinionSample& sample : in.opinions) {
    Json row{sample.at.ms};
    for (const Opinion& one : sample.opinions) {
      for (const int n : {one.believed, one.right, one.there}) row.push_back(n);
    }
    all.push_back(std::move(row));
  }
  return all;
}

// --- questions ------------------------------------------------------------------------------

void ask_of_turning_point(const DebriefInput& in, const TurningPoint& point,
                          std::vector<std::string>& questions) {
  const Scenario& scenario = *in.scenario;
  const Side loser = enemy_of(point.side);
  const Opinion& opinion = point.opinions[index_of(loser)];
  questions.push_back(fmt::format(
      "{} was taken by the {} side at {}. Ten minutes before, {} of its elements were within a "
      "kilometre; the {} headquarters believed in {} of them, {} about where they were. What could "
      "have been known, by whom, and what would it have changed?",
      place_name(scenario, point.place), scenario.side(point.side).adjective,
      clock_text(scenario, point.at), opinion.there, scenario.side(loser).adjective,
      opinion.believed, opinion.right));
}

void ask_of_slowest_order(const DebriefInput& in, std::vector<std::string>& questions) {
  const OrderFate* slowest = nullptr;
  const auto delay = [&](const OrderFate& fate) {
    const scenario::Order& order = in.scenario->orders[fate.order.index()];
    return fate.begun - std::max(order.issued, order.not_before);
  };
  for (const OrderFate& fate : in.orders) {
    if (fate.begun == kNever) continue;
    if (slowest == nullptr || delay(fate) > delay(*slowest)) slowest = &fate;
  }
  if (slowest == nullptr) return;
  const scenario::Order& order = in.scenario->orders[slowest->order.index()];
  questions.push_back(fmt::format(
      "The order of {} for {} to {} took until {} to be begun, {} after it could have been. Where "
      "on the way was the time lost? Would another headquarters have been quicker, and what would "
      "it not have known?",
      clock_text(*in.scenario, order.issued), name_of(*in.scenario, order.unit),
      task_word(order.task), clock_text(*in.scenario, slowest->begun),
      counted(static_cast<int>(delay(*slowest).ms / 60'000), "minute", "minutes")));
}

void ask_of_record(const DebriefInput& in, std::vector<std::string>& questions) {
  const std::vector<Recorded> rows = against_record(in);
  const auto farthest = std::max_element(
      rows.begin(), rows.end(),
      [](const Recorded& a, const Recorded& b) { return a.distance() < b.distance(); });
  if (farthest == rows.end() || farthest->distance() <= 0) return;
  const scenario::Measure& measure = *farthest->measure;
  questions.push_back(fmt::format(
      "{} ({}): {} in this run, {} recorded. Is that chance, a decision that was taken otherwise, "
      "the model, or the record? How could you find out?",
      capitalised(measure.quantity), in.scenario->side(measure.side).adjective,
      value_text(farthest->value, measure.unit), value_text(farthest->target->best, measure.unit)));
}

}  // namespace

std::vector<std::string> questions_of(const DebriefInput& in) {
  constexpr std::size_t kTurningPointsAsked = 2;
  std::vector<std::string> questions;
  for (std::size_t i = 0; i < std::min(kTurningPointsAsked, in.turning_points.size()); ++i) {
    ask_of_turning_point(in, in.turning_points[i], questions);
  }
  ask_of_slowest_order(in, questions);
  ask_of_record(in, questions);
  questions.push_back(
      "Name one decision of either side that you would have taken otherwise. Write down what you "
      "expect of it, in numbers, before you play it.");
  return questions;
}

std::string debrief_document(const DebriefInput& in) {
  Json led = nullptr;
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    if (in.scenario->side(side).id == in.player) led = index_of(side);
  }
  const Json debrief{{"led", led},
                     {"victory", victory_json(in)},
                     {"turning_points", turning_points_json(in)},
                     {"orders", orders_json(in)},
                     {"decisions", in.decisions},
                     {"opinions", opinions_json(in)},
                     {"record", record_json(in)},
                     {"questions", questions_of(in)}};
  // The document of the run is a text of some megabytes: it is put in as it is.
  return fmt::format(R"({{"format":"khasan-debrief-1","title":{},"debrief":{},"report":{}}})",
                     Json(in.scenario->title).dump(), debrief.dump(), *in.report);
}

}  // namespace khasan::report
