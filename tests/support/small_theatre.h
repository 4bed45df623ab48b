// A small crisis made in code, for tests: red claims a hill on which the guards of blue may sit
// down. Its ladder has every kind of rung; its figures are invented and near those that battles
// ship, so that every end of a crisis happens now and then.
#pragma once

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "base/hash.h"
#include "crisis/theatre.h"

namespace khasan::support {

// Positions in the small theatre.
inline constexpr int kRed = 0, kBlue = 1;
inline constexpr int kRedCapital = 0, kRedArmy = 1, kRedSuccessor = 2, kBlueCapital = 3,
                     kBlueFront = 4, kBlueGuards = 5;
inline constexpr int kSeen = 0, kSitDown = 1, kShotFired = 2, kNote = 3, kUltimatum = 4,
                     kCallUp = 5, kCompany = 6, kRegiments = 7, kDivision = 8, kCorps = 9,
                     kAcross = 10, kWarRung = 11;

inline int add_actor(crisis::Theatre& theatre, const char* id, int side, crisis::Role role,
                     const crisis::ActorNumbers& numbers) {
  const int index = static_cast<int>(theatre.actors.size());
  theatre.actors.push_back({id, id, side, role, stable_key(id)});
  theatre.numbers.actor[index] = numbers;
  return index;
}

inline int add_rung(crisis::Theatre& theatre, const char* id, crisis::RungKind kind,
                    const crisis::RungNumbers& numbers) {
  const int index = static_cast<int>(theatre.ladder.size());
  crisis::Rung rung{id, id, kind, {false, false}, {false, false}, stable_key(id)};
  theatre.ladder.push_back(rung);
  theatre.numbers.rung[index] = numbers;
  return index;
}

// A report that says and does nothing yet.
inline int add_report(crisis::Theatre& theatre, const char* id, int receiver, double day) {
  constexpr double kSilent = std::numeric_limits<double>::quiet_NaN();
  const int index = static_cast<int>(theatre.reports.size());
  theatre.reports.push_back({id, id, receiver, "", false, stable_key(id)});
  theatre.numbers.report[index] = {day, 1, kSilent, kSilent, 0.2, 0.2, 0.7, 0, 0, 0, 0, 0};
  return index;
}

// The range of one of the theatre's own numbers.
inline void add_band(crisis::Theatre& theatre, const char* name, const double& number, double low,
                     double high) {
  const auto offset =
      reinterpret_cast<const char*>(&number) - reinterpret_cast<const char*>(&theatre.numbers);
  theatre.bands.push_back(
      {name, low, number, high, static_cast<std::size_t>(offset), stable_key(name)});
}

inline crisis::Theatre small_theatre() {
  using crisis::Role;
  using crisis::RungKind;
  crisis::Theatre theatre;
  theatre.id = "small", theatre.title = "A hill", theatre.prize = "the hill";
  theatre.end_day = 80;
  // Stake, cost weight, loss in a war, audience, discipline, optimism, erosion, precision.
  add_actor(theatre, "red_capital", kRed, Role::kPrincipal, {.7, 1, 40, .3, 0, 0, .3, 7});
  add_actor(theatre, "red_army", kRed, Role::kField, {1.2, .6, 12, .2, 1.1, .3, .4, 7});
  add_actor(theatre, "red_successor", kRed, Role::kSuccessor, {1.2, .6, 12, .2, 1.1, .3, .4, 7});
  add_actor(theatre, "blue_capital", kBlue, Role::kPrincipal, {1.8, .7, 21, .9, 0, 0, .8, 7});
  add_actor(theatre, "blue_front", kBlue, Role::kField, {.9, 1.1, 45, .4, 1, -.1, .6, 7});
  add_actor(theatre, "blue_guards", kBlue, Role::kGuard, {1.2, .5, 12, .5, .7, 0, 0, 7});
  // Cost, spiral, publicity, mass, preparation in days.
  add_rung(theatre, "seen", RungKind::kReconnoitre, {.01, 0, .02, {-2.8, -2.8}, {}});
  add_rung(theatre, "sit_down", RungKind::kOccupy, {.03, .0002, .05, {-2.8, -2.8}, {}});
  add_rung(theatre, "shot_fired", RungKind::kShot, {.03, .0005, .15, {}, {}});
  add_rung(theatre, "note", RungKind::kLetter, {.01, 0, .05, {}, {}});
  add_rung(theatre, "ultimatum", RungKind::kDemand, {.03, .0003, .3, {}, {}});
  add_rung(theatre, "call_up", RungKind::kMobilise, {.06, .0005, .15, {1.1, -.3}, {}});
  add_rung(theatre, "company", RungKind::kStrike, {.1, .001, .2, {-2, 0}, {}});
  add_rung(theatre, "regiments", RungKind::kStrike, {.22, .003, .3, {1.1, 0}, {}});
  add_rung(theatre, "division", RungKind::kStrike, {.3, .003, .3, {1.9, 1.6}, {0, 1}});
  add_rung(theatre, "corps", RungKind::kStrike, {.4, .01, .3, {2.2, 2.9}, {0, 3.5}});
  add_rung(theatre, "across", RungKind::kStrike, {.7, .05, .4, {2.4, 3.1}, {0, 3}});
  add_rung(theatre, "war", RungKind::kWar, {});
  for (int k = kCompany; k <= kAcross; ++k) {
    crisis::Rung& rung = theatre.ladder[static_cast<std::size_t>(k)];
    rung.possible[kRed] = true;
    rung.possible[kBlue] = k >= kDivision;
    rung.mobilised[kRed] = k > kCompany;
  }
  theatre.reconnoitre = kSeen, theatre.occupy = kSitDown, theatre.shot = kShotFired;
  theatre.letter = kNote, theatre.demand = kUltimatum, theatre.mobilise = kCallUp;
  theatre.first_strike = kCompany, theatre.war = kWarRung;
  crisis::Side& red = theatre.sides[kRed];
  red.id = "red", red.key = stable_key("red");
  red.principal = kRedCapital, red.field = kRedArmy, red.successor = kRedSuccessor;
  red.start_level = kSeen, red.threatened = kRegiments, red.sanction_from = kCompany;
  red.sanction_from_at_war = kCorps, red.approval_until = kDivision, red.disobey_until = kCorps;
  red.reinforces = true;
  crisis::Side& blue = theatre.sides[kBlue];
  blue.id = "blue", blue.key = stable_key("blue");
  blue.principal = kBlueCapital, blue.field = kBlueFront, blue.guard = kBlueGuards;
  blue.start_level = kSitDown, blue.threatened = kDivision, blue.sanction_from = kDivision;
  blue.sanction_from_at_war = kCorps, blue.approval_until = kDivision;
  blue.disobey_until = kCorps;
  blue.climbs = blue.orders = true;
  crisis::Numbers& n = theatre.numbers;
  // Resolved, quantity, quality, variances, drag, commitment and its weight, veto, undemanded,
  // zeal, mobilising, pauses; attribution, memories, command, dismissal, reform.
  n.side[kRed] = {.4, 0, .35, .2, .12, 0, .6, 1, .5, .15, 0, 4, {1, 1.5}, .1, .2, .9, 0, .15, 1};
  n.side[kBlue] = {.7, 0, .2, .2, .2, .25, 0, 0, 0, 0, .2, 6, {1, 1.5}, 1, 1, 1, .3, .15, .4};
  n.next = {.006, 150, .1, .1, .7};
  n.heights = .8, n.battle_noise = .5, n.exchange_noise = .4;
  n.unresolved = .7, n.resolved = 1.2, n.skip = .1, n.stock = .5;
  n.quality_mean = .25, n.quality_sd = .15, n.quantity_sd = .15;
  n.seen_reconnoitring = .3, n.seen_occupying = .3, n.seen_mobilising = .6, n.attacked = .8;
  n.pretext = .2, n.pretext_d = 3, n.pretext_discipline = .35, n.war_disobedience = 2.5;
  n.share = .1, n.fatigue = .03, n.crest_width = 0;
  n.rate_sighting = .15, n.rate_guard = .16, n.rate_friction = .3, n.rate_pretext = .05;
  n.rate_talks = .2, n.rate_preempt = .2;
  n.rate_field[kRed] = .2, n.rate_field[kBlue] = .6;
  n.rate_principal[kRed] = .2, n.rate_principal[kBlue] = .5;
  return theatre;
}

// The same crisis with the sides in the other order: everything of the one is the other's.
inline crisis::Theatre mirrored(crisis::Theatre theatre) {
  std::swap(theatre.sides[0], theatre.sides[1]);
  for (crisis::Actor& actor : theatre.actors) actor.side = 1 - actor.side;
  for (crisis::Report& report : theatre.reports) report.receiver = 1 - report.receiver;
  for (crisis::CommitmentStep& step : theatre.commitments) step.side = 1 - step.side;
  for (crisis::Rung& rung : theatre.ladder) {
    std::swap(rung.possible[0], rung.possible[1]);
    std::swap(rung.mobilised[0], rung.mobilised[1]);
  }
  crisis::Numbers& numbers = theatre.numbers;
  std::swap(numbers.side[0], numbers.side[1]);
  for (crisis::RungNumbers& rung : numbers.rung) {
    std::swap(rung.mass[0], rung.mass[1]);
    std::swap(rung.preparation_d[0], rung.preparation_d[1]);
  }
  std::swap(numbers.rate_field[0], numbers.rate_field[1]);
  std::swap(numbers.rate_principal[0], numbers.rate_principal[1]);
  numbers.quality_mean = -numbers.quality_mean;
  return theatre;
}

// The same crisis with its actors listed from the last to the first.
inline crisis::Theatre with_actors_reversed(const crisis::Theatre& theatre) {
  crisis::Theatre reversed = theatre;
  const int n = static_cast<int>(theatre.actors.size());
  std::reverse(reversed.actors.begin(), reversed.actors.end());
  std::reverse(reversed.numbers.actor, reversed.numbers.actor + n);
  const auto moved = [n](int& actor) {
    if (actor != crisis::kNobody) actor = n - 1 - actor;
  };
  for (crisis::Side& side : reversed.sides) {
    moved(side.principal), moved(side.field), moved(side.guard), moved(side.successor);
  }
  return reversed;
}

// Nothing happens by itself and nobody looks: tests switch on what they need.
inline void stop_clocks(crisis::Numbers& numbers) {
  numbers.rate_sighting = numbers.rate_guard = numbers.rate_friction = numbers.rate_pretext = 0;
  numbers.rate_talks = numbers.rate_preempt = 0;
  for (int i = 0; i < crisis::kSides; ++i) numbers.rate_field[i] = numbers.rate_principal[i] = 0;
}

}  // namespace khasan::support
