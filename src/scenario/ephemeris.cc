#include "scenario/ephemeris.h"

#include <cmath>

#include "base/maths.h"

namespace khasan::scenario {

namespace {

constexpr double kRadPerDeg = kPi / 180;

double sin_deg(double a) { return pinned_sin(std::fmod(a, 360.0) * kRadPerDeg); }
double cos_deg(double a) { return pinned_cos(std::fmod(a, 360.0) * kRadPerDeg); }
double atan2_deg(double y, double x) { return pinned_atan2(y, x) / kRadPerDeg; }
double asin_deg(double s) { return atan2_deg(s, std::sqrt(std::fmax(0.0, 1 - s * s))); }

// Days since J2000.0 (2000-01-01 12:00).
double days_j2000(int64_t utc_ms) {
  constexpr double kJ2000Ms = 946'728'000'000.0;
  return (static_cast<double>(utc_ms) - kJ2000Ms) / 86'400'000.0;
}

// A direction on the sky.
struct Ecliptic {
  double longitude_deg = 0, latitude_deg = 0;
};
struct Equatorial {
  double right_ascension_deg = 0, declination_deg = 0;
};

// Astronomical Almanac, "Low-precision formulas for the Sun" (page C5): 0.01 degrees.
Ecliptic sun_ecliptic(double d) {
  const double mean_longitude = 280.460 + 0.9856474 * d;
  const double anomaly = 357.528 + 0.9856003 * d;
  return {mean_longitude + 1.915 * sin_deg(anomaly) + 0.020 * sin_deg(2 * anomaly), 0};
}

// Astronomical Almanac, "Low-precision formulas for the Moon" (page D22): 0.3 degrees in longitude,
// 0.2 in latitude, 0.003 in parallax. Degrees.
Ecliptic moon_ecliptic(double t) {
  const double longitude =
      218.32 + 481267.881 * t + 6.29 * sin_deg(135.0 + 477198.87 * t) -
      1.27 * sin_deg(259.3 - 413335.36 * t) + 0.66 * sin_deg(235.7 + 890534.22 * t) +
      0.21 * sin_deg(269.9 + 954397.74 * t) - 0.19 * sin_deg(357.5 + 35999.05 * t) -
      0.11 * sin_deg(186.5 + 966404.03 * t);
  const double latitude =
      5.13 * sin_deg(93.3 + 483202.02 * t) + 0.28 * sin_deg(228.2 + 960400.89 * t) -
      0.28 * sin_deg(318.3 + 6003.15 * t) - 0.17 * sin_deg(217.6 - 407332.21 * t);
  return {longitude, latitude};
}

double moon_parallax_deg(double t) {
  return 0.9508 + 0.0518 * cos_deg(135.0 + 477198.87 * t) +
         0.0095 * cos_deg(259.3 - 413335.36 * t) + 0.0078 * cos_deg(235.7 + 890534.22 * t) +
         0.0028 * cos_deg(269.9 + 954397.74 * t);
}

Equatorial to_equatorial(Ecliptic e, double d) {
  const double obliquity = 23.439 - 0.0000004 * d;
  const double x = cos_deg(e.latitude_deg) * cos_deg(e.longitude_deg);
  const double y = cos_deg(obliquity) * cos_deg(e.latitude_deg) * sin_deg(e.longitude_deg) -
                   sin_deg(obliquity) * sin_deg(e.latitude_deg);
  const double z = sin_deg(obliquity) * cos_deg(e.latitude_deg) * sin_deg(e.longitude_deg) +
                   cos_deg(obliquity) * sin_deg(e.latitude_deg);
  return {atan2_deg(y, x), asin_deg(z)};
}

double elevation_deg(Equatorial star, double d, GeoPoint place) {
  // Greenwich mean sidereal time (Meeus 1998, eq. 12.4, without the small terms).
  const double sidereal = 280.46061837 + 360.98564736629 * d;
  const double hour_angle = sidereal + place.longitude_deg - star.right_ascension_deg;
  return asin_deg(sin_deg(place.latitude_deg) * sin_deg(star.declination_deg) +
                  cos_deg(place.latitude_deg) * cos_deg(star.declination_deg) *
                      cos_deg(hour_angle));
}

double wrapped_360(double a) {
  const double b = std::fmod(a, 360.0);
  return b < 0 ? b + 360 : b;
}

// A cubic in x = elevation / 90 that gives the logarithm to base 10 of the light in lux.
struct LightBranch {
  double elevation_from_deg;
  double l0, l1, l2, l3;
};

// Janiczek and DeYoung 1987, Computer Programs for Sun and Moon Illuminance, USNO Circular 171;
// the same in Seidelmann 1992, Explanatory Supplement to the Astronomical Almanac, section 9.35.
constexpr LightBranch kSunBranches[] = {
    {20, 3.74, 3.97, -4.07, 1.47},         {5, 3.05, 13.28, -45.98, 64.33},
    {-0.8, 2.88, 22.26, -207.64, 1034.30}, {-5, 2.88, 21.81, -258.11, -858.36},
    {-12, 2.70, 12.17, -431.69, -1899.83}, {-18, 13.84, 262.72, 1447.42, 2797.93}};
constexpr LightBranch kMoonBranches[] = {{20, -1.95, 4.06, -4.24, 1.56},
                                         {5, -2.58, 12.58, -42.58, 59.06},
                                         {-0.8, -2.79, 24.27, -252.95, 1321.29}};

// False below the last branch, where there is no light of that body.
template <std::size_t n>
bool log10_light(const LightBranch (&branches)[n], double elevation_deg, double& log10_lux) {
  const double x = elevation_deg / 90;
  for (const LightBranch& b : branches) {
    if (elevation_deg < b.elevation_from_deg) continue;
    log10_lux = b.l0 + x * (b.l1 + x * (b.l2 + x * b.l3));
    return true;
  }
  return false;
}

double ten_to(double x) { return pinned_exp(x * 2.30258509299404568402); }

}  // namespace

SkyLights sky_lights(int64_t utc_ms, GeoPoint place) {
  const double d = days_j2000(utc_ms);
  const double t = d / 36525;
  const Ecliptic sun = sun_ecliptic(d), moon = moon_ecliptic(t);
  SkyLights sky;
  sky.sun_elevation_deg = elevation_deg(to_equatorial(sun, d), d, place);
  const double from_centre_deg = elevation_deg(to_equatorial(moon, d), d, place);
  sky.moon_elevation_deg = from_centre_deg - moon_parallax_deg(t) * cos_deg(from_centre_deg);
  const double ahead_deg = wrapped_360(moon.longitude_deg - sun.longitude_deg);
  const double cos_elongation = cos_deg(moon.latitude_deg) * cos_deg(ahead_deg);
  sky.elongation_deg = 90 - asin_deg(cos_elongation);
  // Lit share (1 + cos i) / 2 with phase angle i = 180 - elongation (Meeus 1998, ch. 48).
  sky.moon_phase = (1 - cos_elongation) / 2;
  sky.moon_age_days = ahead_deg / 360 * 29.530589;  // mean synodic month
  return sky;
}

double sun_lux(double elevation_deg) {
  double log10_lux = 0;
  return log10_light(kSunBranches, elevation_deg, log10_lux) ? ten_to(log10_lux) : 0;
}

double moon_lux(double elevation_deg, double elongation_deg) {
  double log10_lux = 0;
  if (!log10_light(kMoonBranches, elevation_deg, log10_lux)) return 0;
  const double f = 180 - elongation_deg;  // phase angle
  return ten_to(log10_lux - 0.00868 * f - 2.2e-9 * f * f * f * f);
}

double lux_clear(const SkyLights& sky) {
  return kStarlightLux + sun_lux(sky.sun_elevation_deg) +
         moon_lux(sky.moon_elevation_deg, sky.elongation_deg);
}

double lux_under_cloud(double lux, double cloud) { return lux * (1 - 0.9 * cloud); }

}  // namespace khasan::scenario
