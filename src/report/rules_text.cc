#include "report/rules_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/names.h"
#include "scenario/player_order.h"

namespace khasan::report {

using scenario::Rule;
using scenario::RuleKind;
using scenario::Scenario;
using state::HeldFrom;

namespace {

std::string clock_text(const Scenario& scenario, Time t) {
  return format_clock(scenario.epoch_utc_ms + t.ms, scenario.side(Side::kFirst).offset_minutes);
}

std::string sources_text(const std::vector<std::string>& sources) {
  return sources.empty() ? "" : fmt::format(" ({})", fmt::join(sources, ", "));
}

std::string note_text(const std::string& note) {
  if (note.empty()) return note;
  return " " + note + (note.back() == '.' ? "" : ".");
}

std::string_view ban_text(RuleKind kind) {
  switch (kind) {
    case RuleKind::kNoCrossing:
      return "nobody goes, and nothing is shelled or bombed, beyond the line";
    case RuleKind::kNoAircraft:
      return "no air strikes";
    case RuleKind::kNoTanks:
      return "no tanks in attacks";
    case RuleKind::kNoPursuit:
      return "no pursuit beyond the objective";
    case RuleKind::kGunsSilent:
      return "guns stay silent unless fired at";
  }
  return "";
}

std::string span_text(const Scenario& scenario, const Rule& rule) {
  std::string text;
  if (rule.from > scenario.start) text += " from " + clock_text(scenario, rule.from);
  if (rule.until < kNever) text += " until " + clock_text(scenario, rule.until);
  return text;
}

std::string rule_text(const Scenario& scenario, const Rule& rule) {
  std::vector<std::string> units;
  for (const UnitId unit : rule.units) units.push_back(name_of(scenario, unit));
  const std::string whom =
      units.empty() ? scenario.side(rule.side).name
                    : fmt::format("{}, {}", scenario.side(rule.side).name, listed(units));
  return fmt::format("Rule of engagement {} ({}): {}{}.{}{}", rule.id, whom, ban_text(rule.kind),
                     span_text(scenario, rule), note_text(rule.note), sources_text(rule.sources));
}

// What the crisis leaves a side: what it has dug, if it held the crest, and what it believes.
std::string footing_text(const Scenario& scenario, const state::Event& event) {
  const std::string& side = scenario.side(event.side).name;
  std::string text = fmt::format("{} believes its men to be worth {:.2f} times the enemy's", side,
                                 std::exp(event.b / 1000.0));
  const auto digs = [&](ElementId e) { return scenario.element(e).side == event.side; };
  if (event.at == scenario.start && scenario.occupation &&
      std::any_of(scenario.occupation->elements.begin(), scenario.occupation->elements.end(),
                  digs)) {
    text += fmt::format(", and has put {:.2f} of the recorded time into its works on the crest",
                        event.a / 1000.0);
  }
  return text + ".";
}

}  // namespace

std::string changes_text(const Scenario& scenario) {
  std::vector<std::string> texts;
  for (const std::string& title : scenario.what_ifs) texts.push_back("What if: " + title);
  if (!scenario.rule_changes.empty()) {
    texts.push_back(
        fmt::format("Rules of engagement changed: {}.", fmt::join(scenario.rule_changes, ", ")));
  }
  return fmt::format("{}", fmt::join(texts, " "));
}

std::vector<std::string> rules_texts(const Scenario& scenario) {
  std::vector<std::string> texts;
  for (const Rule& rule : scenario.rules) texts.push_back(rule_text(scenario, rule));
  if (scenario.cease_fire) {
    const scenario::CeaseFire& cease = *scenario.cease_fire;
    texts.push_back(fmt::format("Cease-fire at {}: it ends the battle.{}{}",
                                clock_text(scenario, cease.at), note_text(cease.note),
                                sources_text(cease.sources)));
  }
  const std::string changes = changes_text(scenario);
  if (!changes.empty()) texts.push_back(changes);
  return texts;
}

std::string held_text(const Scenario& scenario, const state::Event& event, const std::string& who) {
  const Rule& rule = scenario.rules[static_cast<std::size_t>(event.a)];
  switch (static_cast<HeldFrom>(event.b)) {
    case HeldFrom::kGoing:
      return rule.line.empty() ? fmt::format("{} halts before {}: forbidden to enter.", who,
                                             scenario.place(rule.place).names.en)
                               : who + " halts at the line: forbidden to cross.";
    case HeldFrom::kShelling:
      return who + " holds its shells or bombs back: forbidden to fire beyond the line.";
    case HeldFrom::kAttack:
      return "The tanks of " + who + " stay out of the attack: forbidden.";
    case HeldFrom::kPursuit:
      return who + " does not follow beyond its objective: forbidden to pursue.";
    case HeldFrom::kFire:
      return "The guns of " + who + " stay silent: forbidden to fire.";
    case HeldFrom::kBeginning:
      return who + " stays on the ground: air strikes are forbidden.";
  }
  return who + " is held back.";
}

int word_importance(const state::Event& event) {
  switch (event.kind) {
    case state::EventKind::k_cease_fire:
      return event.a > 0 ? 3 : 2;  // in force, agreed
    case state::EventKind::k_released:
      return 3;
    case state::EventKind::k_ordered:
    case state::EventKind::k_recalled:
      return 2;
    case state::EventKind::k_footing:
      return 1;
    default:
      return 0;
  }
}

namespace {

// "Japanese 75th Infantry is ordered to attack Zaozernaya by the 19th Division."
std::string order_text(const Scenario& scenario, const state::Event& event) {
  const scenario::Order& order = scenario.orders[event.order.index()];
  std::string task = scenario::task_words()[static_cast<std::size_t>(order.task) - 1];
  std::replace(task.begin(), task.end(), '_', ' ');
  const std::string where =
      order.objective.exists() ? ": " + scenario.place(order.objective).names.en : "";
  const std::string what = fmt::format("{} ({}{})", name_of(scenario, order.unit), task, where);
  return event.kind == state::EventKind::k_recalled ? "The order to " + what + " is recalled."
                                                    : "An order is given to " + what + ".";
}

}  // namespace

std::string word_text(const Scenario& scenario, const state::Event& event) {
  // In a free battle the event says when; else the battle does.
  const Time at = scenario.cease_fire ? scenario.cease_fire->at : seconds(event.c);
  if (event.kind == state::EventKind::k_released) {
    const auto& escalation = scenario.escalations[static_cast<std::size_t>(event.a)];
    return fmt::format("{} goes to rung {} of the ladder, {}, from {} on.",
                       scenario.side(event.side).name, escalation.rung, escalation.id,
                       clock_text(scenario, at));
  }
  if (event.order.exists()) return order_text(scenario, event);
  if (event.kind == state::EventKind::k_footing) return footing_text(scenario, event);
  if (event.a > 0) return "Cease-fire: both sides stop where they stand.";
  return fmt::format("A cease-fire is agreed; it is to begin at {}.", clock_text(scenario, at));
}

}  // namespace khasan::report
