// The chronicle: what is merged, what is left out, how lines are written.
#include "report/story.h"

#include <gtest/gtest.h>

#include "report/names.h"
#include "support/small_battle.h"

namespace khasan::report {
namespace {

using state::Event;
using state::EventKind;

// A company of two platoons, and a platoon of the enemy.
struct Battle {
  scenario::Scenario scenario = support::empty_battle();
  UnitId company, first, second, enemy;
  ElementId squad1, squad2, foe;
  Battle() {
    company =
        support::add_unit(scenario, Side::kFirst, "jp/co", UnitId{}, forces::Echelon::kCompany);
    first = support::add_unit(scenario, Side::kFirst, "jp/co/p1", company);
    second = support::add_unit(scenario, Side::kFirst, "jp/co/p2", company);
    enemy = support::add_unit(scenario, Side::kSecond, "su/p1");
    squad1 = support::add_squad(scenario, first, "sq1", 30, support::kCentre);
    squad2 = support::add_squad(scenario, second, "sq1", 30, support::kCentre);
    foe = support::add_squad(scenario, enemy, "sq1", 30, support::kCentre);
    scenario.units[company.index()].name = "1st company";
    scenario.units[company.index()].short_name = "1/75";
    scenario.units[enemy.index()].name = "outpost";
    support::finish(scenario);
  }
  Event loss(Time at, ElementId who, int killed, int wounded) const {
    Event event{at, EventKind::k_casualties, scenario.element(who).side, who};
    event.a = killed;
    event.b = wounded;
    return event;
  }
};

TEST(Story, losses_of_a_company_within_ten_minutes_are_one_line) {
  const Battle b;
  const auto lines = story_of(
      b.scenario, {b.loss(seconds(10), b.squad1, 1, 2), b.loss(seconds(90), b.squad2, 1, 0),
                   b.loss(minutes(11), b.squad1, 0, 4)});
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].at, seconds(10));
  EXPECT_NE(lines[0].text.find("1st company"), std::string::npos);
  EXPECT_NE(lines[0].text.find("loses 2 killed and 2 wounded"), std::string::npos);
  EXPECT_NE(lines[1].text.find("8 of its 60 men are out"), std::string::npos);
}

TEST(Story, a_rule_of_engagement_that_held_an_order_back_is_a_line) {
  Battle b;
  scenario::Rule rule;
  rule.id = "no_tanks_yet";
  rule.kind = scenario::RuleKind::kNoTanks;
  b.scenario.rules.push_back(rule);
  Event held{minutes(1), EventKind::k_held_by_rule, Side::kFirst, b.squad1};
  held.unit = b.company;
  held.b = static_cast<int32_t>(state::HeldFrom::kAttack);
  const auto lines = story_of(b.scenario, {held});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].text,
            "The tanks of 1st company (Japanese) stay out of the attack: forbidden.");
  EXPECT_EQ(lines[0].importance, 2);
}

TEST(Story, a_cease_fire_is_a_headline_of_neither_side) {
  Battle b;
  b.scenario.cease_fire = scenario::CeaseFire{};
  Event cease{minutes(1), EventKind::k_cease_fire};
  cease.a = 1;
  const auto lines = story_of(b.scenario, {cease});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].importance, 3);
  EXPECT_EQ(lines[0].side, -1);
}

TEST(Story, what_a_crisis_decides_is_told_with_its_hour) {
  Battle b;
  b.scenario.escalations = {{"night_assault", Side::kSecond, 8, hours(1)}};
  Event released{minutes(1), EventKind::k_released, Side::kSecond};
  Event agreed{minutes(2), EventKind::k_cease_fire};
  released.c = agreed.c = 5400;
  const auto lines = story_of(b.scenario, {released, agreed});
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].side, 1);
  EXPECT_NE(lines[0].text.find("goes to rung 8 of the ladder, night_assault, from"),
            std::string::npos)
      << lines[0].text;
  EXPECT_NE(lines[1].text.find("A cease-fire is agreed; it is to begin at"), std::string::npos);
  const auto hour = [](const std::string& text) { return text.substr(text.size() - 9); };
  EXPECT_EQ(lines[0].text.find(hour(lines[1].text).substr(0, 5)) != std::string::npos, true)
      << lines[0].text << lines[1].text;
}

TEST(Story, lines_come_in_order_of_time) {
  const Battle b;
  const auto lines =
      story_of(b.scenario, {b.loss(seconds(1), b.foe, 5, 0), b.loss(seconds(2), b.squad1, 4, 0),
                            b.loss(minutes(30), b.squad1, 3, 0)});
  ASSERT_EQ(lines.size(), 3u);
  for (std::size_t i = 1; i < lines.size(); ++i) EXPECT_LE(lines[i - 1].at, lines[i].at);
  EXPECT_EQ(lines[0].side, 1);
}

TEST(Story, telling_as_it_unfolds_gives_the_same_lines_as_telling_at_the_end) {
  const Battle b;
  const state::EventLog log{b.loss(minutes(1), b.squad1, 1, 2), b.loss(minutes(14), b.foe, 1, 2),
                            b.loss(minutes(15), b.squad2, 9, 2),
                            b.loss(minutes(45), b.squad1, 1, 2)};
  StoryTeller teller(b.scenario);
  std::vector<StoryLine> unfolding;
  for (const Event& event : log) {
    for (const StoryLine& line : teller.tell({event}, event.at)) unfolding.push_back(line);
  }
  for (const StoryLine& line : teller.tell({}, kNever)) unfolding.push_back(line);
  const std::vector<StoryLine> whole = story_of(b.scenario, log);
  ASSERT_EQ(unfolding.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_EQ(unfolding[i].text, whole[i].text);
}

TEST(Story, single_shots_are_no_news) {
  const Battle b;
  Event shot{seconds(1), EventKind::k_shots, Side::kFirst, b.squad1, b.foe};
  shot.a = 30;
  EXPECT_TRUE(story_of(b.scenario, {shot}).empty());
}

TEST(Story, the_first_sight_of_an_enemy_is_a_mark_and_the_second_is_not_told) {
  const Battle b;
  const Event seen{minutes(1), EventKind::k_contact, Side::kFirst, b.squad1, b.foe};
  Event again = seen;
  again.at = minutes(20);
  const auto lines = story_of(b.scenario, {seen, again});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].importance, 2);
  EXPECT_NE(lines[0].text.find("discovers outpost"), std::string::npos);
}

TEST(Story, a_place_is_taken_by_the_side_that_did_not_hold_it) {
  Battle b;
  const PlaceId hill = support::add_place(b.scenario, "hill", support::kCentre, 45);
  const auto taken = [&](int64_t minute, Side side) {
    Event event{minutes(minute), EventKind::k_captured, side};
    event.place = hill;
    return event;
  };
  // Inside one window and over several.
  const auto lines = story_of(
      b.scenario, {taken(1, Side::kFirst), taken(2, Side::kSecond), taken(5, Side::kSecond),
                   taken(31, Side::kSecond), taken(50, Side::kFirst)});
  std::vector<Time> told;
  for (const StoryLine& line : lines) {
    if (line.importance == 3) told.push_back(line.at);
  }
  EXPECT_EQ(told, (std::vector{minutes(1), minutes(2), minutes(50)}));
}

TEST(Story, text_stays_within_the_columns_and_keeps_every_word) {
  const Battle b;
  StoryLine line;
  line.text = "One two three four five six seven eight nine ten eleven twelve.";
  const std::string text = to_text(b.scenario, line, 40);
  std::size_t longest = 0, start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != '\n') continue;
    longest = std::max(longest, i - start);
    start = i + 1;
  }
  EXPECT_LE(longest, 40u);
  EXPECT_NE(text.find("twelve."), std::string::npos);
}

TEST(Names, values_read_like_their_units) {
  EXPECT_EQ(value_text(17.5, "hour +09"), "17:30");
  EXPECT_EQ(value_text(5.25, "hour +09"), "05:15");
  EXPECT_EQ(value_text(178.4, "men"), "178");
  EXPECT_EQ(value_text(0.5, "fraction"), "0.5");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
}

}  // namespace
}  // namespace khasan::report
