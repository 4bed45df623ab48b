// The battles that are offered: found in a folder, read when somebody asks for the first, kept.
// Only ids that were found are looked up; none becomes a path.
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

// A battle as it is.
struct ShelvedBattle {
  Text id;
  std::string folder;
  scenario::Scenario scenario;
  List<WhatIfCard> what_ifs;
  Document ground;  // khasan-report-1 without a run
};

class BattleShelf {
 public:
  // Folders of battles, or folders of such folders; ids are the names of the folders. What cannot
  // be read is left out, and `faults` says why.
  explicit BattleShelf(const std::vector<std::string>& folders);
  List<BattleCard> cards() const;
  Result<Battle> battle(const Text& id) const;
  // Error: no such battle.
  Result<std::shared_ptr<const ShelvedBattle>> find(const Text& id) const;
  const Errors& faults() const { return faults_; }
  // What a run of the battle took on one processor.
  void took(const Text& id, double seconds);

  // Changes to a battle that a request names: ids of shipped what-ifs, and a patch. Error: an id
  // that is none of this battle's, or a patch that is too long.
  static Result<load::Changes> changes_of(const ShelvedBattle& battle, const List<Text>& what_ifs,
                                          const List<Text>& roe, const Text& patch);

 private:
  void add(const std::string& folder);

  std::vector<std::shared_ptr<const ShelvedBattle>> all_;
  Errors faults_;
  mutable std::mutex mutex_;
  std::map<Text, double> seconds_a_run_;
};

Result<Viewshed> viewshed_of(const scenario::Scenario& scenario, const ViewshedQuery& query);
Result<LineOfSight> line_of(const scenario::Scenario& scenario, const LineQuery& query);

}  // namespace khasan::serve
