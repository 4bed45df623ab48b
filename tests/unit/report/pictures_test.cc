// What headquarters believe over time, from hand-made tracks: changes only, rounded, and of a real
// run nothing that the state did not hold at that moment.
#include "report/pictures.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "support/small_battle.h"

namespace khasan::report {
namespace {

using state::Knowledge;

class PicturesTest : public ::testing::Test {
 protected:
  PicturesTest() {
    const UnitId jp = support::add_unit(scenario_, Side::kFirst, "jp/p1");
    const UnitId su = support::add_unit(scenario_, Side::kSecond, "su/p1");
    support::add_squad(scenario_, jp, "sq1", 10, support::kCentre);
    enemy_ = support::add_squad(scenario_, su, "sq1", 10, support::kCentre);
    support::finish(scenario_);
    state_ = state::start(scenario_, Rng(1, 0), {});
    recorder_.emplace(scenario_, minutes(1));
  }
  // The first side believes this, and is looked at.
  void look(int minute, double east_m, int seen_minute, Knowledge level = Knowledge::kDetected) {
    state_.now = scenario_.start + minutes(minute);
    state_.tracks[0][enemy_.index()] = {level,
                                        {support::kCentre.x_m + east_m, support::kCentre.y_m},
                                        60,
                                        scenario_.start + minutes(seen_minute),
                                        state_.now};
    recorder_->see(scenario_, state_, {});
  }
  const EnemyPicture& picture() const {
    return recorder_->pictures_of(Side::kFirst)[enemy_.index()];
  }
  int32_t second_of(int minute) const {
    return static_cast<int32_t>((scenario_.start + minutes(minute)).ms / 1000);
  }

  scenario::Scenario scenario_ = support::empty_battle();
  ElementId enemy_;
  state::State state_;
  std::optional<PictureRecorder> recorder_;
};

TEST_F(PicturesTest, an_enemy_of_whom_nobody_has_heard_has_no_belief) {
  recorder_->see(scenario_, state_, {});
  EXPECT_TRUE(picture().empty());
  EXPECT_TRUE(recorder_->pictures_of(Side::kSecond)[0].empty());
}

TEST_F(PicturesTest, sightings_that_say_the_same_make_one_point_that_keeps_the_last) {
  look(0, 100, 0);
  look(5, 104, 5);  // within the rounding
  look(6, 104, 5);
  ASSERT_EQ(picture().size(), 1u);
  EXPECT_EQ(picture()[0].t_s, second_of(0));
  EXPECT_EQ(picture()[0].seen_s, second_of(5));
  EXPECT_EQ(picture()[0].x_m, 500100);
  EXPECT_EQ(picture()[0].error_m, 50);
}

TEST_F(PicturesTest, a_move_a_better_look_or_a_long_silence_makes_a_new_point) {
  look(0, 100, 0);
  look(1, 150, 1);
  look(2, 150, 2, Knowledge::kLocated);
  look(30, 150, 29, Knowledge::kLocated);
  ASSERT_EQ(picture().size(), 4u);
  EXPECT_EQ(picture()[1].t_s, second_of(1));
  EXPECT_EQ(picture()[2].level, static_cast<uint8_t>(Knowledge::kLocated));
  EXPECT_EQ(picture()[2].seen_s, second_of(2));
  EXPECT_EQ(picture()[3].t_s, second_of(30));
}

TEST_F(PicturesTest, what_is_withheld_is_forgotten) {
  look(0, 100, 0);
  state_.tracks[0][enemy_.index()] = {};
  state_.now = scenario_.start + minutes(1);
  recorder_->see(scenario_, state_, {});
  ASSERT_EQ(picture().size(), 2u);
  EXPECT_EQ(picture()[1].level, 0);
}

TEST_F(PicturesTest, the_document_has_each_point_of_the_side_that_knows) {
  look(0, 100, 0);
  look(1, 150, 1);
  std::string text;
  write_pictures(scenario_, *recorder_, text);
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["step_ms"], 60'000);
  ASSERT_EQ(json["sides"].size(), 2u);
  EXPECT_EQ(json["sides"][0]["side"], "jp");
  EXPECT_TRUE(json["sides"][1]["elements"].empty());
  const auto& element = json["sides"][0]["elements"][0];
  EXPECT_EQ(element["element"], enemy_.index());
  EXPECT_EQ(element["x"], (std::vector<int>{500100, 500150}));
  EXPECT_EQ(element["error_m"], (std::vector<int>{50, 50}));
  EXPECT_EQ(element["level"], (std::vector<int>{2, 2}));
  const int64_t start_ms = scenario_.start.ms;
  EXPECT_EQ(element["t"], (std::vector<int64_t>{start_ms, start_ms + 60'000}));
  EXPECT_EQ(element["seen_ms"], element["t"]);
}

}  // namespace
}  // namespace khasan::report
