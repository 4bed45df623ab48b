// One crisis told: what was done, by whom, what the doer believed and why that was enough for it.
#pragma once

#include <string>
#include <vector>

#include "crisis/course.h"
#include "crisis/dossier.h"
#include "crisis/theatre.h"
#include "sim/aftermath.h"

namespace khasan::report {

// "9 Jul" for day 26.4.
std::string crisis_date(const crisis::Theatre& theatre, double day);

// One line of the story: when, what, and the reason behind it (may be empty).
struct CrisisLine {
  double day = 0;
  std::string what, why;
};
// Whether a deed puts its side on a rung of the ladder.
bool climbs(crisis::Deed deed);
// What was done, as a clause: "the border guards occupy the heights".
std::string deed_text(const crisis::Theatre& theatre, const crisis::Dossier& dossier,
                      const crisis::Told& line);
// The lines of a run that a reader needs: repeated sightings and failed talks are counted, not
// listed.
std::vector<CrisisLine> crisis_lines(const crisis::Theatre& theatre, const crisis::Dossier& dossier,
                                     const std::vector<crisis::Told>& told);
// The lines as text, each with its date.
std::string crisis_story(const crisis::Theatre& theatre, const crisis::Dossier& dossier,
                         const std::vector<crisis::Told>& told);
// What both sides concluded, one paragraph a side, and the odds of the next crisis.
std::vector<std::string> crisis_lessons(const crisis::Theatre& theatre,
                                        const crisis::Outcome& outcome,
                                        const sim::Aftermath& after);
// The same under a heading; empty where nobody fought.
std::string crisis_conclusions(const crisis::Theatre& theatre, const crisis::Outcome& outcome,
                               const sim::Aftermath& after);
// The ladder as a chart of characters: rungs upwards, days to the right, a letter of the side where
// it used the rung.
std::string ladder_chart(const crisis::Theatre& theatre, const std::vector<crisis::Told>& told);

}  // namespace khasan::report
