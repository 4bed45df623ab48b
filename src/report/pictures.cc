#include "report/pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace khasan::report {

namespace {

constexpr int64_t kLooksMax = 3000;
// Places and errors are rounded to this: less than a symbol on the map, and than most errors.
constexpr int kGrainM = 25;
// Sightings farther apart make a new point: in between the picture grew old. A contact that lasts
// is reported every five minutes.
constexpr int32_t kGapS = 600;

int rounded_m(double x) { return kGrainM * static_cast<int>(std::lround(x / kGrainM)); }

Time default_step(const scenario::Scenario& scenario) {
  const int64_t span_s = (scenario.end - scenario.start).ms / 1000;
  for (const int64_t step_s : {60, 120, 300, 600, 1800}) {
    if (span_s / step_s <= kLooksMax) return seconds(step_s);
  }
  return hours(1);
}

bool says_the_same(const PicturePoint& a, const PicturePoint& b) {
  return a.level == b.level && a.x_m == b.x_m && a.y_m == b.y_m && a.error_m == b.error_m;
}

// The new look: a new point where it says something else, or after a gap.
void take(EnemyPicture& picture, const PicturePoint& now) {
  if (picture.empty() || !says_the_same(picture.back(), now) ||
      now.seen_s - picture.back().seen_s > kGapS) {
    picture.push_back(now);
  } else {
    picture.back().seen_s = now.seen_s;
  }
}

// One number of every point.
template <class Number>
void write_numbers(std::string& text, const char* key, const EnemyPicture& picture, Number number) {
  fmt::format_to(std::back_inserter(text), ",\"{}\":[", key);
  for (const PicturePoint& point : picture) {
    fmt::format_to(std::back_inserter(text), "{},", number(point));
  }
  text.back() = ']';
}

void write_picture(std::string& text, std::size_t element, const EnemyPicture& picture) {
  fmt::format_to(std::back_inserter(text), "{{\"element\":{}", element);
  write_numbers(text, "t", picture, [](const PicturePoint& p) { return int64_t{1000} * p.t_s; });
  write_numbers(text, "level", picture, [](const PicturePoint& p) { return int{p.level}; });
  write_numbers(text, "x", picture, [](const PicturePoint& p) { return p.x_m; });
  write_numbers(text, "y", picture, [](const PicturePoint& p) { return p.y_m; });
  write_numbers(text, "error_m", picture, [](const PicturePoint& p) { return p.error_m; });
  write_numbers(text, "seen_ms", picture,
                [](const PicturePoint& p) { return int64_t{1000} * p.seen_s; });
  text += "},";
}

}  // namespace

PicturePoint picture_of(const state::Track& track, Time now) {
  PicturePoint point;
  point.t_s = static_cast<int32_t>(now.ms / 1000);
  point.level = static_cast<uint8_t>(track.level);
  if (track.level == state::Knowledge::kNone) return point;
  point.x_m = rounded_m(track.at.x_m), point.y_m = rounded_m(track.at.y_m);
  point.error_m = rounded_m(static_cast<double>(track.error_m));
  point.seen_s = static_cast<int32_t>(track.seen.ms / 1000);
  return point;
}

PictureRecorder::PictureRecorder(const scenario::Scenario& scenario)
    : PictureRecorder(scenario, default_step(scenario)) {}

PictureRecorder::PictureRecorder(const scenario::Scenario& scenario, Time step)
    : step_(step), next_(scenario.start) {
  for (auto& of_side : pictures_) of_side.resize(scenario.elements.size());
}

void PictureRecorder::see(const scenario::Scenario& scenario, const state::State& state,
                          const state::EventLog&) {
  if (next_ > state.now || next_ > scenario.end) return;
  // One look for all that are due: nothing was known before it was.
  while (next_ + step_ <= state.now) next_ += step_;
  for (std::size_t s = 0; s < kSideCount; ++s) {
    for (std::size_t e = 0; e < pictures_[s].size(); ++e) {
      const state::Track& track = state.tracks[s][e];
      const bool was_known = !pictures_[s][e].empty();
      if (track.level == state::Knowledge::kNone && !was_known) continue;
      take(pictures_[s][e], picture_of(track, next_));
    }
  }
  next_ += step_;
}

void write_pictures(const scenario::Scenario& scenario, const PictureRecorder& pictures,
                    std::string& text) {
  fmt::format_to(std::back_inserter(text),
                 "{{\"step_ms\":{},\"level_names\":[\"unknown\",\"heard\",\"detected\","
                 "\"recognised\",\"located\"],\"sides\":[",
                 pictures.step().ms);
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    fmt::format_to(std::back_inserter(text), "{{\"side\":\"{}\",\"elements\":[",
                   scenario.side(side).id);
    const std::vector<EnemyPicture>& known = pictures.pictures_of(side);
    for (std::size_t e = 0; e < known.size(); ++e) {
      if (!known[e].empty()) write_picture(text, e, known[e]);
    }
    if (text.back() == ',') text.pop_back();
    text += "]},";
  }
  text.back() = ']';
  text += '}';
}

}  // namespace khasan::report
