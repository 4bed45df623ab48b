// Goal: a live game is kept by its words: it goes on after a restart, or after it was put away, as
// if nothing had been; it shows what the player's side can know and nothing else; it becomes a run
// like any other. Method: a small battle in a folder of its own, led through a workshop.
#include "serve/game_shelf.h"

#include <gmock/gmock.h>

#include <set>

#include "record/verify.h"
#include "serve/protocol_json.h"
#include "unit/serve/workshop_folder.h"

namespace khasan::serve {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr int64_t kMinute_ms = 60'000;

class GameShelfTest : public WorkshopFolder {
 protected:
  GameRequest asked() const {
    GameRequest request;
    request.battle = battle_;
    request.side = "jp";
    request.opponent = "plan";
    return request;
  }
  static OrderRequest order() {
    OrderRequest request;
    request.unit = "jp/pl1";
    request.task = "attack";
    request.objective = Spot{"hill", {}, {}};
    request.via = {Spot{{}, 632000.4, 4702300.0}};
    request.stance = "normal";
    request.fire = "free";
    return request;
  }
  Text begin() { return begin(asked()); }
  Text begin(const GameRequest& request) {
    const Result<GameCard> card = desk_->begin_game(request, "somebody");
    EXPECT_TRUE(card) << (card ? "" : to_text(card.errors()[0]));
    return card ? card.value().id : "";
  }
  // Plays on until so many minutes of the battle.
  GameView advance(const Text& id, int64_t minutes) {
    AdvanceRequest request;
    request.until_ms = start_ms() + minutes * kMinute_ms;
    const Result<GameView> view = desk_->advance(id, request);
    EXPECT_TRUE(view) << (view ? "" : to_text(view.errors()[0]));
    return view ? view.value() : GameView{};
  }
  void advance_to_the_end(const Text& id) {
    for (int minutes = 30; minutes <= 120; minutes += 30) advance(id, minutes);
  }
  // A game with an order and one that is taken back, at a moment between two words.
  Text led() {
    const Text id = begin();
    advance(id, 2);
    EXPECT_TRUE(desk_->give(id, order()));
    EXPECT_TRUE(desk_->give(id, order()));
    EXPECT_TRUE(desk_->recall(id, {2}));
    advance(id, 25);
    return id;
  }
  std::string seen(const Text& id) { return to_json(desk_->view(id).value()); }
  std::string record_of(const Text& id) {
    const Result<std::string> path = desk_->game_record(id);
    EXPECT_TRUE(path) << (path ? "" : to_text(path.errors()[0]));
    return path ? file_text(path.value()) : "";
  }
  template <class T>
  static std::string complaint(const Result<T>& result) {
    std::string all;
    for (const Error& error : result.errors()) all += to_text(error) + "\n";
    return all;
  }
};

TEST_F(GameShelfTest, a_restart_finds_the_game_where_it_stood) {
  const Text id = led();
  const std::string before = seen(id), record = record_of(id);
  open();
  ASSERT_THAT(desk_->games(), SizeIs(1));
  EXPECT_EQ(desk_->games()[0].now_ms, start_ms() + 25 * kMinute_ms);
  EXPECT_EQ(seen(id), before);
  EXPECT_EQ(record_of(id), record) << "every step and every state of it";
  const GameView view = desk_->view(id).value();
  ASSERT_THAT(view.orders, SizeIs(2));
  EXPECT_EQ(view.orders[1].state, OrderFate::kRecalled);
}

TEST_F(GameShelfTest, a_game_that_was_put_away_goes_on_as_if_nothing_had_been) {
  const Text away = led(), kept = led();
  for (std::size_t i = 0; i < kOpenGames; ++i) {
    advance(begin(), 1);
    desk_->view(kept);
  }
  for (const Text& id : {away, kept}) {
    EXPECT_TRUE(desk_->give(id, order()));
    advance(id, 50);
  }
  EXPECT_EQ(seen(away), seen(kept));
  EXPECT_EQ(record_of(away), record_of(kept));
}

TEST_F(GameShelfTest, what_was_shown_is_not_shown_again) {
  const Text id = led();
  desk_->view(id);
  const GameView later = advance(id, 26);
  for (const OrderCard& card : later.orders) EXPECT_NE(card.order, 2) << "nothing came of it";
  EXPECT_TRUE(later.lines.empty()) << "the ten minutes are not over";
  const GameView all = desk_->view(id).value();
  EXPECT_FALSE(all.lines.empty());
  EXPECT_THAT(all.orders, SizeIs(2));
  EXPECT_THAT(all.own, SizeIs(4));
}

TEST_F(GameShelfTest, a_slice_is_half_an_hour_and_a_wrong_moment_is_refused) {
  const Text id = begin();
  EXPECT_EQ(advance(id, 120).now_ms, start_ms() + 30 * kMinute_ms);
  AdvanceRequest back;
  back.until_ms = start_ms();
  EXPECT_THAT(complaint(desk_->advance(id, back)),
              AllOf(HasSubstr("until_ms: found"), HasSubstr("a moment after 29 Jul 14:30:00")));
  back.until_ms = start_ms() + 121 * kMinute_ms;
  EXPECT_FALSE(desk_->advance(id, back));
  EXPECT_EQ(desk_->view(id).value().now_ms, start_ms() + 30 * kMinute_ms);
}

TEST_F(GameShelfTest, shows_what_the_side_can_know_and_nothing_else) {
  const Text id = begin();
  const Game game = desk_->game(id).value();
  std::set<int> units, elements;
  for (const GameUnit& unit : game.units) {
    EXPECT_THAT(unit.path, testing::StartsWith("jp/"));
    units.insert(unit.unit);
    elements.insert(unit.elements.begin(), unit.elements.end());
  }
  EXPECT_FALSE(elements.empty());
  EXPECT_TRUE(desk_->view(id).value().enemy.empty()) << "nobody has reported anything";
  advance_to_the_end(id);
  const GameView view = desk_->view(id).value();
  EXPECT_EQ(view.own.size(), elements.size());
  for (const OwnCard& own : view.own) EXPECT_EQ(elements.count(own.element), 1u);
  EXPECT_FALSE(view.enemy.empty());
  for (const EnemyCard& enemy : view.enemy) {
    EXPECT_EQ(elements.count(enemy.element), 0u);
    const bool is_recognised = enemy.level == "recognised" || enemy.level == "located";
    EXPECT_EQ(enemy.name == "enemy", !is_recognised);
  }
  EXPECT_FALSE(view.lines.empty());
  for (const LineCard& line : view.lines) {
    EXPECT_TRUE(!line.unit || units.count(*line.unit) == 1) << line.text;
    EXPECT_THAT(line.text, testing::Not(testing::StartsWith("1st Soviet"))) << line.text;
  }
}

TEST_F(GameShelfTest, unknown_words_are_told_with_what_there_is) {
  const Text id = begin();
  OrderRequest wrong = order();
  wrong.unit = "jp/pl2";
  wrong.task = "atack";
  wrong.stance = "loud";
  wrong.objective->place = "hil";
  wrong.via[0].x.reset();
  const std::string told = complaint(desk_->preview(id, wrong));
  EXPECT_THAT(told, HasSubstr("unit: found 'jp/pl2'"));
  EXPECT_THAT(told, HasSubstr("did you mean 'attack'"));
  EXPECT_THAT(told, HasSubstr("one of normal, silent, march, bounds"));
  EXPECT_THAT(told, HasSubstr("objective.place: found 'hil'"));
  EXPECT_THAT(told, HasSubstr("via[0]"));
  wrong = order();
  wrong.unit = "su/pl1";
  EXPECT_THAT(complaint(desk_->give(id, wrong)), HasSubstr("a unit of Japan"));
  wrong = order();
  wrong.objective.reset();
  EXPECT_THAT(complaint(desk_->give(id, wrong)), HasSubstr("order: found 'no objective'"));
  EXPECT_THAT(complaint(desk_->recall(id, {1})), HasSubstr("none was given"));
  EXPECT_TRUE(desk_->view(id).value().orders.empty());
}

TEST_F(GameShelfTest, a_preview_tells_the_way_and_when_the_order_arrives) {
  const Text id = begin();
  const Result<OrderPreview> preview = desk_->preview(id, order());
  ASSERT_TRUE(preview) << complaint(preview);
  EXPECT_GT(preview.value().way_m, 2000);
  EXPECT_GT(preview.value().march_ms, 0);
  ASSERT_FALSE(preview.value().arrivals.empty());
  const OrderCard card = desk_->give(id, order()).value();
  EXPECT_EQ(card.state, OrderFate::kWithTheStaff);
  EXPECT_EQ(card.expected_ms, preview.value().arrivals.back().best_ms);
  EXPECT_THAT(card.text, HasSubstr("attack, Hill, by way of the point near"));
  EXPECT_TRUE(card.can_recall);
}

TEST_F(GameShelfTest, asks_for_what_is_there) {
  GameRequest request = asked();
  request.side = "ja";
  request.opponent = "comander";
  const std::string told = complaint(desk_->begin_game(request, "somebody"));
  EXPECT_THAT(told, HasSubstr("side: found 'ja', expected jp or su"));
  EXPECT_THAT(told, HasSubstr("opponent: found 'comander', expected plan"));
  EXPECT_THAT(told, HasSubstr("did you mean 'commander'"));
  request = asked();
  request.headquarters = "su/pl1";
  EXPECT_THAT(complaint(desk_->begin_game(request, "somebody")), HasSubstr("headquarters"));
  request.battle = "elsewhere";
  EXPECT_TRUE(is_unknown(desk_->begin_game(request, "somebody").errors()[0]));
  EXPECT_TRUE(desk_->games().empty());
}

TEST_F(GameShelfTest, a_visitor_plays_so_many_games_until_he_gives_one_up) {
  Text last;
  for (std::size_t i = 0; i < kGamesOfVisitor; ++i) last = begin();
  const Result<GameCard> more = desk_->begin_game(asked(), "somebody");
  ASSERT_FALSE(more);
  EXPECT_TRUE(is_too_many(more.errors()[0]));
  EXPECT_TRUE(desk_->begin_game(asked(), "somebody else"));
  EXPECT_TRUE(desk_->remove_game(last));
  EXPECT_FALSE(desk_->game(last));
  EXPECT_TRUE(desk_->begin_game(asked(), "somebody"));
}

TEST_F(GameShelfTest, a_battle_that_was_changed_is_not_played_on) {
  const Text id = led();
  replace("battle.yaml", "visibility_m: 15000", "visibility_m: 300");
  open();
  EXPECT_THAT(desk_->games(), SizeIs(1));
  EXPECT_THAT(complaint(desk_->view(id)), HasSubstr("changed since"));
}

// Whether the record of a run says what its words come to.
record::Verdict verdict_of(const std::string& path) {
  record::RecordReader reader = record::RecordReader::open(path).take();
  const RecordedRun run = RecordedRun::load(reader.header(), path).take();
  sim::Play play(run.scenario(), run.plan());
  return record::verify(play, reader);
}

TEST_F(GameShelfTest, a_game_that_was_ended_is_a_run_like_any_other) {
  const Text id = led();
  const Result<RunCard> run = desk_->end_game(id);
  ASSERT_TRUE(run) << complaint(run);
  EXPECT_THAT(run.value().title, HasSubstr("led by a player"));
  EXPECT_THAT(run.value().changes, testing::Contains(HasSubstr("Ended by its player at")));
  const GameCard card = desk_->games().at(0);
  EXPECT_EQ(card.state, GameState::kOver);
  EXPECT_EQ(card.run, run.value().id);
  EXPECT_EQ(desk_->end_game(id).value().id, run.value().id);
  EXPECT_FALSE(desk_->give(id, order()));
  ASSERT_THAT(desk_->runs(), SizeIs(1));
  const Text of = run.value().id;
  EXPECT_TRUE(desk_->document(of));
  EXPECT_TRUE(desk_->play(of));
  const record::Verdict verdict = verdict_of(desk_->record(of).value());
  EXPECT_FALSE(verdict.mismatch);
  EXPECT_FALSE(verdict.is_finished);
  EXPECT_EQ(verdict.to.ms, start_ms() + 25 * kMinute_ms);
  // A moment of it is as it was played, with his orders.
  const GameView seen = desk_->view(id).value();
  const Result<Moment> moment = desk_->moment(of, {seen.now_ms, seen.own.back().element});
  ASSERT_TRUE(moment) << complaint(moment);
  EXPECT_EQ(moment.value().x, seen.own.back().x);
  EXPECT_EQ(moment.value().y, seen.own.back().y);
}

TEST_F(GameShelfTest, a_game_led_to_the_end_is_forked_with_its_words) {
  const Text id = led();
  advance_to_the_end(id);
  EXPECT_EQ(desk_->view(id).value().pause.kind, PauseKind::kEnd);
  const Result<RunCard> run = desk_->end_game(id);
  ASSERT_TRUE(run) << complaint(run);
  EXPECT_TRUE(verdict_of(desk_->record(run.value().id).value()).is_finished);
  RunRequest fork = request();
  fork.fork_of = run.value().id;
  fork.fork_at_ms = start_ms() + kMinute_ms;
  this->run(fork);
  const List<RunCard> cards = desk_->runs();
  ASSERT_THAT(cards, SizeIs(2));
  EXPECT_EQ(cards[0].hash, cards[1].hash) << "the words after the fork are said again";
}

TEST_F(GameShelfTest, a_game_against_a_commander_is_kept_with_his_orders_which_nobody_sees) {
  std::string fought_for = "victory:\n";
  for (const char* side : {"jp", "su"}) {
    fought_for += std::string("  - {for: ") + side +
                  ", points: 100, text: Hill, measure: control_share, side: " + side +
                  ", place: hill, none_at: 0, full_at: 1, sources: [book]}\n";
  }
  replace("battle.yaml", "weather:", fought_for + "weather:");
  open();
  GameRequest asked_for = asked();
  asked_for.side = "su";
  asked_for.opponent = "commander";
  const Text id = begin(asked_for);
  advance(id, 30);
  const std::string before = seen(id), record = record_of(id);
  const GameView view = desk_->view(id).value();
  EXPECT_TRUE(view.orders.empty());
  for (const VictoryCard& card : view.victory) {
    EXPECT_EQ(card.score.has_value(), card.side == "su") << "of the other side he cannot know";
  }
  open();
  EXPECT_EQ(seen(id), before);
  EXPECT_EQ(record_of(id), record);
  const Result<RunCard> run = desk_->end_game(id);
  ASSERT_TRUE(run) << complaint(run);
  EXPECT_THAT(run.value().changes, testing::Contains("Led by a commander: Japan."));
  for (const bool is_opened_again : {false, true}) {
    if (is_opened_again) open();
    const Game over = desk_->game(id).value();
    for (const VictoryCard& card : over.victory) EXPECT_TRUE(card.score) << "it is over";
  }
  const std::string path = desk_->record(run.value().id).value();
  EXPECT_FALSE(verdict_of(path).mismatch);
  record::RecordReader reader = record::RecordReader::open(path).take();
  EXPECT_FALSE(RecordedRun::load(reader.header(), path).value().words().empty());
}

TEST_F(GameShelfTest, a_game_without_words_is_the_plain_run) {
  const Text id = begin();
  advance_to_the_end(id);
  const Text plain = run(request());
  EXPECT_EQ(desk_->end_game(id).value().hash, desk_->runs().at(0).hash);
  EXPECT_NE(plain, id);
}

}  // namespace
}  // namespace khasan::serve
