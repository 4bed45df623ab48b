// Sentences about what happens behind the front: the wounded, the roads, what pilots claim.
#pragma once

#include <cstdint>
#include <string>

#include "state/event.h"

namespace khasan::report {

// "Bearers bring 3 wounded men of X to the aid post."
std::string evacuation_text(const std::string& who, int64_t men);

// The roads are cut, or open again.
std::string road_text(bool cut);

// "Soviet stone mine goes off", or so many.
std::string mines_text(const std::string& whose, int count);

// Why aircraft bring their bombs home: weather, or own men too near to the target.
std::string bombs_kept_text(const std::string& who, state::EventKind kind);

// What a flight claims, in men and in tanks and guns, beside what is true.
struct Claim {
  int64_t men = 0, true_men = 0, weapons = 0, true_weapons = 0;
};
std::string claim_text(const std::string& who, const Claim& claim);

}  // namespace khasan::report
