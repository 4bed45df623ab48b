// What happened, as small fixed-size records. The log of events is the story of a run; kinds are
// listed once in event.def.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "terrain/grid.h"

namespace khasan::state {

enum class EventKind : uint16_t {
#define KHASAN_EVENT(name, importance, meaning) k_##name,
#include "state/event.def"
#undef KHASAN_EVENT
  kCount
};

// What hurt: decides the words of the story and the tallies by cause. Append only: the numbers are
// part of the record format.
enum class Cause : uint8_t {
  kBullet,
  kFragment,
  kGrenade,
  kCloseCombat,
  kFlight,
  kSurrender,
  kInTank,  // splinters and fire inside a pierced vehicle
  kFlame,   // of a flamethrower
  kBomb,    // dropped by aircraft
  kCrash,   // men of a crew, with their aircraft
};
inline constexpr Cause kLastCause = Cause::kCrash;

struct Event {
  Time at{};
  EventKind kind = EventKind::kCount;
  Side side = Side::kFirst;  // of the subject
  ElementId subject{};       // who does it or to whom it happens
  ElementId object{};        // the other element, if any
  UnitId unit{};             // the unit, for events of units
  PlaceId place{};
  WeaponId weapon{};
  OrderId order{};
  int32_t a = 0, b = 0, c = 0,
          d = 0;                 // amounts really applied: rounds; killed, wounded, light, missing
  Cause cause = Cause::kBullet;  // of casualties
  terrain::Point where{};        // UTM metres
  bool operator==(const Event&) const = default;
};

struct EventInfo {
  std::string_view name;
  int importance;  // 0 detail … 3 headline
  std::string_view meaning;
};
const EventInfo& info_of(EventKind kind);

using EventLog = std::vector<Event>;

}  // namespace khasan::state
