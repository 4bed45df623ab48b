// A run as its record describes it, ready to be played again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/evidence_runs.h"
#include "load/battle.h"
#include "record/header.h"
#include "record/record_reader.h"
#include "record/recorder.h"
#include "sim/play.h"
#include "study/replications.h"

namespace khasan::cli {

// What one may change about a recorded run before it is played on.
struct RunChanges {
  std::string battle;            // folder; empty: as it was recorded
  std::vector<std::string> roe;  // more changes to rules of engagement
  std::vector<std::string> what_ifs;
  std::vector<std::string> without;  // more phases to leave out
  bool any() const { return !roe.empty() || !what_ifs.empty() || !without.empty(); }
};

class RecordedRun {
 public:
  // Loads the battle of the record with the changes. Error: it is not the battle that was recorded,
  // or the program is of another version.
  static Result<RecordedRun> load(const record::Header& header, const std::string& file,
                                  const RunChanges& changes = {});
  // With the figures that were drawn for it.
  const scenario::Scenario& scenario() const { return *scenario_; }
  const sim::RunPlan& plan() const { return plan_; }
  // Of the changed run.
  const load::Changes& changes() const { return changes_; }
  const std::vector<std::string>& without() const { return without_; }

 private:
  RecordedRun() = default;
  std::unique_ptr<Chosen> chosen_;
  std::unique_ptr<scenario::EvidenceDrawer> drawer_;
  const scenario::Scenario* scenario_ = nullptr;
  sim::RunPlan plan_;
  load::Changes changes_;
  std::vector<std::string> without_;
};

// What the options of `khasan run` make of one run: the header of its record.
record::Header header_of(const scenario::Scenario& scenario, const RunOptions& options);
// Of all its runs: the plan.
study::StudyPlan plan_of(const RunOptions& options, sim::PhaseMask without,
                         scenario::Drawing evidence);
// The record of the run that is told; none where nobody asks for it.
Result<std::optional<record::Recorder>> recorder_of(const scenario::Scenario& scenario,
                                                    const RunOptions& options);

// The moment that a person means by "1938-07-31T02:00+09:00", or without an offset by the clock of
// the first side. `option`: for the message.
Result<Time> moment_of(const scenario::Scenario& scenario, const std::string& text,
                       const std::string& option);
// "31 Jul 02:00:10" on the clock of the first side.
std::string clock_text(const scenario::Scenario& scenario, Time at);

// The recorded run at its last step at or before a moment, played on from the snapshot before it.
// Reads the record from where it stands: call it before any step is read.
Result<sim::SavedPlay> saved_at(record::RecordReader& reader, const RecordedRun& original,
                                Time moment);

// What is damaged in a record, a line each, to standard error. False where something is.
bool report_faults(const record::RecordReader& reader, const std::string& file,
                   const scenario::Scenario& scenario);

}  // namespace khasan::cli
