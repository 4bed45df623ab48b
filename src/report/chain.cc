#include "report/chain.h"

#include <algorithm>

#include "report/stage_story.h"

namespace khasan::report {

namespace {

using scenario::Scenario;
using state::Event;
using state::EventLog;

constexpr std::size_t kLinesMost = 6;
constexpr int kLeastImportance = 2;

EventLog log_of(const study::Fork& fork, uint64_t replication, Time until) {
  sim::Play play = fork.play(replication, until);
  EventLog log;
  while (!play.is_over()) {
    play.step();
    log.insert(log.end(), play.events().begin(), play.events().end());
  }
  return log;
}

// What concerns nobody but the men who are taken out says nothing about the others.
void drop_own_affairs(const study::Cause& cause, EventLog& log) {
  if (cause.kind == study::CauseKind::kDecision || !cause.weapons.empty()) return;
  const auto is_own = [&](ElementId e) {
    return std::binary_search(cause.elements.begin(), cause.elements.end(), e);
  };
  std::erase_if(log, [&](const Event& event) {
    return is_own(event.subject) && (!event.object.exists() || is_own(event.object));
  });
}

void find_parting(const study::Cause& cause, EventLog with, EventLog without, Chain& chain) {
  drop_own_affairs(cause, with);
  drop_own_affairs(cause, without);
  const auto [one, other] = std::mismatch(with.begin(), with.end(), without.begin(), without.end());
  if (one == with.end() && other == without.end()) return;
  chain.first_is_recorded = other == without.end() || (one != with.end() && one->at <= other->at);
  chain.first = chain.first_is_recorded ? *one : *other;
}

// The main lines of a story that another does not tell.
std::vector<StoryLine> only_in(const std::vector<StoryLine>& story,
                               const std::vector<StoryLine>& other) {
  std::vector<StoryLine> lines;
  for (const StoryLine& line : story) {
    const bool in_both = std::any_of(other.begin(), other.end(), [&](const StoryLine& its) {
      return its.at == line.at && its.text == line.text;
    });
    if (!in_both && line.importance >= kLeastImportance) lines.push_back(line);
  }
  return most_important(lines, kLinesMost);
}

}  // namespace

Chain chain_of(const Scenario& scenario, const sim::SavedPlay& from, const sim::RunPlan& plan,
               const study::Cause& cause, Time until) {
  const study::Fork whole(scenario, from, plan), without(scenario, from, plan, {&cause});
  const EventLog with_it = log_of(whole, plan.replication, until);
  const EventLog without_it = log_of(without, plan.replication, until);
  Chain chain;
  find_parting(cause, with_it, without_it, chain);
  const std::vector<StoryLine> one = story_of(scenario, with_it);
  const std::vector<StoryLine> other = story_of(without.scenario(), without_it);
  chain.with = only_in(one, other);
  chain.without = only_in(other, one);
  return chain;
}

}  // namespace khasan::report
