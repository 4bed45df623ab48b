// Sightings, morale, commands and stocks.
#include <algorithm>
#include <vector>

#include "state/apply.h"
#include "state/apply_parts.h"

namespace khasan::state::parts {

using scenario::Param;
using scenario::Scenario;

namespace {

constexpr Time kReportEvery = minutes(5);  // a contact that lasts is reported again after this

constexpr Time kNewsAfter = minutes(30);  // a contact with an enemy unseen for so long is an event

// The contact of that enemy in the list, else the slot to put it in: empty or the stalest.
Contact& slot_for(std::array<Contact, kContactsMax>& contacts, ElementId enemy) {
  Contact* stalest = &contacts[0];
  for (Contact& contact : contacts) {
    if (contact.enemy == enemy) return contact;
    const bool staler = contact.level == Knowledge::kNone ||
                        (stalest->level != Knowledge::kNone && contact.seen < stalest->seen);
    if (staler && stalest->level != Knowledge::kNone) stalest = &contact;
  }
  return *stalest;
}

Pending report_of(const Scenario& scenario, State& state, const Sighting& sighting,
                  const Contact& contact) {
  Pending pending;
  pending.kind = PendingKind::kReportArrives;
  pending.at = state.now + from_seconds(state.params[Param::command_telephone_s]);
  pending.unit = scenario.element(sighting.by).unit;
  pending.element = sighting.by;
  pending.side = scenario.element(sighting.by).side;
  pending.contact = contact;
  pending.sequence = state.sequence++;
  return pending;
}

// Reports of one moment arrive at one moment: they take their places in the queue together.
void queue_reports(const std::vector<Pending>& reports, State& state) {
  if (reports.empty()) return;
  const auto later = [](const Pending& a, const Pending& b) { return a.at < b.at; };
  state.queue.insert(
      std::upper_bound(state.queue.begin(), state.queue.end(), reports.front(), later),
      reports.begin(), reports.end());
}

}  // namespace

void apply_sightings(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  std::vector<Pending> reports;
  for (const Sighting& sighting : effects.sightings) {
    const UnitId unit = scenario.element(sighting.by).unit;
    Contact& contact = slot_for(state.contacts[unit.index()], sighting.enemy);
    const bool known = contact.enemy == sighting.enemy && contact.level != Knowledge::kNone;
    const Knowledge before = known ? contact.level : Knowledge::kNone;
    const Time seen_before = known ? contact.seen : kLongAgo;
    // Of two sightings at one moment the better one counts.
    if (!known || seen_before < state.now || sighting.error_m < contact.error_m) {
      contact.at = sighting.at;
      contact.error_m = sighting.error_m;
    }
    contact.enemy = sighting.enemy;
    contact.seen = state.now;
    contact.level = std::max(before, sighting.level);
    const bool discovered = before < Knowledge::kDetected && contact.level >= Knowledge::kDetected;
    // The story is told of an enemy that the side has not seen for a while.
    const Track& track =
        state.tracks[index_of(scenario.element(sighting.by).side)][sighting.enemy.index()];
    const bool news = track.level == Knowledge::kNone || track.seen + kNewsAfter < state.now;
    if (discovered && news) {
      Event event = event_of(scenario, state, EventKind::k_contact, sighting.by);
      event.object = sighting.enemy;
      log_event(log, event);
    }
    const bool again = seen_before.ms / kReportEvery.ms != state.now.ms / kReportEvery.ms;
    // His comrades are shown him.
    if (discovered) {
      for (const ElementId e : scenario.unit(unit).elements) alarm(scenario, state, e);
    }
    if (discovered || again) reports.push_back(report_of(scenario, state, sighting, contact));
  }
  queue_reports(reports, state);
}

void apply_morale(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const Surprise& surprise : effects.surprises) {
    Time& until = state.shocked_until[surprise.subject.index()];
    until = std::max(until, surprise.until);
  }
  for (const Shock& shock : effects.shocks) {
    const std::size_t u = shock.unit.index();
    state.shock[u] = static_cast<float>(shock_now(state, shock.unit)) + shock.amount;
    state.shocked_at[u] = state.now;
  }
  for (const MoraleChange& change : effects.morale) {
    const std::size_t u = change.unit.index();
    if (state.morale[u] == Morale::kGone || state.morale[u] == change.morale) continue;
    state.morale[u] = change.morale;
    if (change.counts_as_break) state.breaks[u]++;
    static constexpr std::array kKinds{EventKind::k_rallied,     EventKind::k_to_ground,
                                       EventKind::k_broke,       EventKind::k_routed,
                                       EventKind::k_surrendered, EventKind::k_destroyed};
    Event event;
    event.at = state.now;
    event.kind = kKinds[static_cast<std::size_t>(change.morale)];
    event.unit = change.unit;
    event.side = scenario.unit(change.unit).side;
    const auto& elements = scenario.unit(change.unit).elements;
    if (!elements.empty()) event.where = state.at[elements.front().index()];
    log_event(log, event);
    for (const ElementId element : elements) wake_soon(scenario, state, element);
  }
}

void apply_commands(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const IntentChange& change : effects.intents) {
    state.intent[change.subject.index()] = change.intent;
  }
  for (const TaskChange& change : effects.tasks) {
    state.task[change.unit.index()] = change.task;
    for (const ElementId element : scenario.unit(change.unit).elements)
      wake_soon(scenario, state, element);
  }
  for (const OrderChange& change : effects.orders) {
    OrderState& order = state.orders[change.order.index()];
    order.phase = change.phase;
    Event event;
    event.at = state.now;
    event.order = change.order;
    event.unit = scenario.orders[change.order.index()].unit;
    event.side = scenario.unit(event.unit).side;
    event.place = scenario.orders[change.order.index()].objective;
    if (change.phase == OrderPhase::kBegun) {
      order.begun = change.at;
      event.kind = EventKind::k_order_begun;
      log_event(log, event);
    } else if (change.phase == OrderPhase::kDone || change.phase == OrderPhase::kFailed) {
      order.ended = change.at;
      event.kind = EventKind::k_order_done;
      event.a = change.phase == OrderPhase::kDone;
      log_event(log, event);
    }
  }
  for (const OrderReview& review : effects.reviews) {
    OrderState& order = state.orders[review.order.index()];
    order.review = review.next;
    order.choice = review.choice;
    if (review.choice != Choice::kNone) ++order.reviews;
  }
  for (const HeadquartersBusy& busy : effects.headquarters) {
    state.headquarters_free[busy.unit.index()] = busy.until;
  }
  for (const TrackUpdate& update : effects.tracks) {
    state.tracks[index_of(update.side)][update.enemy.index()] = update.track;
  }
  for (const PlaceReport& report : effects.reports) {
    state.reported[report.unit.index()] = report.reported;
  }
}

void apply_restraints(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const Restraint& held : effects.restraints) {
    if (is_noted(state, held)) continue;
    state.restrained.push_back({held.rule, held.order, held.unit, held.what});
    Event event;
    event.at = state.now;
    event.kind = EventKind::k_held_by_rule;
    event.side = scenario.unit(held.unit).side;
    event.subject = held.subject;
    event.unit = held.unit;
    event.order = held.order;
    event.where = held.where;
    event.a = static_cast<int32_t>(held.rule);
    event.b = static_cast<int32_t>(held.what);
    log_event(log, event);
  }
}

namespace {

void apply_bearers(const Scenario& scenario, const Effects& effects, State& state, EventLog* log) {
  for (const BearersChange& change : effects.bearers) {
    Bearers& bearers = state.bearers[change.subject.index()];
    const bool leave = change.bearers.carried > 0;
    if (leave) {
      int16_t& lying = state.lying[change.bearers.of.index()].men;
      if (bearers.carried > 0 || change.bearers.carried > lying) continue;
      lying = static_cast<int16_t>(lying - change.bearers.carried);
      bearers = change.bearers;
    }
    Event event =
        event_of(scenario, state,
                 leave ? EventKind::k_bearers_sent : EventKind::k_wounded_evacuated, bearers.of);
    event.object = change.subject;
    event.a = bearers.carried;
    log_event(log, event);
    if (!leave) bearers = {};
    refresh_weapons(scenario, state, change.subject);
  }
}

}  // namespace

void apply_stocks(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const MissionChange& change : effects.missions) {
    state.mission[change.subject.index()] = change.mission;
  }
  for (const GrenadesThrown& thrown : effects.grenades) {
    int16_t& left = state.grenades[thrown.subject.index()];
    left = static_cast<int16_t>(left - std::min(thrown.count, left));
  }
  for (const Ammunition& transfer : effects.ammunition) {
    int32_t& stock = state.rounds[transfer.from.index()][transfer.from_slot];
    const int32_t moved = std::min(transfer.rounds, stock);
    stock -= moved;
    state.rounds[transfer.subject.index()][transfer.slot] += moved;
    Event event = event_of(scenario, state, EventKind::k_resupplied, transfer.subject);
    event.object = transfer.from;
    event.a = moved;
    log_event(log, event);
  }
  for (const Return& back : effects.returns) {
    Roll& roll = state.roll[back.subject.index()];
    const int16_t men = std::min(back.men, roll.light);
    if (roll.men == 0) wake_soon(scenario, state, back.subject);
    roll.light = static_cast<int16_t>(roll.light - men);
    roll.men = static_cast<int16_t>(roll.men + men);
    refresh_weapons(scenario, state, back.subject);
  }
  apply_bearers(scenario, effects, state, log);
  for (const Awake& awake : effects.awake) state.awake_h[awake.subject.index()] = awake.awake_h;
}

}  // namespace khasan::state::parts
