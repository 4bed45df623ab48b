#include "serve/live_game.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/fault.h"
#include "report/names.h"
#include "serve/deployment.h"
#include "serve/game_order.h"
#include "serve/moment.h"
#include "serve/recorded_run.h"
#include "sim/step.h"
#include "state/apply.h"

namespace khasan::serve {

using scenario::Scenario;
using state::Event;
using state::EventKind;
using state::OrderPhase;

namespace {

constexpr Time kSlice = minutes(30);     // of the battle, that one request plays at most
constexpr std::size_t kOrdersMax = 300;  // of a game: for each, ways over the whole ground are kept

sim::RunPlan plan_of(const GameRequest& request) {
  sim::RunPlan plan;
  plan.seed = request.seed;
  plan.replication = request.replication;
  return plan;
}

play::Opponent opponent_of(const GameRequest& request) {
  if (request.opponent == "plan") return play::Opponent::kPlan;
  return request.opponent == "cautious" ? play::Opponent::kCautious : play::Opponent::kCommander;
}

Side side_of(const Scenario& scenario, const Text& id) {
  return scenario.side(Side::kFirst).id == id ? Side::kFirst : Side::kSecond;
}

int number_of(UnitId unit) { return static_cast<int>(unit.value); }
int number_of(ElementId element) { return static_cast<int>(element.value); }

// Where something is, for cards that may say so.
template <class Card>
void put_where(Card& card, terrain::Point at) {
  card.x = at.x_m;
  card.y = at.y_m;
}

LineCard card_of(const report::StoryLine& line) {
  LineCard card;
  card.at_ms = line.at.ms;
  card.text = line.text;
  card.importance = line.importance;
  if (line.has_where) put_where(card, line.where);
  if (line.unit.exists()) card.unit = number_of(line.unit);
  return card;
}

PauseKind kind_of(const play::Pause& pause) {
  if (!pause.why) return pause.is_over ? PauseKind::kEnd : PauseKind::kTime;
  switch (pause.why->kind) {
    case EventKind::k_contact:
      return PauseKind::kContact;
    case EventKind::k_reported:
      return PauseKind::kReport;
    default:
      return PauseKind::kOrder;
  }
}

Text text_of(const Scenario& scenario, const Event& event) {
  const std::vector<report::StoryLine> lines = report::story_of(scenario, {event});
  if (!lines.empty()) return lines.front().text;
  const std::string near = report::place_near(scenario, event.where);
  return "A report of an enemy" + (near.empty() ? "" : " " + near) + " reaches headquarters.";
}

PauseCard card_of(const Scenario& scenario, const play::Pause& pause) {
  PauseCard card;
  card.at_ms = pause.at.ms;
  card.kind = kind_of(pause);
  if (card.kind == PauseKind::kEnd) card.text = "The battle has ended.";
  if (!pause.why) return card;
  const Event& why = *pause.why;
  card.text = text_of(scenario, why);
  if (!(why.where == terrain::Point{})) put_where(card, why.where);
  const UnitId unit =
      why.unit.exists() || !why.subject.exists() ? why.unit : scenario.element(why.subject).unit;
  if (unit.exists()) card.unit = number_of(unit);
  return card;
}

List<GameUnit> units_of(const Scenario& scenario, Side side) {
  List<GameUnit> units;
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    const scenario::UnitDef& def = scenario.units[u];
    if (def.side != side) continue;
    GameUnit unit;
    unit.unit = number_of(UnitId{u});
    unit.path = def.path;
    unit.name = report::name_of(scenario, UnitId{u});
    unit.echelon = report::word_of(def.echelon);
    if (def.parent.exists()) unit.parent = number_of(def.parent);
    unit.has_headquarters = def.headquarters.exists();
    for (const ElementId element : def.elements) unit.elements.push_back(number_of(element));
    units.push_back(std::move(unit));
  }
  return units;
}

OrderFate fate_of(const state::OrderState& its, bool is_recalled) {
  const bool has_begun = its.begun > state::kLongAgo;
  if (is_recalled) return OrderFate::kRecalled;
  switch (its.phase) {
    case OrderPhase::kWaiting:
    case OrderPhase::kDeciding:
    case OrderPhase::kBegun:
      return has_begun ? OrderFate::kBegun : OrderFate::kWithTheStaff;
    case OrderPhase::kIssued:
      return has_begun ? OrderFate::kBegun : OrderFate::kOnItsWay;
    case OrderPhase::kDone:
      return OrderFate::kDone;
    case OrderPhase::kFailed:
      break;
  }
  return has_begun ? OrderFate::kGivenUp : OrderFate::kRefused;
}

}  // namespace

void SideWatcher::begin(sim::Play& play) {
  teller_.emplace(play.scenario());
  victory_.emplace(play.scenario());
}

void SideWatcher::see(const Scenario& scenario, const state::State& state,
                      const state::EventLog& events) {
  victory_->see(scenario, state, events);
  state::EventLog known;
  for (const Event& event : events) {
    if (play::can_know(side_, event)) known.push_back(event);
  }
  const Time now = state.now >= scenario.end ? kNever : state.now;
  for (report::StoryLine& line : teller_->tell(known, now)) lines_.push_back(std::move(line));
}

LiveGame::LiveGame(const Scenario& battle, const GameRequest& request, Side side)
    : side_(side),
      headquarters_(request.headquarters),
      watcher_(side),
      game_(battle, plan_of(request), side, &watcher_, opponent_of(request)) {
  pause_.at = now();
}

Result<std::unique_ptr<LiveGame>> LiveGame::open(const Scenario& battle, const SavedGame& saved) {
  std::unique_ptr<LiveGame> game(
      new LiveGame(battle, saved.request, side_of(battle, saved.request.side)));
  const Errors errors = game->say_again(saved);
  if (!errors.empty()) return errors;
  if (saved.card.state == GameState::kOver) game->tell_all();
  return game;
}

Errors LiveGame::say_again(const SavedGame& saved) {
  for (const GameWord& word : saved.words) {
    if (now() < Time{word.at_ms}) pause_ = game_.advance(Time{word.at_ms});
    const auto said = word.order ? give(*word.order) : recall(word.recall.value_or(0));
    if (!said) return said.errors();
  }
  if (now() < Time{saved.card.now_ms}) pause_ = game_.advance(Time{saved.card.now_ms});
  return {};
}

Game LiveGame::about(const GameCard& card) const {
  Game about;
  about.card = card;
  about.start_ms = scenario().start.ms;
  about.end_ms = scenario().end.ms;
  about.step_ms = sim::StepTimes{}.close.ms;
  about.tasks = scenario::task_words();
  about.stances = scenario::stance_words();
  about.fires = scenario::fire_words();
  about.places = named_places_of(scenario());
  about.units = units_of(scenario(), side_);
  about.victory = victory();
  return about;
}

OwnCard LiveGame::card_of(const play::OwnElement& own) const {
  return {number_of(own.element), own.at.x_m, own.at.y_m, own.men, word_of(own.posture)};
}

// What he is, only as far as he was recognised.
EnemyCard LiveGame::card_of(const play::BelievedEnemy& enemy) const {
  const state::Track& track = enemy.track;
  const bool is_recognised = track.level >= state::Knowledge::kRecognised;
  EnemyCard card;
  card.element = number_of(enemy.element);
  card.name = is_recognised ? report::word_of(scenario().element(enemy.element).kind) : "enemy";
  put_where(card, track.at);
  card.error_m = static_cast<double>(track.error_m);
  card.level = word_of(track.level);
  card.seen_ms = track.seen.ms;
  return card;
}

OrderCard LiveGame::card_of(int number) const {
  const OrderId id = given_[static_cast<std::size_t>(number) - 1];
  const scenario::Order& order = scenario().orders[id.index()];
  const state::State& state = game_.play().state();
  // One that was given since the last step is not in the state yet.
  const bool is_known = id.index() < state.orders.size();
  const state::OrderState its = is_known ? state.orders[id.index()] : state::OrderState{};
  OrderCard card;
  card.order = number;
  card.unit = scenario().unit(order.unit).path;
  card.name = report::name_of(scenario(), order.unit);
  card.task = scenario::task_words()[static_cast<std::size_t>(order.task) - 1];
  card.text = serve::text_of(scenario(), order);
  card.given_ms = order.issued.ms;
  card.state = fate_of(its, game_.is_recalled(id));
  card.can_recall = card.state == OrderFate::kWithTheStaff;
  if (its.begun > state::kLongAgo) card.begun_ms = its.begun.ms;
  const bool is_awaited =
      card.state == OrderFate::kWithTheStaff || card.state == OrderFate::kOnItsWay;
  if (is_awaited) card.expected_ms = game_.expected(id).ms;
  return card;
}

List<OrderCard> LiveGame::orders() const {
  List<OrderCard> cards;
  for (std::size_t i = 1; i <= given_.size(); ++i) cards.push_back(card_of(static_cast<int>(i)));
  return cards;
}

List<VictoryCard> LiveGame::victory() const {
  List<VictoryCard> cards;
  const auto standings = watcher_.victory().standings(game_.play().state());
  std::array<int, 2> numbers{};
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const scenario::VictoryCondition& condition = scenario().victory[i];
    VictoryCard card;
    card.side = scenario().side(condition.side).id;
    card.id = card.side + "-" + std::to_string(++numbers[index_of(condition.side)]);
    card.text = condition.text;
    card.points = condition.points;
    if (is_told_ || game_.is_over() || condition.measure.side == side_) {
      card.score = standings[i].points;
      if (!std::isnan(standings[i].value)) card.value = standings[i].value;
    }
    cards.push_back(std::move(card));
  }
  return cards;
}

GameView LiveGame::view_of(const play::View& seen) const {
  GameView view;
  view.now_ms = seen.now.ms;
  view.is_over = game_.is_over();
  view.pause = serve::card_of(scenario(), pause_);
  view.victory = victory();
  for (const play::OwnElement& own : seen.own) view.own.push_back(card_of(own));
  for (const play::BelievedEnemy& enemy : seen.enemy) view.enemy.push_back(card_of(enemy));
  for (const ElementId lost : seen.lost) view.lost.push_back(number_of(lost));
  return view;
}

void LiveGame::add_news(GameView& view) {
  const auto& lines = watcher_.lines();
  for (; lines_shown_ < lines.size(); ++lines_shown_) {
    view.lines.push_back(serve::card_of(lines[lines_shown_]));
  }
  List<OrderCard> cards = orders();
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const bool is_shown = i < orders_shown_.size() && orders_shown_[i] == cards[i];
    if (!is_shown) view.orders.push_back(cards[i]);
  }
  orders_shown_ = std::move(cards);
}

GameView LiveGame::look() {
  game_.look();
  lines_shown_ = 0;
  orders_shown_.clear();
  GameView view = view_of(game_.all());
  add_news(view);
  return view;
}

Result<GameView> LiveGame::advance(const AdvanceRequest& request) {
  const Time until{request.until_ms}, end = scenario().end;
  if (!game_.is_over() && (until <= now() || until > end)) {
    return fault("until_ms", std::to_string(until.ms) + " (" + clock_text(scenario(), until) + ")",
                 "a moment after " + clock_text(scenario(), now()) + ", up to " +
                     clock_text(scenario(), end) + ": " + std::to_string(now().ms + 1) + " to " +
                     std::to_string(end.ms));
  }
  pause_ = game_.advance(std::min(until, now() + kSlice),
                         {request.contact, request.report, request.order});
  GameView view = view_of(game_.look());
  add_news(view);
  return view;
}

Result<OrderPreview> LiveGame::preview(const OrderRequest& request) const {
  const auto order = player_order_from(scenario(), side_, headquarters_, request);
  if (!order) return order.errors();
  const play::Preview seen = game_.preview(order.value());
  OrderPreview preview;
  for (const terrain::Point point : seen.way) preview.way.push_back({point.x_m, point.y_m});
  preview.way_m = seen.way_m;
  preview.march_ms = seen.march.ms;
  for (const command::Arrival& arrival : seen.arrivals) {
    preview.arrivals.push_back({scenario().unit(arrival.unit).path,
                                report::name_of(scenario(), arrival.unit), arrival.low.ms,
                                arrival.best.ms, arrival.high.ms});
  }
  return preview;
}

Result<OrderCard> LiveGame::give(const OrderRequest& request) {
  if (game_.is_over()) return fault("order", "a battle that has ended", "one that goes on");
  if (given_.size() >= kOrdersMax) {
    return fault("order", fmt::format("an order after {} others", kOrdersMax), "no more orders",
                 "end the game and fork its run");
  }
  const auto order = player_order_from(scenario(), side_, headquarters_, request);
  if (!order) return order.errors();
  const Result<OrderId> id = game_.give(order.value());
  if (!id) return id.errors();
  given_.push_back(id.value());
  return card_of(static_cast<int>(given_.size()));
}

Result<OrderCard> LiveGame::recall(int order) {
  if (order < 1 || static_cast<std::size_t>(order) > given_.size()) {
    return fault("order", std::to_string(order),
                 given_.empty() ? "no order: none was given"
                                : "the number of an order, 1 to " + std::to_string(given_.size()));
  }
  Errors errors = game_.recall(given_[static_cast<std::size_t>(order) - 1]);
  for (Error& error : errors) error.path = "order";
  if (!errors.empty()) return errors;
  return card_of(order);
}

}  // namespace khasan::serve
