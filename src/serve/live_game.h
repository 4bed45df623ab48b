// A game that is open: the engine, led by a player's words, as the cards and views of the protocol.
// What it shows is what the player's side can know. One caller at a time; no files, no network.
// Implements docs/methods/play.md.
#pragma once

#include <memory>
#include <optional>

#include "play/game.h"
#include "report/story.h"
#include "serve/saved_game.h"
#include "sim/victory.h"

namespace khasan::serve {

// Tells the story of what one side can know, and counts for victory, while a game is played.
class SideWatcher final : public sim::Watcher {
 public:
  explicit SideWatcher(Side side) : side_(side) {}
  void begin(sim::Play& play) override;
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;
  const std::vector<report::StoryLine>& lines() const { return lines_; }
  const sim::VictoryCount& victory() const { return *victory_; }

 private:
  Side side_;
  std::optional<report::StoryTeller> teller_;
  std::optional<sim::VictoryCount> victory_;
  std::vector<report::StoryLine> lines_;
};

class LiveGame {
 public:
  // Plays a game again to where it stood. Error: it says what this battle cannot have.
  static Result<std::unique_ptr<LiveGame>> open(const scenario::Scenario& battle,
                                                const SavedGame& saved);

  Time now() const { return game_.play().state().now; }
  const scenario::Scenario& scenario() const { return game_.scenario(); }
  uint64_t hash() const { return state::hash(game_.play().state()); }
  // What was said on both sides, for a run that is led in the same way (sim::RunPlan).
  const std::vector<sim::TimedWord>& words() const { return game_.words(); }

  Game about(const GameCard& card) const;
  // All there is; what is shown here is not shown again.
  GameView look();
  // It was ended where it stands: the player may know what both sides came to.
  void tell_all() { is_told_ = true; }
  // Plays on; what has changed since the last look. Error: a moment that is over, or after the end.
  Result<GameView> advance(const AdvanceRequest& request);
  Result<OrderPreview> preview(const OrderRequest& request) const;
  Result<OrderCard> give(const OrderRequest& request);
  // Error: no such order, or one that was sent or recalled already.
  Result<OrderCard> recall(int order);

 private:
  LiveGame(const scenario::Scenario& battle, const GameRequest& request, Side side);
  Errors say_again(const SavedGame& saved);
  OrderCard card_of(int order) const;  // its number, from 1
  List<OrderCard> orders() const;
  List<VictoryCard> victory() const;
  OwnCard card_of(const play::OwnElement& own) const;
  EnemyCard card_of(const play::BelievedEnemy& enemy) const;
  GameView view_of(const play::View& seen) const;
  // Adds the lines and the orders that were not shown yet.
  void add_news(GameView& view);

  const Side side_;
  const std::optional<Text> headquarters_;
  SideWatcher watcher_;  // sees the end of the game
  play::Game game_;
  std::vector<OrderId> given_;  // of the player
  play::Pause pause_;           // why it stands still
  bool is_told_ = false;
  // What was shown.
  std::size_t lines_shown_ = 0;
  List<OrderCard> orders_shown_;
};

}  // namespace khasan::serve
