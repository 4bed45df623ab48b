// Goal: khasan lesson writes a whole page or nothing, and says why not. Method: the real program on
// a small battle with a lesson of its own; the page itself is tested in
// web/tests/browser/lesson.mjs.
#include <gmock/gmock.h>

#include "unit/cli/program.h"

namespace khasan {
namespace {

using support::Ended;
using testing::AllOf;
using testing::HasSubstr;

class Taught : public support::ProgramFolder {
 protected:
  Taught() {
    replace("battle.yaml", "plans:", "expected: expected.yaml\nplans:");
    write("expected.yaml",
          "format: khasan-expected-1\nmeasures:\n"
          "  - {id: T001, side: jp, quantity: casualties, unit: men, measure: casualties}\n");
    std::string lesson =
        "format: khasan-lesson-1\ntitle: A lesson\nintroduction: [{text: It was summer.}]\n"
        "plan: [{minutes: 45, title: Ask, what: Ask them.}]\nquestions:\n";
    for (int metres = 100; metres <= 600; metres += 100) {
      const std::string name = "fog_" + std::to_string(metres);
      write("whatifs/" + name + ".yaml",
            "format: khasan-what-if-1\ntitle: There is fog.\nchanges:\n  - {file: battle.yaml, "
            "at: [weather, 0, visibility_m], set: " +
                std::to_string(metres) + "}\n");
      lesson += "  - {what_if: " + name +
                ", title: Fog, background: {text: It was clear.}, question: What then?, "
                "measure: T001, counted: casualties, choices: {more: More, less: Fewer, same: "
                "Same}, discuss: [Why?]}\n";
    }
    write("lesson.yaml", lesson);
  }
  bool is_written() const { return support::fs::exists(path("run/lesson.html")); }
};

TEST_F(Taught, a_battle_with_a_lesson_becomes_one_page_the_same_on_any_number_of_threads) {
  const Ended ended = khasan("lesson .. -n 10 --threads 1");
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("lesson.html: 6 questions, 10 pairs each"));
  const std::string page = support::content_of(path("run/lesson.html"));
  EXPECT_THAT(page, AllOf(HasSubstr("khasan-lesson-report-1"), HasSubstr("answer_packed")));
  // The command stands in the page; only the number in it may differ.
  EXPECT_EQ(khasan("lesson .. -n 10 --threads 3").exit, 0);
  std::string again = support::content_of(path("run/lesson.html"));
  const std::size_t at = again.find("--threads 3");
  ASSERT_NE(at, std::string::npos);
  EXPECT_TRUE(again.replace(at, 11, "--threads 1") == page);
}

TEST_F(Taught, a_lesson_with_a_slip_is_told_and_nothing_is_written) {
  replace("lesson.yaml", "fog_300", "fgo_300");
  const Ended ended = khasan("lesson ..");
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("lesson.yaml:"), HasSubstr("did you mean 'fog_300'")));
  EXPECT_FALSE(is_written());
}

TEST_F(Taught, a_what_if_that_changes_nothing_is_told_and_nothing_is_written) {
  replace("whatifs/fog_200.yaml", "weather, 0", "weather, 7");
  const Ended ended = khasan("lesson ..");
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, HasSubstr("fog_200.yaml:"));
  EXPECT_FALSE(is_written());
}

TEST_F(Taught, too_few_pairs_for_an_interval_and_a_folder_that_is_not_there_are_refused) {
  EXPECT_EQ(khasan("lesson .. -n 9").exit, 2);
  const Ended ended = khasan("lesson .. -o nowhere/lesson.html");
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, HasSubstr("make the folder first"));
  EXPECT_FALSE(is_written());
}

}  // namespace
}  // namespace khasan
