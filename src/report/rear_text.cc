#include "report/rear_text.h"

#include <fmt/format.h>

#include "report/names.h"

namespace khasan::report {

std::string evacuation_text(const std::string& who, int64_t men) {
  return fmt::format("Bearers bring {} of {} to the aid post.",
                     counted(static_cast<int>(men), "wounded man", "wounded men"), who);
}

std::string road_text(bool cut) {
  return cut ? "The rain has cut the roads: nothing on wheels gets through."
             : "The roads bear wheels again.";
}

std::string mines_text(const std::string& whose, int count) {
  return whose + (count == 1 ? " stone mine goes off" : " stone mines go off");
}

std::string bombs_kept_text(const std::string& who, state::EventKind kind) {
  const bool own_men = kind == state::EventKind::k_bombs_kept;
  return fmt::format("{} {}.", who,
                     own_men ? "keep their bombs: own men are too near"
                             : "turn back with their bombs: the target is not to be seen");
}

std::string claim_text(const std::string& who, const Claim& claim) {
  const auto weapons = [](int64_t n) {
    return n > 0 ? " and " + counted(static_cast<int>(n), "tank or gun", "tanks or guns") : "";
  };
  return fmt::format("{} claims {} hit{}; in truth it was {}{}.", who,
                     counted(static_cast<int>(claim.men), "man", "men"), weapons(claim.weapons),
                     claim.true_men, weapons(claim.true_weapons));
}

}  // namespace khasan::report
