#include "sim/measure.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "state/apply.h"

namespace khasan::sim {

namespace {

using scenario::Measure;
using scenario::MeasureKind;
using scenario::Scenario;
using state::Event;
using state::EventKind;
using state::State;
using terrain::Point;

bool is_in_window(const Measure& what, const Event& event) {
  return event.at >= what.from && event.at <= what.to;
}

// Whether the element is one of the units named by the measure, or of a unit below them.
bool is_named(const Scenario& scenario, const Measure& what, ElementId element) {
  for (UnitId u = scenario.element(element).unit; u.exists(); u = scenario.unit(u).parent) {
    if (std::find(what.units.begin(), what.units.end(), u) != what.units.end()) return true;
  }
  return false;
}

// The elements of the units that a measure counts, looked up once.
class Counted {
 public:
  Counted(const Scenario& scenario, const Measure& what) : is_counted_(scenario.elements.size()) {
    for (std::size_t i = 0; i < is_counted_.size(); ++i) {
      const bool named = what.units.empty() || is_named(scenario, what, ElementId{i});
      is_counted_[i] = named && scenario.elements[i].side == what.side;
    }
  }
  bool has(ElementId element) const { return element.exists() && is_counted_[element.index()]; }

 private:
  std::vector<bool> is_counted_;
};

// Men of one casualty event that the measure asks for. Lightly wounded count as wounded.
int men_of(MeasureKind kind, const Event& event) {
  switch (kind) {
    case MeasureKind::kKilled:
      return event.a;
    case MeasureKind::kWounded:
      return event.b + event.c;
    case MeasureKind::kMissing:
      return event.d;
    case MeasureKind::kDeadAndMissing:
      return event.a + event.d;
    default:
      return event.a + event.b + event.c + event.d;
  }
}

// What one event about a counted element adds to a sum.
int amount_of(const Scenario& scenario, MeasureKind kind, const Event& event) {
  switch (kind) {
    case MeasureKind::kRoundsFired:
    case MeasureKind::kSorties:
    case MeasureKind::kAircraftLost:
    case MeasureKind::kAirClaims:
    case MeasureKind::kEvacuated:
      return event.a;
    case MeasureKind::kShellsFired:
      return scenario.element(event.subject).is_tank() ? 0 : event.a;
    case MeasureKind::kBombsTonnes:
      return event.b;
    case MeasureKind::kAirRounds:
      return scenario.element(event.subject).is_flight() ? event.a : 0;
    case MeasureKind::kAirCasualties:
      return event.object.exists() && scenario.element(event.object).is_flight()
                 ? men_of(kind, event)
                 : 0;
    default:
      return men_of(kind, event);
  }
}

// Losses, rounds, sorties, bombs and aircraft of the side inside the window.
class SumCount : public MeasureCount {
 public:
  SumCount(const Scenario& scenario, const Measure& what, std::vector<EventKind> hears,
           double unit = 1)
      : MeasureCount(std::move(hears)),
        scenario_(scenario),
        what_(what),
        counted_(scenario, what),
        unit_(unit) {}
  void count(const Event& event) override {
    if (!is_in_window(what_, event) || !counted_.has(event.subject)) return;
    sum_ += amount_of(scenario_, what_.kind, event);
  }
  double value(const State&) const override { return sum_ / unit_; }
  void keep(Archive& archive) override { archive.pass(sum_); }

 private:
  const Scenario& scenario_;
  const Measure& what_;
  Counted counted_;
  double unit_;  // of the measure, in those of the events: 1000 kg for tonnes
  double sum_ = 0;
};

// Men fit at the end of the window: those who have arrived by then less those lost until then.
class StrengthCount : public MeasureCount {
 public:
  StrengthCount(const Scenario& scenario, const Measure& what)
      : MeasureCount({EventKind::k_casualties}),
        scenario_(scenario),
        what_(what),
        counted_(scenario, what) {}
  void count(const Event& event) override {
    if (event.at <= what_.to && counted_.has(event.subject)) lost_ += men_of(what_.kind, event);
  }
  double value(const State& last) const override {
    int men = -lost_;
    for (std::size_t i = 0; i < last.start.size(); ++i) {
      const Time arrives = state::arrival_of(scenario_, last, ElementId{i});
      if (!counted_.has(ElementId{i}) || arrives > what_.to) continue;
      men += last.start[i].men;
    }
    return men;
  }
  void keep(Archive& archive) override { archive.pass(lost_); }

 private:
  const Scenario& scenario_;
  const Measure& what_;
  Counted counted_;
  int lost_ = 0;
};

// When the side's share of the place first grows to `fraction` inside the window.
class Capture {
 public:
  explicit Capture(const Measure& what) : what_(what) {}
  void count(const Event& event) {
    if (at_ != kNever || event.place != what_.place || event.side != what_.side) return;
    const auto wanted = static_cast<int32_t>(1000 * what_.fraction + 0.5);
    if (is_in_window(what_, event) && event.a >= wanted && event.b < wanted) at_ = event.at;
  }
  Time at() const { return at_; }  // kNever if it does not
  void keep(Archive& archive) { archive.pass(at_); }

 private:
  const Measure& what_;
  Time at_ = kNever;
};

// When the side takes the place, in hours from midnight by the local clock of the day on which the
// window begins: 25.5 is half past one of the next.
class CaptureCount : public MeasureCount {
 public:
  CaptureCount(const Scenario& scenario, const Measure& what)
      : MeasureCount({EventKind::k_control}), scenario_(scenario), what_(what), capture_(what) {}
  void count(const Event& event) override { capture_.count(event); }
  double value(const State&) const override {
    if (capture_.at() == kNever) return kNeverHappened;
    constexpr int64_t kDayMs = 86'400'000;
    const int64_t window_ms =
        scenario_.epoch_utc_ms + what_.from.ms + what_.offset_minutes * 60'000LL;
    // Moments before 1970 are negative; the hour of the day is not.
    const int64_t of_day_ms = (window_ms % kDayMs + kDayMs) % kDayMs;
    return static_cast<double>(of_day_ms + (capture_.at() - what_.from).ms) / 3'600'000.0;
  }
  void keep(Archive& archive) override { capture_.keep(archive); }

 private:
  const Scenario& scenario_;
  const Measure& what_;
  Capture capture_;
};

// Minutes from the first shot in the window until the side has the place and none of the named
// defenders holds out any more: no men left, or their unit gave way.
class OverrunCount : public MeasureCount {
 public:
  OverrunCount(const Scenario& scenario, const Measure& what)
      : MeasureCount({EventKind::k_control, EventKind::k_shots, EventKind::k_destroyed,
                      EventKind::k_broke, EventKind::k_routed}),
        what_(what),
        capture_(what) {
    for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
      if (!is_named(scenario, what, ElementId{i})) continue;
      defenders_.push_back({ElementId{i}, scenario.elements[i].unit});
    }
  }
  void count(const Event& event) override {
    if (event.kind == EventKind::k_control) return capture_.count(event);
    if (!is_in_window(what_, event)) return;
    if (event.kind == EventKind::k_shots) {
      first_shot_ = std::min(first_shot_, event.at);
      return;
    }
    const bool gone = event.kind == EventKind::k_destroyed;
    for (Defender& d : defenders_) {
      const bool is_he = gone ? d.element == event.subject : d.unit == event.unit;
      if (is_he) d.held_until = std::min(d.held_until, event.at);
    }
  }
  double value(const State&) const override {
    Time at = capture_.at();
    for (const Defender& d : defenders_) at = std::max(at, d.held_until);
    if (at == kNever || first_shot_ > at) return kNeverHappened;
    return (at - first_shot_).seconds() / 60.0;
  }
  void keep(Archive& archive) override {
    capture_.keep(archive);
    archive.pass(first_shot_);
    for (Defender& d : defenders_) archive.pass(d.held_until);
  }

 private:
  struct Defender {
    ElementId element;
    UnitId unit;
    Time held_until = kNever;
  };
  const Measure& what_;
  Capture capture_;
  std::vector<Defender> defenders_;
  Time first_shot_ = kNever;
};

// What the side holds of the place at the end of the window: as the last change before it left it,
// or as the first one after it found it.
class ControlCount : public MeasureCount {
 public:
  explicit ControlCount(const Measure& what) : MeasureCount({EventKind::k_control}), what_(what) {}
  void count(const Event& event) override {
    if (event.place != what_.place) return;
    const bool is_own = event.side == what_.side;
    if (event.at <= what_.to) {
      permille_ = is_own ? event.a : event.c;
    } else if (permille_ < 0) {
      permille_ = is_own ? event.b : event.d;
    }
  }
  double value(const State& last) const override {
    if (permille_ >= 0) return permille_ / 1000.0;
    return state::control_share(last, what_.place, what_.side);
  }
  void keep(Archive& archive) override { archive.pass(permille_); }

 private:
  const Measure& what_;
  int permille_ = -1;  // -1: nothing has changed yet
};

// Vehicles that the enemy put out of action inside the window, each once, however little ails it.
class TankCount : public MeasureCount {
 public:
  TankCount(const Scenario& scenario, const Measure& what)
      : MeasureCount({EventKind::k_tank_immobile, EventKind::k_tank_gun_out,
                      EventKind::k_tank_knocked_out, EventKind::k_tank_burnt}),
        what_(what),
        counted_(scenario, what),
        is_lost_(scenario.elements.size()) {}
  void count(const Event& event) override {
    if (!event.object.exists() || !is_in_window(what_, event)) return;
    if (counted_.has(event.subject)) is_lost_[event.subject.index()] = true;
  }
  double value(const State&) const override {
    return static_cast<double>(std::count(is_lost_.begin(), is_lost_.end(), true));
  }
  void keep(Archive& archive) override { archive.pass(is_lost_); }

 private:
  const Measure& what_;
  Counted counted_;
  std::vector<bool> is_lost_;  // by element
};

// Badly wounded of the side by the end of the window, less those at the aid post by then.
class LyingCount : public MeasureCount {
 public:
  LyingCount(const Scenario& scenario, const Measure& what)
      : MeasureCount({EventKind::k_casualties, EventKind::k_wounded_evacuated}),
        what_(what),
        counted_(scenario, what) {}
  void count(const Event& event) override {
    if (event.at > what_.to || !counted_.has(event.subject)) return;
    men_ += event.kind == EventKind::k_casualties ? event.b : -event.a;
  }
  double value(const State&) const override { return men_; }
  void keep(Archive& archive) override { archive.pass(men_); }

 private:
  const Measure& what_;
  Counted counted_;
  int men_ = 0;
};

double distance_to_segment_m(Point p, Point a, Point b) {
  const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, length2 = dx * dx + dy * dy;
  const double along = (p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy;
  const double t = length2 > 0 ? std::clamp(along / length2, 0.0, 1.0) : 0.0;
  return terrain::distance_m(p, {a.x_m + t * dx, a.y_m + t * dy});
}

double distance_to_line_m(Point p, const std::vector<Point>& line) {
  double nearest_m = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    nearest_m = std::min(nearest_m, distance_to_segment_m(p, line[i], line[i + 1]));
  }
  return nearest_m;
}

// Depth of the ground that the side holds beyond its line in the end: a share `fraction` of its
// unbroken men beyond it stand farther from it. 0 when nobody is there.
class SalientCount : public MeasureCount {
 public:
  SalientCount(const Scenario& scenario, const Measure& what)
      : MeasureCount({}), scenario_(scenario), what_(what), counted_(scenario, what) {}
  void count(const Event&) override {}
  double value(const State& last) const override {
    std::vector<std::pair<double, int>> beyond;  // distance, men
    int men = 0;
    for (std::size_t i = 0; i < last.at.size(); ++i) {
      if (!stands_beyond(last, ElementId{i})) continue;
      beyond.emplace_back(distance_to_line_m(last.at[i], what_.line), last.roll[i].men);
      men += last.roll[i].men;
    }
    std::sort(beyond.rbegin(), beyond.rend());
    double farther = 0;
    for (const auto& [depth_m, here] : beyond) {
      farther += here;
      if (farther > what_.fraction * men) return depth_m;
    }
    return 0;
  }
  void keep(Archive&) override {}

 private:
  bool stands_beyond(const State& last, ElementId e) const {
    if (!counted_.has(e) || !state::is_present(scenario_, last, e)) return false;
    if (last.morale[scenario_.element(e).unit.index()] > state::Morale::kToGround) return false;
    const CellId cell = scenario_.ground.nearest_cell(last.at[e.index()]);
    return what_.own_ground[cell.index()] == 0;
  }
  const Scenario& scenario_;
  const Measure& what_;
  Counted counted_;
};

// What no mechanism produces.
class NoCount : public MeasureCount {
 public:
  NoCount() : MeasureCount({}) {}
  void count(const Event&) override {}
  double value(const State&) const override { return kNeverHappened; }
  void keep(Archive&) override {}
};

}  // namespace

std::unique_ptr<MeasureCount> count_of(const Scenario& scenario, const Measure& what) {
  const auto sum = [&](std::vector<EventKind> hears, double unit = 1) {
    return std::make_unique<SumCount>(scenario, what, std::move(hears), unit);
  };
  switch (what.kind) {
    case MeasureKind::kKilled:
    case MeasureKind::kWounded:
    case MeasureKind::kMissing:
    case MeasureKind::kCasualties:
    case MeasureKind::kDeadAndMissing:
    case MeasureKind::kAirCasualties:
      return sum({EventKind::k_casualties});
    case MeasureKind::kTimeOfControl:
      return std::make_unique<CaptureCount>(scenario, what);
    case MeasureKind::kMinutesToOverrun:
      return std::make_unique<OverrunCount>(scenario, what);
    case MeasureKind::kControlShare:
      return std::make_unique<ControlCount>(what);
    case MeasureKind::kRoundsFired:
      return sum({EventKind::k_shots, EventKind::k_shells_fired});
    case MeasureKind::kShellsFired:
      return sum({EventKind::k_shells_fired});
    case MeasureKind::kStrength:
      return std::make_unique<StrengthCount>(scenario, what);
    case MeasureKind::kTanksLost:
      return std::make_unique<TankCount>(scenario, what);
    case MeasureKind::kSorties:
      return sum({EventKind::k_flight_took_off});
    case MeasureKind::kBombsTonnes:
      return sum({EventKind::k_bombs_released}, 1000);
    case MeasureKind::kAirRounds:
      return sum({EventKind::k_shots});
    case MeasureKind::kAircraftLost:
      return sum({EventKind::k_aircraft_lost});
    case MeasureKind::kAirClaims:
      return sum({EventKind::k_air_claim});
    case MeasureKind::kEvacuated:
      return sum({EventKind::k_wounded_evacuated});
    case MeasureKind::kLeftLying:
      return std::make_unique<LyingCount>(scenario, what);
    case MeasureKind::kSalient:
      return std::make_unique<SalientCount>(scenario, what);
    case MeasureKind::kNotSimulated:
      return std::make_unique<NoCount>();
  }
  return std::make_unique<NoCount>();
}

}  // namespace khasan::sim
