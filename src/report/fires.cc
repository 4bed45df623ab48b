#include "report/fires.h"

#include <utility>

#include "state/apply.h"

namespace khasan::report {

using scenario::Scenario;
using state::Event;
using state::EventKind;

namespace {

constexpr std::size_t kFiresMax = 20'000;
constexpr double kSquareM = 25;

const char* kind_of_fire(const Scenario& scenario, const Event& event) {
  if (!event.weapon.exists()) return "small_arms";
  const forces::Weapon& weapon = scenario.weapon(event.weapon);
  if (weapon.is_machine_gun()) return "mg";
  const bool grenade = weapon.kind == forces::WeaponKind::kHandGrenade;
  return grenade ? "grenade" : weapon.fires_shells() ? "shell" : "small_arms";
}

int64_t square_of(terrain::Point at) {
  return static_cast<int64_t>(at.x_m / kSquareM) * 1'000'000 +
         static_cast<int64_t>(at.y_m / kSquareM);
}

}  // namespace

void FireRecorder::see(const Scenario& scenario, const state::State& state,
                       const state::EventLog& events) {
  smoke_life_ = from_seconds(state.params[scenario::Param::sense_smoke_life_s]);
  for (const Event& event : events) add(scenario, state, event);
  while (fires_.size() > kFiresMax && span_ < hours(1)) coarsen();
}

void FireRecorder::add(const Scenario& scenario, const state::State& state, const Event& event) {
  Fire fire{event.at,     event.where,
            event.where,  event.subject,
            event.weapon, kind_of_fire(scenario, event),
            event.a,      static_cast<int>(event.side)};
  if (event.kind == EventKind::k_flare) {
    fire.kind = "flare", fire.rounds = 1, fire.side = -1;
  } else if (event.kind == EventKind::k_shots) {
    fire.to = {static_cast<double>(event.c), static_cast<double>(event.d)};
  } else if (event.kind == EventKind::k_shells_landed && event.subject.exists()) {
    const auto gun = guns_.find(event.subject.value);
    if (gun != guns_.end()) fire.from = gun->second;
    if (event.weapon.exists()) {
      fire.smoke_m = state::smoke_radius_m(state.params, scenario.weapon(event.weapon).shell_kg);
    }
  } else {
    if (event.kind == EventKind::k_shells_fired && event.subject.exists()) {
      guns_[event.subject.value] = event.where;
    }
    return;
  }
  add(fire);
}

void FireRecorder::add(const Fire& fire) {
  if (fire.side < 0) return fires_.push_back(fire);
  const Key key(fire.at.ms / span_.ms, fire.by.value, fire.weapon.value, square_of(fire.to));
  const auto [place, is_new] = index_.emplace(key, fires_.size());
  if (is_new) {
    fires_.push_back(fire);
  } else {
    fires_[place->second].rounds += fire.rounds;
  }
}

// Gathers all anew over twice the time.
void FireRecorder::coarsen() {
  span_ = span_ + span_;
  index_.clear();
  const std::vector<Fire> finer = std::exchange(fires_, {});
  for (const Fire& fire : finer) add(fire);
}

}  // namespace khasan::report
