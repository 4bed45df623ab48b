// Goal: an after-action report tells what was believed against what was so, where a run turned, and
// what became of orders. Method: hand-made tracks, control of a hill changed by hand, hand-made
// events.
#include "report/debrief.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "support/small_battle.h"

namespace khasan::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Debrief : public ::testing::Test {
 protected:
  Debrief() {
    const UnitId jp = support::add_unit(battle_, Side::kFirst, "jp/p1");
    jp_ = support::add_squad(battle_, jp, "sq1", 10, support::kCentre);
    const UnitId su = support::add_unit(battle_, Side::kSecond, "su/p1");
    for (int i = 0; i < 3; ++i) {
      const terrain::Point at{support::kCentre.x_m + 500 + 100.0 * i, support::kCentre.y_m};
      su_.push_back(support::add_squad(battle_, su, "sq" + std::to_string(i), 8, at));
    }
    hill_ = support::add_place(battle_, "hill", support::kCentre, 60);
    for (const Side side : {Side::kFirst, Side::kSecond}) {
      scenario::VictoryCondition held;
      held.side = held.measure.side = side;
      held.points = 100;
      held.measure.kind = scenario::MeasureKind::kControlShare;
      held.measure.place = hill_;
      battle_.victory.push_back(held);
    }
    support::finish(battle_);
    state_ = state::start(battle_, Rng(1, 0), {});
  }
  // The Japanese side believes the squad there.
  void believe(std::size_t squad, terrain::Point at, float error_m) {
    state::Track& track = state_.tracks[index_of(Side::kFirst)][su_[squad].index()];
    track.level = state::Knowledge::kLocated;
    track.at = at;
    track.error_m = error_m;
  }
  void is_held_by(DebriefWatcher& watcher, Side side, int from_min, int to_min) {
    for (auto& cell : state_.owner[hill_.index()]) cell = static_cast<int8_t>(side);
    for (auto& cell : state_.contested[hill_.index()]) cell = 0;
    for (int minute = from_min; minute < to_min; ++minute) {
      state_.now = battle_.start + minutes(minute);
      watcher.see(battle_, state_, {});
    }
  }

  scenario::Scenario battle_ = support::empty_battle();
  ElementId jp_;
  std::vector<ElementId> su_;
  PlaceId hill_;
  state::State state_;
};

TEST_F(Debrief, a_belief_is_right_within_200_m_or_twice_its_error) {
  const auto east_of = [&](std::size_t squad, double metres) {
    const terrain::Point at = state_.at[su_[squad].index()];
    return terrain::Point{at.x_m + metres, at.y_m};
  };
  believe(0, east_of(0, 150), 10);
  believe(1, east_of(1, 350), 100);
  Opinion opinion = opinions_of(battle_, state_, {}, 0)[index_of(Side::kFirst)];
  EXPECT_EQ(opinion, (Opinion{2, 1, 3}));
  believe(1, east_of(1, 350), 200);
  opinion = opinions_of(battle_, state_, {}, 0)[index_of(Side::kFirst)];
  EXPECT_EQ(opinion, (Opinion{2, 2, 3}));
  // Who believes nothing knows nothing; what is near a point is counted alone.
  EXPECT_EQ(opinions_of(battle_, state_, {}, 0)[index_of(Side::kSecond)], (Opinion{0, 0, 1}));
  EXPECT_EQ(opinions_of(battle_, state_, support::kCentre, 550)[index_of(Side::kFirst)].there, 1);
}

TEST_F(Debrief, a_place_turns_when_its_new_holder_stays) {
  DebriefWatcher watcher(battle_);
  is_held_by(watcher, Side::kSecond, 0, 60);
  is_held_by(watcher, Side::kFirst, 60, 70);  // made good in ten minutes
  is_held_by(watcher, Side::kSecond, 70, 120);
  believe(0, state_.at[su_[0].index()], 10);
  is_held_by(watcher, Side::kFirst, 120, 180);
  const auto points = watcher.turning_points();
  ASSERT_EQ(points.size(), 1u);
  EXPECT_EQ(points[0].at, battle_.start + minutes(120));
  EXPECT_EQ(points[0].side, Side::kFirst);
  EXPECT_EQ(points[0].points, 200);
  // Nobody had told of the squad ten minutes before.
  EXPECT_EQ(points[0].opinions[index_of(Side::kFirst)], (Opinion{0, 0, 3}));
}

TEST_F(Debrief, tells_what_became_of_orders_and_asks_about_them) {
  scenario::Order order;
  order.id = "player/1";
  order.unit = order.issuer = battle_.element(jp_).unit;
  order.task = scenario::Task::kAttack;
  order.objective = hill_;
  order.issued = order.not_before = battle_.start;
  order.by_player = true;
  battle_.orders.push_back(order);
  DebriefWatcher watcher(battle_);
  const auto tell = [&](state::EventKind kind, int minute) {
    state::Event event;
    event.kind = kind;
    event.at = battle_.start + minutes(minute);
    event.order = OrderId{battle_.orders.size() - 1};
    state_.now = event.at;
    watcher.see(battle_, state_, {event});
  };
  tell(state::EventKind::k_ordered, 0);
  tell(state::EventKind::k_order_begun, 95);
  ASSERT_EQ(watcher.orders().size(), 1u);
  EXPECT_EQ(watcher.orders()[0].begun, battle_.start + minutes(95));
  EXPECT_EQ(watcher.orders()[0].ended, kNever);

  study::Replications runs;
  runs.runs.emplace_back();
  const std::string report = "{}";
  DebriefInput in;
  in.scenario = &battle_;
  in.player = "jp";
  in.report = &report;
  in.orders = watcher.orders();
  in.run = &runs;
  EXPECT_THAT(questions_of(in), ElementsAre(HasSubstr("95 minutes after it could have been"),
                                            HasSubstr("before you play it")));
  const auto document = nlohmann::json::parse(debrief_document(in));
  EXPECT_EQ(document["debrief"]["led"], 0);
  EXPECT_EQ(document["debrief"]["orders"][0]["ended_ms"], nullptr);
}

}  // namespace
}  // namespace khasan::report
