// A theatre: all that a crisis file says, ready for runs. Two sides dispute a prize; each has a
// principal (capital), a field command and perhaps a guard on the spot; a ladder of rungs leads
// from a mapping party to general war. No name of a country stands in this folder: another crisis
// is another file. Model and sources: docs/methods/crisis.md; format: docs/crisis_format.md.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "base/rng.h"

namespace khasan::crisis {

inline constexpr int kSides = 2, kActorsMax = 8, kRungsMax = 16, kReportsMax = 16;
inline constexpr int kNobody = -1;
inline constexpr double kNoDay = std::numeric_limits<double>::infinity();

// What an actor does for its side. The successor replaces the field command in the next incident.
enum class Role : uint8_t { kPrincipal, kField, kGuard, kSuccessor };
// What a rung is; a ladder climbs through them in this order, with at least one strike.
enum class RungKind : uint8_t {
  kReconnoitre,
  kOccupy,
  kShot,
  kLetter,
  kDemand,
  kMobilise,
  kStrike,
  kWar
};

// ---- Numbers: what a run computes with. Doubles alone, so that each can be reached by its offset.
// Costs and stakes are in units of about the worth of the prize to an average actor; masses are
// natural logarithms of thousand effective men; days are days.

struct ActorNumbers {
  double stake;        // V: worth of the prize
  double cost_weight;  // of the cost of a rung
  double war_loss;     // L: what general war would cost
  double audience;     // paid for backing down from a public step, per unit of publicity
  double discipline;   // D: what acting against the rule costs it
  double optimism;     // added to what its side believes of its strength
  double erosion;      // how bad a loss of the prize feels once it has hardened
  double precision;    // lambda of its choices
};

struct RungNumbers {
  double cost;
  double spiral;                 // rho: chance of general war, out of anybody's control
  double publicity;              // beta
  double mass[kSides];           // brought to bear at that rung
  double preparation_d[kSides];  // from decision to strike, on average
};

struct SideNumbers {
  double resolved;           // chance that it is resolved; also the enemy's view of it at the start
  double quantity, quality;  // its belief about the balance, means: quality is its doctrine
  double var_quantity, var_quality;  // variances
  double drag;                       // log strength that its attacks lose to its own command
  double commitment;                 // share of its army tied down elsewhere
  double commitment_weight;          // by which its losses in a general war grow with it
  double veto;                       // chance that a court stops an approval
  double undemanded;                 // what an approval costs while no demand has been refused
  double zeal;                       // of its guard
  double mobilise_d;                 // from order to readiness
  double pause_d[2];                 // between its attacks: least, greatest
  // Lessons (docs/methods/lessons.md).
  double attribution;  // weight of quality when it explains a surprise: 1 Bayes, 0 numbers alone
  double memory_quantity, memory_quality;  // what is kept of either until the next incident
  double command_variance;                 // of the prior on its own command's failing
  double dismissal;  // shortfall blamed on the command from which the commander is replaced
  double reform;     // what is left of the drag under a new commander
};

struct ReportNumbers {
  double day;
  double chance;             // that it comes at all
  double quantity, quality;  // values reported; NaN: says nothing of it
  double var_quantity, var_quality;
  double credibility;
  double deception;  // offset that the sender added to both values
  double suspicion;  // of the receiver: its square is added to the variances
  double resolve;    // shift of the receiver's log-odds that the other is resolved
  double alarm;      // shift of the other side's log-odds that the receiver is resolved
  double zeal;       // added to the zeal of the other side's guard
};

struct NextNumbers {
  double base_chance;  // eps0: that a recorded incident becomes a major crisis
  double incidents;    // a year
  double grievance;    // log-odds when the side of the successor lost the prize
  double resolve_weight, resolve_reference;  // beta_r, pi_ref
};

// The relation of the two sides, as strain: what public steps add up to.
struct RelationNumbers {
  double strain;  // at the start
  double eased;   // share of it that a settlement leaves: a concession, a cease-fire
  double weight;  // by which strain that is carried on makes either side's enemy look resolved in
                  // the next crisis: log-odds a unit
  double hostility;  // such log-odds, carried on from the crisis before; 0 in a first one
};

struct Numbers {
  ActorNumbers actor[kActorsMax];
  RungNumbers rung[kRungsMax];
  SideNumbers side[kSides];
  ReportNumbers report[kReportsMax];
  NextNumbers next;
  RelationNumbers relation;
  double heights;               // gamma: log advantage of who holds the prize
  double battle_noise;          // sigma_b
  double exchange_noise;        // sigma_y
  double unresolved, resolved;  // nu0, nu1: multipliers of the stake
  double skip;                  // penalty for a rung left out
  double stock;                 // share of a public step that is added to the audience stock
  double quality_mean, quality_sd, quantity_sd;  // truth, side 0 over side 1
  double seen_reconnoitring, seen_occupying, seen_mobilising, attacked;  // shifts of log-odds
  double pretext, pretext_d, pretext_discipline;  // utility, days it is fresh, factor of discipline
  double war_disobedience;                        // factor of discipline once there is fighting
  double share;          // of the prize that the other side gets by a cease-fire in place
  double fatigue;        // a day of fighting
  double look_variance;  // of what mapping parties see of n + q; 0: nothing, and they just come
  double crest_width;    // spread of outcomes over which the prize is shared; 0: all or nothing
  // Clocks, rings a day.
  double rate_sighting, rate_guard, rate_friction, rate_pretext, rate_talks;
  double rate_field[kSides], rate_principal[kSides], rate_preempt;
};
static_assert(std::is_trivially_copyable_v<Numbers> && sizeof(Numbers) % sizeof(double) == 0);

// ---- Structure: names, who may do what, dates.

struct Actor {
  std::string id, name;
  int side = 0;
  Role role = Role::kPrincipal;
  uint64_t key = 0;  // stable_key of the id
};

struct Rung {
  std::string id, name;
  RungKind kind = RungKind::kStrike;
  bool possible[kSides] = {false, false};   // strikes: whether the side has the means
  bool mobilised[kSides] = {false, false};  // strikes: only when its forces have assembled
  uint64_t key = 0;
};

// A weighted vote instead of one man's veto (the linear rule of KTAB): a voter is for an approval
// if the gain of the principal plus his leaning is above nought.
struct Voter {
  std::string name;
  double weight = 1, leaning = 0;
};

struct Side {
  std::string id, name, adjective;
  std::string people, commander;  // in sentences: "the Japanese", "General Suetaka"
  int principal = kNobody, field = kNobody, guard = kNobody, successor = kNobody;  // actors
  int start_level = 0, threatened = 0;  // rungs: at the start; the strike that its threats imply
  int sanction_from = 0, sanction_from_at_war = 0;  // first rung that needs the principal
  int approval_until = 0;                           // highest rung that one approval covers
  int disobey_until = 0;      // highest rung that the field command takes without leave
  bool climbs = false;        // strikes one rung at a time
  bool orders = false;        // its principal can order strikes itself
  bool reinforces = false;    // goes up the ladder also while it holds the prize
  bool may_preempt = false;   // its field command may occupy an empty prize
  std::vector<Voter> voters;  // empty: sanction by the principal, stopped by chance `veto`
  uint64_t key = 0;
};

// What one side is told, and what it does to both; also dated news.
struct Report {
  std::string id, text;
  int receiver = 0;
  std::string grade;                 // "C3"; empty: variances and credibility are given
  bool warns_of_occupation = false;  // the receiver expects the other to take the empty prize
  uint64_t key = 0;
};

// From that day on the side's commitment elsewhere is that share.
struct CommitmentStep {
  double day = 0;
  int side = 0;
  double change = 0;  // of its share from the number `commitment`
  std::string text;
};

// The range of one number: `offset` bytes into Numbers.
struct Band {
  std::string name;  // "actors.tokyo.stake"
  double low = 0, best = 0, high = 0;
  std::size_t offset = 0;
  uint64_t key = 0;
};

struct Theatre {
  std::string id, title, prize;
  int64_t day_0_utc_ms = 0;  // 00:00 of day 0 on the clock of the story
  int offset_minutes = 0;    // of that clock from UTC
  double start_day = 0, end_day = 0;
  Numbers numbers{};  // the best ones
  std::vector<Actor> actors;
  std::vector<Rung> ladder;
  std::array<Side, kSides> sides;
  bool concedes = false;                    // a demand is always conceded: an intervention
  std::vector<Report> reports;              // by day; their numbers by the same index
  std::vector<CommitmentStep> commitments;  // by day
  std::vector<Band> bands;
  // Rungs by kind, the first of each; kNobody where there is none.
  int reconnoitre = kNobody, occupy = kNobody, shot = kNobody, letter = kNobody, demand = kNobody,
      mobilise = kNobody, first_strike = kNobody, war = kNobody;
};

double value_of(const Numbers& numbers, const Band& band);
void set_value(Numbers& numbers, const Band& band, double value);
// Every number drawn over its range: triangular, low to high with its peak at best, by the
// parameter stream of the replication and the number's name, so that one more shifts no other.
Numbers draw_numbers(const Theatre& theatre, const Rng& rng);
// The value at u in (0, 1) of the triangular law; best where the range is empty.
double triangular_from(double u, double low, double best, double high);

}  // namespace khasan::crisis
