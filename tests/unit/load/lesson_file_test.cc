// Goal: a lesson says what it teaches, and every mistake in it is told with its place and the way
// out. Method: a small sound battle, a sound lesson on it, one thing spoilt at a time.
#include "load/lesson_file.h"

#include <gmock/gmock.h>

#include "unit/load/battle_folder.h"

namespace khasan::load {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kLesson = R"(format: khasan-lesson-1
title: A lesson
introduction:
  - {text: It was summer., sources: [book]}
  - {text: Now think.}
terms:
  - {term: run, meaning: a battle played once}
plan:
  - {minutes: 20, title: Read, what: Read it aloud.}
  - {minutes: 25, title: Ask, what: Ask them all.}
questions:
)";

// A question about that what-if.
std::string question_about(const std::string& what_if) {
  return "  - what_if: " + what_if +
         "\n    title: Fog\n    background: {text: There was none., sources: [assumed]}\n"
         "    question: More or fewer?\n    measure: T001\n    counted: casualties\n"
         "    choices: {more: More, less: Fewer, same: No change}\n    discuss: [Why is that?]\n";
}

class LessonFile : public support::BattleFolder {
 protected:
  LessonFile() {
    std::string lesson = kLesson;
    for (const std::string name : {"fog", "rain", "snow", "wind", "dusk", "dawn"}) {
      write("whatifs/" + name + ".yaml", "format: khasan-what-if-1\n");
      lesson += question_about(name);
    }
    write("lesson.yaml", lesson);
    replace("battle.yaml", "plans:", "expected: expected.yaml\nplans:");
    write("expected.yaml",
          "format: khasan-expected-1\nmeasures:\n"
          "  - {id: T001, side: su, quantity: casualties, unit: men, measure: casualties}\n"
          "  - {id: T002, quantity: tanks, unit: tanks, measure: not_simulated}\n");
  }
  Result<scenario::LessonSpec> read() const {
    const auto spec = read_battle(path("."), KHASAN_SOURCE_DIR "/catalog");
    if (!spec) return spec.errors();
    return read_lesson(spec.value());
  }
};

TEST_F(LessonFile, is_read_whole) {
  const auto read_it = read();
  ASSERT_TRUE(read_it) << to_text(read_it.errors()[0]);
  const scenario::LessonSpec& lesson = read_it.value();
  EXPECT_EQ(lesson.title, "A lesson");
  ASSERT_EQ(lesson.introduction.size(), 2u);
  EXPECT_EQ(lesson.introduction[0].sources, std::vector<std::string>{"book"});
  EXPECT_TRUE(lesson.introduction[1].sources.empty());
  EXPECT_EQ(lesson.terms.at(0).meaning, "a battle played once");
  EXPECT_EQ(lesson.plan.at(1).minutes, 25);
  ASSERT_EQ(lesson.questions.size(), 6u);
  EXPECT_EQ(lesson.questions[5].what_if, "dawn");
  EXPECT_EQ(lesson.questions[0].measure, "T001");
  EXPECT_EQ(lesson.questions[0].less, "Fewer");
  EXPECT_EQ(lesson.questions[0].discuss, std::vector<std::string>{"Why is that?"});
}

struct Slip {
  const char *from, *to, *found, *fix;
};

class LessonSlips : public LessonFile, public testing::WithParamInterface<Slip> {};

TEST_P(LessonSlips, are_told_with_their_place) {
  const Slip& slip = GetParam();
  replace("lesson.yaml", slip.from, slip.to);
  const auto lesson = read();
  ASSERT_FALSE(lesson);
  std::string told;
  for (const Error& error : lesson.errors()) told += to_text(error) + "\n";
  EXPECT_THAT(told, AllOf(HasSubstr("lesson.yaml:"), HasSubstr(slip.found), HasSubstr(slip.fix)));
}

INSTANTIATE_TEST_SUITE_P(
    All, LessonSlips,
    testing::Values(
        Slip{"khasan-lesson-1", "khasan-lesson-2", "khasan-lesson-2", "no other version"},
        Slip{"what_if: snow", "what_if: snwo", "snwo", "did you mean 'snow'"},
        Slip{"what_if: snow", "what_if: earthquake", "earthquake", "whatifs/"},
        Slip{"what_if: snow", "what_if: rain", "rain and T001 again", "each question once"},
        Slip{"measure: T001", "measure: T002", "T002", "did you mean 'T001'"},
        Slip{"measure: T001", "measure: losses", "losses", "expected.yaml"},
        Slip{"minutes: 20", "minutes: 25", "50 minutes", "take away 5 minutes"},
        Slip{"minutes: 20", "minutes: 15", "40 minutes", "add 5 minutes"},
        Slip{"minutes: 20", "minutes: 0", "0", "whole minutes, 1 to 45"},
        Slip{"sources: [book]", "sources: [boook]", "boook", "did you mean 'book'"},
        Slip{"same: No change", "some: No change", "choices", "add same"},
        Slip{"discuss: [Why is that?]", "discuss: Why", "Why", "a list"},
        Slip{"title: A lesson\n", "", "", "title"},
        Slip{"term: run", "word: run", "terms[0]", "add term"},
        Slip{"questions:\n", "questions: []\nzzz:\n", "0 questions", "6 questions or more"}));

TEST_F(LessonFile, that_is_not_there_is_named) {
  std::filesystem::remove(path("lesson.yaml"));
  const auto lesson = read();
  ASSERT_FALSE(lesson);
  EXPECT_THAT(to_text(lesson.errors()[0]), HasSubstr("lesson.yaml"));
}

TEST(ShippedLesson, is_sound) {
  const std::string folder = KHASAN_SOURCE_DIR "/battles/lake-khasan-1938";
  const auto spec = read_battle(folder, KHASAN_SOURCE_DIR "/catalog");
  ASSERT_TRUE(spec);
  const auto lesson = read_lesson(spec.value());
  ASSERT_TRUE(lesson) << to_text(lesson.errors()[0]);
  EXPECT_EQ(lesson.value().questions.size(), 7u);
}

}  // namespace
}  // namespace khasan::load
