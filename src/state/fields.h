// The fields of everything that a State consists of, listed once and by name. Hashing, saving,
// loading and comparing states walk over these lists, so none of them can forget a field: a list
// that does not name every field of its type does not compile.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "scenario/parameters.h"
#include "state/state.h"
#include "terrain/grid.h"

namespace khasan::state {

// For each type with fields: kNames ("men, killed"), and tie(value), a tuple of references to them.
template <class T>
struct Fields;

// Lists the fields of a type, all of them, in the order of their declaration.
#define KHASAN_FIELDS(Type, ...)                             \
  template <>                                                \
  struct Fields<Type> {                                      \
    static constexpr std::string_view kNames = #__VA_ARGS__; \
    template <class Value>                                   \
    static auto tie(Value& whole_) {                         \
      auto& [__VA_ARGS__] = whole_;                          \
      return std::tie(__VA_ARGS__);                          \
    }                                                        \
  };

KHASAN_FIELDS(terrain::Point, x_m, y_m)
KHASAN_FIELDS(scenario::ParamValues, value)
KHASAN_FIELDS(Intent, goal, route, stance, fire, open_fire_range_m, move, dig, close, fire_at)
KHASAN_FIELDS(Contact, enemy, level, at, error_m, seen)
KHASAN_FIELDS(Track, level, at, error_m, seen, known)
KHASAN_FIELDS(UnitTask, order, task, objective, goal, facing_rad, stance, fire, open_fire_range_m,
              via_next, begun, done, since, rounds_left)
KHASAN_FIELDS(OrderState, phase, begun, ended, review, reviews, choice)
KHASAN_FIELDS(Pending, at, kind, sequence, unit, element, order, task, contact, side, weapon, aim,
              spread_range_m, spread_deflection_m, bearing_rad, rounds, area_factor)
KHASAN_FIELDS(Mission, phase, target, error, observed, rounds_left, ranging_left, next_round, begun,
              number)
KHASAN_FIELDS(Flare, at, until, by)
KHASAN_FIELDS(Smoke, at, radius_m, until)
KHASAN_FIELDS(Roll, men, killed, wounded, light, missing, surrendered)
KHASAN_FIELDS(Lying, men, at)
KHASAN_FIELDS(Bearers, men, carried, of, back)
KHASAN_FIELDS(Convoy, from, to, lorries, homeward, rounds, due)
KHASAN_FIELDS(Hull, phase, since, hits)
KHASAN_FIELDS(Flight, phase, aircraft, lost, passes_left, number, order, objective, task_since,
              turned_back, low, own_blast, sees_panels, aim, aboard, lost_rounds)
KHASAN_FIELDS(Reported, at, known)
KHASAN_FIELDS(Struck, men, weapons)
KHASAN_FIELDS(scenario::Release, escalation, at)
KHASAN_FIELDS(scenario::Footing, works, log_ratio)
KHASAN_FIELDS(Restrained, rule, order, unit, what)
KHASAN_FIELDS(State, now, sequence, digest, params, at, heading_rad, roll, start, lying, bearers,
              weapons, rounds, fired, grenades, cartridges, posture, dig_h, hole_at, hole_h,
              suppression, suppressed_at, shelled_s, intent, last_fired, rapid_since, last_moved,
              under_fire, shocked_until, halted_until, pressed, mission, hull, flight, struck,
              awake_h, updated, wake, wake_block, morale, shock, shocked_at, breaks, task,
              headquarters_free, contacts, reported, tracks, orders, releases, footing, restrained,
              queue, fougasse_used, convoys, road_rain_h, flares, smoke, wire_open_s, owner,
              contested)

template <class T>
concept HasFields = requires {
  Fields<T>::kNames;
};

template <class T>
struct IsArray : std::false_type {};
template <class T, std::size_t N>
struct IsArray<std::array<T, N>> : std::true_type {};

// Lists of rows: as long as they happen to be.
template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};
template <class T>
struct IsList<std::deque<T>> : std::true_type {};

// Calls visit(number) for every number in a value without lists, in the order of the fields. A
// number is an integer, a float, a bool, an enumerator, an Id or a Time.
template <class T, class Visit>
void for_each_number(T& value, Visit&& visit) {
  using Plain = std::remove_const_t<T>;
  if constexpr (HasFields<Plain>) {
    std::apply([&](auto&... field) { (for_each_number(field, visit), ...); },
               Fields<Plain>::tie(value));
  } else if constexpr (IsArray<Plain>::value) {
    for (auto& item : value) for_each_number(item, visit);
  } else {
    visit(value);
  }
}

// The bits of a number: what is hashed, saved and compared.
template <class T>
uint64_t bits_of(T number) {
  if constexpr (std::is_same_v<T, double>) {
    return std::bit_cast<uint64_t>(number);
  } else if constexpr (std::is_same_v<T, float>) {
    return std::bit_cast<uint32_t>(number);
  } else if constexpr (std::is_same_v<T, Time>) {
    return static_cast<uint64_t>(number.ms);
  } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
    return static_cast<uint64_t>(number);
  } else {
    return number.value;  // an Id
  }
}

}  // namespace khasan::state
