#include "sim/campaign.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "state/apply.h"

namespace khasan::sim {

namespace {

using scenario::Escalation;
using scenario::Release;
using scenario::Scenario;
using state::HullPhase;
using state::State;

bool is_out_of_action(HullPhase phase) {
  return phase >= HullPhase::kImmobile;  // or worse, or in a workshop for it
}

int lost_of(const state::Roll& roll) {
  return roll.killed + roll.wounded + roll.light + roll.missing + roll.surrendered;
}

// Whether unbroken men of the element stand beyond the line that their side claims.
bool is_across(const Scenario& scenario, const State& state, ElementId e) {
  const scenario::ElementDef& def = scenario.element(e);
  const auto& claimed = scenario.claimed[index_of(def.side)];
  if (claimed.empty() || !state::is_present(scenario, state, e)) return false;
  if (state.morale[def.unit.index()] > state::Morale::kToGround) return false;
  return claimed[scenario.ground.nearest_cell(state.at[e.index()]).index()] == 0;
}

void add(const Scenario& scenario, const State& state, Time since, ElementId e, Standing& side) {
  const std::size_t i = e.index();
  side.men_lost += lost_of(state.roll[i]);
  side.tanks_lost += is_out_of_action(state.hull[i].phase);
  side.aircraft_lost += state.flight[i].lost;
  side.is_across |= is_across(scenario, state, e);
  if (!state::is_present(scenario, state, e)) return;
  side.men += state.roll[i].men;
  const bool fights = std::max(state.last_fired[i], state.under_fire[i]) > since;
  side.men_in_contact += fights ? state.roll[i].men : 0;
}

double crest_share(const Scenario& scenario, const State& state, Side side) {
  double held = 0, cells = 0;
  for (const PlaceId place : scenario.crest) {
    const auto n = static_cast<double>(scenario.place(place).cells.size());
    held += n * state::control_share(state, place, side);
    cells += n;
  }
  return cells > 0 ? held / cells : 0;
}

// The escalation that the permission is for; none: all of that rung are released.
EscalationId next_of(const Scenario& scenario, const std::vector<Release>& releases,
                     const Permission& permission) {
  EscalationId next;
  for (std::size_t i = 0; i < scenario.escalations.size(); ++i) {
    const Escalation& one = scenario.escalations[i];
    if (one.side != permission.side || one.rung != permission.rung) continue;
    const bool released = std::any_of(releases.begin(), releases.end(), [&](const Release& r) {
      return r.escalation == EscalationId{i};
    });
    if (released) continue;
    if (!next.exists() || one.from < scenario.escalations[next.index()].from)
      next = EscalationId{i};
  }
  return next;
}

// The event of a footing tells thousandths.
scenario::Footing in_thousandths(const scenario::Footing& footing) {
  return {std::round(1000 * footing.works) / 1000, std::round(1000 * footing.log_ratio) / 1000};
}

// The event of a release tells whole seconds.
Time whole_seconds(Time t) { return {t.ms / 1000 * 1000}; }
Time next_minute(Time t) { return {(t.ms / minutes(1).ms + 1) * minutes(1).ms}; }

}  // namespace

Standings standings_of(const Scenario& scenario, const State& state, Time epoch) {
  Standings standings;
  standings.now = state.now;
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    Standing& side = standings.sides[index_of(scenario.elements[i].side)];
    add(scenario, state, state.now - epoch, ElementId{i}, side);
  }
  for (const Release& release : state.releases) {
    if (!release.escalation.exists()) continue;
    const Escalation& escalation = scenario.escalations[release.escalation.index()];
    Standing& side = standings.sides[index_of(escalation.side)];
    side.rung = std::max(side.rung, escalation.rung);
  }
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    standings.sides[index_of(side)].crest = crest_share(scenario, state, side);
  }
  return standings;
}

void decide(const Campaign& campaign, const Scenario& scenario, const State& state,
            state::Effects& effects) {
  const bool looks = (state.now - scenario.start).ms % campaign.epoch.ms == 0;
  if (!campaign.decide || scenario.mode == scenario::Mode::kHistorical || !looks) return;
  const Decisions decisions = campaign.decide(standings_of(scenario, state, campaign.epoch));
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    const auto& footing = decisions.footing[index_of(side)];
    if (footing) effects.footings.push_back({side, in_thousandths(*footing)});
  }
  std::vector<Release> all = state.releases;
  for (const Permission& permission : decisions.permissions) {
    const EscalationId next = next_of(scenario, all, permission);
    if (!next.exists()) continue;
    all.push_back({next, std::max(whole_seconds(permission.at), state.now)});
  }
  if (decisions.cease_fire) {
    const Time whole = {decisions.cease_fire->ms / minutes(1).ms * minutes(1).ms};
    all.push_back({EscalationId{}, std::max(whole, next_minute(state.now))});
  }
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(state.releases.size()));
  effects.releases = std::move(all);
}

Decide recorded_decisions(const Scenario& scenario) {
  Decisions all;
  for (const Escalation& e : scenario.escalations)
    all.permissions.push_back({e.side, e.rung, e.from});
  std::stable_sort(all.permissions.begin(), all.permissions.end(),
                   [](const Permission& a, const Permission& b) { return a.at < b.at; });
  return [all, start = scenario.start](const Standings& standings) {
    return standings.now == start ? all : Decisions{};
  };
}

}  // namespace khasan::sim
