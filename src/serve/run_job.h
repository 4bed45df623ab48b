// A run that somebody asks for: checked when it is asked for, played by a job, kept as a record
// with the documents that the page shows. The same request is the same run, and has the same id.
#pragma once

#include <memory>

#include "record/header.h"
#include "serve/battle_shelf.h"
#include "serve/job_queue.h"
#include "serve/recorded_run.h"
#include "serve/run_shelf.h"

namespace khasan::serve {

// Who led a run: a player of a live game, with all words and where they end.
struct Lead {
  Text side;
  bool against_commander = false;     // who gave orders to the other side
  std::vector<sim::TimedWord> words;  // their orders are in the scenario that is played
  Time until{};                       // the run ends here, or with the battle
};

// A request that was found sound, as far as that is quick: a battle is compiled by the job.
struct RunOrder {
  RunRequest request;
  Text id;
  Text title;  // for its job
  std::string command;
  OfferedBattle* battle = nullptr;
  load::Changes changes;
  // Of a fork: the records of the runs it comes from; it leaves the last one.
  std::vector<std::string> past;
  std::optional<record::Header> described;  // of a run of a study: what makes it what it is
  std::optional<Lead> lead;

  bool is_fork() const { return request.fork_of.has_value(); }
  // The battle with its changes; of a run that is no fork.
  Result<SharedScenario> compile() const;
};

// Errors of a patch point into its text.
Result<RunOrder> check_run(const RunRequest& request, const BattleShelf& battles,
                           const RunShelf& runs);
// Plays it and puts it on the shelf; `scenario`: what compile() gave, of a fork nothing. Error: it
// was stopped, or a file cannot be written; then nothing of it stays.
Result<RunCard> play_run(const RunOrder& order, const SharedScenario& scenario, RunShelf& runs,
                         JobContext& job);
Result<RunCard> play_run(const RunOrder& order, RunShelf& runs, JobContext& job);
// Plays it into a record alone, with nothing beside it, which is no run of the shelf. Error: it
// cannot be written; then there is no such file.
Errors write_record(const RunOrder& order, const SharedScenario& scenario, const std::string& path);
// Plays a record again for the documents that are not beside it, because it was put there by hand.
Errors make_documents(RunCard card, RunShelf& runs, JobContext& job);

}  // namespace khasan::serve
