#include "crisis/surrogate.h"

#include <algorithm>

#include "base/hash.h"
#include "base/maths.h"

namespace khasan::crisis {
namespace {

constexpr uint64_t kOutcomeKey = stable_key("outcome"), kExchangeKey = stable_key("exchange");

}  // namespace

double planned_strength(const Numbers& numbers, const Situation& now, const Strike& strike) {
  const int other = 1 - strike.side;
  const std::size_t j = static_cast<std::size_t>(other);
  return numbers.rung[strike.rung].mass[strike.side] - numbers.rung[now.level[j]].mass[other] -
         numbers.heights * now.crest[j];
}

Fought fight(const Theatre& theatre, const Numbers& numbers, const Truth& truth,
             const Situation& now, const Strike& strike, const Rng& rng) {
  const uint64_t key = theatre.sides[static_cast<std::size_t>(strike.side)].key;
  const double unplanned =
      (strike.side == 0 ? truth.strength : -truth.strength) - numbers.side[strike.side].drag;
  const double strength = planned_strength(numbers, now, strike) + unplanned;
  const auto normal = [&](uint64_t what) {
    return normal_quantile(rng.uniform(Purpose::kCrisisBattle, key, what, Time{}, strike.n));
  };
  const double margin = strength / numbers.battle_noise + normal(kOutcomeKey);
  Fought fought;
  fought.crest = margin > 0 ? 1 : 0;
  if (numbers.crest_width > 0) {
    fought.crest = std::clamp(0.5 + margin / numbers.crest_width, 0.0, 1.0);
  }
  fought.residual = unplanned + numbers.exchange_noise * normal(kExchangeKey);
  fought.variance = numbers.exchange_noise * numbers.exchange_noise;
  return fought;
}

}  // namespace khasan::crisis
