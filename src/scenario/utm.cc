#include "scenario/utm.h"

#include <cmath>

#include "base/maths.h"

namespace khasan::scenario {

namespace {

constexpr double kRadPerDeg = kPi / 180;
constexpr double kScale = 0.9996, kFalseEasting_m = 500'000, kFalseNorthing_m = 10'000'000;
constexpr double kSemiMajor_m = 6'378'137.0, kFlattening = 1 / 298.257223563;
constexpr double kN = kFlattening / (2 - kFlattening);  // third flattening
constexpr double kN2 = kN * kN, kN3 = kN2 * kN, kN4 = kN3 * kN;
constexpr double kRectifying_m = kSemiMajor_m / (1 + kN) * (1 + kN2 / 4 + kN4 / 64);
// Karney 2011, eq. 35 and 36.
constexpr double kAlpha[4] = {kN / 2 - 2 * kN2 / 3 + 5 * kN3 / 16 + 41 * kN4 / 180,
                              13 * kN2 / 48 - 3 * kN3 / 5 + 557 * kN4 / 1440,
                              61 * kN3 / 240 - 103 * kN4 / 140, 49561 * kN4 / 161280};
constexpr double kBeta[4] = {kN / 2 - 2 * kN2 / 3 + 37 * kN3 / 96 - kN4 / 360,
                             kN2 / 48 + kN3 / 15 - 437 * kN4 / 1440,
                             17 * kN3 / 480 - 37 * kN4 / 840, 4397 * kN4 / 161280};

double sinh_of(double x) { return (pinned_exp(x) - pinned_exp(-x)) / 2; }
double cosh_of(double x) { return (pinned_exp(x) + pinned_exp(-x)) / 2; }
double asinh_of(double x) {
  const double y = pinned_log(std::fabs(x) + std::sqrt(x * x + 1));
  return x < 0 ? -y : y;
}
double atanh_of(double x) { return (pinned_log(1 + x) - pinned_log(1 - x)) / 2; }
double eccentricity() { return std::sqrt(kFlattening * (2 - kFlattening)); }

double meridian_deg(UtmZone zone) { return zone.zone * 6.0 - 183.0; }

// Tangent of the conformal latitude for that of the geographic one (Karney 2011, eq. 7 to 9).
double conformal_tangent(double tau) {
  const double e = eccentricity();
  const double sigma = sinh_of(e * atanh_of(e * tau / std::sqrt(1 + tau * tau)));
  return tau * std::sqrt(1 + sigma * sigma) - sigma * std::sqrt(1 + tau * tau);
}

// Its inverse by Newton's method (eq. 19 to 21); three rounds reach the last bits.
double geographic_tangent(double tau_conformal) {
  const double e2 = kFlattening * (2 - kFlattening);
  double tau = tau_conformal;
  for (int round = 0; round < 4; ++round) {
    const double t = conformal_tangent(tau);
    tau += (tau_conformal - t) / std::sqrt(1 + t * t) * (1 + (1 - e2) * tau * tau) /
           ((1 - e2) * std::sqrt(1 + tau * tau));
  }
  return tau;
}

int two_digits(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return 0;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

UtmZone parse_utm(std::string_view projection) {
  const bool north = projection.substr(0, 8) == "EPSG:326";
  const bool south = projection.substr(0, 8) == "EPSG:327";
  if (!north && !south) return {};
  const int zone = two_digits(projection.substr(8));
  return zone >= 1 && zone <= 60 ? UtmZone{zone, south} : UtmZone{};
}

terrain::Point to_utm(UtmZone zone, GeoPoint place) {
  const double lat = place.latitude_deg * kRadPerDeg;
  const double lon = (place.longitude_deg - meridian_deg(zone)) * kRadPerDeg;
  const double tau = conformal_tangent(pinned_sin(lat) / pinned_cos(lat));
  const double xi0 = pinned_atan2(tau, pinned_cos(lon));
  const double cos_lon = pinned_cos(lon);
  const double eta0 = asinh_of(pinned_sin(lon) / std::sqrt(tau * tau + cos_lon * cos_lon));
  double xi = xi0, eta = eta0;
  for (int j = 0; j < 4; ++j) {
    const double k = 2 * (j + 1);
    xi += kAlpha[j] * pinned_sin(k * xi0) * cosh_of(k * eta0);
    eta += kAlpha[j] * pinned_cos(k * xi0) * sinh_of(k * eta0);
  }
  return {kFalseEasting_m + kScale * kRectifying_m * eta,
          (zone.south ? kFalseNorthing_m : 0) + kScale * kRectifying_m * xi};
}

GeoPoint from_utm(UtmZone zone, terrain::Point p) {
  const double xi = (p.y_m - (zone.south ? kFalseNorthing_m : 0)) / (kScale * kRectifying_m);
  const double eta = (p.x_m - kFalseEasting_m) / (kScale * kRectifying_m);
  double xi0 = xi, eta0 = eta;
  for (int j = 0; j < 4; ++j) {
    const double k = 2 * (j + 1);
    xi0 -= kBeta[j] * pinned_sin(k * xi) * cosh_of(k * eta);
    eta0 -= kBeta[j] * pinned_cos(k * xi) * sinh_of(k * eta);
  }
  const double sinh_eta = sinh_of(eta0), cos_xi = pinned_cos(xi0);
  const double tau = pinned_sin(xi0) / std::sqrt(sinh_eta * sinh_eta + cos_xi * cos_xi);
  return {pinned_atan2(geographic_tangent(tau), 1) / kRadPerDeg,
          meridian_deg(zone) + pinned_atan2(sinh_eta, cos_xi) / kRadPerDeg};
}

terrain::Point quantised(terrain::Point p) {
  return {std::floor(p.x_m * 1000 + 0.5) / 1000, std::floor(p.y_m * 1000 + 0.5) / 1000};
}

}  // namespace khasan::scenario
