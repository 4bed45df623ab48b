// Rules of engagement and the cease-fire in words: for the head of a table, the notes of a report
// and the lines of the story.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::report {

// "What if: No fog on 6 August. Rules of engagement changed: frontier=off."; empty when nothing was
// changed.
std::string changes_text(const scenario::Scenario& scenario);
// One sentence for each rule and for the cease-fire: who, what, when, on what evidence.
std::vector<std::string> rules_texts(const scenario::Scenario& scenario);
// What the rule of the event did to `who`; a sentence.
std::string held_text(const scenario::Scenario& scenario, const state::Event& event,
                      const std::string& who);
// Of an event that a crisis, a cease-fire or a player brings: 1 detail … 3 headline; 0 for others.
int word_importance(const state::Event& event);
// The sentence of such an event.
std::string word_text(const scenario::Scenario& scenario, const state::Event& event);

}  // namespace khasan::report
