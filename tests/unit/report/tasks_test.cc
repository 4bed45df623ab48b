// Orders as spans for the map, from hand-made events.
#include "report/tasks.h"

#include <gtest/gtest.h>

#include "support/small_battle.h"

namespace khasan::report {
namespace {

class TasksTest : public ::testing::Test {
 protected:
  TasksTest() {
    unit_ = support::add_unit(scenario_, Side::kFirst, "jp/p1");
    support::add_squad(scenario_, unit_, "sq1", 10, support::kCentre);
    const PlaceId hill = support::add_place(scenario_, "hill", {500300, 4700000});
    support::finish(scenario_);
    scenario::Order attack;
    attack.unit = unit_, attack.task = scenario::Task::kAttack, attack.objective = hill;
    scenario::Order wait;
    wait.unit = unit_, wait.task = scenario::Task::kReserve;
    scenario_.orders = {attack, wait};
    state_ = state::start(scenario_, Rng(1, 0), {});
  }
  void happens(state::EventKind kind, uint32_t order, int minute) {
    state::Event event;
    event.at = minutes(minute), event.kind = kind, event.unit = unit_, event.order = OrderId{order};
    recorder_.see(scenario_, state_, {event});
  }

  scenario::Scenario scenario_ = support::empty_battle();
  UnitId unit_;
  state::State state_;
  TaskRecorder recorder_;
};

TEST_F(TasksTest, a_task_lasts_until_it_is_done) {
  happens(state::EventKind::k_order_begun, 0, 1);
  happens(state::EventKind::k_order_done, 0, 9);
  const auto json = tasks_json(scenario_, recorder_.tasks());
  ASSERT_EQ(json.size(), 1u);
  EXPECT_EQ(json[0]["kind"], "attack");
  EXPECT_EQ(json[0]["side"], "jp");
  EXPECT_EQ(json[0]["from_ms"], 60'000);
  EXPECT_EQ(json[0]["to_ms"], 540'000);
  EXPECT_EQ(json[0]["x"], 500300);
}

TEST_F(TasksTest, the_next_task_of_the_unit_ends_one_that_was_not_done) {
  happens(state::EventKind::k_order_begun, 0, 1);
  happens(state::EventKind::k_order_begun, 1, 5);
  const auto json = tasks_json(scenario_, recorder_.tasks());
  ASSERT_EQ(json.size(), 2u);
  EXPECT_EQ(json[0]["to_ms"], 300'000);
  EXPECT_EQ(json[1]["kind"], "reserve");
  EXPECT_TRUE(json[1]["to_ms"].is_null());
  EXPECT_FALSE(json[1].contains("x"));
}

}  // namespace
}  // namespace khasan::report
