#include "serve/battle_shelf.h"

#include <algorithm>
#include <filesystem>

#include "load/what_if.h"
#include "report/document.h"
#include "report/document_parts.h"
#include "report/rules_text.h"
#include "scenario/compile.h"
#include "scenario/nearest_name.h"
#include "terrain/viewshed.h"

namespace khasan::serve {

namespace fs = std::filesystem;
using scenario::Scenario;

namespace {

std::vector<fs::path> sorted_files(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The what-ifs that the battle ships and that can be read.
List<WhatIfCard> what_ifs_of(const std::string& folder) {
  List<WhatIfCard> cards;
  const Result<std::string> catalogue = load::find_catalogue(folder);
  if (!catalogue) return cards;
  for (const fs::path& file : sorted_files(folder + "/whatifs", ".yaml")) {
    const auto what_if = load::WhatIf::read(file.string(), folder, catalogue.value());
    if (what_if) cards.push_back({file.stem().string(), what_if.value().title()});
  }
  return cards;
}

BattleCard card_of(const ShelvedBattle& battle) {
  const Scenario& s = battle.scenario;
  BattleCard card;
  card.id = battle.id, card.title = s.title, card.subtitle = s.subtitle;
  if (!s.notes.empty()) card.summary = s.notes.front();
  card.start_ms = s.start.ms, card.end_ms = s.end.ms;
  card.elements = static_cast<int>(s.elements.size());
  std::error_code failed;
  card.crisis = fs::exists(battle.folder + "/crisis.yaml", failed);
  return card;
}

List<RuleCard> rules_of(const Scenario& s) {
  List<RuleCard> rules;
  const std::vector<std::string> sentences = report::rules_texts(s);
  for (std::size_t i = 0; i < s.rules.size(); ++i) {
    rules.push_back({s.rules[i].id, sentences[i], s.side(s.rules[i].side).id, true});
  }
  return rules;
}

Error wrong_number(const std::string& what, double found, const std::string& expected) {
  Error error;
  error.path = what;
  error.found = std::to_string(found);
  error.expected = expected;
  return error;
}

// The place and the height of an eye or a target.
Errors check_point(const Scenario& s, const std::string& what, terrain::Point at, double height_m) {
  Errors errors;
  if (!s.ground.is_inside(at)) {
    errors.push_back(wrong_number(what, at.x_m, "a place on the ground of the battle"));
  }
  if (!(height_m >= 0 && height_m <= 100)) {
    errors.push_back(wrong_number(what + "_m", height_m, "metres above the ground, 0 to 100"));
  }
  return errors;
}

}  // namespace

BattleShelf::BattleShelf(const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) {
    std::error_code failed;
    if (fs::exists(folder + "/battle.yaml", failed)) {
      add(folder);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
      if (fs::exists(entry.path() / "battle.yaml", failed)) inside.push_back(entry.path().string());
    }
    std::sort(inside.begin(), inside.end());
    for (const std::string& battle : inside) add(battle);
  }
}

void BattleShelf::add(const std::string& folder) {
  Result<Scenario> scenario = load::load_battle(folder);
  if (!scenario) {
    faults_.insert(faults_.end(), scenario.errors().begin(), scenario.errors().end());
    return;
  }
  if (find(scenario.value().id)) return;
  auto battle = std::make_shared<ShelvedBattle>();
  battle->id = scenario.value().id;
  battle->folder = folder;
  battle->scenario = scenario.take();
  battle->what_ifs = what_ifs_of(folder);
  battle->ground = std::make_shared<const std::string>(
      report::ground_document(battle->scenario, KHASAN_VERSION));
  all_.push_back(std::move(battle));
}

Result<std::shared_ptr<const ShelvedBattle>> BattleShelf::find(const Text& id) const {
  for (const auto& battle : all_) {
    if (battle->id == id) return battle;
  }
  return unknown("battle", id);
}

void BattleShelf::took(const Text& id, double seconds) {
  const std::lock_guard lock(mutex_);
  seconds_a_run_[id] = seconds;
}

List<BattleCard> BattleShelf::cards() const {
  List<BattleCard> cards;
  const std::lock_guard lock(mutex_);
  for (const auto& battle : all_) {
    cards.push_back(card_of(*battle));
    const auto known = seconds_a_run_.find(battle->id);
    if (known != seconds_a_run_.end()) cards.back().seconds_a_run = known->second;
  }
  return cards;
}

Result<Battle> BattleShelf::battle(const Text& id) const {
  const auto found = find(id);
  if (!found) return found.errors();
  const Scenario& s = found.value()->scenario;
  Battle battle;
  for (const BattleCard& card : cards()) {
    if (card.id == id) battle.card = card;
  }
  battle.epoch_utc_ms = s.epoch_utc_ms;
  for (const scenario::SideDef& side : s.sides) {
    battle.clocks.push_back({side.name, side.offset_minutes});
    battle.sides.push_back({side.id, side.name, side.adjective});
  }
  battle.what_ifs = found.value()->what_ifs;
  battle.rules = rules_of(s);
  for (const scenario::Stage& stage : s.stages) {
    battle.stages.push_back({stage.name, stage.from.ms, stage.to.ms});
  }
  return battle;
}

Result<load::Changes> BattleShelf::changes_of(const ShelvedBattle& battle,
                                              const List<Text>& what_ifs, const List<Text>& roe,
                                              const Text& patch) {
  load::Changes changes;
  changes.roe = roe;
  std::vector<std::string> known;
  for (const WhatIfCard& card : battle.what_ifs) known.push_back(card.id);
  Errors errors;
  for (const Text& id : what_ifs) {
    if (std::find(known.begin(), known.end(), id) != known.end()) {
      changes.what_ifs.push_back(id);
      continue;
    }
    Error error = unknown("what-if", id);
    error.fix = scenario::did_you_mean(id, known);
    errors.push_back(error);
  }
  if (patch.size() > static_cast<std::size_t>(Limits{}.patch_bytes)) {
    errors.push_back(wrong_number("patch", static_cast<double>(patch.size()),
                                  "at most " + std::to_string(Limits{}.patch_bytes) + " bytes"));
  }
  if (!errors.empty()) return errors;
  // A line end makes plain that it is a text and no name of a file.
  if (!patch.empty()) changes.what_ifs.push_back(patch + "\n");
  return changes;
}

Result<Viewshed> viewshed_of(const Scenario& s, const ViewshedQuery& query) {
  const terrain::Point eye{query.x, query.y};
  Errors errors = check_point(s, "eye", eye, query.eye_m);
  if (!(query.range_m >= 0 && query.range_m <= 20'000)) {
    errors.push_back(wrong_number("range_m", query.range_m, "metres, 0 to 20000"));
  }
  if (!errors.empty()) return errors;
  const double standing_m =
      scenario::best_values(s.parameters)[scenario::Param::sense_height_standing_m];
  const terrain::Grid<uint8_t> seen =
      terrain::seen_from(s.ground, eye, query.eye_m, standing_m, query.range_m);
  Viewshed viewshed;
  viewshed.x = query.x, viewshed.y = query.y;
  viewshed.eye_m = query.eye_m, viewshed.range_m = query.range_m;
  viewshed.columns = seen.shape.columns, viewshed.rows = seen.shape.rows;
  viewshed.west_m = seen.shape.west_m, viewshed.north_m = seen.shape.north_m;
  viewshed.cell_m = seen.shape.cell_m;
  viewshed.seen_base64 = report::base64_of(std::string(seen.values.begin(), seen.values.end()));
  return viewshed;
}

Result<LineOfSight> line_of(const Scenario& s, const LineQuery& query) {
  terrain::Sight sight{{query.x1, query.y1}, query.eye_m, {query.x2, query.y2}, query.target_m};
  Errors errors = check_point(s, "eye", sight.eye, query.eye_m);
  const Errors more = check_point(s, "target", sight.target, query.target_m);
  errors.insert(errors.end(), more.begin(), more.end());
  if (!errors.empty()) return errors;
  const terrain::LineProfile profile = terrain::profile_of(s.ground, sight);
  LineOfSight line;
  line.visible = profile.is_visible;
  line.blocked_at_m = profile.blocked_at_m;
  for (const terrain::LinePoint& p : profile.points) {
    line.profile.push_back({p.distance_m, p.ground_m, p.cover_m, p.line_m});
  }
  return line;
}

}  // namespace khasan::serve
