#include "sim/crisis_measures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lessons/next_incident.h"

namespace khasan::sim {
namespace {

using crisis::End;
using crisis::kNoDay;

constexpr double kDoesNotApply = std::numeric_limits<double>::quiet_NaN();

bool occupied(const CrisisRun& run) { return run.outcome.occupied_day < kNoDay; }
bool fought(const CrisisRun& run) { return run.outcome.assault_day < kNoDay; }
bool ceased(const CrisisRun& run) { return run.outcome.end == End::kCeaseFire; }

double share(bool applies, bool happened) {
  return applies ? (happened ? 1.0 : 0.0) : kDoesNotApply;
}
double day(double when) { return when < kNoDay ? when : kDoesNotApply; }

// The claimant is the side that does not hold the prize before the fighting.
int occupier(const CrisisRun& run) { return std::max(run.outcome.occupier, 0); }
int claimant(const CrisisRun& run) { return 1 - occupier(run); }

// Day on which a side first struck at the n-th of its strikes, counted from the lowest, or above.
double struck(const CrisisRun& run, int side, int n) {
  double first = kNoDay;
  int seen = 0;
  for (std::size_t k = 0; k < run.theatre.ladder.size(); ++k) {
    if (!run.theatre.ladder[k].possible[side]) continue;
    if (++seen >= n) first = std::min(first, run.outcome.rung_day[side][k]);
  }
  return first;
}

// The two highest strikes: with aircraft and armour, and across the border.
double struck_from_top(const CrisisRun& run, int side, int n) {
  int strikes = 0;
  for (const crisis::Rung& rung : run.theatre.ladder) strikes += rung.possible[side];
  return struck(run, side, std::max(1, strikes - n + 1));
}

constexpr CrisisMeasure kMeasures[] = {
    {"occupied", "the prize is occupied", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(true, occupied(r)); }},
    {"occupied_first_side", "occupied by the first side, before the other", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(true, r.outcome.occupier == 0); }},
    {"occupied_day", "day of the occupation", CrisisKind::kDay,
     [](const CrisisRun& r) { return day(r.outcome.occupied_day); }},
    {"shot", "fatal shot, given occupation", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(occupied(r), r.outcome.shot_day < kNoDay); }},
    {"demand", "formal demand", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(true, r.outcome.demand_day < kNoDay); }},
    {"demand_day", "day of the demand", CrisisKind::kDay,
     [](const CrisisRun& r) { return day(r.outcome.demand_day); }},
    {"conceded", "demand conceded, given occupation", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(occupied(r), r.outcome.conceded); }},
    {"mobilised", "the claimant concentrates, given occupation", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(occupied(r), r.outcome.mobilised); }},
    {"assault_given", "assault, given occupation", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(occupied(r), fought(r)); }},
    {"assault", "assault", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(true, fought(r)); }},
    {"assault_day", "day of the first assault", CrisisKind::kDay,
     [](const CrisisRun& r) { return day(r.outcome.assault_day); }},
    {"unsanctioned", "first assault without leave of the capital", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(fought(r), !r.outcome.sanctioned); }},
    {"second_strike", "the claimant goes beyond his first strike, of assaults", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(fought(r), struck(r, claimant(r), 2) < kNoDay); }},
    {"counter_attack", "the occupier counter-attacks, of assaults", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(fought(r), struck(r, occupier(r), 1) < kNoDay); }},
    {"counter_stroke", "his second and larger counter-stroke, of assaults", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(fought(r), struck(r, occupier(r), 2) < kNoDay); }},
    {"counter_stroke_day", "day of that counter-stroke", CrisisKind::kDay,
     [](const CrisisRun& r) { return day(fought(r) ? struck(r, occupier(r), 2) : kNoDay); }},
    {"claimant_air", "the claimant uses aircraft and armour, of assaults", CrisisKind::kShare,
     [](const CrisisRun& r) {
       return share(fought(r), struck_from_top(r, claimant(r), 2) < kNoDay);
     }},
    {"crossed", "the line is crossed in force, of assaults", CrisisKind::kShare,
     [](const CrisisRun& r) {
       return share(fought(r),
                    struck_from_top(r, 0, 1) < kNoDay || struck_from_top(r, 1, 1) < kNoDay);
     }},
    {"general_war", "general war, of assaults", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(fought(r), r.outcome.end == End::kGeneralWar); }},
    {"cease_fire", "cease-fire, of assaults", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(fought(r), ceased(r)); }},
    {"cease_fire_after", "days from the first assault to the cease-fire", CrisisKind::kDay,
     [](const CrisisRun& r) {
       return ceased(r) ? r.outcome.end_day - r.outcome.assault_day : kDoesNotApply;
     }},
    {"occupier_holds", "the occupier holds the prize at the cease-fire", CrisisKind::kShare,
     [](const CrisisRun& r) {
       return share(ceased(r), r.outcome.crest[static_cast<std::size_t>(occupier(r))] > 0.5);
     }},
    {"occupier_replaces", "the occupier replaces his commander, of assaults", CrisisKind::kShare,
     [](const CrisisRun& r) {
       const auto& lesson = r.after.lesson[static_cast<std::size_t>(occupier(r))];
       return share(fought(r), lesson.commander_replaced);
     }},
    {"next_per_year", "major crises a year that would follow", CrisisKind::kMean,
     [](const CrisisRun& r) { return r.after.per_year; }},
    {"next_290_days", "next major crisis within 290 days, of assaults", CrisisKind::kMean,
     [](const CrisisRun& r) {
       constexpr double kYears = 290 / 365.25;  // 11 August 1938 to 28 May 1939
       return fought(r) ? lessons::chance_of_next_within(kYears, r.after.per_year) : kDoesNotApply;
     }},
    {"strain", "strain of the relation at the end", CrisisKind::kMean,
     [](const CrisisRun& r) { return r.outcome.strain; }},
    {"no_violence", "no assault, given occupation", CrisisKind::kShare,
     [](const CrisisRun& r) { return share(occupied(r), !fought(r)); }},
    {"fought_back", "assault and counter-attack, given occupation", CrisisKind::kShare,
     [](const CrisisRun& r) {
       return share(occupied(r), fought(r) && struck(r, occupier(r), 1) < kNoDay);
     }},
    {"duration_days", "days from the occupation to the end, of assaults", CrisisKind::kDay,
     [](const CrisisRun& r) {
       return fought(r) ? r.outcome.end_day - r.outcome.occupied_day : kDoesNotApply;
     }},
};

}  // namespace

std::span<const CrisisMeasure> crisis_measures() { return kMeasures; }

int crisis_measure(std::string_view id) {
  const auto found = std::find_if(std::begin(kMeasures), std::end(kMeasures),
                                  [&](const CrisisMeasure& m) { return m.id == id; });
  return found == std::end(kMeasures) ? -1 : static_cast<int>(found - std::begin(kMeasures));
}

}  // namespace khasan::sim
