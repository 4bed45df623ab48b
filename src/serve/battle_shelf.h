// The battles that are offered. What can be told without compiling one is told at once; the rest is
// compiled when somebody asks for it, and what the page shows first is kept in a folder, under a
// key of all files that it was made from. Only ids that were found are looked up; none becomes a
// path.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "load/battle.h"
#include "scenario/scenario.h"
#include "serve/desk.h"

namespace khasan::serve {

using SharedScenario = std::shared_ptr<const scenario::Scenario>;

// The id of the battle in a folder: its name, with what no id may have left out.
Text battle_id_of(const std::string& folder);

// A battle as it is.
class OfferedBattle {
 public:
  // `kept`: folder for what is kept between starts.
  OfferedBattle(const std::string& folder, const std::string& kept);
  const Text& id() const { return id_; }
  const std::string& folder() const { return folder_; }
  // Of this version and of all files of the battle and its catalogue.
  uint64_t key() const { return key_; }
  const List<WhatIfCard>& what_ifs() const { return what_ifs_; }
  // The first who asks waits. Errors: the battle cannot be read.
  Result<SharedScenario> scenario();
  Result<Battle> battle();    // from what is kept, if it is
  Result<Document> ground();  // khasan-report-1 without a run; from what is kept, if it is
  Result<Document> deployment();  // a Deployment; likewise
  // khasan-crisis-report-1; made once and kept. Error: the battle has no crisis.
  Result<Document> crisis();
  // Title and times; from what is kept, else read but not compiled.
  Result<BattleCard> card();

 private:
  std::string kept_path(const char* what) const;
  Errors compile();
  Result<Document> kept_document(const char* what);  // compiled, if it is not there
  // Where the crisis of the battle lies, here or elsewhere; empty: it has none.
  std::string crisis_folder(const scenario::ScenarioSpec& spec) const;

  Text id_;
  std::string folder_, kept_;
  uint64_t key_ = 0;
  List<WhatIfCard> what_ifs_;
  std::mutex mutex_;  // held while it is compiled
  SharedScenario scenario_;
  Errors faults_;
  std::mutex kept_mutex_;
  std::shared_ptr<const BattleCard> card_;
};

class BattleShelf {
 public:
  // Folders of battles, or folders of such folders.
  BattleShelf(const std::vector<std::string>& folders, const std::string& kept);
  List<BattleCard> cards();  // those that can be read
  List<OfferedBattle*> all() const;
  // Error: no such battle.
  Result<OfferedBattle*> find(const Text& id) const;
  Result<SharedScenario> scenario(const Text& id) const;
  // What a run of the battle took on one processor.
  void took(const Text& id, double seconds);

  // Changes to a battle that a request names: ids of shipped what-ifs, and a patch. Error: an id
  // that is none of this battle's, a patch that is too long, changes that cannot be made.
  static Result<load::Changes> changes_of(const OfferedBattle& battle, const List<Text>& what_ifs,
                                          const List<Text>& roe, const Text& patch);

 private:
  void add(const std::string& folder, const std::string& kept);

  std::vector<std::unique_ptr<OfferedBattle>> all_;
  std::mutex mutex_;
  std::map<Text, double> seconds_a_run_;
};

Result<Viewshed> viewshed_of(const scenario::Scenario& scenario, const ViewshedQuery& query);
Result<LineOfSight> line_of(const scenario::Scenario& scenario, const LineQuery& query);

}  // namespace khasan::serve
