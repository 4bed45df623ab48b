// One walk over every figure of a spec that has a name. Private to src/scenario.
#pragma once

#include <string>
#include <utility>

#include "scenario/profile.h"

namespace khasan::scenario {

// Keys of a unit, an entry of weather and an order, in the order of FigureKind.
inline constexpr FigureKind kWeatherKinds[] = {FigureKind::kVisibility, FigureKind::kCloud,
                                               FigureKind::kRain, FigureKind::kWetness};
inline constexpr FigureKind kOrderKinds[] = {FigureKind::kOpenFireRange, FigureKind::kSpacing,
                                             FigureKind::kRoundsPerGun};

// Sets what a figure of one of those kinds says.
void set_weather(FigureKind kind, double value, Weather& weather);
void set_order(FigureKind kind, double value, Order& order);

std::string figure_name(const std::string& thing, FigureKind kind);
std::string weather_name(const ScenarioSpec& spec, int64_t from_utc_ms);

// Calls visit(name, kind, figure, index) for the figures of a unit and its parts; `index` is of no
// use there.
template <class Unit, class Visit>
void visit_unit_figures(Unit& unit, const std::string& path, Visit& visit) {
  const auto one = [&](auto& figure, FigureKind kind) {
    if (figure.has_value()) visit(figure_name(path, kind), kind, *figure, std::size_t{0});
  };
  one(unit.strength, FigureKind::kStrength);
  one(unit.strength_fraction, FigureKind::kStrengthFraction);
  one(unit.posture_work_h, FigureKind::kDigging);
  one(unit.night_training, FigureKind::kNightTraining);
  for (auto& part : unit.parts) visit_unit_figures(part, path + "/" + part.path, visit);
}

// Calls visit(name, kind, figure, index) for all; `index` is that of the weather or the order. An
// hour is a figure in seconds about the hour of the order or of the cease-fire.
template <class Spec, class Visit>
void visit_figures(Spec& spec, Visit&& visit) {
  for (auto& unit : spec.units) visit_unit_figures(unit, unit.path, visit);
  for (std::size_t i = 0; i < spec.weather.size(); ++i) {
    auto& entry = spec.weather[i];
    const std::string name = weather_name(spec, entry.from.utc_ms);
    for (std::size_t k = 0; k < entry.figures.size(); ++k) {
      visit(figure_name(name, kWeatherKinds[k]), kWeatherKinds[k], entry.figures[k], i);
    }
  }
  for (std::size_t i = 0; i < spec.orders.size(); ++i) {
    auto& order = spec.orders[i];
    const std::string name = "order " + order.order.id;
    if (order.not_before) {
      visit(figure_name(name, FigureKind::kNotBefore), FigureKind::kNotBefore,
            order.not_before_range, i);
    }
    for (std::size_t k = 0; k < order.figures.size(); ++k) {
      if (!order.figures[k]) continue;
      visit(figure_name(name, kOrderKinds[k]), kOrderKinds[k], *order.figures[k], i);
    }
  }
  if (spec.cease_fire) {
    visit(figure_name("cease_fire", FigureKind::kCeaseFire), FigureKind::kCeaseFire,
          spec.cease_fire->range, std::size_t{0});
  }
}

}  // namespace khasan::scenario
