#include "report/explanation_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/names.h"
#include "scenario/order.h"

namespace khasan::report {

using scenario::Scenario;
using scenario::Task;
using study::Asked;
using study::Cause;
using study::CauseKind;
using study::Effect;
using study::Explanation;
using study::Group;
using study::PairedDifference;
using study::Question;
using study::Sureness;

namespace {

constexpr std::size_t kNamedMost = 4;  // causes that the paragraph names of one sort
constexpr std::size_t kColumns = 100;
constexpr double kLevel = 0.05;  // of the intervals

std::string clock(const Scenario& scenario, Time at) {
  return format_clock(scenario.epoch_utc_ms + at.ms, scenario.side(Side::kFirst).offset_minutes);
}

std::string adjective(const Scenario& scenario, Side side) { return scenario.side(side).adjective; }

// How the answer is written: shares in per cent, their differences in points; hours as clocks show
// them, their differences in minutes.
struct Writing {
  double scale = 1;
  std::string unit, unit_of_change;
  bool is_hour = false;

  std::string value(double v) const {
    if (std::isnan(v)) return "never";
    if (is_hour) return value_text(v, "hour");
    return fmt::format("{:.3g}{}", scale * v, unit);
  }
  std::string change(double v) const { return fmt::format("{:+.3g}", scale * v); }
  std::string size(double v) const {
    return fmt::format("{:.3g}{}", std::fabs(scale * v), unit_of_change);
  }
};

Writing writing_of(const Scenario& scenario, const Question& question) {
  switch (question.what) {
    case Asked::kControl:
      return {100, " %", " points", false};
    case Asked::kLost:
    case Asked::kFit:
      return {1, " men", " men", false};
    case Asked::kMeasure:
      break;
  }
  const std::string& unit = scenario.measures[question.measure].unit;
  if (unit.starts_with("hour")) return {60, "", " minutes", true};
  return {1, " " + unit, " " + unit, false};
}

double mean_of(const std::vector<double>& answers) {
  double sum = 0;
  int n = 0;
  for (const double answer : answers) {
    if (std::isnan(answer)) continue;
    sum += answer;
    ++n;
  }
  return n > 0 ? sum / n : std::nan("");
}

std::string arm_words(study::Arm arm) {
  std::string words = study::kArmWords[static_cast<std::size_t>(arm)];
  std::replace(words.begin(), words.end(), '_', ' ');
  if (arm == study::Arm::kDischargers) return "grenade dischargers";
  if (arm == study::Arm::kAntiTankGuns) return "anti-tank guns";
  return words;
}

std::string task_words(Task task) {
  switch (task) {
    case Task::kMove:
      return "go to";
    case Task::kOccupy:
      return "occupy";
    case Task::kDefend:
      return "defend";
    case Task::kSupportByFire:
      return "fire in support at";
    case Task::kBombard:
      return "bombard";
    case Task::kWithdraw:
      return "withdraw to";
    case Task::kReconnoitre:
      return "reconnoitre";
    case Task::kAirStrike:
      return "bomb";
    default:
      return "attack";
  }
}

// "Japanese company 1, I/75"; the side once only.
std::string whole_name(const Scenario& scenario, UnitId unit) {
  const std::string name = name_of(scenario, unit);
  const std::string side = adjective(scenario, scenario.unit(unit).side);
  return name.find(side) == std::string::npos ? side + " " + name : name;
}

// "the order to attack Zaozernaya (Japanese I/75)".
std::string decision_text(const Scenario& scenario, const Cause& cause) {
  const scenario::Order& order = scenario.orders[cause.orders.front().index()];
  const std::string where =
      order.objective.exists() ? " " + scenario.place(order.objective).names.en : "";
  return fmt::format("the order to {}{} ({} {})", task_words(order.task), where,
                     adjective(scenario, cause.side), scenario.unit(cause.unit).short_name);
}

std::string without_article(const std::string& name) {
  return name.starts_with("the ") ? capitalised(name.substr(4)) : name;
}

// Lines of at most kColumns, those after the first behind `indent`; a number keeps its "%".
std::string wrapped(const std::string& text, const std::string& indent = "") {
  std::string out, line, word;
  const auto take = [&] {
    if (!line.empty() && line.size() + 1 + word.size() > kColumns) {
      out += line + "\n";
      line = indent + word;
    } else if (!word.empty()) {
      line += (line.empty() ? "" : " ") + word;
    }
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool breaks = text[i] == ' ' && text.compare(i, 2, " %") != 0;
    if (breaks)
      take();
    else
      word += text[i];
  }
  take();
  return out + line + "\n";
}

// --- the paragraph --------------------------------------------------------------------------

std::string effect_text(const Scenario& scenario, const Explanation& explanation,
                        const Effect& effect) {
  const Writing writing = writing_of(scenario, explanation.question);
  const PairedDifference& pair = effect.pair;
  const double low = std::min(std::fabs(pair.ci95.low), std::fabs(pair.ci95.high));
  const double high = std::max(std::fabs(pair.ci95.low), std::fabs(pair.ci95.high));
  return fmt::format(
      "without it the futures come to {} instead of {}, a difference of {} (95 % "
      "interval {:.3g} to {:.3g})",
      writing.value(pair.mean_first), writing.value(pair.mean_second),
      writing.size(pair.difference), writing.scale * low, writing.scale * high);
}

std::string happened_text(const Scenario& scenario, const Explanation& explanation) {
  const Writing writing = writing_of(scenario, explanation.question);
  return fmt::format(
      "{} was {} in the record, and {} on average over {} futures played from {} on. ",
      capitalised(question_text(scenario, explanation.question)),
      writing.value(explanation.answers[0]), writing.value(mean_of(explanation.answers)),
      explanation.answers.size(), clock(scenario, explanation.from));
}

std::string named(const Scenario& scenario, const Explanation& explanation,
                  const std::vector<std::size_t>& causes) {
  std::vector<std::string> names;
  for (const std::size_t c : causes) {
    if (names.size() == kNamedMost) break;
    names.push_back(name_of(scenario, explanation.causes[c]));
  }
  const std::size_t more = causes.size() - names.size();
  if (more > 0) names.push_back(fmt::format("{} more", more));
  return listed(names);
}

// "the weather (+6.2 points, likely)".
std::string with_effect(const Scenario& scenario, const Explanation& explanation,
                        const Effect& effect) {
  const Writing writing = writing_of(scenario, explanation.question);
  return fmt::format("{} ({}{}, {})", name_of(scenario, explanation.causes[effect.cause]),
                     writing.change(effect.pair.difference), writing.unit_of_change,
                     effect.sureness == Sureness::kClear ? "clear" : "likely");
}

// What else was more than chance: the same way, the other way, and by men named already.
std::string others_text(const Scenario& scenario, const Explanation& explanation,
                        const std::vector<const Effect*>& told) {
  const bool first_raised = told[0]->pair.difference > 0;
  std::vector<std::string> same_way, other_way, same_men;
  int likely = 0;
  for (const Effect& effect : explanation.effects) {
    if (effect.sureness == Sureness::kChance || &effect == told[0]) continue;
    likely += effect.sureness == Sureness::kLikely;
    const bool is_told = std::find(told.begin(), told.end(), &effect) != told.end();
    const bool is_same_way = (effect.pair.difference > 0) == first_raised;
    std::vector<std::string>& where = !is_told ? same_men : is_same_way ? same_way : other_way;
    if (where.size() < kNamedMost) where.push_back(with_effect(scenario, explanation, effect));
  }
  std::string text;
  const auto add = [&](const std::string& head, const std::vector<std::string>& parts) {
    if (!parts.empty()) text += head + listed(parts) + ". ";
  };
  add(first_raised ? "It was also raised by " : "It was also lowered by ", same_way);
  add(first_raised ? "Against that it was lowered by " : "Against that it was raised by ",
      other_way);
  add("In part the same men are behind the effects of ", same_men);
  const double by_chance = kLevel * static_cast<double>(explanation.effects.size());
  if (likely > 0 && by_chance >= 0.5) {
    text += fmt::format("Of {} causes compared, {:.0f} or so would seem likely by chance alone. ",
                        explanation.effects.size(), by_chance);
  }
  return text;
}

std::string chance_text(const Scenario& scenario, const Explanation& explanation) {
  std::vector<std::size_t> chance;
  for (const Effect& effect : explanation.effects) {
    if (effect.sureness == Sureness::kChance) chance.push_back(effect.cause);
  }
  std::string text;
  if (!chance.empty()) {
    text += fmt::format("With {} futures the effect of {} cannot be told apart from chance. ",
                        explanation.answers.size(), named(scenario, explanation, chance));
  }
  if (!explanation.idle.empty()) {
    text += fmt::format("Nothing at all went otherwise in the record's own future without {}. ",
                        named(scenario, explanation, explanation.idle));
  }
  return text;
}

// --- tables ---------------------------------------------------------------------------------

std::string sureness_word(const Effect& effect) {
  if (effect.pair.n < study::kPairsMin) return "too few futures";
  switch (effect.sureness) {
    case Sureness::kClear:
      return "clear";
    case Sureness::kLikely:
      return "likely";
    case Sureness::kChance:
      break;
  }
  return "not to be told from chance";
}

std::string interval_text(const Writing& writing, double value, const study::Interval& ci) {
  if (std::isinf(ci.low)) return writing.change(value);
  return fmt::format("{} ({}..{})", writing.change(value), writing.change(ci.low),
                     writing.change(ci.high));
}

std::string effect_row(const Scenario& scenario, const Explanation& explanation,
                       const Effect& effect) {
  const Writing writing = writing_of(scenario, explanation.question);
  const PairedDifference& pair = effect.pair;
  const Cause& cause = explanation.causes[effect.cause];
  std::string row = fmt::format(
      "{:<58.58} {:>9} {:>9}  {:<28} {}\n", without_article(name_of(scenario, cause)),
      pair.n > 0 ? writing.value(pair.mean_second) : "-",
      pair.n > 0 ? writing.value(pair.mean_first) : "-",
      pair.n > 0 ? interval_text(writing, pair.difference, pair.ci95) : "-", sureness_word(effect));
  if (pair.only_first + pair.only_second == 0) return row;
  return row + fmt::format("  happened only with it in {}, only without it in {} of the futures\n",
                           pair.only_second, pair.only_first);
}

std::string pair_text(const Scenario& scenario, const Explanation& explanation, const Group& group,
                      const study::Interaction& pair) {
  if (pair.ci.low <= 0 && pair.ci.high >= 0) return {};
  const bool together = (pair.value > 0) == group.raised;
  const std::string text = fmt::format(
      "{} and {}: {} ({})",
      without_article(name_of(scenario, explanation.causes[group.causes[pair.a]])),
      name_of(scenario, explanation.causes[group.causes[pair.b]]),
      together ? "did more together than the sum of each" : "could in part stand in for each other",
      interval_text(writing_of(scenario, explanation.question), pair.value, pair.ci));
  return wrapped(text, "  ");
}

std::string group_text(const Scenario& scenario, const Explanation& explanation,
                       const Group& group) {
  if (group.shares.n < study::kPairsMin) return {};
  const Writing writing = writing_of(scenario, explanation.question);
  std::string text = fmt::format(
      "\nShapley shares of what {} it, over all {} sets of these causes and {} futures; they add "
      "up.\n",
      group.raised ? "raised" : "lowered", 1u << group.causes.size(), group.shares.n);
  for (std::size_t i = 0; i < group.causes.size(); ++i) {
    const study::PlayerShare& player = group.shares.players[i];
    text += fmt::format("{:<58.58} {:>3.0f} % ({:.0f}..{:.0f})   {}{}\n",
                        without_article(name_of(scenario, explanation.causes[group.causes[i]])),
                        100 * player.share, 100 * player.share_ci.low, 100 * player.share_ci.high,
                        interval_text(writing, player.value, player.ci), writing.unit_of_change);
  }
  for (const study::Interaction& pair : group.shares.pairs) {
    text += pair_text(scenario, explanation, group, pair);
  }
  return text;
}

std::string lines_text(const Scenario& scenario, const std::vector<StoryLine>& lines) {
  std::string text;
  for (const StoryLine& line : lines) text += "  " + to_text(scenario, line, 98) + "\n";
  return text.empty() ? "  nothing else of weight\n" : text;
}

}  // namespace

std::vector<const Effect*> told_effects(const Explanation& explanation) {
  std::vector<const Effect*> told;
  for (const Effect& effect : explanation.effects) {
    const bool in_group =
        std::any_of(explanation.groups.begin(), explanation.groups.end(), [&](const Group& g) {
          return std::find(g.causes.begin(), g.causes.end(), effect.cause) != g.causes.end();
        });
    if (in_group) told.push_back(&effect);
  }
  return told;
}

std::string question_text(const Scenario& scenario, const Question& question) {
  const std::string at = clock(scenario, question.at);
  switch (question.what) {
    case Asked::kControl:
      return fmt::format("the share of {} held by the {} side on {}",
                         scenario.place(question.place).names.en,
                         adjective(scenario, question.side), at);
    case Asked::kLost:
      return fmt::format("the number of men lost by the {} side until {}",
                         adjective(scenario, question.side), at);
    case Asked::kFit:
      return fmt::format("the number of {} men fit to fight on {}",
                         adjective(scenario, question.side), at);
    case Asked::kMeasure:
      break;
  }
  const scenario::Measure& measure = scenario.measures[question.measure];
  return fmt::format("{} ({}: {})", measure.id, adjective(scenario, measure.side),
                     measure.quantity);
}

std::string name_of(const Scenario& scenario, const Cause& cause) {
  switch (cause.kind) {
    case CauseKind::kArm:
      return fmt::format("the {} {}", adjective(scenario, cause.side), arm_words(cause.arm));
    case CauseKind::kFormation:
      return "the " + whole_name(scenario, cause.unit);
    case CauseKind::kWeather:
      return "the weather";
    case CauseKind::kRule:
      return "the rule " + cause.id;
    case CauseKind::kDecision:
      return decision_text(scenario, cause);
    case CauseKind::kDelays:
      break;
  }
  return "the delays of command";
}

std::string paragraph_of(const Scenario& scenario, const Explanation& explanation) {
  std::string text = happened_text(scenario, explanation);
  const std::vector<const Effect*> told = told_effects(explanation);
  if (told.empty()) {
    text += explanation.interrupted ? "It was interrupted before the causes were compared. "
                                    : "No cause that was tried can be told apart from chance. ";
  } else {
    text += fmt::format("What mattered most {}was {}: {}. ",
                        told[0]->sureness == Sureness::kClear ? "" : "by all appearance ",
                        name_of(scenario, explanation.causes[told[0]->cause]),
                        effect_text(scenario, explanation, *told[0]));
    text += told[0]->sureness == Sureness::kClear
                ? "That is clear, also when one allows for how many causes were tried. "
                : "That is likely, but among so many causes tried one such may come by chance. ";
    text += others_text(scenario, explanation, told);
  }
  text += chance_text(scenario, explanation);
  return wrapped(text);
}

std::string tables_of(const Scenario& scenario, const Explanation& explanation) {
  const Writing writing = writing_of(scenario, explanation.question);
  std::string text = fmt::format(
      "Each cause left out by itself, over {} futures with the same chance; effect: with it less\n"
      "without it{}, mean with 95 % interval. These effects do not add up.\n\n{:<58} {:>9} {:>9}  "
      "{:<28} {}\n",
      explanation.answers.size(),
      writing.unit_of_change.empty() ? "" : ", in" + writing.unit_of_change, "cause", "with",
      "without", "effect", "how sure");
  std::vector<std::string> never;
  for (const Effect& effect : explanation.effects) {
    if (effect.pair.n > 0 && effect.pair.share_more + effect.pair.share_less == 0)
      never.push_back(name_of(scenario, explanation.causes[effect.cause]));
    else
      text += effect_row(scenario, explanation, effect);
  }
  if (!never.empty()) {
    text += wrapped("No future's answer was another without " + listed(never) + ".");
  }
  for (const Group& group : explanation.groups) text += group_text(scenario, explanation, group);
  return text;
}

std::string chain_text(const Scenario& scenario, const Cause& cause, const Chain& chain) {
  if (!chain.first) return {};
  const state::Event& first = *chain.first;
  const UnitId unit = first.subject.exists() ? scenario.element(first.subject).unit : first.unit;
  return fmt::format(
      "How it went, on the chance of the record: with and without {}.\n"
      "The two part on {}, when only the run {} has this: {}{}.\n"
      "With it:\n{}Without it:\n{}",
      name_of(scenario, cause),
      format_clock(scenario.epoch_utc_ms + first.at.ms, scenario.side(Side::kFirst).offset_minutes,
                   true),
      chain.first_is_recorded ? "with it" : "without it", state::info_of(first.kind).meaning,
      unit.exists() ? " (" + whole_name(scenario, unit) + ")" : "",
      lines_text(scenario, chain.with), lines_text(scenario, chain.without));
}

}  // namespace khasan::report
