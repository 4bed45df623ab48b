// Goal: every sentence follows from the numbers, and each of its wordings is reached.
// Method: lessons built by hand, one for each branch, against the whole text; names are arguments,
// so the tests choose their own.
#include "lessons/conclusions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace khasan::lessons {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const Names kNames{"the defenders", "the attackers", "General Grey"};

Lesson lesson_of(double expected, double seen, Attribution blame) {
  Lesson lesson;
  lesson.engagements = 2;
  lesson.expected = lesson.mu_q_next = expected;
  lesson.seen = seen;
  lesson.blame = blame;
  return lesson;
}

std::string text_of(const Lesson& lesson, const LearningHabits& habits = {},
                    Ground ground = Ground::kWon) {
  std::string text;
  for (const std::string& sentence : conclusions(lesson, habits, ground, kNames)) {
    text += sentence + "\n";
  }
  return text;
}

TEST(Conclusions, who_blames_numbers_and_forgets_them_keeps_its_faith) {
  const LearningHabits habits{.alpha = 0.1, .phi_n = 0.2, .phi_q = 0.9, .doctrine = 0.35};
  const Lesson lesson = learn({-0.143, 0.552, 0.153, 0.1}, {0.647, 0.41, 3}, habits, 0);
  EXPECT_THAT(
      conclusions(lesson, habits, Ground::kLost, kNames),
      ElementsAre(
          "The defenders had expected to be worth 1.51 times the attackers, numbers and ground "
          "apart.",
          "By the losses of 3 engagements they were worth 1.91 times: more than they had expected.",
          "They put this down to numbers wrongly estimated (53 %) and chance (47 %); the quality "
          "of "
          "their men was not in question.",
          "They lost the ground all the same; as their men had fought no worse than expected, only "
          "the numbers brought against them were left to explain it.",
          "What they had learnt about numbers they took for an accident of the place, and forgot "
          "80 % of it.",
          "Into the next incident they went expecting to be worth 1.70 times the attackers: more "
          "than before."));
}

TEST(Conclusions, who_blames_its_command_replaces_the_commander) {
  const LearningHabits habits{.p_o = 0.3, .tolerance = 0.15, .drag_factor_next = 0.4};
  const Lesson lesson = learn({0, 0.2, 0.2, 0.2}, {-0.647, 0.41, 3}, habits, 0.25);
  EXPECT_THAT(
      conclusions(lesson, habits, Ground::kWon, kNames),
      ElementsAre(
          "The defenders had expected to be worth 1.22 times the attackers, numbers and ground "
          "apart.",
          "By the losses of 3 engagements they were worth 0.52 times: far less than they had "
          "expected.",
          "They put this down to their own command (36 %), numbers wrongly estimated (24 %), the "
          "quality of their men (24 %) and chance (16 %).",
          "The ground was theirs in the end all the same.",
          "Their own command, they concluded, had cost them 26 % of their strength, more than the "
          "14 % that they would let pass: General Grey was replaced.",
          "Into the next incident they went expecting to be worth 0.81 times the attackers: less "
          "than before."));
}

TEST(Conclusions, without_a_fight_there_is_little_to_say) {
  const LearningHabits habits{.p_o = 0.3};
  const Lesson lesson = learn({0, 0.02, 0.2, 0.2}, {0, 0.41, 0}, habits, 0);
  EXPECT_THAT(
      conclusions(lesson, habits, Ground::kLost, kNames),
      ElementsAre("The defenders had expected to be a match for the attackers, numbers and ground "
                  "apart.",
                  "They fought no engagement that could have taught them otherwise.",
                  "They drew no conclusion: in the next incident they expected to be a match for "
                  "the attackers."));
}

TEST(Conclusions, surprise_is_weighed_in_five_steps) {
  const auto seen = [](double surprise) { return text_of(lesson_of(0.3, 0.3 + surprise, {})); };
  EXPECT_THAT(seen(-0.45), HasSubstr(": far less than they had expected."));
  EXPECT_THAT(seen(-0.2), HasSubstr(": less than they had expected."));
  EXPECT_THAT(seen(0.05), HasSubstr(": as they had expected."));
  EXPECT_THAT(seen(0.2), HasSubstr(": more than they had expected."));
  EXPECT_THAT(seen(0.45), HasSubstr(": far more than they had expected."));
}

TEST(Conclusions, no_surprise_needs_no_cause) {
  EXPECT_THAT(text_of(lesson_of(0.3, 0.35, {0.05, 0, 0, 0})), Not(HasSubstr("put this down")));
}

TEST(Conclusions, one_engagement_is_called_one) {
  Lesson lesson = lesson_of(0, 0, {});
  lesson.engagements = 1;
  EXPECT_THAT(text_of(lesson), HasSubstr("By the losses of one engagement they"));
}

TEST(Conclusions, a_part_that_pushes_the_other_way_is_named_apart) {
  EXPECT_THAT(text_of(lesson_of(0, -1, {-0.9, 0.3, 0, -0.4})),
              HasSubstr("down to numbers wrongly estimated (90 %) and chance (40 %), in spite of "
                        "the quality of their men (30 %)."));
}

TEST(Conclusions, ground_is_spoken_of_where_losses_do_not_explain_it) {
  const Lesson short_of = lesson_of(0, -0.5, {}), as_expected = lesson_of(0, 0, {});
  EXPECT_THAT(text_of(short_of, {}, Ground::kWon), HasSubstr("theirs in the end all the same"));
  EXPECT_THAT(text_of(short_of, {}, Ground::kLost), Not(HasSubstr("ground all the same")));
  EXPECT_THAT(text_of(as_expected, {}, Ground::kLost), HasSubstr("lost the ground all the same"));
  EXPECT_THAT(text_of(as_expected, {}, Ground::kWon), Not(HasSubstr("all the same")));
}

TEST(Conclusions, a_commander_is_judged_only_where_command_is) {
  const Lesson lesson = lesson_of(0, -0.5, {-0.2, -0.2, -0.1, 0});
  EXPECT_THAT(text_of(lesson, {.p_o = 0}), Not(HasSubstr("General Grey")));
  EXPECT_THAT(text_of(lesson, {.p_o = 0.3, .tolerance = 0.2}),
              HasSubstr("had cost them 10 % of their strength, which they let pass: General Grey "
                        "stayed."));
  EXPECT_THAT(text_of(lesson_of(0, 0.5, {}), {.p_o = 0.3}),
              HasSubstr("Nothing spoke against General Grey, who stayed."));
}

TEST(Conclusions, a_replaced_commander_may_be_the_only_one) {
  Lesson lesson = lesson_of(0, -0.5, {0, 0, -0.5, 0});
  EXPECT_THAT(text_of(lesson), HasSubstr("They drew no conclusion:"));
  lesson.commander_replaced = true;
  EXPECT_THAT(text_of(lesson), HasSubstr("They drew no other conclusion:"));
}

TEST(Conclusions, numbers_are_forgotten_where_little_is_remembered) {
  const Lesson lesson = lesson_of(0, -0.5, {-0.4, 0, 0, -0.1});
  EXPECT_THAT(text_of(lesson, {.phi_n = 0}), HasSubstr("forgot 100 % of it"));
  EXPECT_THAT(text_of(lesson, {.phi_n = 0.5}), Not(HasSubstr("forgot")));
  EXPECT_THAT(text_of(lesson_of(0, -0.5, {-0.05, 0, 0, -0.45}), {.phi_n = 0}),
              Not(HasSubstr("forgot")));
}

TEST(Conclusions, what_is_carried_on_is_compared_with_before) {
  Lesson lesson = lesson_of(0, 0, {});
  lesson.mu_q_next = std::log(2.0);
  EXPECT_THAT(text_of(lesson), HasSubstr("worth 2.00 times the attackers: more than before."));
  lesson.mu_q_next = std::log(0.5);
  EXPECT_THAT(text_of(lesson), HasSubstr("worth 0.50 times the attackers: less than before."));
  lesson.mu_q_next = 0.09;
  EXPECT_THAT(text_of(lesson), HasSubstr("a match for the attackers: little more than before."));
  lesson.mu_q_next = -0.019;
  EXPECT_THAT(text_of(lesson), HasSubstr("They drew no conclusion:"));
}

}  // namespace
}  // namespace khasan::lessons
