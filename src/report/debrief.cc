#include "report/debrief.h"

#include <algorithm>
#include <cmath>

#include "state/apply.h"

namespace khasan::report {

using scenario::Scenario;
using state::Event;
using state::EventKind;
using state::State;

namespace {

constexpr Time kLookEvery = minutes(1), kOpinionEvery = minutes(10);
constexpr std::size_t kRecent = 10;   // looks
constexpr Time kStays = minutes(30);  // shorter possessions are no turning points
constexpr double kAbout_m = 1000;
constexpr double kRightWithin_m = 200;  // or twice the error that the reports admit
constexpr double kHeldFrom = 0.5;       // share of a place

bool is_within(terrain::Point at, terrain::Point about, double radius_m) {
  return radius_m <= 0 || terrain::distance_m(at, about) <= radius_m;
}

// What `side` believes of the element, and what is so.
void add_to(Opinion& opinion, const Scenario& scenario, const State& state, Side side,
            ElementId enemy, terrain::Point about, double radius_m) {
  const state::Track& track = state.tracks[index_of(side)][enemy.index()];
  const terrain::Point at = state.at[enemy.index()];
  const bool is_here = state::is_present(scenario, state, enemy);
  opinion.there += is_here && is_within(at, about, radius_m);
  if (track.level == state::Knowledge::kNone || !is_within(track.at, about, radius_m)) return;
  opinion.believed++;
  const double allowed = std::max(kRightWithin_m, 2.0 * static_cast<double>(track.error_m));
  opinion.right += is_here && terrain::distance_m(track.at, at) <= allowed;
}

}  // namespace

Opinions opinions_of(const Scenario& scenario, const State& state, terrain::Point about,
                     double radius_m) {
  Opinions opinions{};
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    if (scenario.elements[i].is_flight()) continue;
    const Side side = enemy_of(scenario.elements[i].side);
    add_to(opinions[index_of(side)], scenario, state, side, ElementId{i}, about, radius_m);
  }
  return opinions;
}

DebriefWatcher::DebriefWatcher(const Scenario& scenario)
    : scenario_(scenario),
      victory_(scenario),
      next_look_(scenario.start),
      next_opinion_(scenario.start) {
  for (const scenario::VictoryCondition& condition : scenario.victory) {
    if (condition.measure.kind != scenario::MeasureKind::kControlShare) continue;
    const PlaceId place = condition.measure.place;
    auto crest = std::find_if(crests_.begin(), crests_.end(),
                              [&](const Crest& one) { return one.place == place; });
    if (crest == crests_.end()) crest = crests_.insert(crest, Crest{place, 0, -1, {}, {}});
    crest->points += condition.points;
  }
}

void DebriefWatcher::look_at(const State& state, Crest& crest) {
  if (crest.recent.size() == kRecent) crest.recent.erase(crest.recent.begin());
  crest.recent.push_back(opinions_of(scenario_, state, scenario_.place(crest.place).at, kAbout_m));
  int holder = -1;
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    const bool holds = state::control_share(state, crest.place, side) > kHeldFrom;
    if (holds) holder = static_cast<int>(index_of(side));
  }
  if (holder < 0 || holder == crest.holder) return;
  if (state.now > scenario_.start) {
    const Side side = holder == 0 ? Side::kFirst : Side::kSecond;
    crest.changes.push_back({state.now, crest.place, side, crest.points, crest.recent.front(), {}});
  }
  crest.holder = holder;
}

void DebriefWatcher::see(const Scenario& scenario, const State& state,
                         const state::EventLog& events) {
  victory_.see(scenario, state, events);
  for (const Event& event : events) {
    if (event.kind == EventKind::k_ordered) orders_.push_back({event.order, false, kNever, kNever});
    for (OrderFate& fate : orders_) {
      if (fate.order != event.order) continue;
      if (event.kind == EventKind::k_recalled) fate.is_recalled = true;
      if (event.kind == EventKind::k_order_begun) fate.begun = std::min(fate.begun, event.at);
      if (event.kind == EventKind::k_order_done) fate.ended = event.at;
    }
  }
  if (state.now >= next_look_) {
    next_look_ = state.now + kLookEvery;
    for (Crest& crest : crests_) look_at(state, crest);
  }
  if (state.now >= next_opinion_) {
    next_opinion_ = state.now + kOpinionEvery;
    opinions_.push_back({state.now, opinions_of(scenario, state, {}, 0)});
  }
}

std::vector<TurningPoint> DebriefWatcher::turning_points() const {
  std::vector<TurningPoint> all;
  for (const Crest& crest : crests_) {
    std::vector<TurningPoint> kept;  // a loss that was made good at once cancels both
    for (std::size_t i = 0; i < crest.changes.size(); ++i) {
      const bool is_last = i + 1 == crest.changes.size();
      if (!is_last && crest.changes[i + 1].at - crest.changes[i].at < kStays) {
        i++;
        continue;
      }
      kept.push_back(crest.changes[i]);
    }
    all.insert(all.end(), kept.begin(), kept.end());
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  return all;
}

std::vector<OrderFate> DebriefWatcher::orders() const { return orders_; }

}  // namespace khasan::report
