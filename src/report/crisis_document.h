// The page of a crisis as one JSON document, format "khasan-crisis-report-1": what the page shows
// and what scripts may read (docs/methods/crisis_page.md). Calculates nothing; only writes down.
#pragma once

#include <string>
#include <vector>

#include "crisis/course.h"
#include "crisis/dossier.h"
#include "crisis/theatre.h"
#include "scenario/scenario.h"
#include "sim/aftermath.h"
#include "study/crisis_odds.h"
#include "study/crisis_partings.h"

namespace khasan::report {

// One run at the best numbers, told.
struct ToldCrisis {
  int run = 0;
  std::vector<crisis::Told> lines;
  crisis::Outcome outcome;
  sim::Aftermath after;
};

// What a what-if makes of the crisis: the same sets, the same men and the same chance.
struct ChangedCrisis {
  std::vector<std::string> sentences;  // what is otherwise
  const crisis::Theatre* theatre = nullptr;
  const study::Odds* odds = nullptr;
  study::Partings partings;
  ToldCrisis told;  // the same run as the one that is told
};

struct CrisisReport {
  const crisis::Theatre* theatre = nullptr;
  const crisis::Dossier* dossier = nullptr;
  const std::vector<scenario::Source>* sources = nullptr;
  const std::vector<scenario::EvidenceRow>* evidence = nullptr;
  const study::Odds* odds = nullptr;
  ToldCrisis told;
  std::string choice;                      // why this run is told
  const ChangedCrisis* changed = nullptr;  // null: no what-if
  bool drawn = false;  // sets drawn over all ranges; else those that the record does not rule out
  uint64_t seed = 0;
  std::string command;       // as typed, for repeating it
  std::string works = "[]";  // CSL-JSON of the sources (load/works.h)
};

// Compact JSON text.
std::string crisis_document(const CrisisReport& report);

}  // namespace khasan::report
