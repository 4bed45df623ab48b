#include "combat/medical.h"

#include "base/draw.h"
#include "base/maths.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;

namespace {

// The phase runs every minute and treats all elements over one minute.
constexpr double kSpanS = 60;

// Nobody is sent forward to men who run or were taken.
bool takes_men_back(const scenario::Scenario& scenario, const state::State& state,
                    ElementId element) {
  if (!state::is_present(scenario, state, element)) return false;
  const state::Morale morale = state.morale[scenario.element(element).unit.index()];
  return morale == state::Morale::kSteady || morale == state::Morale::kToGround;
}

}  // namespace

void tend_wounded(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                  const state::Tick& tick, state::Effects& effects) {
  if (!tick.minute) return;
  // A constant hazard for each man: exponential times with the mean of the parameter.
  const double mean_s = state.params[Param::medical_return_mean_h] * 3600.0;
  const double p_return = chance_of(kSpanS / mean_s);
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    const ElementId element{i};
    const int light = state.roll[i].light;
    if (light == 0 || !takes_men_back(scenario, state, element)) continue;
    const double u = rng.uniform(Purpose::kReturn, scenario.elements[i].key, 0, state.now);
    const int men = binomial_from(u, light, p_return);
    if (men > 0) effects.returns.push_back({element, static_cast<int16_t>(men)});
  }
}

}  // namespace khasan::combat
