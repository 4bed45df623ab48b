// Why did it come out so? Each candidate cause is taken out of a fork of a run, alone and with
// others, while all other chance stays; what the answer then loses is what the cause added
// (docs/methods/explanations.md).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "sim/play.h"
#include "study/cause.h"
#include "study/pairs.h"
#include "study/question.h"
#include "study/shapley.h"

namespace khasan::study {

struct ExplainPlan {
  sim::RunPlan run;               // of the record; future 0 has its chance
  int futures = 20;               // with each set of causes
  int threads = 1;                // results do not depend on it
  std::size_t group = 5;          // so many causes of a group at most, up to kPlayersMax
  std::vector<std::string> only;  // ids of the causes to try; empty: all
  // What goes on, how far it is and how much there is of it.
  std::function<void(const std::string& what, int done, int all)> progress;
  const std::atomic<bool>* stop = nullptr;
};

// How sure it is that a cause had any effect.
enum class Sureness : uint8_t {
  kClear,   // 0 lies outside the 95 % interval even when widened for so many causes (Bonferroni)
  kLikely,  // 0 lies outside its own 95 % interval
  kChance,  // not to be told apart from chance
};
inline constexpr const char* kSurenessWords[] = {"clear", "likely", "chance"};

struct Effect {
  std::size_t cause = 0;  // position in causes
  PairedDifference pair;  // first without the cause, second with it
  Sureness sureness = Sureness::kChance;
};

// Causes that pushed the answer the same way, and what each has of that. Those that pushed the
// other way stay: they are what these were up against.
struct Group {
  bool raised = true;               // the answer; else they lowered it
  std::vector<std::size_t> causes;  // the strongest that are more than chance and do not overlap
  ShapleyShares shares;             // in their order; n = 0 where it was interrupted
};

struct Explanation {
  Question question;
  Time from{};                  // of the fork
  std::vector<double> answers;  // of the futures with all causes; the first is the record's
  std::vector<Cause> causes;
  std::vector<Effect> effects;    // of causes that acted in the record's own chance; the
                                  // surest first, of these the strongest
  std::vector<std::size_t> idle;  // causes without which the record's future was the same
  std::vector<Group> groups;      // those that raised the answer, then those that lowered it;
                                  // none without causes
  bool interrupted = false;       // what was not finished is left out
};

// `from`: the fork, before question.at. Error: a cause of plan.only that is none here.
Result<Explanation> explain(const scenario::Scenario& scenario, const sim::SavedPlay& from,
                            const Question& question, const ExplainPlan& plan);

}  // namespace khasan::study
