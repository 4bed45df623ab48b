// Goal: khasan explain answers from the command line, the same on any number of threads, and every
// slip of a question is told. Method: the real program on a small battle.
#include <gmock/gmock.h>

#include "unit/cli/program.h"

namespace khasan {
namespace {

using support::Ended;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Explained : public support::ProgramFolder {
 protected:
  void SetUp() override {
    support::ProgramFolder::SetUp();
    const Ended run = khasan("run .. --replications 1 --quiet --record a.rec");
    ASSERT_EQ(run.exit, 0) << run.err;
  }
  Ended explain(const std::string& why, const std::string& options = "") const {
    return khasan("explain a.rec --why '" + why + "' -n 10 " + options);
  }
};

TEST_F(Explained, a_lost_attack_is_put_down_to_the_defenders) {
  const std::string why = "lost.jp at 1938-07-29T15:00";
  const Ended text = explain(why, "--threads 1");
  EXPECT_EQ(text.exit, 0) << text.err;
  EXPECT_THAT(text.out, AllOf(HasSubstr("mattered"), HasSubstr("do not add up"),
                              HasSubstr("1st Soviet Platoon"), HasSubstr("Shapley"),
                              HasSubstr("The two part on 29 Jul 14:")));
  EXPECT_EQ(explain(why, "--threads 3").out, text.out);
  const Ended json = explain(why, "--json --causes su/pl1,attack");
  EXPECT_THAT(text.out, Not(HasSubstr("Japanese 1st Platoon  ")))
      << "who is counted is no cause of the number";
  EXPECT_THAT(json.out, AllOf(HasSubstr("\"sureness\": \"clear\""), HasSubstr("\"su/pl1\""),
                              HasSubstr("\"cause\": \"su/pl1\""), HasSubstr("parts_at_ms"),
                              Not(HasSubstr("machine_guns"))));
}

TEST_F(Explained, slips_are_told_with_the_way_out) {
  const auto refused = [&](const std::string& why, const std::string& hint) {
    const Ended ended = explain(why);
    EXPECT_EQ(ended.exit, 2) << why;
    EXPECT_THAT(ended.err, HasSubstr(hint));
    EXPECT_EQ(ended.out, "");
  };
  refused("hil.control.su at 1938-07-29T15:00", "did you mean 'hill'?");
  refused("hill.control.sv at 1938-07-29T15:00", "did you mean 'su'?");
  refused("hill.control.su at tomorrow", "--why hill.control.su at tomorrow");
  refused("hill.control.su at 1938-07-29T18:00", "a moment from 29 Jul 14:00:00");
  refused("hill.control.su at 1938-07-29T14:00", "after the fork");
  refused("hill.control.su", "hill.control.su at TIME");
  refused("T099", "PLACE.control.SIDE");
  EXPECT_EQ(explain("lost.jp at 1938-07-29T15:00", "--from 1938-07-29T15:30").exit, 2);
  const Ended cause = explain("lost.jp at 1938-07-29T15:00", "--causes su/pl2");
  EXPECT_EQ(cause.exit, 2);
  EXPECT_THAT(cause.err, HasSubstr("did you mean 'su/pl1'?"));
}

TEST_F(Explained, a_later_fork_asks_about_what_was_still_open) {
  const Ended late = explain("lost.jp at 1938-07-29T15:00", "--from 1938-07-29T14:30 --json");
  EXPECT_EQ(late.exit, 0) << late.err;
  EXPECT_THAT(late.out, Not(HasSubstr("\"attack\""))) << "the order had begun";
}

}  // namespace
}  // namespace khasan
