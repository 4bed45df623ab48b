// Dense identities: a 32-bit index of its own type for everything that the arrays of a run are
// indexed by. Indices are given in the order of sorted paths when a scenario is compiled, and
// break every tie. They never feed a random draw: stable keys (hash.h) do.
#pragma once

#include <compare>
#include <cstdint>

namespace khasan {

// A dense index that cannot be mixed up with another kind of index.
template <class Tag>
struct Id {
  static constexpr uint32_t kNoneValue = 0xffffffffu;
  uint32_t value = kNoneValue;

  constexpr Id() = default;
  constexpr explicit Id(uint32_t index) : value(index) {}
  constexpr explicit Id(std::size_t index) : value(static_cast<uint32_t>(index)) {}
  constexpr explicit Id(int index) : value(static_cast<uint32_t>(index)) {}
  // Position in the arrays of its kind; meaningless when !exists().
  constexpr std::size_t index() const { return value; }
  // False for the default value, which stands for "none".
  constexpr bool exists() const { return value != kNoneValue; }
  constexpr auto operator<=>(const Id&) const = default;
};

using ElementId = Id<struct ElementTag>;        // a squad, a gun with crew, a headquarters, …
using UnitId = Id<struct UnitTag>;              // platoon … regiment: a node of the hierarchy
using WeaponId = Id<struct WeaponTag>;          // a weapon type of the catalogue
using VehicleId = Id<struct VehicleTag>;        // a vehicle type of the catalogue
using AircraftId = Id<struct AircraftTag>;      // a type of aircraft of the catalogue
using CellId = Id<struct CellTag>;              // a cell of the grid, row-major from the north-west
using PlaceId = Id<struct PlaceTag>;            // a named point or polygon of the battle
using OrderId = Id<struct OrderTag>;            // an order of the plans
using EscalationId = Id<struct EscalationTag>;  // an escalation of the battle

// A side of the conflict. Two sides fight; arrays by side have this length.
enum class Side : uint8_t { kFirst = 0, kSecond = 1 };
inline constexpr int kSideCount = 2;
constexpr Side enemy_of(Side side) { return side == Side::kFirst ? Side::kSecond : Side::kFirst; }
constexpr std::size_t index_of(Side side) { return static_cast<std::size_t>(side); }

}  // namespace khasan
