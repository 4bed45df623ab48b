// Why did a kept run come out so? (docs/methods/explanations.md)
#pragma once

#include "serve/job_queue.h"
#include "serve/recorded_run.h"
#include "serve/run_shelf.h"
#include "study/explain.h"
#include "study/question.h"

namespace khasan::serve {

// "WHAT at TIME", or "WHAT" alone.
Result<study::Question> asked_question(const scenario::Scenario& scenario, const std::string& why);

struct QuestionOrder {
  QuestionRequest request;
  Text id, title;
  std::string record;
  study::Question question;
};
// `scenario`: the battle of the run, as it is.
Result<QuestionOrder> check_question(const QuestionRequest& request,
                                     const scenario::Scenario& scenario, const RunShelf& runs);
// Error: it was stopped.
Result<ExplanationCard> answer(const QuestionOrder& order, int threads, JobContext& job);

// How the strongest cause led to the outcome; `from`: the state at the fork. None: no cause is
// told, or the futures with and without it do not part.
std::optional<PartingCard> parting_of(const scenario::Scenario& scenario,
                                      const sim::SavedPlay& from, const sim::RunPlan& plan,
                                      const study::Explanation& explanation);

// Who holds the crests, and what was lost, at the end of the battle.
List<Suggestion> suggestions_for(const scenario::Scenario& scenario);

}  // namespace khasan::serve
