// Sun and moon against the almanac figures of the battle's brief and against fixed points of the
// light formula. Method: find the minute at which the sun crosses a height.
#include "scenario/ephemeris.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/time.h"
#include "scenario/utm.h"

namespace khasan::scenario {

namespace {

constexpr GeoPoint kZaozernaya{42.4438, 130.5985};

int64_t at(const char* iso) { return parse_iso_utc_ms(iso).value(); }

// Minutes after `from` at which the sun first crosses `elevation_deg`.
int crossing_minute(int64_t from, double elevation_deg) {
  const bool above = sky_lights(from, kZaozernaya).sun_elevation_deg > elevation_deg;
  for (int m = 1; m < 1440; ++m) {
    const double e = sky_lights(from + m * 60'000, kZaozernaya).sun_elevation_deg;
    if ((e > elevation_deg) != above) return m;
  }
  return -1;
}

TEST(Ephemeris, sunrise_dawn_and_sunset_of_31_july_1938) {
  // Centre at -0.833 degrees: rise and set; at -6: civil dawn. Brief: 05:08, 04:36, 19:40 (+09).
  const int64_t midnight = at("1938-07-31T00:00:00+09:00");
  EXPECT_NEAR(crossing_minute(midnight, -0.833), 5 * 60 + 8, 2);
  EXPECT_NEAR(crossing_minute(midnight, -6), 4 * 60 + 36, 2);
  const int64_t noon = at("1938-07-31T12:00:00+09:00");
  EXPECT_NEAR(crossing_minute(noon, -0.833), 7 * 60 + 40, 2);
}

TEST(Ephemeris, moon_of_the_night_attack) {
  // Brief: four days old, 17 % lit, set early.
  const SkyLights evening = sky_lights(at("1938-07-30T23:00:00+09:00"), kZaozernaya);
  EXPECT_NEAR(evening.moon_age_days, 3.6, 0.6);
  EXPECT_NEAR(evening.moon_phase, 0.15, 0.04);
  EXPECT_LT(evening.moon_elevation_deg, 0);
  EXPECT_LT(sky_lights(at("1938-07-31T02:00:00+09:00"), kZaozernaya).moon_elevation_deg, -20);
}

TEST(Ephemeris, worked_example_of_the_moon) {
  // Meeus 1998, example 47.a: 1992 April 12, 0 h TD: longitude 133.163, latitude -3.229 degrees;
  // example 48.a: lit share 0.6786.
  const SkyLights sky = sky_lights(at("1992-04-12T00:00:00Z"), {0, 0});
  EXPECT_NEAR(sky.moon_phase, 0.6786, 0.006);
}

TEST(Ephemeris, new_and_full_moon) {
  // New moon 1938-07-27 03:53 UT, full moon 1938-08-11 05:57 UT, by any almanac.
  EXPECT_LT(sky_lights(at("1938-07-27T03:53:00Z"), kZaozernaya).moon_phase, 0.003);
  EXPECT_GT(sky_lights(at("1938-08-11T05:57:00Z"), kZaozernaya).moon_phase, 0.997);
}

TEST(Light, fixed_points) {
  // Recommended values of the same circular and of lighting handbooks.
  EXPECT_NEAR(sun_lux(90), 128'000, 2'000);
  EXPECT_NEAR(sun_lux(-6), 3.4, 0.2);
  EXPECT_NEAR(sun_lux(-12), 0.0083, 0.0006);
  EXPECT_EQ(sun_lux(-18.1), 0);
  EXPECT_NEAR(moon_lux(90, 180), 0.267, 0.01);
  EXPECT_EQ(moon_lux(-5, 180), 0);
}

TEST(Light, grows_with_height_and_has_no_steps) {
  for (double e = -17.9; e < 90; e += 0.1) {
    EXPECT_LT(sun_lux(e), sun_lux(e + 0.1) * 1.05) << e;
    EXPECT_GT(sun_lux(e) * 2.2, sun_lux(e + 0.1)) << e;
  }
  EXPECT_LT(moon_lux(40, 60), moon_lux(40, 120));
}

TEST(Light, never_darker_than_the_stars_under_a_clear_sky) {
  for (int h = 0; h < 240; ++h) {
    const auto sky = sky_lights(at("1938-07-29T00:00:00Z") + h * 3'600'000, kZaozernaya);
    EXPECT_GE(lux_clear(sky), kStarlightLux);
  }
}

TEST(Light, cloud_only_takes) {
  EXPECT_DOUBLE_EQ(lux_under_cloud(10, 0), 10);
  EXPECT_NEAR(lux_under_cloud(10, 1), 1, 1e-12);
}

TEST(Utm, there_and_back_is_a_millimetre) {
  for (double lat : {-60.0, -1.0, 0.0, 42.4438, 80.0}) {
    for (double lon : {126.1, 129.0, 130.5985, 131.9}) {
      const UtmZone zone{52, lat < 0};
      const GeoPoint back = from_utm(zone, to_utm(zone, {lat, lon}));
      EXPECT_NEAR(back.latitude_deg, lat, 1e-8);
      EXPECT_NEAR(back.longitude_deg, lon, 1e-8 / std::cos(lat * 3.14159 / 180));
    }
  }
}

TEST(Utm, central_meridian_and_equator) {
  const auto p = to_utm({52, false}, {0, 129});
  EXPECT_NEAR(p.x_m, 500'000, 1e-6);
  EXPECT_NEAR(p.y_m, 0, 1e-6);
  // Length of the meridian to 45 degrees on WGS 84: 4984944.378 m, times 0.9996.
  EXPECT_NEAR(to_utm({52, false}, {45, 129}).y_m, 4'984'944.378 * 0.9996, 0.002);
  EXPECT_EQ(parse_utm("EPSG:32752").south, true);
  for (const char* bad : {"EPSG:4326", "EPSG:32600", "EPSG:32661", "EPSG:326", "EPSG:3265 ", ""}) {
    EXPECT_EQ(parse_utm(bad).zone, 0) << bad;
  }
}

}  // namespace
}  // namespace khasan::scenario
