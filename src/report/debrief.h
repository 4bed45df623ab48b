// What an after-action report tells of one run beyond its story: where it turned, what each side
// believed then and what was so, what became of the orders of a player. Implements
// docs/methods/debrief.md.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "sim/run.h"
#include "sim/victory.h"
#include "study/replications.h"

namespace khasan::report {

// What the headquarters of a side believe of the enemy, and what is so, in elements.
struct Opinion {
  int believed = 0;  // enemy elements reported to be there, and not believed gone
  int right = 0;     // of these, there and no farther from where they are believed than 200 m, or
                     // twice the error that the reports admit
  int there = 0;     // enemy elements that are there
  bool operator==(const Opinion&) const = default;
};
// By side: about the whole field.
using Opinions = std::array<Opinion, kSideCount>;

struct OpinionSample {
  Time at{};
  Opinions opinions{};
};

// A place changes hands and stays with its new holder for half an hour at least, or to the end.
struct TurningPoint {
  Time at{};  // when the side's share of it grew to a half
  PlaceId place{};
  Side side = Side::kFirst;  // who took it
  double points = 0;         // at stake there, of both sides
  Opinions opinions{};       // within 1,000 m of it, ten minutes before
  std::string why;           // an explanation in words; empty: nobody asked
};

// What became of an order that was given while the battle was played.
struct OrderFate {
  OrderId order{};
  bool is_recalled = false;
  Time begun{}, ended{};  // kNever: not
};

class DebriefWatcher : public sim::Watcher {
 public:
  explicit DebriefWatcher(const scenario::Scenario& scenario);
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;

  // In order of time. To be asked after the end.
  std::vector<TurningPoint> turning_points() const;
  const std::vector<OpinionSample>& opinions() const { return opinions_; }
  std::vector<OrderFate> orders() const;
  const sim::VictoryCount& victory() const { return victory_; }

 private:
  // One place that points hang on.
  struct Crest {
    PlaceId place{};
    double points = 0;
    int holder = -1;  // side, for half an hour at least; -1: nobody yet
    std::vector<TurningPoint> changes;
    std::vector<Opinions> recent;  // about it, every minute of the last ten
  };

  void look_at(const state::State& state, Crest& crest);

  const scenario::Scenario& scenario_;
  sim::VictoryCount victory_;
  std::vector<Crest> crests_;
  std::vector<OpinionSample> opinions_;
  std::vector<OrderFate> orders_;
  Time next_look_{}, next_opinion_{};
};

// What both sides believe of the enemy within the radius of a point; the whole field if 0 or less.
Opinions opinions_of(const scenario::Scenario& scenario, const state::State& state,
                     terrain::Point about, double radius_m);

// Everything that the document needs.
struct DebriefInput {
  const scenario::Scenario* scenario = nullptr;
  std::string player;         // id of the side that was led; empty: by the plan
  const std::string* report;  // khasan-report-1 of the run: ground, play, story
  std::vector<TurningPoint> turning_points;
  std::vector<OpinionSample> opinions;
  std::vector<OrderFate> orders;
  std::vector<sim::VictoryStanding> standings;
  const study::Replications* run = nullptr;  // the one run
  std::vector<std::string> decisions;  // what commanders decided, in sentences with their hour
};

// Questions for a class, each about something that happened in this run.
std::vector<std::string> questions_of(const DebriefInput& input);

// Format khasan-debrief-1 (docs/methods/debrief.md), compact JSON.
std::string debrief_document(const DebriefInput& input);

}  // namespace khasan::report
