#include "record/apart.h"

#include <algorithm>
#include <unordered_map>

#include "state/apply.h"

namespace khasan::record {

namespace {

using state::State;

// A share of suppression that is as good as none: an old dose that has worn off differs no more.
constexpr double kWornOff = 0.005;

bool differs_in_suppression(const State& a, const State& b, const Match& m) {
  const std::size_t i = m.first.index(), j = m.second.index();
  if (a.suppression[i] == b.suppression[j] && a.suppressed_at[i] == b.suppressed_at[j])
    return false;
  return state::suppressed_share(a, m.first) >= kWornOff ||
         state::suppressed_share(b, m.second) >= kWornOff;
}

bool differs_in_arms(const State& a, const State& b, std::size_t i, std::size_t j) {
  return a.weapons[i] != b.weapons[j] || a.rounds[i] != b.rounds[j] ||
         a.grenades[i] != b.grenades[j] || a.cartridges[i] != b.cartridges[j] ||
         a.hull[i].phase != b.hull[j].phase || a.flight[i].phase != b.flight[j].phase ||
         a.flight[i].aircraft != b.flight[j].aircraft;
}

bool differs_in_mission(const state::Mission& a, const state::Mission& b) {
  return a.phase != b.phase || a.target != b.target || a.rounds_left != b.rounds_left;
}

// Places and orders are not compared by number: a what-if may have others.
bool differs_in_intent(const state::Intent& a, const state::Intent& b) {
  return a.goal != b.goal || a.stance != b.stance || a.fire != b.fire || a.move != b.move ||
         a.dig != b.dig || a.close != b.close || a.open_fire_range_m != b.open_fire_range_m;
}
bool differs_in_task(const state::UnitTask& a, const state::UnitTask& b) {
  return a.task != b.task || a.goal != b.goal || a.stance != b.stance || a.fire != b.fire ||
         a.via_next != b.via_next || a.begun != b.begun || a.done != b.done || a.since != b.since;
}

bool is_same_contact(const state::Contact& a, const state::Contact& b) {
  return a.level == b.level && a.at == b.at && a.error_m == b.error_m && a.seen == b.seen;
}

}  // namespace

const char* word_of(Facet facet) {
  constexpr const char* words[] = {"place", "men", "arms", "condition", "task", "knowledge"};
  return words[static_cast<std::size_t>(facet)];
}

std::string text_of(Facets facets) {
  std::string text;
  for (int i = 0; i < static_cast<int>(Facet::kCount); ++i) {
    const auto facet = static_cast<Facet>(i);
    if (facets.has(facet)) text += (text.empty() ? "" : ", ") + std::string(word_of(facet));
  }
  return text;
}

Matching match_elements(const scenario::Scenario& first, const scenario::Scenario& second) {
  std::unordered_map<std::string, ElementId> by_path;
  for (std::size_t i = 0; i < second.elements.size(); ++i) {
    by_path.emplace(second.elements[i].path, ElementId{i});
  }
  Matching all;
  std::vector<bool> found(second.elements.size());
  for (std::size_t i = 0; i < first.elements.size(); ++i) {
    const auto other = by_path.find(first.elements[i].path);
    if (other == by_path.end()) {
      all.only_first.push_back(ElementId{i});
      continue;
    }
    all.both.push_back({ElementId{i}, other->second});
    found[other->second.index()] = true;
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) all.only_second.push_back(ElementId{i});
  }
  return all;
}

Facets facets_apart(const sim::Play& first, const sim::Play& second, const Match& m) {
  const State &a = first.state(), &b = second.state();
  const std::size_t i = m.first.index(), j = m.second.index();
  const std::size_t u = first.scenario().elements[i].unit.index();
  const std::size_t v = second.scenario().elements[j].unit.index();
  Facets apart;
  apart.set(Facet::kPlace, a.at[i] != b.at[j]);
  apart.set(Facet::kMen, a.roll[i] != b.roll[j]);
  apart.set(Facet::kArms, differs_in_arms(a, b, i, j));
  apart.set(Facet::kCondition, a.posture[i] != b.posture[j] || a.morale[u] != b.morale[v] ||
                                   differs_in_mission(a.mission[i], b.mission[j]) ||
                                   differs_in_suppression(a, b, m));
  apart.set(Facet::kTask,
            differs_in_intent(a.intent[i], b.intent[j]) || differs_in_task(a.task[u], b.task[v]));
  apart.set(Facet::kKnowledge,
            !std::equal(a.contacts[u].begin(), a.contacts[u].end(), b.contacts[v].begin(),
                        b.contacts[v].end(), is_same_contact));
  return apart;
}

bool are_apart(const sim::Play& first, const sim::Play& second, const Matching& matching) {
  return std::any_of(matching.both.begin(), matching.both.end(),
                     [&](const Match& match) { return facets_apart(first, second, match).any(); });
}

bool SideBySide::step() {
  const bool first_goes =
      !first_.is_over() && (second_.is_over() || first_.state().now <= second_.state().now);
  const bool second_goes =
      !second_.is_over() && (first_.is_over() || second_.state().now <= first_.state().now);
  if (first_goes) first_.step();
  if (second_goes) second_.step();
  return first_goes || second_goes;
}

}  // namespace khasan::record
