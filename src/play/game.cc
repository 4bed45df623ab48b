#include "play/game.h"

#include <algorithm>

#include "command/picture.h"
#include "state/apply.h"
#include "terrain/paths.h"

namespace khasan::play {

using scenario::PlayerOrder;
using scenario::Scenario;
using state::Event;
using state::EventKind;

namespace {

Error refusal(std::string found, std::string expected) {
  Error error;
  error.found = std::move(found);
  error.expected = std::move(expected);
  return error;
}

terrain::Point point_of(const Scenario& scenario, const scenario::Spot& spot) {
  return spot.place.exists() ? scenario.place(spot.place).at : spot.point;
}

// The way of one class of mobility from point to point. False: there is none.
bool add_way(const Scenario& scenario, terrain::MobilityClass mobility,
             const std::vector<terrain::Point>& points, Preview& preview) {
  const terrain::Ground& ground = scenario.ground;
  preview.way = {points.front()};
  for (std::size_t i = 1; i < points.size(); ++i) {
    const terrain::Path path =
        terrain::find_path(ground, scenario.mobility[mobility], ground.nearest_cell(points[i - 1]),
                           ground.nearest_cell(points[i]));
    if (path.cells.empty()) return false;
    for (const CellId cell : path.cells) preview.way.push_back(ground.centre_of(cell));
    preview.way.back() = points[i];
    preview.march.ms += int64_t{100} * path.cost_ds;
  }
  for (std::size_t i = 1; i < preview.way.size(); ++i) {
    preview.way_m += terrain::distance_m(preview.way[i - 1], preview.way[i]);
  }
  return true;
}

// Of the classes of mobility in the unit, the one that takes longest.
void add_slowest_way(const Scenario& scenario, const state::State& state, const PlayerOrder& order,
                     Preview& preview) {
  const auto centre = command::centre_of(scenario, state, order.unit);
  if (!centre || !order.objective || order.task == scenario::Task::kAirStrike) return;
  std::vector<terrain::Point> points{*centre};
  for (const scenario::Spot& via : order.via) points.push_back(point_of(scenario, via));
  points.push_back(point_of(scenario, *order.objective));
  std::vector<terrain::MobilityClass> tried;
  Preview slowest;
  for (const ElementId e : scenario.unit(order.unit).all_elements) {
    const terrain::MobilityClass mobility = scenario.element(e).mobility;
    if (std::find(tried.begin(), tried.end(), mobility) != tried.end()) continue;
    tried.push_back(mobility);
    Preview one;
    if (!add_way(scenario, mobility, points, one)) continue;
    if (slowest.way.empty() || one.march > slowest.march) slowest = std::move(one);
  }
  preview.way = std::move(slowest.way);
  preview.way_m = slowest.way_m;
  preview.march = slowest.march;
}

std::vector<OwnElement> own_of(const Scenario& scenario, const state::State& state, Side side) {
  std::vector<OwnElement> own;
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    if (scenario.elements[i].side != side) continue;
    const bool is_here = state::is_present(scenario, state, ElementId{i});
    own.push_back({ElementId{i}, state.at[i], is_here ? state.roll[i].men : 0, state.posture[i]});
  }
  return own;
}

std::vector<BelievedEnemy> enemy_of(const state::State& state, Side side) {
  std::vector<BelievedEnemy> enemy;
  const auto& tracks = state.tracks[index_of(side)];
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    if (tracks[i].level != state::Knowledge::kNone) enemy.push_back({ElementId{i}, tracks[i]});
  }
  return enemy;
}

ElementId key_of(const OwnElement& one) { return one.element; }
ElementId key_of(const BelievedEnemy& one) { return one.element; }
OrderId key_of(const std::pair<OrderId, state::OrderState>& one) { return one.first; }

// What of `now` was not among `before`; both rise by their keys.
template <class T>
std::vector<T> news(const std::vector<T>& now, const std::vector<T>& before) {
  std::vector<T> changed;
  auto old = before.begin();
  for (const T& one : now) {
    while (old != before.end() && key_of(*old) < key_of(one)) ++old;
    if (old == before.end() || !(*old == one)) changed.push_back(one);
  }
  return changed;
}

std::vector<ElementId> lost_of(const std::vector<BelievedEnemy>& now,
                               const std::vector<BelievedEnemy>& before) {
  std::vector<ElementId> lost;
  auto still = now.begin();
  for (const BelievedEnemy& one : before) {
    while (still != now.end() && still->element < one.element) ++still;
    if (still == now.end() || still->element != one.element) lost.push_back(one.element);
  }
  return lost;
}

}  // namespace

bool can_know(Side side, const Event& event) {
  switch (event.kind) {
    case EventKind::k_weather_changed:
    case EventKind::k_light_changed:
    case EventKind::k_road_cut:
    case EventKind::k_cease_fire:
    case EventKind::k_captured:
      return true;
    case EventKind::k_footing:
    case EventKind::k_released:
    case EventKind::k_shots:
      return false;
    default:
      return event.side == side;
  }
}

Game::Game(Scenario battle, const sim::RunPlan& plan, Side side, sim::Watcher* watcher,
           Opponent opponent)
    : scenario_(std::make_unique<Scenario>(std::move(battle))),
      side_(side),
      watcher_(watcher),
      play_(*scenario_, plan) {
  if (opponent != Opponent::kPlan) {
    opponent_.emplace(*scenario_, khasan::enemy_of(side),
                      opponent == Opponent::kCautious ? kCautiousDoctrine : kAbleDoctrine);
  }
  if (watcher_ == nullptr) return;
  watcher_->begin(play_);
  watcher_->see(*scenario_, play_.state(), {});
}

Game::~Game() {
  if (watcher_ != nullptr) watcher_->end(play_);
}

void Game::say(OrderId order, bool is_recalled) {
  words_.push_back({play_.state().now, order, is_recalled});
  play_.say(order, is_recalled);
}

void Game::hear_opponent() {
  if (!opponent_) return;
  for (const PlayerOrder& order : opponent_->decide(play_.state())) {
    say(add_order(*scenario_, order, play_.state().now), false);
  }
}

// Of the player, not of a commander of the other side.
bool Game::is_own(OrderId id) const {
  const scenario::Order& order = scenario_->orders[id.index()];
  return order.by_player && scenario_->unit(order.unit).side == side_;
}

Result<OrderId> Game::give(const PlayerOrder& order) {
  const Errors faults = faults_of(*scenario_, side_, order);
  if (!faults.empty()) return faults;
  const OrderId id = add_order(*scenario_, order, play_.state().now);
  say(id, false);
  for (const command::Arrival& arrival :
       command::expect_order(*scenario_, play_.state(), player_order_of(*scenario_, id))) {
    if (arrival.unit == order.unit) expected_[id] = arrival.best;
  }
  return id;
}

Errors Game::recall(OrderId order) {
  const bool is_his = order.exists() && order.index() < scenario_->orders.size() && is_own(order);
  if (!is_his) return {refusal("no such order", "an order of yours")};
  if (is_recalled(order)) return {refusal("an order that is recalled", "one that is not")};
  const bool is_known = order.index() < play_.state().orders.size();
  if (is_known && !state::is_recallable(play_.state(), order)) {
    return {refusal("an order that has been sent", "one that the staff is still working on")};
  }
  say(order, true);
  recalled_.insert(order);
  return {};
}

bool Game::is_recalled(OrderId order) const { return recalled_.count(order) > 0; }

Time Game::expected(OrderId order) const {
  const auto found = expected_.find(order);
  return found == expected_.end() ? Time{} : found->second;
}

Preview Game::preview(const PlayerOrder& order) const {
  Preview preview;
  preview.faults = faults_of(*scenario_, side_, order);
  if (!preview.faults.empty()) return preview;
  add_slowest_way(*scenario_, play_.state(), order, preview);
  preview.arrivals = command::expect_order(*scenario_, play_.state(), order);
  return preview;
}

std::optional<Event> Game::reason(const PauseOn& pause) const {
  for (const Event& event : play_.events()) {
    if (event.side != side_) continue;
    const bool is_his = event.order.exists() && is_own(event.order);
    const bool is_order =
        event.kind == EventKind::k_order_begun || event.kind == EventKind::k_order_done;
    if ((pause.contact && event.kind == EventKind::k_contact) ||
        (pause.report && event.kind == EventKind::k_reported) ||
        (pause.order && is_his && is_order)) {
      return event;
    }
  }
  return std::nullopt;
}

Pause Game::advance(Time until, const PauseOn& pause) {
  while (!play_.is_over()) {
    hear_opponent();
    play_.step();
    if (watcher_ != nullptr) watcher_->see(*scenario_, play_.state(), play_.events());
    for (const Event& event : play_.events()) {
      if (can_know(side_, event)) unseen_.push_back(event);
      // Of a saved game: what he said then.
      if (event.kind == EventKind::k_recalled) recalled_.insert(event.order);
    }
    const auto why = reason(pause);
    if (why || play_.state().now >= until) return {play_.state().now, why, play_.is_over()};
  }
  return {play_.state().now, std::nullopt, true};
}

View Game::all() const {
  View all;
  const state::State& state = play_.state();
  all.now = state.now;
  all.own = own_of(*scenario_, state, side_);
  all.enemy = enemy_of(state, side_);
  for (std::size_t i = 0; i < state.orders.size(); ++i) {
    if (is_own(OrderId{i})) all.orders.emplace_back(OrderId{i}, state.orders[i]);
  }
  return all;
}

View Game::look() {
  View now = all();
  View changed;
  changed.now = now.now;
  changed.own = news(now.own, last_.own);
  changed.enemy = news(now.enemy, last_.enemy);
  changed.lost = lost_of(now.enemy, last_.enemy);
  changed.events = std::move(unseen_);
  changed.orders = news(now.orders, last_.orders);
  unseen_.clear();
  last_ = std::move(now);
  return changed;
}

}  // namespace khasan::play
