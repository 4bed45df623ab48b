// The course of one crisis: who decided what, and when, from the first sighting to a cease-fire, a
// general war, or nothing. Deterministic in theatre, numbers and chance: the shocks of every actor
// are drawn once a run by his name and the act, and clocks ring on the same days in every history,
// so that runs which differ in one cause are the same men (docs/methods/crisis.md).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/rng.h"
#include "crisis/theatre.h"
#include "crisis/utility.h"

namespace khasan::crisis {

// How a crisis ended. Faded: the prize was occupied and nobody struck.
enum class End : uint8_t { kNoOccupation, kFaded, kConceded, kGeneralWar, kUnfinished, kCeaseFire };

enum class Deed : uint8_t {
  kReport,
  kCommitment,
  kSighting,
  kOccupied,
  kPreempted,
  kShot,
  kPretext,
  kLetter,
  kDemand,
  kRefused,
  kConceded,
  kMobilised,
  kReady,
  kSanctioned,
  kStopped,
  kDisobeyed,
  kOrdered,
  kPlanned,
  kStruck,
  kReinforced,
  kTaken,
  kRepelled,
  kGeneralWar,
  kTalksFailed,
  kCeaseFire,
  kFaded
};

// One line of a run that is told: what was done, by whom, and what made him do it.
struct Told {
  double day = 0;
  Deed deed = Deed::kReport;
  int actor = kNobody, side = 0, rung = kNobody;
  int report = kNobody;        // index, of a report or a step of commitment
  double value = 0, hold = 0;  // of the act, of not acting
  double chance = 0;           // of acting so, before the actor's own mood is known
  std::array<Belief, kSides> belief{};
  std::array<double, kSides> crest{}, audience{};
  double strain = 0;
};

struct Strike {
  int side = 0, rung = 0;
  double day = 0;
  uint32_t n = 0;  // of that side's strikes
};

// What a fight decided: the attacker's share of the prize after it, and what both saw in it.
struct Fought {
  double crest = 0;     // 0 to 1
  double residual = 0;  // log strength that the attacker showed beyond the tables (8)
  double variance = 1;  // of that observation
};

// What is true in a run, and nobody knows.
struct Truth {
  double strength = 0;  // log strength of side 0 over side 1 beyond the tables: n* + q*
  std::array<bool, kSides> resolved{};
};

struct Engagements {
  int count = 0;
  double residual = 0;  // sum, as the side saw it
  double variance = 0;  // of one
};

// What is kept of a run. Days that never came are kNoDay.
struct Outcome {
  End end = End::kNoOccupation;
  double end_day = 0;
  int occupier = kNobody;
  double occupied_day = kNoDay, shot_day = kNoDay, demand_day = kNoDay, assault_day = kNoDay;
  bool conceded = false, sanctioned = false, denied = false, mobilised = false;
  int assailant = kNobody;
  double rung_day[kSides][kRungsMax];  // first use
  std::array<double, kSides> crest{};
  std::array<bool, kSides> lost{};               // it lost the prize and had not got it back
  std::array<Belief, kSides> before{}, after{};  // at the first assault (or the end), at the end
  std::array<Engagements, kSides> engagements{};
  double strain = 0;  // at the end, settlement counted
  Truth truth;
};

class Course {
 public:
  // Keeps references. `told` receives the lines of the run; null: nobody listens.
  Course(const Theatre& theatre, const Numbers& numbers, const Rng& rng,
         std::vector<Told>* told = nullptr);

  enum class Stop : uint8_t { kStrike, kUntil, kOver };
  // Goes on to the next strike that has to be fought, to `until` (days) or to the end.
  Stop advance(double until = kNoDay);
  // The strike at which advance() stopped.
  const Strike& strike() const { return strike_; }
  // What came of the strike.
  void settle(const Strike& strike, const Fought& fought);
  // Its two halves, for a battle that goes on between strikes: how the prize is shared, and what
  // the exchange of losses shows of the strength of a side that attacked.
  void share_prize(int side, double crest);
  void learn_from_fight(int side, double residual, double variance);

  // Ends the story here, unfinished: the battle that the actors watched is over.
  void leave() { finish(End::kUnfinished); }

  const Situation& situation() const { return now_; }
  const Truth& truth() const { return outcome_.truth; }
  bool is_over() const { return over_; }
  bool is_fighting() const { return outcome_.assault_day < kNoDay; }
  // To be asked at the end.
  const Outcome& outcome() const { return outcome_; }

 private:
  enum Clock : uint8_t {
    kSighting,
    kFriction,
    kPretext,
    kTalks,
    kGuard,
    kPreempt,
    kField0,
    kField1,
    kPrincipal0,
    kPrincipal1,
    kClocks
  };
  struct Ringing {
    double next = kNoDay, rate = 0;
    uint32_t rings = 0;
    std::array<double, 4> waits{};  // of the next rings, in means
  };
  // What a side is about to do, and until when it does nothing.
  struct Stance {
    double ready = kNoDay;   // its forces have assembled
    double strike = kNoDay;  // that it prepares
    int prepared = kNobody;  // rung of that strike
    double pause_until = 0;
    uint32_t strikes = 0, plans = 0;
    bool letter = false, demanded = false, rejected = false, mobilised = false, sanctioned = false,
         denied = false, warned = false;
    double zeal = 0;
    uint32_t looks = 0;  // at the enemy's intentions
  };

  View view(int actor) const;
  double shock(int actor, int action);
  bool takes(int actor, int action, double gain);
  void tell(Deed deed, int actor, int side, int rung, double value = 0, double hold = 0,
            double gain = 0);
  double draw(Purpose purpose, uint64_t subject, uint64_t object, uint32_t n) const;
  double balance(uint64_t what) const;
  void ring(Ringing& clock, int name);
  void go_public(int actor, int rung);
  void shift_view(int side, double log_odds);

  void news();
  void hear(int report);
  bool is_silent(int clock) const;
  void on_clock(int clock);
  void sighting();
  void guard_decides();
  void field_preempts();
  void occupy(int actor, Deed deed);
  void friction();
  void field_decides(int side);
  void principal_decides(int side);
  void send_letter(int side);
  void mobilise(int side);
  void call_up(int side);
  void demand(int side);
  // The best strike of an actor; kNobody: none is better than holding.
  int best_strike(int actor);
  bool may_strike(int side, int rung) const;
  double strike_worth(const View& view, int rung) const;
  void propose(int side);
  bool approves(int side, int rung);
  bool is_stopped(int side, double gain);
  bool takes_against_orders(int actor, double gain);
  void prepare(int actor, int rung);
  bool strike_now(int side);
  void talks();
  void finish(End end);

  const Theatre& theatre_;
  const Numbers& numbers_;
  const Rng& rng_;
  std::vector<Told>* told_;
  Situation now_;
  Outcome outcome_;
  Strike strike_;
  std::array<Ringing, kClocks> clocks_{};
  std::array<Stance, kSides> stance_{};
  std::array<std::array<double, kRungsMax + 2>, kActorsMax> shocks_;
  double pretext_until_ = 0;
  std::array<uint8_t, kReportsMax> report_order_{};  // by day
  std::size_t next_report_ = 0, next_commitment_ = 0;
  uint32_t meetings_ = 0;
  bool over_ = false;
};

// A whole crisis with the fast battle of surrogate.h.
Outcome run_crisis(const Theatre& theatre, const Numbers& numbers, const Rng& rng,
                   std::vector<Told>* told = nullptr);

}  // namespace khasan::crisis
