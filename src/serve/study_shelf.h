// The studies that battles ship, and those that were played: each in a folder of results of its
// own, which `khasan study --resume` reads too. The same study with as many runs at each point is
// played once. Only ids of the list become paths.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "serve/battle_shelf.h"
#include "serve/run_job.h"
#include "serve/study_job.h"

namespace khasan::serve {

class StudyShelf {
 public:
  // `folder`: of what was played; `kept`: what is kept between starts.
  StudyShelf(const BattleShelf& battles, std::string folder, std::string kept);

  // Those that can be read: first as the battles ship them, then others that were played.
  List<StudyCard> cards();
  // The study that is asked for, as its card will be. Errors: no such study, too many runs, or a
  // study whose battle has changed since.
  Result<StudyCard> check(const StudyRequest& request);
  // Plays it, or goes on with it. Errors: stopped, a file cannot be read or written; what was
  // finished stays.
  Errors play(const StudyCard& card, int threads, JobContext& job);
  // khasan-study-report-1 of the runs that there are. Error: there are none.
  Result<Document> document(const Text& id);

  // A run of a study, without what takes long to find out.
  Result<RunOrder> check_run(const StudyRunRequest& request);
  // Finds it out: what makes the run what it is. Error: the study cannot be read any more.
  Errors describe(const StudyRunRequest& request, RunOrder& order);

 private:
  Result<StudyCard> find(const Text& id);
  List<StudyCard> shipped();
  Result<StudyCard> shipped_card(OfferedBattle& battle, const std::string& file) const;
  bool is_current(const StudyCard& card) const;
  StudyOrder order_of(const StudyCard& card) const;
  void put(const StudyCard& card);
  Result<std::shared_ptr<StudyPlay>> open(const StudyOrder& order);

  const BattleShelf& battles_;
  const std::string folder_, kept_;
  std::mutex reading_;  // of shipped_
  std::optional<List<StudyCard>> shipped_;
  std::mutex opening_;  // held while a file of results is taken
  std::mutex mutex_;    // of the maps
  std::map<Text, StudyCard> played_;
  std::map<Text, std::shared_ptr<StudyPlay>> open_;  // those under way
};

}  // namespace khasan::serve
