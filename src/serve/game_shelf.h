// The live games that are kept: of each a file with its card and the player's words, written after
// every word and every advance. A game that is open has its engine in memory; the one that nobody
// has asked for the longest is put away when there are too many, and played again from its words
// when somebody asks. Thread-safe: one caller at a time in each game, none waits for another game.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "serve/battle_shelf.h"
#include "serve/live_game.h"
#include "serve/run_job.h"
#include "serve/run_shelf.h"
#include "serve/saved_game.h"

namespace khasan::serve {

// Games with their engine in memory: a battle and its state, some 30 MB each for the fortnight.
inline constexpr std::size_t kOpenGames = 4;
// Being played: of one visitor since the start of the program, and on the shelf.
inline constexpr std::size_t kGamesOfVisitor = 8, kGamesPlayed = 200;

// An id that is not of the list is an error that `unknown` makes.
class GameShelf {
 public:
  // Finds the games of the folder, which is there.
  GameShelf(const BattleShelf& battles, RunShelf& runs, std::string folder);

  List<GameCard> cards() const;  // newest first
  // Errors: a battle, side, headquarters or opponent that is not there; too many games.
  Result<GameCard> begin(const GameRequest& request, const Text& visitor);
  // These open a game that is put away: it is played again. Errors: the battle was changed since,
  // or what LiveGame says.
  Result<Game> game(const Text& id);
  Result<GameView> view(const Text& id);
  Result<GameView> advance(const Text& id, const AdvanceRequest& request);
  Result<OrderPreview> preview(const Text& id, const OrderRequest& request);
  Result<OrderCard> give(const Text& id, const OrderRequest& request);
  Result<OrderCard> recall(const Text& id, const RecallRequest& request);
  // Ends it where it stands: a run of the shelf of runs, with record and documents; is played once.
  Result<RunCard> end(const Text& id);
  // Path of the record so far, which is made now.
  Result<std::string> record(const Text& id);
  // Gives it up; a run that it became stays.
  Result<GameCard> remove(const Text& id);

 private:
  struct Table {
    std::mutex mutex;  // held while somebody is at the game
    SavedGame saved;
    Text visitor;  // who began it; of an earlier start: nobody
    std::unique_ptr<LiveGame> live;
    bool is_gone = false;
  };
  using Shared = std::shared_ptr<Table>;

  std::string path_of(const Text& id, const char* end) const { return folder_ + "/" + id + end; }
  Result<Shared> find(const Text& id) const;
  Errors check_room(const Text& visitor) const;
  Errors open(Table& table) const;
  Errors keep(Table& table, SavedGame saved);
  void used(const Shared& table);
  Result<RunOrder> order_of(const Table& table) const;
  // Calls use(Table&) with the game open and nobody else at it; `T` is what it returns.
  template <class T>
  Result<T> at(const Text& id, const std::function<Result<T>(Table&)>& use);
  // The same, of a game that is still being played.
  template <class T>
  Result<T> playing(const Text& id, const std::function<Result<T>(Table&)>& use);

  const BattleShelf& battles_;
  RunShelf& runs_;
  const std::string folder_;
  mutable std::mutex mutex_;  // of what follows; whoever holds it waits for no game
  std::map<Text, Shared> tables_;
  std::map<Text, GameCard> cards_;
  std::vector<Shared> open_;  // the last one used comes last
};

}  // namespace khasan::serve
