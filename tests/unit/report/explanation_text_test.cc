// Goal: the words say what the numbers say and no more. Method: the battle with a planted gun, with
// and without anything that matters.
#include "report/explanation_text.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "support/planted_battle.h"

namespace khasan::report {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Told {
  support::Planted planted;
  sim::SavedPlay from = sim::Play(planted.battle, sim::RunPlan{}).save();
  study::Question question =
      study::question_of(planted.battle, "hill.control.su", planted.battle.end).value();
  study::Explanation explanation;
  Told(bool attacked, int futures) : planted(attacked) {
    study::ExplainPlan plan;
    plan.futures = futures;
    plan.threads = 2;
    explanation = study::explain(planted.battle, from, question, plan).value();
  }
  std::string paragraph() const {
    std::string text = paragraph_of(planted.battle, explanation);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }
};

TEST(ExplanationText, names_the_planted_cause_with_its_interval_and_how_sure_it_is) {
  const Told told(true, 20);
  EXPECT_THAT(
      told.paragraph(),
      AllOf(HasSubstr("The share of hill_crest held by the Soviet side on 29 Jul 14:20 was"),
            HasSubstr("What mattered most was the Soviet su/gun"), HasSubstr("95 % interval"),
            HasSubstr("That is clear"), HasSubstr("Nothing at all went otherwise")));
  EXPECT_THAT(tables_of(told.planted.battle, told.explanation),
              AllOf(HasSubstr("do not add up"), HasSubstr("Soviet su/gun"), HasSubstr("Shapley")));
}

TEST(ExplanationText, claims_nothing_where_nothing_matters) {
  const Told told(false, 12);
  EXPECT_THAT(told.paragraph(), AllOf(HasSubstr("No cause that was tried can be told apart"),
                                      Not(HasSubstr("mattered most"))));
  EXPECT_THAT(tables_of(told.planted.battle, told.explanation), Not(HasSubstr("Shapley")));
}

TEST(ExplanationText, claims_nothing_from_few_futures) {
  const Told told(true, 4);
  EXPECT_THAT(told.paragraph(), Not(HasSubstr("mattered most")));
  EXPECT_THAT(tables_of(told.planted.battle, told.explanation), HasSubstr("too few futures"));
}

TEST(ExplanationText, the_chain_begins_where_the_cause_first_tells) {
  const Told told(true, 10);
  const study::Cause* gun = nullptr;
  for (const study::Cause& cause : told.explanation.causes) {
    if (cause.id == "su/gun") gun = &cause;
  }
  ASSERT_NE(gun, nullptr);
  const Chain chain = chain_of(told.planted.battle, told.from, {}, *gun, told.planted.battle.end);
  ASSERT_TRUE(chain.first.has_value());
  EXPECT_LT(chain.first->at, minutes(15));
  EXPECT_THAT(chain_text(told.planted.battle, *gun, chain),
              AllOf(HasSubstr("with and without the Soviet su/gun"), HasSubstr("Without it:")));
}

}  // namespace
}  // namespace khasan::report
