// Sun and moon over a place, and the natural light that they give (docs/methods/light.md). Good to
// about 0.02 degrees for the sun and 0.5 for the moon between 1900 and 2100: plenty for what a
// sentry sees. Uses pinned mathematics only, so the light of a battle is the same everywhere.
#pragma once

#include <cstdint>

namespace khasan::scenario {

// A place of the earth, degrees, north and east positive.
struct GeoPoint {
  double latitude_deg = 0;
  double longitude_deg = 0;
};

// Sun and moon at one moment, as seen from one place, without refraction.
struct SkyLights {
  double sun_elevation_deg = 0;   // of the centre of the disc
  double moon_elevation_deg = 0;  // of the centre, seen from the ground, not the earth's centre
  double moon_phase = 0;          // illuminated share of the disc, 0..1
  double moon_age_days = 0;       // since new moon, by mean motion of the elongation
  double elongation_deg = 0;      // angle between sun and moon, 0..180
};

// `utc_ms`: milliseconds since 1970-01-01T00:00Z (UT1 and UTC are not told apart).
SkyLights sky_lights(int64_t utc_ms, GeoPoint place);

// Light on level ground in lux under a clear sky: sun with twilight, moon, stars.
double lux_clear(const SkyLights& sky);
double sun_lux(double elevation_deg);
double moon_lux(double elevation_deg, double elongation_deg);
// The light of the night sky without moon: stars and airglow.
inline constexpr double kStarlightLux = 0.001;

// What a share `cloud` (0..1) of cloud leaves of it: a tenth under a closed cover, by day (Haurwitz
// 1946, dense overcast 0.1-0.3) and by night alike.
double lux_under_cloud(double lux, double cloud);

}  // namespace khasan::scenario
