// Goal: rounds go from points to those who need them, late, and none is made or lost. Method: a
// company with a point and a squad, minute by minute, with rounds taken away by hand.
#include "combat/supply.h"

#include <gtest/gtest.h>

#include "combat/ration.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using scenario::Param;
using support::kCentre;

struct Company {
  scenario::Scenario s = support::empty_battle();
  UnitId company, platoon;
  ElementId point, squad;
  state::State state;
  state::EventLog log;
  Rng rng{3, 0};

  explicit Company(double distance_m, int stock = 5000) {
    company = support::add_unit(s, Side::kFirst, "jp/co1", UnitId{}, forces::Echelon::kCompany);
    platoon = support::add_unit(s, Side::kFirst, "jp/co1/p1", company);
    point = support::add_element(s, company, "am", forces::ElementKind::kAmmunitionPoint, 4,
                                 WeaponId{0}, 0, stock, {kCentre.x_m - distance_m, kCentre.y_m});
    squad = support::add_squad(s, platoon, "sq1", 12, kCentre);
    support::finish(s);
    state = state::start(s, rng, {});
  }
  int32_t& rounds(ElementId e) { return state.rounds[e.index()][0]; }
  void shoot_away(int n) {
    rounds(squad) -= n;
    state.fired[squad.index()][0] += n;
  }
  void minute() {
    std::vector<state::Pending> popped;
    state::advance(state, state.now + minutes(1), popped);
    state::Tick tick = support::tick_of_all(s, state, minutes(1));
    tick.popped = popped;
    state::Effects effects;
    combat::resupply(s, state, rng, tick, effects);
    state::apply(s, effects, state, &log);
  }
};

TEST(Supply, an_element_low_on_rounds_is_filled_after_the_carrying_time) {
  Company c(240);
  c.shoot_away(1000);
  const double walk_s = 2 * 240 / (c.state.params[Param::movement_cross_country_day_kmh] / 3.6);
  const double due_min = (c.state.params[Param::supply_handover_s] + walk_s) / 60;
  int waited = 0;
  while (c.rounds(c.squad) < 1440 && waited < 600) {
    c.minute();
    ++waited;
    ASSERT_TRUE(state::invariants(c.s, c.state).empty());
  }
  EXPECT_NEAR(waited, due_min, 2.0);
  EXPECT_EQ(c.rounds(c.point), 4000);
}

TEST(Supply, nobody_asks_while_enough_is_left) {
  Company c(100);
  c.shoot_away(600);
  for (int i = 0; i < 90; ++i) c.minute();
  EXPECT_EQ(c.rounds(c.squad), 840);
  EXPECT_TRUE(c.state.queue.empty());
}

TEST(Supply, men_carry_only_so_far) {
  constexpr auto kRange = static_cast<std::size_t>(Param::supply_carry_range_m);
  Company c(support::empty_battle().parameters[kRange].best + 10);
  c.shoot_away(1400);
  for (int i = 0; i < 90; ++i) c.minute();
  EXPECT_EQ(c.rounds(c.squad), 40);
}

TEST(Supply, a_point_gives_no_more_than_it_has) {
  Company c(100, 300);
  c.shoot_away(1400);
  for (int i = 0; i < 90; ++i) c.minute();
  EXPECT_EQ(c.rounds(c.squad), 340);
  EXPECT_EQ(c.rounds(c.point), 0);
  EXPECT_TRUE(state::invariants(c.s, c.state).empty());
}

TEST(Supply, two_squads_are_not_promised_the_same_rounds) {
  Company c(100, 500);
  const ElementId second = support::add_squad(c.s, c.platoon, "sq2", 12, kCentre);
  support::finish(c.s);
  c.state = state::start(c.s, c.rng, {});
  for (const ElementId e : {c.squad, second}) {
    c.rounds(e) = 0;
    c.state.fired[e.index()][0] = 1440;
  }
  for (int i = 0; i < 90; ++i) {
    c.minute();
    ASSERT_GE(c.rounds(c.point), 0);
  }
  EXPECT_EQ(c.rounds(c.squad) + c.rounds(second), 500);
  int32_t logged = 0;
  for (const state::Event& event : c.log) logged += event.a;
  EXPECT_EQ(logged, 500);
}

TEST(Supply, one_request_is_under_way_at_a_time) {
  Company c(100);
  c.shoot_away(1000);
  for (int i = 0; i < 5; ++i) c.minute();
  EXPECT_EQ(c.state.queue.size(), 1u);
}

// A battalion's dump with lorries, a company's point with 2,000 rounds at full stock, no squad.
struct Road : Company {
  ElementId dump;

  explicit Road(int lorries, int stock = 100000) : Company(100, 2000) {
    const UnitId battalion =
        support::add_unit(s, Side::kFirst, "jp/bn", UnitId{}, forces::Echelon::kBattalion);
    dump = support::add_element(s, battalion, "am", forces::ElementKind::kAmmunitionPoint, 9,
                                WeaponId{0}, 0, stock, {kCentre.x_m - 1900, kCentre.y_m});
    s.elements[dump.index()].lorries = lorries;
    s.units[company.index()].parent = battalion;
    support::finish(s);
    state = state::start(s, rng, {});
  }
  void hand_out(int n) {
    rounds(point) -= n;
    state.fired[point.index()][0] += n;
  }
  int minutes_of_the_way(double factor = 1) const {
    return static_cast<int>(state.params[Param::supply_resupply_delay_s] * factor / 60);
  }
  void wait(int n) {
    for (int i = 0; i < n; ++i) {
      minute();
      ASSERT_TRUE(state::invariants(s, state).empty());
    }
  }
};

TEST(Supply, lorries_bring_what_the_point_lacks_after_the_time_of_the_road) {
  Road r(3);
  r.hand_out(1500);
  r.wait(1);
  ASSERT_EQ(r.state.convoys.size(), 1u);
  EXPECT_EQ(r.state.convoys[0].lorries, 1);
  EXPECT_EQ(r.rounds(r.dump), 98500);
  r.wait(r.minutes_of_the_way() - 1);
  EXPECT_EQ(r.rounds(r.point), 500);
  r.wait(1);
  EXPECT_EQ(r.rounds(r.point), 2000);
  EXPECT_EQ(r.state.convoys.size(), 1u) << "on the way home";
  r.wait(r.minutes_of_the_way(r.state.params[Param::supply_way_back_factor]) + 1);
  EXPECT_TRUE(r.state.convoys.empty());
}

TEST(Supply, a_load_is_no_more_than_lorries_carry) {
  Road r(1);
  constexpr auto kLoad = static_cast<std::size_t>(Param::supply_lorry_load_kg);
  r.state.params.value[kLoad] = 100 * r.state.params[Param::supply_cartridge_kg];
  r.hand_out(1500);
  r.wait(r.minutes_of_the_way() + 1);
  EXPECT_EQ(r.rounds(r.point), 600);
  // Nothing more before the lorry is back: capacity over round trip.
  r.wait(r.minutes_of_the_way(r.state.params[Param::supply_way_back_factor]) - 2);
  EXPECT_EQ(r.rounds(r.dump), 99900);
  r.wait(4);
  EXPECT_EQ(r.rounds(r.dump), 99800);
}

TEST(Supply, a_load_is_no_more_than_the_dump_has) {
  Road r(3, 700);
  r.hand_out(1500);
  r.wait(r.minutes_of_the_way() + 1);
  EXPECT_EQ(r.rounds(r.point), 1200);
  EXPECT_EQ(r.rounds(r.dump), 0);
}

TEST(Supply, lorries_wait_while_rain_has_cut_the_road) {
  Road r(3);
  r.state.road_rain_h = r.state.params[Param::roads_cut_rain_h];
  r.hand_out(1500);
  r.wait(10);
  EXPECT_TRUE(r.state.convoys.empty());
  r.state.road_rain_h = 0;
  r.wait(1);
  ASSERT_EQ(r.state.convoys.size(), 1u);
  r.state.road_rain_h = r.state.params[Param::roads_cut_rain_h];
  r.wait(2 * r.minutes_of_the_way());
  EXPECT_EQ(r.rounds(r.point), 500);
  r.state.road_rain_h /= 2;
  r.wait(1);
  EXPECT_EQ(r.rounds(r.point), 2000);
}

TEST(Supply, rounds_for_a_point_that_is_no_more_come_back) {
  Road r(3);
  r.hand_out(1500);
  r.wait(1);
  r.state.roll[r.point.index()].killed = r.state.roll[r.point.index()].men;
  r.state.roll[r.point.index()].men = 0;
  r.wait(2 * r.minutes_of_the_way() + 2);
  EXPECT_TRUE(r.state.convoys.empty());
  EXPECT_EQ(r.rounds(r.dump), 100000);
}

TEST(Supply, rationed_rounds_are_released_by_the_day_and_saved_ones_later) {
  Company c(100);
  c.s.elements[c.squad.index()].weapons[0].days = 10;
  const int full = c.s.element(c.squad).weapons[0].rounds;
  const auto may_fire = [&] { return combat::has_ration(c.s, c.state, c.squad, 0); };
  EXPECT_TRUE(may_fire());
  c.rounds(c.squad) = full - full / 10;
  EXPECT_FALSE(may_fire());
  c.state.now = hours(24);
  EXPECT_TRUE(may_fire());
  // Two days later it has three days' rounds to spend.
  c.state.now = hours(72);
  c.rounds(c.squad) = full - 4 * full / 10 + 1;
  EXPECT_TRUE(may_fire());
  --c.rounds(c.squad);
  EXPECT_FALSE(may_fire());
  // The days of one who comes later are counted from there; who is not rationed fires.
  c.s.elements[c.squad.index()].arrives = hours(48);
  EXPECT_FALSE(may_fire());
  c.s.elements[c.squad.index()].weapons[0].days = 0;
  EXPECT_TRUE(may_fire());
}

}  // namespace
}  // namespace khasan
