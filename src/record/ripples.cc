#include "record/ripples.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

namespace khasan::record {

namespace {

using scenario::Scenario;
using terrain::Point;

constexpr double kShellReach_m = 300;  // of a burst: whom it can have kept down
constexpr double kAimed_m = 150;       // of a fire mission: whom it is aimed at
constexpr int64_t kCounts = 300;

// Two elements of the first battle that met in an event.
struct Tie {
  ElementId by, at;  // `at` none: whoever is near `where`
  Point where{};
  bool is_sight = false;
};

std::vector<Time> ladder(Time parted) {
  std::vector<Time> times{parted};
  for (const int m : {1, 2, 5, 10, 20, 30, 60, 120, 180, 360, 720}) {
    times.push_back(parted + minutes(m));
  }
  for (int day = 1; day <= 30; ++day) times.push_back(parted + hours(24 * day));
  return times;
}

class Walk {
 public:
  Walk(sim::Play& first, sim::Play& second)
      : first_(first),
        second_(second),
        scenario_(first.scenario()),
        matching_(match_elements(first.scenario(), second.scenario())),
        to_first_(second.scenario().elements.size()),
        parted_(scenario_.elements.size()),
        unit_parted_(scenario_.units.size()) {
    for (const Match& match : matching_.both) to_first_[match.second.index()] = match.first;
    found_.only_first = matching_.only_first;
    found_.only_second = matching_.only_second;
    const int64_t span_min = (scenario_.end - scenario_.start).ms / 60'000;
    count_every_ = minutes(std::max<int64_t>(1, span_min / kCounts));
    next_count_ = scenario_.start;
  }

  Ripples follow() {
    SideBySide both(first_, second_);
    do {
      gather_new();
      if (both.is_level()) look();
    } while (both.step());
    if (found_.parted && both.is_level()) take_last();
    return std::move(found_);
  }

 private:
  // Events of the steps since the last look.
  void gather_new() {
    if (first_.state().now != seen_first_) gather(first_, false);
    if (second_.state().now != seen_second_) gather(second_, true);
    seen_first_ = first_.state().now, seen_second_ = second_.state().now;
  }
  void gather(const sim::Play& play, bool is_second) {
    const auto in_first = [&](ElementId e) {
      return e.exists() && is_second ? to_first_[e.index()] : e;
    };
    for (const state::Event& event : play.events()) {
      const bool is_burst = event.kind == state::EventKind::k_shells_landed ||
                            event.kind == state::EventKind::k_bombs_released;
      const ElementId by = in_first(event.subject), at = in_first(event.object);
      const bool is_sight = event.kind == state::EventKind::k_contact;
      if (by.exists() && (at.exists() || is_burst)) {
        ties_.push_back({by, is_burst ? ElementId{} : at, event.where, is_sight});
      }
    }
  }

  void look() {
    const Time now = first_.state().now;
    std::vector<std::pair<Match, Facets>> fresh;
    for (const Match& match : matching_.both) {
      if (parted_[match.first.index()]) continue;
      const Facets facets = facets_apart(first_, second_, match);
      if (facets.any()) fresh.emplace_back(match, facets);
    }
    if (!fresh.empty() && !found_.parted) begin(fresh);
    for (const auto& [match, facets] : fresh) tell(match, facets);
    for (const auto& [match, facets] : fresh) parted_[match.first.index()] = true;
    ties_.clear();
    const std::size_t before = next_moment_;
    while (next_moment_ < moments_.size() && moments_[next_moment_] <= now) ++next_moment_;
    if (next_moment_ > before) found_.moments.push_back(ripple());
    if (now < next_count_) return;
    found_.counts.push_back(count());
    next_count_ = now + count_every_;
  }

  void begin(const std::vector<std::pair<Match, Facets>>& fresh) {
    found_.parted = first_.state().now;
    moments_ = ladder(*found_.parted);
    for (const auto& [match, facets] : fresh) origins_.push_back(place(match.first));
  }

  // The first element of a unit to differ speaks for it.
  void tell(const Match& match, Facets facets) {
    const UnitId unit = scenario_.element(match.first).unit;
    if (unit_parted_[unit.index()]) return;
    unit_parted_[unit.index()] = true;
    UnitParting parting;
    parting.at = first_.state().now;
    parting.unit = unit;
    parting.element = match.first;
    parting.facets = facets;
    parting.where = place(match.first);
    if (parting.at != *found_.parted) find_link(match, parting);
    found_.units.push_back(parting);
  }

  void find_link(const Match& match, UnitParting& parting) const {
    const auto take = [&](ElementId from, Link link) {
      if (!from.exists()) return false;
      parting.from = from, parting.link = link;
      parting.from_m = distance_m(parting.where, place(from));
      return true;
    };
    take(tied(match.first, false), Link::kFire) || take(tied(match.first, true), Link::kSight) ||
        take(looked_at(match, parting.where), Link::kSight) ||
        (parting.facets.has(Facet::kTask) && take(headquarters_above(match), Link::kOrder)) ||
        take(nearest(parting.where), Link::kNear);
  }

  // The other one of an event with this element, if it differed before.
  ElementId tied(ElementId element, bool is_sight) const {
    for (const Tie& tie : ties_) {
      if (tie.is_sight != is_sight) continue;
      const bool is_hit =
          tie.at == element ||
          (!tie.at.exists() && distance_m(tie.where, place(element)) < kShellReach_m);
      if (is_hit && parted_[tie.by.index()]) return tie.by;
      if (tie.by == element && tie.at.exists() && parted_[tie.at.index()]) return tie.at;
    }
    return {};
  }

  // The nearest enemy that differed before, of those of whom its unit knows otherwise and of those
  // at whom it aims.
  ElementId looked_at(const Match& match, Point where) const {
    ElementId found;
    const auto offer = [&](ElementId e) {
      if (!e.exists() || !parted_[e.index()]) return;
      if (!found.exists() || distance_m(where, place(e)) < distance_m(where, place(found)))
        found = e;
    };
    const state::State &a = first_.state(), &b = second_.state();
    const std::size_t u = scenario_.element(match.first).unit.index();
    const std::size_t v = second_.scenario().element(match.second).unit.index();
    for (std::size_t c = 0; c < a.contacts[u].size(); ++c) {
      const state::Contact &left = a.contacts[u][c], &right = b.contacts[v][c];
      if (left.seen == right.seen && left.at == right.at && left.level == right.level) continue;
      offer(left.enemy);
      if (right.enemy.exists()) offer(to_first_[right.enemy.index()]);
    }
    const state::Mission& mission = a.mission[match.first.index()];
    if (mission.phase == state::MissionPhase::kNone) return found;
    for (std::size_t e = 0; e < parted_.size(); ++e) {
      const bool is_enemy = scenario_.elements[e].side != scenario_.element(match.first).side;
      if (is_enemy && distance_m(mission.target, a.at[e]) < kAimed_m) offer(ElementId{e});
    }
    return found;
  }

  ElementId headquarters_above(const Match& match) const {
    for (UnitId u = scenario_.element(match.first).unit; u.exists(); u = scenario_.unit(u).parent) {
      const ElementId hq = scenario_.unit(u).headquarters;
      if (hq.exists() && hq != match.first && parted_[hq.index()]) return hq;
    }
    return {};
  }

  ElementId nearest(Point where) const {
    ElementId found;
    double least_m = std::numeric_limits<double>::infinity();
    for (std::size_t e = 0; e < parted_.size(); ++e) {
      if (!parted_[e]) continue;
      const double d = distance_m(where, first_.state().at[e]);
      if (d < least_m) least_m = d, found = ElementId{e};
    }
    return found;
  }

  Ripple ripple() const {
    Ripple now;
    now.at = first_.state().now;
    std::set<UnitId> units;
    std::set<std::pair<int64_t, int64_t>> cells;
    for (const Match& match : matching_.both) {
      const Facets facets = facets_apart(first_, second_, match);
      if (!facets.any()) continue;
      const scenario::ElementDef& element = scenario_.element(match.first);
      const Point a = place(match.first), b = second_.state().at[match.second.index()];
      const int men = second_.state().roll[match.second.index()].men -
                      first_.state().roll[match.first.index()].men;
      now.elements.push_back({match.first, facets, a, distance_m(a, b), men});
      ++now.by_side[index_of(element.side)];
      now.men[index_of(element.side)] += men;
      units.insert(element.unit);
      if (element.is_flight()) continue;
      now.farthest_m = std::max(now.farthest_m, from_origin_m(a));
      cells.emplace(static_cast<int64_t>(std::floor(a.x_m / Ripple::kCell_m)),
                    static_cast<int64_t>(std::floor(a.y_m / Ripple::kCell_m)));
    }
    now.units = static_cast<int>(units.size());
    now.area_km2 = static_cast<double>(cells.size()) * Ripple::kCell_m * Ripple::kCell_m / 1e6;
    return now;
  }

  RippleCount count() const {
    RippleCount now{first_.state().now, {}};
    for (const Match& match : matching_.both) {
      if (!parted_[match.first.index()] || !facets_apart(first_, second_, match).any()) continue;
      ++now.by_side[index_of(scenario_.element(match.first).side)];
    }
    return now;
  }

  void take_last() {
    if (found_.moments.back().at < first_.state().now) found_.moments.push_back(ripple());
    if (found_.counts.back().at < first_.state().now) found_.counts.push_back(count());
  }

  double from_origin_m(Point where) const {
    double least_m = std::numeric_limits<double>::infinity();
    for (const Point origin : origins_) least_m = std::min(least_m, distance_m(origin, where));
    return least_m;
  }
  Point place(ElementId e) const { return first_.state().at[e.index()]; }

  sim::Play& first_;
  sim::Play& second_;
  const Scenario& scenario_;
  Matching matching_;
  std::vector<ElementId> to_first_;         // of elements of the second battle
  std::vector<bool> parted_, unit_parted_;  // by id: has differed before this moment
  std::vector<Point> origins_;              // of those that differed first
  std::vector<Tie> ties_;                   // since the last look
  std::vector<Time> moments_;
  std::size_t next_moment_ = 0;
  Time seen_first_ = kNever, seen_second_ = kNever, count_every_{}, next_count_{};
  Ripples found_;
};

}  // namespace

const char* word_of(Link link) {
  constexpr const char* words[] = {"start", "fire", "sight", "order", "near"};
  return words[static_cast<std::size_t>(link)];
}

Ripples follow_ripples(sim::Play& first, sim::Play& second) { return Walk(first, second).follow(); }

}  // namespace khasan::record
