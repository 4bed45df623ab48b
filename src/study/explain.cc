#include "study/explain.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "record/difference.h"
#include "scenario/nearest_name.h"

namespace khasan::study {

namespace {

using scenario::Scenario;
using CauseList = std::vector<const Cause*>;

constexpr double kLevel = 0.05;

// Plays futures of one fork and of forks without some causes.
class Futures {
 public:
  Futures(const Scenario& scenario, const sim::SavedPlay& from, const Question& question,
          const ExplainPlan& plan)
      : scenario_(scenario), from_(from), question_(question), plan_(plan) {}

  bool is_stopped() const { return plan_.stop != nullptr && plan_.stop->load(); }
  Fork without(const CauseList& causes) const { return {scenario_, from_, plan_.run, causes}; }

  // One future to the moment of the question, or until somebody interrupts.
  sim::Play play(const Fork& fork, int number) const {
    const uint64_t replication = plan_.run.replication + static_cast<uint64_t>(number);
    sim::Play play = fork.play(replication, question_.at);
    while (!play.is_over() && !is_stopped()) play.step();
    return play;
  }
  // The answers of all futures without some causes; none where it was interrupted. `first`: that
  // of future 0, if it is known.
  std::optional<std::vector<double>> answers(const CauseList& causes,
                                             std::optional<double> first = {}) const {
    const Fork fork = without(causes);
    std::vector<double> answers(static_cast<std::size_t>(plan_.futures));
    const int known = first ? 1 : 0;
    if (first) answers[0] = *first;
    const auto play_one = [&](int i) {
      answers[static_cast<std::size_t>(i + known)] = answer_of(question_, play(fork, i + known));
    };
    play_numbers(plan_.futures - known, plan_.threads, {}, [&] { return play_one; });
    if (is_stopped()) return std::nullopt;
    return answers;
  }

 private:
  const Scenario& scenario_;
  const sim::SavedPlay& from_;
  const Question& question_;
  const ExplainPlan& plan_;
};

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// A first look at one cause: the future of the record's own chance without it.
struct Look {
  double answer = 0;
  bool acted = false;  // the answer, or anybody else's fate, is another
};

std::vector<Look> look_at(const Futures& futures, const Scenario& scenario,
                          const Explanation& explanation, int threads) {
  const std::vector<Cause>& causes = explanation.causes;
  std::vector<Look> looks(causes.size());
  const Fork whole = futures.without({});
  const sim::Play as_it_was = futures.play(whole, 0);
  const auto look_once = [&](int i) {
    const Cause& cause = causes[static_cast<std::size_t>(i)];
    const Fork fork = futures.without({&cause});
    const sim::Play play = futures.play(fork, 0);
    Look& look = looks[static_cast<std::size_t>(i)];
    look.answer = answer_of(explanation.question, play);
    look.acted = !is_same(look.answer, explanation.answers[0]) ||
                 record::others_differ(scenario, as_it_was.state(), play.state(), cause.elements);
  };
  play_numbers(static_cast<int>(causes.size()), threads, {}, [&] { return look_once; });
  return looks;
}

// Whose men, vehicles or aircraft the answer counts, if it counts any.
std::optional<Side> counted_side(const Scenario& scenario, const Question& question) {
  using scenario::MeasureKind;
  if (question.what == Asked::kControl) return std::nullopt;
  if (question.what != Asked::kMeasure) return question.side;
  const scenario::Measure& measure = scenario.measures[question.measure];
  const bool is_of_place =
      measure.kind == MeasureKind::kTimeOfControl || measure.kind == MeasureKind::kControlShare ||
      measure.kind == MeasureKind::kMinutesToOverrun || measure.kind == MeasureKind::kSalient;
  return is_of_place ? std::nullopt : std::optional(measure.side);
}

// Without those who are counted there is nothing to count: they are no cause of their number.
std::vector<Cause> candidates(const Scenario& scenario, const sim::SavedPlay& from,
                              const Question& question) {
  std::vector<Cause> causes = causes_of(scenario, from.state, question.at);
  const std::optional<Side> counted = counted_side(scenario, question);
  std::erase_if(causes, [&](const Cause& cause) {
    const bool takes_out_men = cause.kind == CauseKind::kFormation ||
                               (cause.kind == CauseKind::kArm && cause.weapons.empty());
    return takes_out_men && counted == cause.side;
  });
  return causes;
}

// The causes named, or all.
Result<std::vector<Cause>> chosen_causes(const Scenario& scenario, const sim::SavedPlay& from,
                                         const Question& question, const ExplainPlan& plan) {
  std::vector<Cause> all = candidates(scenario, from, question), chosen;
  if (plan.only.empty()) return all;
  std::vector<std::string> known;
  for (const Cause& cause : all) known.push_back(cause.id);
  Errors errors;
  for (const std::string& id : plan.only) {
    const auto at = std::find(known.begin(), known.end(), id);
    if (at != known.end()) {
      chosen.push_back(all[static_cast<std::size_t>(at - known.begin())]);
      continue;
    }
    Error error;
    error.found = "--causes " + id;
    error.expected = "a cause that can act between the fork and the outcome:";
    for (const std::string& one : known) error.expected += " " + one;
    error.fix = scenario::did_you_mean(id, known);
    errors.push_back(std::move(error));
  }
  if (!errors.empty()) return errors;
  return chosen;
}

Sureness sureness_of(const PairedDifference& pair, std::size_t causes) {
  if (!pair.is_clear()) return Sureness::kChance;
  const double p = 1 - kLevel / (2 * static_cast<double>(causes));
  const double wider = student_quantile(p, pair.n - 1) / student_975(pair.n - 1);
  return std::fabs(pair.difference) > wider * pair.half_width() ? Sureness::kClear
                                                                : Sureness::kLikely;
}

// The surest first, of these the strongest.
bool is_before(const Effect& a, const Effect& b) {
  if (a.sureness != b.sureness) return a.sureness < b.sureness;
  return std::fabs(a.pair.difference) > std::fabs(b.pair.difference);
}

bool is_part_of(const Cause& part, const Cause& whole) {
  return !part.elements.empty() && part.elements.size() < whole.elements.size() &&
         std::includes(whole.elements.begin(), whole.elements.end(), part.elements.begin(),
                       part.elements.end());
}

// A part of a cause that did as much, as far as one can tell, is the better name for it.
std::size_t narrowed(const Explanation& explanation, const Effect& whole) {
  std::size_t best = whole.cause;
  for (const Effect& part : explanation.effects) {
    const double less = std::fabs(whole.pair.difference - part.pair.difference);
    const bool did_as_much = part.sureness != Sureness::kChance && less <= whole.pair.half_width();
    const std::vector<Cause>& causes = explanation.causes;
    if (did_as_much && is_part_of(causes[part.cause], causes[best])) best = part.cause;
  }
  return best;
}

Group group_of(const Explanation& explanation, bool raised, std::size_t most) {
  Group group;
  group.raised = raised;
  for (const Effect& effect : explanation.effects) {
    if (effect.sureness == Sureness::kChance || (effect.pair.difference > 0) != raised) continue;
    const std::size_t named = narrowed(explanation, effect);
    const Cause& cause = explanation.causes[named];
    const bool overlaps =
        std::any_of(group.causes.begin(), group.causes.end(),
                    [&](std::size_t other) { return overlap(explanation.causes[other], cause); });
    if (group.causes.size() < most && !overlaps) group.causes.push_back(named);
  }
  return group;
}

// The causes of a group that a set leaves out: those whose bits are not set.
CauseList absent_from(const std::vector<Cause>& causes, const Group& group, std::size_t set) {
  CauseList absent;
  for (std::size_t i = 0; i < group.causes.size(); ++i) {
    if ((set >> i & 1) == 0) absent.push_back(&causes[group.causes[i]]);
  }
  return absent;
}

class Explainer {
 public:
  Explainer(const Scenario& scenario, const sim::SavedPlay& from, const Question& question,
            const ExplainPlan& plan)
      : scenario_(scenario), plan_(plan), futures_(scenario, from, question, plan) {
    result_.question = question;
    result_.from = from.state.now;
  }

  Explanation explain(std::vector<Cause> causes) {
    result_.causes = std::move(causes);
    tell("futures as it was", 0, plan_.futures);
    const auto answers = futures_.answers({});
    if (!answers) return stopped();
    result_.answers = *answers;
    tell("candidate causes", 0, static_cast<int>(result_.causes.size()));
    looks_ = look_at(futures_, scenario_, result_, plan_.threads);
    if (futures_.is_stopped()) return stopped();
    if (!leave_one_out()) return stopped();
    for (const bool raised : {true, false}) {
      Group group = group_of(result_, raised, std::min(plan_.group, kPlayersMax));
      if (group.causes.empty()) continue;
      result_.groups.push_back(std::move(group));
      if (!share_out(result_.groups.back())) return stopped();
    }
    return std::move(result_);
  }

 private:
  void tell(const std::string& what, std::size_t done, std::size_t all) const {
    if (plan_.progress) plan_.progress(what, static_cast<int>(done), static_cast<int>(all));
  }
  Explanation stopped() {
    result_.interrupted = true;
    return std::move(result_);
  }

  // The effect of every cause that acted. False where it was interrupted.
  bool leave_one_out() {
    without_.resize(result_.causes.size());
    std::vector<std::size_t> acting;
    for (std::size_t c = 0; c < looks_.size(); ++c) {
      (looks_[c].acted ? acting : result_.idle).push_back(c);
    }
    bool finished = true;
    for (std::size_t i = 0; finished && i < acting.size(); ++i) {
      const std::size_t c = acting[i];
      tell("causes left out", i, acting.size());
      const auto answers = futures_.answers({&result_.causes[c]}, looks_[c].answer);
      finished = answers.has_value();
      if (!finished) break;
      without_[c] = *answers;
      result_.effects.push_back({c, paired_difference(*answers, result_.answers), {}});
    }
    for (Effect& effect : result_.effects) {
      effect.sureness = sureness_of(effect.pair, acting.size());
    }
    std::stable_sort(result_.effects.begin(), result_.effects.end(), is_before);
    return finished;
  }

  // Shares of a group, from all sets of it. False where it was interrupted.
  bool share_out(Group& group) {
    const std::size_t sets = std::size_t{1} << group.causes.size();
    std::vector<std::vector<double>> worth(result_.answers.size(), std::vector<double>(sets));
    for (std::size_t set = 0; set < sets; ++set) {
      tell("sets of causes", set, sets);
      const auto answers = answers_of(absent_from(result_.causes, group, set));
      if (!answers) return false;
      for (std::size_t run = 0; run < worth.size(); ++run) worth[run][set] = (*answers)[run];
    }
    group.shares = shapley_shares(worth, group.causes.size());
    return true;
  }

  // With all, or all but one, they are known.
  std::optional<std::vector<double>> answers_of(const CauseList& absent) const {
    if (absent.empty()) return result_.answers;
    if (absent.size() == 1) {
      return without_[static_cast<std::size_t>(absent[0] - result_.causes.data())];
    }
    return futures_.answers(absent);
  }

  const Scenario& scenario_;
  const ExplainPlan& plan_;
  Explanation result_;
  Futures futures_;
  std::vector<Look> looks_;                   // by cause
  std::vector<std::vector<double>> without_;  // by cause: the answers of all futures
};

}  // namespace

Result<Explanation> explain(const Scenario& scenario, const sim::SavedPlay& from,
                            const Question& question, const ExplainPlan& plan) {
  Result<std::vector<Cause>> causes = chosen_causes(scenario, from, question, plan);
  if (!causes) return causes.errors();
  return Explainer(scenario, from, question, plan).explain(causes.take());
}

}  // namespace khasan::study
