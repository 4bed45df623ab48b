#include "play/contest.h"

#include <utility>

#include "play/commander.h"
#include "scenario/player_order.h"
#include "sim/play.h"

namespace khasan::play {

namespace {

void put_off_orders(scenario::Scenario& battle, Side side) {
  for (scenario::Order& order : battle.orders) {
    if (battle.unit(order.unit).side == side) order.not_before = kNever;
  }
}

// Gives what the commanders order now; the number of orders.
int lead(scenario::Scenario& battle, sim::Play& play, std::vector<Commander>& commanders) {
  int given = 0;
  for (Commander& commander : commanders) {
    for (const scenario::PlayerOrder& order : commander.decide(play.state())) {
      play.say(add_order(battle, order, play.state().now), false);
      given++;
    }
  }
  return given;
}

}  // namespace

ContestResult play_contest(scenario::Scenario battle, const sim::RunPlan& plan,
                           const std::array<Leader, 2>& leaders, sim::Watcher* watcher) {
  std::vector<Commander> commanders;
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    if (leaders[index_of(side)] == Leader::kNobody) put_off_orders(battle, side);
    if (leaders[index_of(side)] == Leader::kCommander) commanders.emplace_back(battle, side);
    if (leaders[index_of(side)] == Leader::kCautious) {
      commanders.emplace_back(battle, side, kCautiousDoctrine);
    }
  }
  sim::Play play(battle, plan);
  sim::VictoryCount victory(battle);
  ContestResult result;
  if (watcher != nullptr) {
    watcher->begin(play);
    watcher->see(battle, play.state(), {});
  }
  while (!play.is_over()) {
    result.orders += lead(battle, play, commanders);
    play.step();
    victory.see(battle, play.state(), play.events());
    if (watcher != nullptr) watcher->see(battle, play.state(), play.events());
  }
  if (watcher != nullptr) watcher->end(play);
  result.standings = victory.standings(play.state());
  result.score = sim::score_of(battle, result.standings);
  result.hash = state::hash(play.state());
  return result;
}

}  // namespace khasan::play
