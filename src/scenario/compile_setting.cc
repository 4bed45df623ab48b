// What a battle is called, when it is, who fights, and what the sky and the weather do.
#include <algorithm>

#include "base/hash.h"
#include "scenario/compilation.h"
#include "scenario/ephemeris.h"
#include "scenario/nearest_name.h"
#include "scenario/utm.h"

namespace khasan::scenario {

Error error_at(const Where& where, std::string found, std::string expected, std::string fix) {
  return {where.file,       where.line,          where.column,  where.path,
          std::move(found), std::move(expected), std::move(fix)};
}

void report_unknown(Compilation& c, const NameSpec& name, const std::string& kind,
                    const std::vector<std::string>& names) {
  c.fault(name.where, name.id, kind + " of this battle", did_you_mean(name.id, names));
}

void Compilation::fault(const Where& where, std::string found, std::string expected,
                        std::string fix) {
  Error error = error_at(where, std::move(found), std::move(expected), std::move(fix));
  // Looking back a little is enough, and keeps thousands of faults from costing a square.
  const auto recent = errors.size() > 100 ? errors.end() - 100 : errors.begin();
  if (std::find(recent, errors.end(), error) == errors.end()) errors.push_back(std::move(error));
}

bool Compilation::resolve_side(const NameSpec& name, Side& side) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < spec.sides.size() && i < kSideCount; ++i) {
    names.push_back(spec.sides[i].side.id);
    if (names.back() != name.id) continue;
    side = static_cast<Side>(i);
    return true;
  }
  report_unknown(*this, name, "the id of a side", names);
  return false;
}

bool Compilation::resolve_position(const PositionSpec& position, terrain::Point& at) {
  at = {position.east_m, position.north_m};
  if (!position.place.empty()) {
    const PlaceId place = resolve(places, {position.place, position.where}, "a place");
    if (!place.exists()) return false;
    const terrain::Point origin = scenario.place(place).at;
    at = {origin.x_m + position.east_m, origin.y_m + position.north_m};
  }
  at = quantised(at);
  return true;
}

namespace {

void compile_clock(Compilation& c) {
  constexpr int64_t kLongestMs = hours(24 * 366).ms;  // light and routes of a year still fit
  Scenario& s = c.scenario;
  s.epoch_utc_ms = c.spec.epoch.utc_ms;
  s.start = c.time_of(c.spec.start);
  s.end = c.time_of(c.spec.end);
  if (c.spec.campaign) s.mode = c.spec.campaign->mode;
  if (s.mode == Mode::kFree && c.spec.campaign->end) s.end = c.time_of(*c.spec.campaign->end);
  const std::string start = format_iso(c.spec.start.utc_ms, 0);
  if (s.end <= s.start) {
    c.fault(c.spec.end.where, format_iso(c.spec.end.utc_ms, 0), "a time after the start " + start);
  } else if ((s.end - s.start).ms > kLongestMs) {
    c.fault(c.spec.end.where, format_iso(c.spec.end.utc_ms, 0),
            "at most a year after the start " + start);
  }
  if (s.start < Time{0}) {
    c.fault(c.spec.start.where, start,
            "a time not before the epoch " + format_iso(c.spec.epoch.utc_ms, 0));
  }
}

void compile_sides(Compilation& c) {
  if (c.spec.sides.size() != kSideCount) {
    const Where where =
        c.spec.sides.empty() ? Where{c.spec.file, 0, 0, "sides"} : c.spec.sides.back().where;
    c.fault(where, std::to_string(c.spec.sides.size()) + " sides", "exactly two sides");
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(c.spec.sides.size(), kSideCount); ++i) {
    c.scenario.sides[i] = c.spec.sides[i].side;
  }
  if (c.scenario.sides[0].id == c.scenario.sides[1].id && c.spec.sides.size() == kSideCount) {
    c.fault(c.spec.sides[1].where, c.scenario.sides[1].id,
            "an id other than that of the first side");
  }
}

}  // namespace

void compile_setting(Compilation& c) {
  Scenario& s = c.scenario;
  s.id = c.spec.id;
  s.title = c.spec.title;
  s.subtitle = c.spec.subtitle;
  s.folder = c.spec.folder;
  s.projection = c.spec.projection;
  s.credits = c.spec.credits;
  s.notes = c.spec.notes;
  s.sources = c.spec.sources;
  s.features = c.spec.features;
  s.basis = c.spec.basis;
  s.evidence = c.spec.evidence;
  s.parameters = c.spec.parameters;
  compile_clock(c);
  compile_sides(c);
}

void compile_weather(Compilation& c) {
  Scenario& s = c.scenario;
  for (const WeatherSpec& entry : c.spec.weather) {
    Weather weather = entry.weather;
    weather.from = c.time_of(entry.from);
    const std::string found = format_iso(entry.from.utc_ms, 0);
    if (s.weather.empty() && weather.from > s.start) {
      c.fault(entry.from.where, found,
              "the first weather not later than the start " + format_iso(c.spec.start.utc_ms, 0));
    }
    if (!s.weather.empty() && weather.from <= s.weather.back().from) {
      c.fault(entry.from.where, found, "a time after that of the entry before");
    }
    s.weather.push_back(weather);
  }
  if (s.weather.empty()) {
    c.fault({c.spec.file, 0, 0, "weather"}, "", "at least one entry",
            "write e.g. {from: START, text: clear, visibility_m: 15000, cloud: 0, rain: 0, "
            "wetness: 0}");
  }
  if (!c.errors.empty()) return;  // the span of time or the ground may be meaningless
  const terrain::Box box = s.ground.shape().bounds();
  const GeoPoint centre = from_utm(
      parse_utm(s.projection), {(box.west_m + box.east_m) / 2, (box.south_m + box.north_m) / 2});
  for (Time t = s.start; t < s.end + kLightStep; t += kLightStep) {
    const SkyLights sky = sky_lights(s.epoch_utc_ms + t.ms, centre);
    s.light.push_back(
        {sky.sun_elevation_deg, sky.moon_elevation_deg, sky.moon_phase, lux_clear(sky)});
  }
}

}  // namespace khasan::scenario
