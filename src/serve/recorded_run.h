// A run as its record describes it, ready to be played again.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "load/battle.h"
#include "record/header.h"
#include "record/record_reader.h"
#include "scenario/chosen_evidence.h"
#include "sim/play.h"

namespace khasan::serve {

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
  // The run that a header describes, before there is a record; none of a campaign.
  static Result<RecordedRun> of(const record::Header& header, const RunChanges& changes = {});
  // With the figures that were drawn for it.
  const scenario::Scenario& scenario() const { return *scenario_; }
  const sim::RunPlan& plan() const { return plan_; }
  // Before any figure was drawn.
  const scenario::Scenario& battle() const { return chosen_->scenario; }
  // Of the changed run.
  const load::Changes& changes() const { return changes_; }
  const std::vector<std::string>& without() const { return without_; }
  // What a player said in it.
  const state::EventLog& words() const { return words_; }

 private:
  RecordedRun() = default;
  Errors take_words(const record::Header& header, const std::string& file);

  std::unique_ptr<scenario::Chosen> chosen_;
  std::unique_ptr<scenario::EvidenceDrawer> drawer_;
  const scenario::Scenario* scenario_ = nullptr;
  std::unique_ptr<scenario::Scenario> played_;  // with the orders of a player
  state::EventLog words_;                       // what he said
  sim::RunPlan plan_;
  load::Changes changes_;
  std::vector<std::string> without_;
};

// The header of a fork of a recorded run, played on from `at` with the changes of `run`.
record::Header fork_header(const record::Header& original, const RecordedRun& run, Time at,
                           const std::string& command);
// A fork may change what happens from then on, not who is there.
Errors check_fork_changes(const scenario::Scenario& original, const scenario::Scenario& changed);

// The moment that a person means by "1938-07-31T02:00+09:00", or without an offset by the clock of
// the first side. `option`: for the message.
Result<Time> moment_of(const scenario::Scenario& scenario, const std::string& text,
                       const std::string& option);
// "31 Jul 02:00:10" on the clock of the first side.
std::string clock_text(const scenario::Scenario& scenario, Time at);

// The recorded run at its last step at or before a moment, played on from the snapshot before it,
// or from `known`, a state of the same run, where that is later.
Result<sim::SavedPlay> saved_at(record::RecordReader& reader, const scenario::Scenario& scenario,
                                const sim::RunPlan& plan, Time moment,
                                const sim::SavedPlay* known = nullptr);

}  // namespace khasan::serve
