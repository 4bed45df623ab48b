// Goal: the page of a crisis is written whole or not at all, and what stands in its way is said
// before anything is played. Method: the real program on an invented crisis (tests/data/cold-reef).
#include <gmock/gmock.h>

#include "unit/cli/program.h"

namespace khasan {
namespace {

using support::content_of;
using support::Ended;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kCrisis = "crisis '" KHASAN_TEST_DATA "/cold-reef' --sets 4 -n 80 ";

class CrisisPage : public support::ProgramFolder {};

TEST_F(CrisisPage, is_written_with_the_command_that_makes_it) {
  const Ended ended = khasan(kCrisis + "--report r.html");
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("Cold Reef")) << "the tables are printed all the same";
  EXPECT_THAT(ended.err, HasSubstr("Report: r.html"));
  EXPECT_THAT(content_of(path("run/r.html")),
              AllOf(HasSubstr("khasan-crisis-report-1"), HasSubstr("--sets 4 -n 80"),
                    HasSubstr("\"changed\":null"), HasSubstr("</html>")));
}

TEST_F(CrisisPage, with_a_what_if_says_what_it_changes) {
  const Ended ended = khasan(kCrisis + "--what-if no_deserter --report r.html");
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(content_of(path("run/r.html")),
              AllOf(HasSubstr("\"partings\""), Not(HasSubstr("\"changed\":null"))));
}

TEST_F(CrisisPage, tells_the_run_that_is_asked_for) {
  const Ended ended = khasan(kCrisis + "--story 7 --report r.html");
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(content_of(path("run/r.html")),
              AllOf(HasSubstr("\"told\":{\"run\":7,"), HasSubstr("chosen by its number")));
}

TEST_F(CrisisPage, that_cannot_be_written_is_an_error_before_any_run) {
  const Ended ended = khasan(kCrisis + "--report no/folder/r.html");
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, HasSubstr("found 'no folder no/folder'"));
  EXPECT_THAT(ended.out, IsEmpty());
}

TEST_F(CrisisPage, is_of_one_crisis_alone) {
  const Ended ended = khasan(kCrisis + "--then ../elsewhere --report r.html");
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("--report"), HasSubstr("--then")));
}

}  // namespace
}  // namespace khasan
