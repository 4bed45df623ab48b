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

inline constexpr int kRungsMax = 16;  // of a ladder; which of them are strikes its crisis says

// Who held the prize before the battle begins, and since when by the record: what they have dug by
// then is given as hours of work of their own (`posture_work_h`).
struct Occupation {
  std::vector<ElementId> elements;
  Time since{};  // before the start of the battle
};

// How a side goes into the fighting, as a crisis left it.
struct Footing {
  double works = 1;      // factor of the hours of work of the occupation, of this side's elements
  double log_ratio = 0;  // what its commanders believe of its strength over the enemy's beyond what
                         // they count: natural logarithm
  bool operator==(const Footing&) const = default;
};

struct Escalation {
  std::string id;  // "night_assault"
  Side side = Side::kFirst;
  int rung = 1;  // of the ladder
  Time from{};   // recorded hour of its beginning: no order of it is earlier
};

// What a crisis has decided: from `at` on an escalation may begin; none: the fighting ends then.
struct Release {
  EscalationId escalation{};
  Time at{};
  bool operator==(const Release&) const = default;
};

}  // namespace khasan::scenario
