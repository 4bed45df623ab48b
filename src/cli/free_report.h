// The page of a free run: the battle on the map, and the crisis that governed it.
#pragma once

#include "cli/commands.h"
#include "load/crisis_file.h"
#include "report/document.h"
#include "report/fires.h"
#include "report/recorder.h"
#include "report/story.h"
#include "study/free_run.h"

namespace khasan::cli {

// What is kept of the told run for the page while it goes.
struct FreePage {
  report::TrackRecorder tracks;
  report::FireRecorder fires;
  std::vector<report::StoryLine> story;
};

// Writes options.report. Error: the told run did not come to blows, or the file cannot be written.
Errors write_free_report(const scenario::Scenario& scenario, const load::CrisisFile& crisis,
                         const study::FreeRuns& runs, const study::FreeRun& told,
                         const FreePage& page, const RunOptions& options);

}  // namespace khasan::cli
