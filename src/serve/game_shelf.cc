#include "serve/game_shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "base/fault.h"
#include "base/hash.h"
#include "report/html.h"
#include "scenario/nearest_name.h"
#include "serve/game_order.h"
#include "serve/kept_files.h"

namespace khasan::serve {

namespace fs = std::filesystem;
using scenario::Scenario;

namespace {

// Milliseconds of the clock on the wall, which names games and dates them.
int64_t wall_ms() {
  const auto utc = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(utc).count();
}

Text key_of(const OfferedBattle& battle) { return fmt::format("{:016x}", battle.key()); }

// The battle as the game has it.
Result<SharedScenario> compile(OfferedBattle& battle, const GameRequest& request) {
  Result<load::Changes> changes =
      BattleShelf::changes_of(battle, request.what_ifs, {}, request.patch);
  if (!changes) return changes.errors();
  if (changes.value().what_ifs.empty()) return battle.scenario();
  Result<Scenario> scenario = load::load_battle(battle.folder(), changes.value());
  if (!scenario) return scenario.errors();
  return std::make_shared<const Scenario>(scenario.take());
}

Errors check(const Scenario& scenario, const GameRequest& request) {
  Errors errors;
  const std::vector<std::string> sides{scenario.side(Side::kFirst).id,
                                       scenario.side(Side::kSecond).id};
  const auto side = std::find(sides.begin(), sides.end(), request.side);
  if (side == sides.end()) {
    errors.push_back(fault("side", request.side.substr(0, 64), sides[0] + " or " + sides[1],
                           scenario::did_you_mean(request.side, sides)));
  } else if (request.headquarters) {
    const Result<UnitId> seat =
        own_unit(scenario, side == sides.begin() ? Side::kFirst : Side::kSecond,
                 *request.headquarters, "headquarters");
    if (!seat) errors.push_back(seat.errors().front());
  }
  const std::vector<std::string> opponents{"plan", "cautious", "commander"};
  if (std::find(opponents.begin(), opponents.end(), request.opponent) == opponents.end()) {
    errors.push_back(fault("opponent", request.opponent.substr(0, 64),
                           "plan, the other side's orders of the battle's files, cautious or "
                           "commander, who make one",
                           scenario::did_you_mean(request.opponent, opponents)));
  }
  return errors;
}

GameCard card_of(const Scenario& scenario, const GameRequest& request) {
  GameCard card;
  card.battle = request.battle;
  card.side = request.side;
  card.title =
      fmt::format("{}, run {} of seed {}", scenario.title, request.replication, request.seed);
  card.seed = request.seed;
  card.replication = request.replication;
  card.what_ifs = request.what_ifs;
  card.headquarters = request.headquarters;
  card.opponent = request.opponent;
  card.guided = request.guided;
  card.now_ms = scenario.start.ms;
  return card;
}

// How to lead it again by hand.
std::string command_of(const OfferedBattle& battle, const SavedGame& saved) {
  std::string command =
      fmt::format("khasan play battles/{} --side {} --seed {} --replication {} --orders ORDERS",
                  battle.id(), saved.request.side, saved.request.seed, saved.request.replication);
  for (const std::string& id : saved.request.what_ifs) command += " --what-if " + id;
  if (!saved.request.patch.empty()) command += " --what-if PATCH";
  return command;
}

}  // namespace

GameShelf::GameShelf(const BattleShelf& battles, RunShelf& runs, std::string folder)
    : battles_(battles), runs_(runs), folder_(std::move(folder)) {
  for (auto& [id, saved] : read_all<SavedGame>(folder_)) {
    const auto table = std::make_shared<Table>();
    table->saved = saved;
    tables_[id] = table;
    cards_[id] = saved.card;
  }
}

List<GameCard> GameShelf::cards() const {
  const std::lock_guard lock(mutex_);
  List<GameCard> cards;
  for (const auto& [id, card] : cards_) cards.push_back(card);
  std::stable_sort(cards.begin(), cards.end(),
                   [](const GameCard& a, const GameCard& b) { return a.made_at > b.made_at; });
  return cards;
}

Result<GameShelf::Shared> GameShelf::find(const Text& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = tables_.find(id);
  if (found == tables_.end()) return unknown("game", id);
  return found->second;
}

Errors GameShelf::check_room(const Text& visitor) const {
  const std::lock_guard lock(mutex_);
  std::size_t all = 0, his = 0;
  for (const auto& [id, card] : cards_) {
    if (card.state != GameState::kPlaying) continue;
    ++all;
    his += tables_.at(id)->visitor == visitor ? 1 : 0;
  }
  if (his >= kGamesOfVisitor) {
    return {too_many(std::to_string(his) + " games of yours",
                     fmt::format("at most {} that are played", kGamesOfVisitor), "games")};
  }
  if (all >= kGamesPlayed) {
    return {too_many(std::to_string(all) + " games",
                     fmt::format("at most {} that are played", kGamesPlayed), "games")};
  }
  return {};
}

// Writes the game as it is to be; where that fails, it is put away and stands as it was kept.
Errors GameShelf::keep(Table& table, SavedGame saved) {
  const Errors errors = report::write_file(path_of(saved.id, ".json"), to_json(saved));
  if (!errors.empty()) {
    table.live.reset();
    return errors;
  }
  table.saved = std::move(saved);
  const std::lock_guard lock(mutex_);
  cards_[table.saved.id] = table.saved.card;
  return {};
}

Result<GameCard> GameShelf::begin(const GameRequest& request, const Text& visitor) {
  const Errors full = check_room(visitor);
  if (!full.empty()) return full;
  const Result<OfferedBattle*> battle = battles_.find(request.battle);
  if (!battle) return battle.errors();
  const Result<SharedScenario> scenario = compile(*battle.value(), request);
  if (!scenario) return scenario.errors();
  const Errors faults = check(*scenario.value(), request);
  if (!faults.empty()) return faults;
  const auto table = std::make_shared<Table>();
  table->visitor = visitor;
  SavedGame saved;
  saved.battle_key = key_of(*battle.value());
  saved.request = request;
  saved.card = card_of(*scenario.value(), request);
  const int64_t now_ms = wall_ms();
  saved.card.made_at = format_iso(now_ms, 0);
  Result<std::unique_ptr<LiveGame>> live = LiveGame::open(*scenario.value(), saved);
  if (!live) return live.errors();
  table->live = live.take();
  const std::lock_guard at_table(table->mutex);
  {
    const std::lock_guard lock(mutex_);
    Hasher hasher;
    hasher.add(std::string_view(to_json(request)));
    hasher.add(static_cast<uint64_t>(now_ms));
    do {
      hasher.add(uint64_t{1});
      saved.id = fmt::format("g{:016x}", hasher.value());
    } while (tables_.count(saved.id) > 0);
    saved.card.id = saved.id;
    tables_[saved.id] = table;
  }
  const Errors errors = keep(*table, saved);
  if (!errors.empty()) {
    const std::lock_guard lock(mutex_);
    tables_.erase(saved.id);
    return errors;
  }
  used(table);
  return saved.card;
}

Errors GameShelf::open(Table& table) const {
  if (table.live != nullptr) return {};
  const Result<OfferedBattle*> battle = battles_.find(table.saved.request.battle);
  if (!battle) return battle.errors();
  if (key_of(*battle.value()) != table.saved.battle_key) {
    return {fault("game", table.saved.id + ", of a battle or a program that was changed since",
                  "the files and the version with which it was begun",
                  "bring them back, or begin a new game")};
  }
  const Result<SharedScenario> scenario = compile(*battle.value(), table.saved.request);
  if (!scenario) return scenario.errors();
  Result<std::unique_ptr<LiveGame>> live = LiveGame::open(*scenario.value(), table.saved);
  if (!live) return live.errors();
  table.live = live.take();
  return {};
}

// It was used last. Puts away those that were not for the longest, if nobody is at them.
void GameShelf::used(const Shared& table) {
  const std::lock_guard lock(mutex_);
  std::erase(open_, table);
  open_.push_back(table);
  for (std::size_t i = 0; i + 1 < open_.size() && open_.size() > kOpenGames;) {
    const Shared old = open_[i];
    const std::unique_lock at_table(old->mutex, std::try_to_lock);
    if (!at_table.owns_lock()) {
      ++i;
      continue;
    }
    old->live.reset();
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

template <class T>
Result<T> GameShelf::at(const Text& id, const std::function<Result<T>(Table&)>& use) {
  const Result<Shared> found = find(id);
  if (!found) return found.errors();
  const Shared& table = found.value();
  const std::lock_guard at_table(table->mutex);
  if (table->is_gone) return unknown("game", id);
  const Errors errors = open(*table);
  if (!errors.empty()) return errors;
  used(table);
  return use(*table);
}

template <class T>
Result<T> GameShelf::playing(const Text& id, const std::function<Result<T>(Table&)>& use) {
  return at<T>(id, [&](Table& table) -> Result<T> {
    if (table.saved.card.state == GameState::kPlaying) return use(table);
    return fault("game", "a game that was ended", "one that is played",
                 "fork its run, " + table.saved.card.run.value_or("") + ", or begin a new game");
  });
}

Result<Game> GameShelf::game(const Text& id) {
  return at<Game>(id, [](Table& table) { return table.live->about(table.saved.card); });
}

Result<GameView> GameShelf::view(const Text& id) {
  return at<GameView>(id, [](Table& table) { return table.live->look(); });
}

Result<OrderPreview> GameShelf::preview(const Text& id, const OrderRequest& request) {
  return playing<OrderPreview>(id, [&](Table& table) { return table.live->preview(request); });
}

Result<GameView> GameShelf::advance(const Text& id, const AdvanceRequest& request) {
  return playing<GameView>(id, [&](Table& table) -> Result<GameView> {
    Result<GameView> view = table.live->advance(request);
    if (!view) return view;
    SavedGame saved = table.saved;
    saved.card.now_ms = table.live->now().ms;
    const Errors errors = keep(table, std::move(saved));
    if (!errors.empty()) return errors;
    return view;
  });
}

Result<OrderCard> GameShelf::give(const Text& id, const OrderRequest& request) {
  return playing<OrderCard>(id, [&](Table& table) -> Result<OrderCard> {
    Result<OrderCard> card = table.live->give(request);
    if (!card) return card;
    SavedGame saved = table.saved;
    saved.words.push_back({table.live->now().ms, request, std::nullopt});
    const Errors errors = keep(table, std::move(saved));
    if (!errors.empty()) return errors;
    return card;
  });
}

Result<OrderCard> GameShelf::recall(const Text& id, const RecallRequest& request) {
  return playing<OrderCard>(id, [&](Table& table) -> Result<OrderCard> {
    Result<OrderCard> card = table.live->recall(request.order);
    if (!card) return card;
    SavedGame saved = table.saved;
    saved.words.push_back({table.live->now().ms, std::nullopt, request.order});
    const Errors errors = keep(table, std::move(saved));
    if (!errors.empty()) return errors;
    return card;
  });
}

// The run that the game is, up to where it stands.
Result<RunOrder> GameShelf::order_of(const Table& table) const {
  RunRequest request;
  request.battle = table.saved.request.battle;
  request.seed = table.saved.request.seed, request.replication = table.saved.request.replication;
  request.what_ifs = table.saved.request.what_ifs;
  request.patch = table.saved.request.patch;
  Result<RunOrder> order = check_run(request, battles_, runs_);
  if (!order) return order;
  order.value().id = table.saved.id;
  order.value().title += ", led by a player";
  order.value().command = command_of(*order.value().battle, table.saved);
  order.value().lead = Lead{table.saved.request.side, table.saved.request.opponent != "plan",
                            table.live->words(), table.live->now()};
  return order;
}

Result<RunCard> GameShelf::end(const Text& id) {
  return at<RunCard>(id, [&](Table& table) -> Result<RunCard> {
    if (table.saved.card.run) return runs_.find(*table.saved.card.run);
    const Result<RunOrder> order = order_of(table);
    if (!order) return order.errors();
    JobContext quiet([](int64_t, int64_t) {});
    const auto scenario = std::make_shared<const Scenario>(table.live->scenario());
    const Result<RunCard> run = play_run(order.value(), scenario, runs_, quiet);
    if (!run) return run;
    SavedGame saved = table.saved;
    saved.card.state = GameState::kOver;
    saved.card.run = run.value().id;
    const Errors errors = keep(table, std::move(saved));
    if (!errors.empty()) return errors;
    table.live->tell_all();
    return run;
  });
}

Result<std::string> GameShelf::record(const Text& id) {
  return at<std::string>(id, [&](Table& table) -> Result<std::string> {
    const Result<RunOrder> order = order_of(table);
    if (!order) return order.errors();
    const auto scenario = std::make_shared<const Scenario>(table.live->scenario());
    const Errors errors = write_record(order.value(), scenario, path_of(id, ".rec"));
    if (!errors.empty()) return errors;
    return path_of(id, ".rec");
  });
}

Result<GameCard> GameShelf::remove(const Text& id) {
  const Result<Shared> found = find(id);
  if (!found) return found.errors();
  Table& table = *found.value();
  const std::lock_guard at_table(table.mutex);
  if (table.is_gone) return unknown("game", id);
  table.is_gone = true;
  table.live.reset();
  std::error_code ignored;
  fs::remove(path_of(id, ".json"), ignored);
  fs::remove(path_of(id, ".rec"), ignored);
  const std::lock_guard lock(mutex_);
  std::erase(open_, found.value());
  tables_.erase(id);
  cards_.erase(id);
  return table.saved.card;
}

}  // namespace khasan::serve
