#include "scenario/evidence.h"

#include <algorithm>

#include "scenario/figures.h"

namespace khasan::scenario {

namespace {

constexpr int kMenMax = 1000;  // of one element

double uniform_of(const Rng& rng, uint64_t key) {
  return Rng::unit_interval(
      rng.words(Stream::kEvidence, Purpose::kEvidenceValue, key, 0, Time{})[0]);
}

// An element's share of the men drawn for its unit, rounded by a draw of its own.
void set_men(const ElementDef& best, double ratio, const Rng& rng, ElementDef& drawn) {
  const double men = best.men * ratio + uniform_of(rng, best.key);
  drawn.men = static_cast<int>(std::clamp(men, 1.0, static_cast<double>(kMenMax)));
}

void set_one(const Scenario& best, const Disputed& disputed, double value, std::size_t i,
             const Rng& rng, Scenario& drawn) {
  switch (disputed.kind) {
    case FigureKind::kStrength:
    case FigureKind::kStrengthFraction:
      return set_men(best.elements[i], value / disputed.figure.best, rng, drawn.elements[i]);
    case FigureKind::kDigging:
      drawn.elements[i].posture_work_h = value;
      return;
    case FigureKind::kNightTraining:
      drawn.units[i].night_training = value;
      return;
    case FigureKind::kVisibility:
    case FigureKind::kCloud:
    case FigureKind::kRain:
    case FigureKind::kWetness:
      return set_weather(disputed.kind, value, drawn.weather[i]);
    case FigureKind::kOpenFireRange:
    case FigureKind::kSpacing:
    case FigureKind::kRoundsPerGun:
      return set_order(disputed.kind, value, drawn.orders[i]);
    case FigureKind::kNotBefore: {
      const auto whole_s = static_cast<int64_t>(value + (value < 0 ? -0.5 : 0.5));
      drawn.orders[i].not_before = best.orders[i].not_before + seconds(whole_s);
      return;
    }
    case FigureKind::kCeaseFire:
      return;
  }
}

}  // namespace

void set_weather(FigureKind kind, double value, Weather& weather) {
  if (kind == FigureKind::kVisibility) weather.visibility_m = value;
  if (kind == FigureKind::kCloud) weather.cloud = value;
  if (kind == FigureKind::kRain) weather.rain = value;
  if (kind == FigureKind::kWetness) weather.wetness = value;
}

void set_order(FigureKind kind, double value, Order& order) {
  if (kind == FigureKind::kOpenFireRange) order.open_fire_range_m = value;
  if (kind == FigureKind::kSpacing) order.spacing_m = value;
  if (kind == FigureKind::kRoundsPerGun) order.rounds_per_gun = static_cast<int>(value + 0.5);
}

double quantile_drawn(const Disputed& disputed, const Rng& rng) {
  return uniform_of(rng, disputed.key);
}

void draw_evidence(const Scenario& best, Drawing drawing, const Rng& rng, Scenario& drawn) {
  if (drawing == Drawing::kNone) return;
  for (const Disputed& disputed : best.disputed) {
    if (drawing == Drawing::kProfile && !disputed.by_profile) continue;
    const double value = draw_figure(disputed.figure, quantile_drawn(disputed, rng));
    for (const uint32_t i : disputed.targets) set_one(best, disputed, value, i, rng, drawn);
  }
}

const Scenario& EvidenceDrawer::scenario_of(const Rng& rng) {
  const auto is_drawn = [this](const Disputed& d) {
    return drawing_ == Drawing::kAll || d.by_profile;
  };
  const auto& all = best_.disputed;
  if (drawing_ == Drawing::kNone || std::none_of(all.begin(), all.end(), is_drawn)) return best_;
  if (!drawn_) drawn_ = best_;
  draw_evidence(best_, drawing_, rng, *drawn_);
  return *drawn_;
}

}  // namespace khasan::scenario
