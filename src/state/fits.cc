#include "state/fits.h"

#include <cmath>

#include "base/rng.h"
#include "state/apply.h"
#include "state/fields.h"

namespace khasan::state {

namespace {

using scenario::Scenario;

// The last enumerator of each kind that a state holds.
constexpr Side last_of(Side) { return Side::kSecond; }
constexpr Posture last_of(Posture) { return Posture::kOverhead; }
constexpr Morale last_of(Morale) { return Morale::kGone; }
constexpr Knowledge last_of(Knowledge) { return Knowledge::kLocated; }
constexpr OrderPhase last_of(OrderPhase) { return OrderPhase::kFailed; }
constexpr Choice last_of(Choice) { return Choice::kStop; }
constexpr PendingKind last_of(PendingKind) { return PendingKind::kFlight; }
constexpr MissionPhase last_of(MissionPhase) { return MissionPhase::kEffect; }
constexpr HullPhase last_of(HullPhase) { return HullPhase::kInWorkshop; }
constexpr FlightPhase last_of(FlightPhase) { return FlightPhase::kTurningRound; }
constexpr HeldFrom last_of(HeldFrom) { return HeldFrom::kBeginning; }
constexpr scenario::Task last_of(scenario::Task) { return scenario::Task::kAirStrike; }
constexpr scenario::Stance last_of(scenario::Stance) { return scenario::Stance::kBounds; }
constexpr scenario::FirePolicy last_of(scenario::FirePolicy) { return scenario::FirePolicy::kHold; }

std::size_t count_of(const Scenario& s, ElementId) { return s.elements.size(); }
std::size_t count_of(const Scenario& s, UnitId) { return s.units.size(); }
std::size_t count_of(const Scenario& s, OrderId) { return s.orders.size(); }
std::size_t count_of(const Scenario& s, EscalationId) { return s.escalations.size(); }
std::size_t count_of(const Scenario& s, PlaceId) { return s.places.size(); }
std::size_t count_of(const Scenario& s, WeaponId) { return s.weapons.size(); }

template <class T>
bool is_sound(const Scenario& scenario, const T& number) {
  if constexpr (std::is_enum_v<T>) {
    return number <= last_of(number);
  } else if constexpr (std::is_floating_point_v<T>) {
    return std::isfinite(number);
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, Time>) {
    return true;
  } else {
    return !number.exists() || number.index() < count_of(scenario, number);
  }
}

// Lists that grow and shrink while a run goes.
template <class T>
constexpr bool kIsOpen = false;
template <>
constexpr bool kIsOpen<std::deque<Pending>> = true;
template <>
constexpr bool kIsOpen<std::vector<scenario::Release>> = true;
template <>
constexpr bool kIsOpen<std::vector<scenario::Footing>> = true;
template <>
constexpr bool kIsOpen<std::vector<Restrained>> = true;
template <>
constexpr bool kIsOpen<std::vector<Convoy>> = true;
template <>
constexpr bool kIsOpen<std::vector<Flare>> = true;
template <>
constexpr bool kIsOpen<std::vector<Smoke>> = true;

// `fresh`: the same field of a state at the start.
template <class T>
bool fits(const Scenario& scenario, const T& field, const T& fresh) {
  bool sound = true;
  if constexpr (IsList<T>::value) {
    if (!kIsOpen<T> && field.size() != fresh.size()) return false;
    for (std::size_t i = 0; i < field.size(); ++i) {
      sound = sound && fits(scenario, field[i], kIsOpen<T> ? field[i] : fresh[i]);
    }
  } else if constexpr (IsArray<T>::value) {
    for (std::size_t i = 0; i < field.size(); ++i) {
      sound = sound && fits(scenario, field[i], fresh[i]);
    }
  } else {
    for_each_number(field,
                    [&](const auto& number) { sound = sound && is_sound(scenario, number); });
  }
  return sound;
}

}  // namespace

bool fits(const Scenario& scenario, const State& state) {
  State fresh = start(scenario, Rng(0, 0), {});
  grow(scenario, state.orders.size(), fresh);
  return std::apply(
      [&](const auto&... field) {
        return std::apply(
            [&](const auto&... first) { return (fits(scenario, field, first) && ...); },
            Fields<State>::tie(fresh));
      },
      Fields<State>::tie(state));
}

}  // namespace khasan::state
