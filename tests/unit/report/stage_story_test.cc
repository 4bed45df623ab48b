// The story of a long battle, told by its phases.
#include "report/stage_story.h"

#include <gtest/gtest.h>

#include "support/small_battle.h"

namespace khasan::report {
namespace {

StoryLine line(Time at, int importance) {
  StoryLine line;
  line.at = at;
  line.importance = importance;
  line.text = "line " + std::to_string(at.ms / 1000);
  return line;
}

TEST(StageStory, keeps_the_most_important_lines_in_order_of_time) {
  std::vector<StoryLine> lines;
  for (int i = 0; i < 100; ++i) lines.push_back(line(seconds(i), i == 70 ? 3 : i % 3));
  const auto told = most_important(lines, 5);
  ASSERT_EQ(told.size(), 5u);
  bool has_headline = false;
  for (std::size_t i = 0; i < told.size(); ++i) {
    EXPECT_GE(told[i].importance, 2);
    if (i > 0) {
      EXPECT_LT(told[i - 1].at, told[i].at);
    }
    has_headline = has_headline || told[i].importance == 3;
  }
  EXPECT_TRUE(has_headline);
  EXPECT_GT(told.back().at, seconds(60));  // of equals, some from the whole time
  EXPECT_TRUE(most_important({line(seconds(1), 1)}, 5).empty());
}

TEST(StageStory, a_crest_that_is_lost_again_at_once_is_no_news) {
  scenario::Scenario battle = support::empty_battle();
  support::add_unit(battle, Side::kFirst, "jp/p1");
  support::add_unit(battle, Side::kSecond, "su/p1");
  const PlaceId crest = support::add_place(battle, "Crest", support::kCentre, 60);
  battle.places[crest.index()].kind = "crest";
  battle.places[crest.index()].names.en = "Crest";
  const PlaceId trenches = support::add_place(battle, "Trenches", support::kCentre, 60);
  support::finish(battle);
  state::State state = state::start(battle, Rng(1, 0), {});
  std::string told;
  StageStory story(battle, [&](const std::string& text) { told += text; });
  const auto takes = [&](Time after, const std::string& text, PlaceId place) {
    StoryLine taken = line(battle.start + after, 3);
    taken.kind = "captured";
    taken.text = text;
    taken.place = place;
    story.add(taken);
  };
  takes(minutes(10), "Japan takes Crest.", crest);
  takes(minutes(20), "Soviet Union takes Crest.", crest);
  takes(minutes(90), "Japan takes Crest.", crest);
  takes(minutes(95), "Japan takes Trenches.", trenches);
  state.now = battle.end;
  story.see(battle, state, {});
  EXPECT_EQ(told.find("14:10"), std::string::npos) << told;
  EXPECT_NE(told.find("14:20 *Soviet Union takes Crest."), std::string::npos) << told;
  EXPECT_NE(told.find("15:30 *Japan takes Crest."), std::string::npos) << told;
  EXPECT_EQ(told.find("Trenches"), std::string::npos) << told;
}

TEST(StageStory, tells_each_phase_when_it_is_over) {
  scenario::Scenario battle = support::empty_battle();
  const UnitId jp = support::add_unit(battle, Side::kFirst, "jp/p1");
  support::add_unit(battle, Side::kSecond, "su/p1");
  const ElementId squad = support::add_squad(battle, jp, "sq1", 10, support::kCentre);
  battle.stages = {{"Dawn", battle.start, battle.start + hours(4)},
                   {"Night", battle.start + hours(4), battle.end}};
  support::finish(battle);
  state::State state = state::start(battle, Rng(1, 0), {});
  std::vector<std::string> told;
  StageStory story(battle, [&](const std::string& text) { told.push_back(text); });
  state::Event loss;
  loss.at = state.now = battle.start + hours(1);
  loss.kind = state::EventKind::k_casualties;
  loss.subject = squad;
  loss.a = 2, loss.b = 2;
  loss.cause = state::Cause::kFragment;
  story.add(line(loss.at, 3));
  story.see(battle, state, {loss});
  EXPECT_TRUE(told.empty());
  state.now = battle.start + hours(4);
  story.see(battle, state, {});
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].find("Dawn, "), 0u);
  EXPECT_NE(told[0].find("loses 4 men, 2 of them killed, all to shells."), std::string::npos)
      << told[0];
  EXPECT_NE(told[0].find("line "), std::string::npos);
  state.now = battle.end;
  story.see(battle, state, {});
  ASSERT_EQ(told.size(), 2u);
  EXPECT_NE(told[1].find("loses nobody."), std::string::npos);
  EXPECT_EQ(told[1].find("line "), std::string::npos);
}

}  // namespace
}  // namespace khasan::report
