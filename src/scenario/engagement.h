// Rules of engagement and the cease-fire: what a government or a higher headquarters forbids its
// own men, as objects with a time, the units they bind and their sources. They say what may not be
// done; what men do instead is decided where they move and fire.
// docs/methods/rules_of_engagement.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "scenario/order.h"
#include "terrain/grid.h"

namespace khasan::scenario {

enum class RuleKind : uint8_t {
  kNoCrossing,  // nobody goes, and no gun shells, beyond a line
  kNoAircraft,  // air strikes do not begin
  kNoTanks,     // tanks take no part in attacks
  kNoPursuit,   // orders are as if they said `pursue: false`
  kGunsSilent,  // guns fire only when fired at, and only at what they see
};
inline constexpr std::size_t kRuleKindCount = 5;

// The words of the battle file, in the order of RuleKind.
inline constexpr std::string_view kRuleWords[kRuleKindCount] = {
    "no_crossing", "no_aircraft", "no_tanks", "no_pursuit", "guns_silent"};
constexpr std::string_view word_of(RuleKind kind) {
  return kRuleWords[static_cast<std::size_t>(kind)];
}

struct Rule {
  std::string id;
  RuleKind kind = RuleKind::kNoCrossing;
  Side side = Side::kFirst;
  Time from{-kNever.ms}, until = kNever;  // in force at `from`, no longer at `until`
  std::vector<UnitId> units;              // with all below; empty: the whole side
  // Of kNoCrossing: the ground beyond `line` as seen from the other side of `place`, or without a
  // line the cells of `place`.
  std::vector<terrain::Point> line;
  PlaceId place{};
  EscalationId lifted_by{};  // in a free battle `until` shifts with it
  std::vector<std::string> sources;
  std::string note;

  // What Scenario::index_rules makes of the above, by cell.
  std::vector<uint8_t> beyond;     // 1: forbidden
  std::vector<CellId> way_back{};  // of a forbidden cell: the nearest dry one that is not

  bool forbids(CellId cell) const {
    return cell.exists() && cell.index() < beyond.size() && beyond[cell.index()] != 0;
  }
};

struct CeaseFire {
  Time agreed{};              // when the governments agreed; equal to `at` where it is not known
  Time at{};                  // fire ceases; the battle ends
  Time earliest{}, latest{};  // what the sources allow for `at`
  std::vector<std::string> sources;
  std::string note;
};

// The task of aircraft, where the list of tasks has one.
template <class T>
constexpr bool is_air_strike(T task) {
  if constexpr (requires { T::kAirStrike; }) {
    return task == T::kAirStrike;
  } else {
    return false;
  }
}

// Whether a rule of that kind keeps orders with that task from beginning. Only the task counts.
bool keeps_from_beginning(RuleKind kind, Task task);

// Marks by cell: 1 where one is on the same side of the line as `inside`. The line goes on
// straight beyond both its ends.
std::vector<uint8_t> cells_beyond(const terrain::GridShape& shape,
                                  const std::vector<terrain::Point>& line, terrain::Point inside);

}  // namespace khasan::scenario
