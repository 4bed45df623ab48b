#include "lessons/conclusions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/maths.h"

namespace khasan::lessons {

namespace {

using Sentences = std::vector<std::string>;

bool is_noticeable(double log_strength) { return std::abs(log_strength) >= kNoticeable; }

// "The defenders": the name where a sentence begins.
std::string at_the_start(std::string name) {
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] += 'A' - 'a';
  return name;
}

// "a, b and c".
std::string enumerated(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text += (i == 0 ? "" : i + 1 < parts.size() ? ", " : " and ") + parts[i];
  }
  return text;
}

// What a log strength is worth, in words.
std::string worth(double log_strength, const std::string& enemy) {
  if (!is_noticeable(log_strength)) return "a match for " + enemy;
  return fmt::format("worth {:.2f} times {}", pinned_exp(log_strength), enemy);
}

// What a negative log strength costs, in percent of strength.
double percent_lost(double log_strength) { return 100 * (1 - pinned_exp(log_strength)); }

void say_expected(const Lesson& lesson, const Names& names, Sentences& out) {
  out.push_back(fmt::format("{} had expected to be {}, numbers and ground apart.",
                            at_the_start(names.side), worth(lesson.expected, names.enemy)));
}

void say_seen(const Lesson& lesson, Sentences& out) {
  if (lesson.engagements == 0) {
    out.push_back("They fought no engagement that could have taught them otherwise.");
    return;
  }
  const double surprise = lesson.surprise();
  const std::string verdict =
      !is_noticeable(surprise)
          ? "as they had expected"
          : fmt::format("{}{} than they had expected", std::abs(surprise) >= kFar ? "far " : "",
                        surprise > 0 ? "more" : "less");
  out.push_back(fmt::format("By the losses of {} they were worth {:.2f} times: {}.",
                            lesson.engagements == 1
                                ? "one engagement"
                                : fmt::format("{} engagements", lesson.engagements),
                            pinned_exp(lesson.seen), verdict));
}

// The largest part first; beliefs that hang together can push one part the other way.
void say_blame(const Lesson& lesson, Sentences& out) {
  if (!is_noticeable(lesson.surprise())) return;
  const double quality = lesson.blame.quality / lesson.surprise();
  std::array<std::pair<double, const char*>, 4> shares{{
      {lesson.blame.numbers / lesson.surprise(), "numbers wrongly estimated"},
      {quality, "the quality of their men"},
      {lesson.blame.command / lesson.surprise(), "their own command"},
      {lesson.blame.chance / lesson.surprise(), "chance"},
  }};
  std::stable_sort(shares.begin(), shares.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> causes, in_spite_of;
  for (const auto& [share, name] : shares) {
    if (std::abs(share) < kShareNamed) continue;
    (share > 0 ? causes : in_spite_of)
        .push_back(fmt::format("{} ({:.0f} %)", name, 100 * std::abs(share)));
  }
  out.push_back(fmt::format(
      "They put this down to {}{}{}.", enumerated(causes),
      in_spite_of.empty() ? "" : ", in spite of " + enumerated(in_spite_of),
      std::abs(quality) < kShareNamed ? "; the quality of their men was not in question" : ""));
}

void say_ground(const Lesson& lesson, Ground ground, Sentences& out) {
  if (lesson.engagements == 0) return;
  const bool fell_short = lesson.surprise() <= -kNoticeable;
  if (ground == Ground::kLost && !fell_short) {
    out.push_back(
        "They lost the ground all the same; as their men had fought no worse than expected, only "
        "the numbers brought against them were left to explain it.");
  } else if (ground == Ground::kWon && fell_short) {
    out.push_back("The ground was theirs in the end all the same.");
  }
}

void say_command(const Lesson& lesson, const LearningHabits& habits, const Names& names,
                 Sentences& out) {
  if (habits.p_o <= 0 || lesson.engagements == 0) return;
  const std::string cost =
      fmt::format("Their own command, they concluded, had cost them {:.0f} % of their strength",
                  percent_lost(lesson.blame.command));
  if (lesson.commander_replaced) {
    out.push_back(
        fmt::format("{}, more than the {:.0f} % that they would let pass: {} was replaced.", cost,
                    percent_lost(-habits.tolerance), names.commander));
  } else if (lesson.surprise() <= -kNoticeable) {
    out.push_back(fmt::format("{}, which they let pass: {} stayed.", cost, names.commander));
  } else {
    out.push_back(fmt::format("Nothing spoke against {}, who stayed.", names.commander));
  }
}

void say_forgotten(const Lesson& lesson, const LearningHabits& habits, Sentences& out) {
  if (!is_noticeable(lesson.blame.numbers) || habits.phi_n >= kRemembered) return;
  out.push_back(
      fmt::format("What they had learnt about numbers they took for an accident of the place, and "
                  "forgot {:.0f} % of it.",
                  100 * (1 - habits.phi_n)));
}

void say_carried(const Lesson& lesson, const Names& names, Sentences& out) {
  const double change = lesson.expected_next() - lesson.expected;
  const std::string next = worth(lesson.expected_next(), names.enemy);
  if (std::abs(change) < kUnmoved) {
    out.push_back(
        fmt::format("They drew no {}conclusion: in the next incident they expected to be {}.",
                    lesson.commander_replaced ? "other " : "", next));
  } else {
    out.push_back(
        fmt::format("Into the next incident they went expecting to be {}: {}{} than before.", next,
                    is_noticeable(change) ? "" : "little ", change > 0 ? "more" : "less"));
  }
}

}  // namespace

std::vector<std::string> conclusions(const Lesson& lesson, const LearningHabits& habits,
                                     Ground ground, const Names& names) {
  Sentences out;
  say_expected(lesson, names, out);
  say_seen(lesson, out);
  say_blame(lesson, out);
  say_ground(lesson, ground, out);
  say_command(lesson, habits, names, out);
  say_forgotten(lesson, habits, out);
  say_carried(lesson, names, out);
  return out;
}

}  // namespace khasan::lessons
