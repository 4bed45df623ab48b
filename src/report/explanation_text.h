// An explanation in words: a paragraph that says what mattered, by how much and how sure that is,
// then the tables behind it and the chain of events.
#pragma once

#include <string>

#include "report/chain.h"
#include "scenario/scenario.h"
#include "study/explain.h"

namespace khasan::report {

// "the share of Zaozernaya held by the Soviet side on 31 Jul 10:00".
std::string question_text(const scenario::Scenario& scenario, const study::Question& question);
// "the Japanese company 1, I/75", "the Soviet machine guns", "the weather".
std::string name_of(const scenario::Scenario& scenario, const study::Cause& cause);
// The causes that are more than chance and stand for those that they are part of, the surest first,
// of these the strongest.
std::vector<const study::Effect*> told_effects(const study::Explanation& explanation);
// What a reader who reads nothing else should know. It claims no more than the intervals say.
std::string paragraph_of(const scenario::Scenario& scenario, const study::Explanation& explanation);
// Effects, those without any, and shares.
std::string tables_of(const scenario::Scenario& scenario, const study::Explanation& explanation);
std::string chain_text(const scenario::Scenario& scenario, const study::Cause& cause,
                       const Chain& chain);

}  // namespace khasan::report
