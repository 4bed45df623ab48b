// Goal: questions are read with their slips named; every kind of cause is found and its removal
// removes it, and nothing else. Method: the battle with a planted gun.
#include "study/explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/planted_battle.h"

namespace khasan::study {
namespace {

using support::Planted;

const Cause* cause_called(const std::vector<Cause>& causes, const std::string& id) {
  const auto found = std::find_if(causes.begin(), causes.end(),
                                  [&](const Cause& cause) { return cause.id == id; });
  return found == causes.end() ? nullptr : &*found;
}

sim::SavedPlay start_of(const scenario::Scenario& battle) {
  return sim::Play(battle, sim::RunPlan{}).save();
}

std::string error_of(const Planted& planted, const std::string& text, std::optional<Time> at) {
  const Result<Question> question = question_of(planted.battle, text, at);
  return question ? "" : to_text(question.errors()[0]);
}

TEST(Questions, are_read_and_answered) {
  const Planted planted;
  const Time at = planted.battle.end;
  const Question control = question_of(planted.battle, "hill.control.su", at).value();
  EXPECT_EQ(control.place, planted.hill) << "a crest without its _crest";
  const sim::Play play(planted.battle, sim::RunPlan{});
  EXPECT_EQ(answer_of(control, play), 1);
  EXPECT_EQ(answer_of(question_of(planted.battle, "fit.jp", at).value(), play), 30);
  EXPECT_EQ(answer_of(question_of(planted.battle, "lost.su", at).value(), play), 0);
}

TEST(Questions, slips_are_named_with_what_was_probably_meant) {
  const Planted planted;
  const Time at = planted.battle.end;
  EXPECT_NE(error_of(planted, "hil.control.su", at).find("did you mean 'hill'?"),
            std::string::npos);
  EXPECT_NE(error_of(planted, "hill.control.us", at).find("jp or su"), std::string::npos);
  EXPECT_NE(error_of(planted, "hill.held.su", at).find("PLACE.control.SIDE"), std::string::npos);
  EXPECT_NE(error_of(planted, "lost.jp", std::nullopt).find("lost.jp at TIME"), std::string::npos);
}

TEST(Questions, a_measure_is_answered_at_the_end_of_its_window) {
  Planted planted;
  scenario::Measure measure;
  measure.id = "T001";
  measure.to = minutes(7);
  planted.battle.measures = {measure, measure};
  planted.battle.measures[1].id = "T002";
  planted.battle.measures[1].kind = scenario::MeasureKind::kNotSimulated;
  EXPECT_EQ(question_of(planted.battle, "T001", {}).value().at, minutes(7));
  EXPECT_EQ(question_of(planted.battle, "T001", minutes(9)).value().at, minutes(9));
  EXPECT_NE(error_of(planted, "T002", {}).find("simulates"), std::string::npos);
}

TEST(Causes, of_every_kind_are_found) {
  Planted planted;
  scenario::Rule rule;
  rule.id = "no_pursuit";
  rule.kind = scenario::RuleKind::kNoPursuit;
  planted.battle.rules.push_back(rule);
  planted.battle.index_rules();
  planted.battle.weather[0].visibility_m = 300;
  planted.battle.parameters[static_cast<std::size_t>(scenario::Param::command_delay_platoon_s)]
      .low = 1;
  const auto saved = start_of(planted.battle);
  const auto causes = causes_of(planted.battle, saved.state, planted.battle.end);
  for (const char* id : {"jp/p1", "jp/p2", "su/gun", "su/guards", "su/idle", "su.machine_guns",
                         "attack", "no_pursuit", "weather", "delays"}) {
    EXPECT_NE(cause_called(causes, id), nullptr) << id;
  }
  EXPECT_EQ(causes.size(), 10u);
  EXPECT_TRUE(overlap(*cause_called(causes, "su/gun"), *cause_called(causes, "su.machine_guns")));
  EXPECT_FALSE(overlap(*cause_called(causes, "su/gun"), *cause_called(causes, "su/guards")));
}

TEST(Causes, that_are_over_before_the_fork_or_begin_after_the_outcome_are_none) {
  Planted planted;
  scenario::Rule rule;
  rule.id = "late";
  rule.kind = scenario::RuleKind::kNoPursuit;
  rule.from = minutes(10);
  planted.battle.rules.push_back(rule);
  planted.battle.index_rules();
  planted.battle.elements[planted.battle.unit(planted.guards).elements[0].index()].arrives =
      minutes(10);
  const auto saved = start_of(planted.battle);
  const auto early = causes_of(planted.battle, saved.state, minutes(5));
  EXPECT_EQ(cause_called(early, "late"), nullptr);
  EXPECT_EQ(cause_called(early, "su/guards"), nullptr);
  const auto whole = causes_of(planted.battle, saved.state, minutes(15));
  EXPECT_NE(cause_called(whole, "late"), nullptr);
  EXPECT_NE(cause_called(whole, "su/guards"), nullptr);
}

// Plays a fork to the end of the battle.
sim::Play played(const Planted& planted, const Fork& fork) {
  sim::Play play = fork.play(0, planted.battle.end);
  while (!play.is_over()) {
    play.step();
    EXPECT_EQ(state::invariants(fork.scenario(), play.state()), std::vector<std::string>{});
  }
  return play;
}

TEST(Forks, without_a_formation_have_it_nowhere) {
  const Planted planted;
  const auto saved = start_of(planted.battle);
  const auto causes = causes_of(planted.battle, saved.state, planted.battle.end);
  const Fork fork(planted.battle, saved, {}, {cause_called(causes, "jp/p1")});
  const sim::Play play = played(planted, fork);
  EXPECT_EQ(play.state().digest == saved.state.digest, false) << "the others went on";
  for (const ElementId e : planted.battle.unit(planted.attackers).elements) {
    EXPECT_EQ(play.state().roll[e.index()].men, 0);
    EXPECT_EQ(play.state().roll[e.index()].killed, 0) << "absent, not dead";
  }
}

TEST(Forks, without_an_arm_leave_its_men_and_silence_its_weapons) {
  const Planted planted;
  const auto saved = start_of(planted.battle);
  const auto causes = causes_of(planted.battle, saved.state, planted.battle.end);
  const ElementId crew = planted.battle.unit(planted.gun).elements[0];
  const Fork whole(planted.battle, saved, {}),
      silent(planted.battle, saved, {}, {cause_called(causes, "su.machine_guns")});
  EXPECT_GT(played(planted, whole).state().fired[crew.index()][0], 0);
  const sim::Play play = played(planted, silent);
  EXPECT_EQ(play.state().fired[crew.index()][0], 0);
  EXPECT_EQ(saved.state.roll[crew.index()].men, 4);
}

TEST(Forks, without_a_decision_keep_its_unit_where_it_stands) {
  const Planted planted;
  const auto saved = start_of(planted.battle);
  const auto causes = causes_of(planted.battle, saved.state, planted.battle.end);
  const Fork fork(planted.battle, saved, {}, {cause_called(causes, "attack")});
  const sim::Play play = played(planted, fork);
  const ElementId squad = planted.battle.unit(planted.attackers).elements[0];
  EXPECT_EQ(play.state().at[squad.index()], planted.battle.element(squad).at);
}

TEST(Forks, without_anything_are_the_run_itself) {
  const Planted planted;
  const Fork fork(planted.battle, start_of(planted.battle), {});
  sim::Play again = fork.play(0, planted.battle.end), run(planted.battle, sim::RunPlan{});
  while (!run.is_over()) run.step(), again.step();
  EXPECT_EQ(state::hash(again.state()), state::hash(run.state()));
}

ExplainPlan plan_of(int futures, int threads) {
  ExplainPlan plan;
  plan.futures = futures;
  plan.threads = threads;
  return plan;
}

TEST(Explain, does_not_depend_on_the_number_of_threads) {
  const Planted planted;
  const auto saved = start_of(planted.battle);
  const Question question =
      question_of(planted.battle, "hill.control.su", planted.battle.end).value();
  const Explanation one = explain(planted.battle, saved, question, plan_of(12, 1)).value();
  const Explanation many = explain(planted.battle, saved, question, plan_of(12, 5)).value();
  EXPECT_EQ(one.answers, many.answers);
  EXPECT_EQ(one.idle, many.idle);
  ASSERT_EQ(one.effects.size(), many.effects.size());
  for (std::size_t i = 0; i < one.effects.size(); ++i) {
    EXPECT_EQ(one.effects[i].cause, many.effects[i].cause);
    EXPECT_EQ(one.effects[i].pair.difference, many.effects[i].pair.difference);
  }
  ASSERT_EQ(one.groups.size(), many.groups.size());
  for (std::size_t g = 0; g < one.groups.size(); ++g) {
    EXPECT_EQ(one.groups[g].shares.players[0].share_ci, many.groups[g].shares.players[0].share_ci);
  }
}

TEST(Explain, tries_only_the_causes_that_are_named) {
  const Planted planted;
  const auto saved = start_of(planted.battle);
  const Question question =
      question_of(planted.battle, "hill.control.su", planted.battle.end).value();
  ExplainPlan plan = plan_of(10, 2);
  plan.only = {"su/gun", "jp/p2"};
  const Explanation two = explain(planted.battle, saved, question, plan).value();
  EXPECT_EQ(two.effects.size() + two.idle.size(), 2u);
  plan.only = {"su/gan"};
  const auto wrong = explain(planted.battle, saved, question, plan);
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.errors()[0].fix, "did you mean 'su/gun'?");
}

TEST(Explain, who_is_counted_is_no_cause_of_the_number) {
  const Planted planted;
  const Question lost = question_of(planted.battle, "lost.jp", planted.battle.end).value();
  const Explanation explanation =
      explain(planted.battle, start_of(planted.battle), lost, plan_of(2, 2)).value();
  EXPECT_EQ(cause_called(explanation.causes, "jp/p1"), nullptr);
  EXPECT_NE(cause_called(explanation.causes, "attack"), nullptr);
  EXPECT_NE(cause_called(explanation.causes, "su/gun"), nullptr);
}

TEST(Explain, few_futures_claim_nothing) {
  const Planted planted;
  const Question question =
      question_of(planted.battle, "hill.control.su", planted.battle.end).value();
  const Explanation few =
      explain(planted.battle, start_of(planted.battle), question, plan_of(3, 2)).value();
  for (const Effect& effect : few.effects) EXPECT_EQ(effect.sureness, Sureness::kChance);
  EXPECT_TRUE(few.groups.empty());
}

}  // namespace
}  // namespace khasan::study
