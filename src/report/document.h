// The report as one JSON document, format "khasan-report-1" (docs/methods/report_format.md): what
// the page shows and what scripts may read. Calculates nothing; only writes down.
#pragma once

#include <string>
#include <vector>

#include "report/fires.h"
#include "report/pairs_text.h"
#include "report/pictures.h"
#include "report/recorder.h"
#include "report/ripples_text.h"
#include "report/story.h"
#include "report/tasks.h"
#include "scenario/scenario.h"
#include "study/evidence_table.h"
#include "study/replications.h"
#include "study/score.h"

namespace khasan::report {

// The run that the page plays.
struct PlayedRun {
  int number = 0;
  const TrackRecorder* tracks = nullptr;
  const FireRecorder* fires = nullptr;
  std::vector<StoryLine> story;
  const PictureRecorder* pictures = nullptr;
  const TaskRecorder* tasks = nullptr;
};

struct ReportInput {
  const scenario::Scenario* scenario = nullptr;
  const study::Replications* replications = nullptr;
  const std::vector<study::Score>* scores = nullptr;
  PlayedRun run;
  uint64_t seed = 0;
  std::string command;  // as typed, for repeating it
  std::string version;
  std::string marked;                              // sentence about the typical and the nearest run
  const study::EvidenceTable* evidence = nullptr;  // if it was asked for
  const PairsResult* pairs = nullptr;              // if the battle is compared with a changed one
  const FollowedPair* followed = nullptr;          // one of these pairs
  const std::string* crisis = nullptr;    // of a free battle: what governed it (crisis_document.h)
  bool has_ground = true;                 // false: who reads it has the map already
  uint64_t first = 0;                     // replication of run 0
  std::string evidence_profile = "best";  // under which all runs were played
  std::string works = "[]";               // CSL-JSON of the sources (load/works.h)
};

// Compact JSON text.
std::string document_of(const ReportInput& input);
// What can be shown of a battle before any run: its ground, forces, weather and sources.
std::string ground_document(const scenario::Scenario& scenario, const std::string& version,
                            const std::string& works = "[]");
// What the map shows of one run, without the ground: forces, tracks, story, fires, weather.
std::string run_document(const scenario::Scenario& scenario, const PlayedRun& run,
                         const std::string& version);

// The object that `khasan run --json` prints.
std::string result_json(const scenario::Scenario& scenario, const study::Replications& replications,
                        const std::vector<study::Score>& scores, double elapsed_s,
                        const study::EvidenceTable* evidence = nullptr);

}  // namespace khasan::report
