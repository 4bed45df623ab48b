// Escalations: what of a battle hangs on a step up the ladder of a crisis. In a historical battle
// everything comes at its recorded hour. In a free one the crisis releases escalations, and what
// belongs to one comes as much earlier or later than recorded as its release, or never.
// docs/methods/campaign.md
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace khasan::scenario {

// Who decides when escalations come: the record, or the actors of a crisis.
enum class Mode : uint8_t { kHistorical, kFree };

inline constexpr int kLowestRung = 7;    // the first at which the crisis is a battle
inline constexpr int kHighestRung = 11;  // the last below general war

struct Escalation {
  std::string id;  // "night_assault"
  Side side = Side::kFirst;
  int rung = kLowestRung;  // of the ladder
  Time from{};             // recorded hour of its beginning: no order of it is earlier
};

// What a crisis has decided: from `at` on an escalation may begin; none: the fighting ends then.
struct Release {
  EscalationId escalation{};
  Time at{};
  bool operator==(const Release&) const = default;
};

}  // namespace khasan::scenario
