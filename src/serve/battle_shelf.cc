#include "serve/battle_shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/fault.h"
#include "base/hash.h"
#include "load/crisis_file.h"
#include "load/what_if.h"
#include "load/works.h"
#include "report/document.h"
#include "report/document_parts.h"
#include "report/html.h"
#include "report/rules_text.h"
#include "scenario/compile.h"
#include "scenario/nearest_name.h"
#include "serve/crisis_page.h"
#include "serve/deployment.h"
#include "serve/examples.h"
#include "serve/protocol_json.h"
#include "serve/run_shelf.h"
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

// Of every file of a folder: its name and its bytes.
void add_files(const std::string& folder, Hasher& hasher) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& entry : fs::recursive_directory_iterator(folder, failed)) {
    if (entry.is_regular_file(failed)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    hasher.add(std::string_view(file.lexically_relative(folder).string()));
    hasher.add(std::string_view(file_text(file.string())));
  }
}

uint64_t key_of(const std::string& folder) {
  Hasher hasher;
  hasher.add(std::string_view(KHASAN_VERSION));
  add_files(folder, hasher);
  const Result<std::string> catalogue = load::find_catalogue(folder);
  if (catalogue) add_files(catalogue.value(), hasher);
  return hasher.value();
}

// Of the files of a folder, added to a key.
uint64_t key_with(uint64_t key, const std::string& folder) {
  Hasher hasher;
  hasher.add(key);
  add_files(folder, hasher);
  return hasher.value();
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
  return fault(what, std::to_string(found), expected, "send " + expected);
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

Text battle_id_of(const std::string& folder) {
  const fs::path normal = fs::path(folder).lexically_normal();
  std::string name = (normal.has_filename() ? normal : normal.parent_path()).filename().string();
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!is_id(std::string(1, c))) c = '-';
  }
  return name.substr(0, 64);
}

OfferedBattle::OfferedBattle(const std::string& folder, const std::string& kept)
    : id_(battle_id_of(folder)),
      folder_(folder),
      kept_(kept),
      key_(key_of(folder)),
      what_ifs_(what_ifs_of(folder)) {}

std::string OfferedBattle::kept_path(const char* what) const {
  return fmt::format("{}/{}-{:016x}.{}", kept_, id_, key_, what);
}

std::string OfferedBattle::crisis_folder(const scenario::ScenarioSpec& spec) const {
  const std::string folder = load::crisis_folder(folder_, spec);
  std::error_code failed;
  return fs::exists(fs::path(folder) / load::kCrisisYaml, failed) ? folder : "";
}

// Compiles it and keeps what the page shows first.
Errors OfferedBattle::compile() {
  const Result<scenario::ScenarioSpec> spec = load::load_spec(folder_);
  if (!spec) return spec.errors();
  Result<Scenario> read = scenario::compile(spec.value());
  if (!read) return read.errors();
  const auto scenario = std::make_shared<const Scenario>(read.take());
  const Scenario& s = *scenario;
  Battle battle;
  battle.card.id = id_, battle.card.title = s.title, battle.card.subtitle = s.subtitle;
  battle.card.start_ms = s.start.ms, battle.card.end_ms = s.end.ms;
  battle.card.elements = static_cast<int>(s.elements.size());
  battle.card.crisis = !crisis_folder(spec.value()).empty();
  battle.epoch_utc_ms = s.epoch_utc_ms;
  for (const scenario::SideDef& side : s.sides) {
    battle.clocks.push_back({side.name, side.offset_minutes});
    battle.sides.push_back({side.id, side.name, side.adjective});
  }
  battle.what_ifs = what_ifs_;
  battle.examples = examples_of(folder_, spec.value());
  battle.rules = rules_of(s);
  for (const scenario::Stage& stage : s.stages) {
    battle.stages.push_back({stage.name, stage.from.ms, stage.to.ms});
  }
  const Deployment deployment = deployment_of(folder_, spec.value(), s);
  // Where the folder takes no files, it is made anew next time.
  report::write_file(kept_path("ground.json"),
                     report::ground_document(s, KHASAN_VERSION, load::works_text(folder_)));
  report::write_file(kept_path("battle.json"), to_json(battle));
  report::write_file(kept_path("deployment.json"), to_json(deployment));
  scenario_ = scenario;
  return {};
}

Result<SharedScenario> OfferedBattle::scenario() {
  const std::lock_guard lock(mutex_);
  if (scenario_ == nullptr && faults_.empty()) faults_ = compile();
  if (scenario_ == nullptr) return faults_;
  return scenario_;
}

Result<Battle> OfferedBattle::battle() {
  const std::string path = kept_path("battle.json");
  Result<Battle> kept = request_from<Battle>(file_text(path));
  if (kept) return kept;
  const Result<SharedScenario> compiled = scenario();
  if (!compiled) return compiled.errors();
  return request_from<Battle>(file_text(path));
}

Result<Document> OfferedBattle::ground() { return kept_document("ground.json"); }

Result<Document> OfferedBattle::deployment() { return kept_document("deployment.json"); }

Result<Document> OfferedBattle::kept_document(const char* what) {
  const std::string path = kept_path(what);
  std::error_code failed;
  if (!fs::exists(path, failed)) {
    const Result<SharedScenario> compiled = scenario();
    if (!compiled) return compiled.errors();
  }
  return document_in(path, "battle", id_);
}

Result<Document> OfferedBattle::crisis() {
  const Result<scenario::ScenarioSpec> spec = load::load_spec(folder_);
  if (!spec) return spec.errors();
  const std::string folder = crisis_folder(spec.value());
  if (folder.empty()) return unknown("crisis", id_);
  const std::string path =
      fmt::format("{}/{}-{:016x}.crisis.json", kept_, id_, key_with(key_, folder));
  std::error_code failed;
  const std::lock_guard lock(kept_mutex_);
  if (!fs::exists(path, failed)) {
    const Result<std::string> page = crisis_page(folder);
    if (!page) return page.errors();
    report::write_file(path, page.value());
  }
  return document_in(path, "crisis", id_);
}

Result<BattleCard> OfferedBattle::card() {
  const std::lock_guard lock(kept_mutex_);
  if (card_ != nullptr) return *card_;
  const Result<Battle> kept = request_from<Battle>(file_text(kept_path("battle.json")));
  BattleCard card;
  if (kept) {
    card = kept.value().card;
  } else {
    const Result<scenario::ScenarioSpec> spec = load::load_spec(folder_);
    if (!spec) return spec.errors();
    card.id = id_, card.title = spec.value().title, card.subtitle = spec.value().subtitle;
    card.start_ms = spec.value().start.utc_ms - spec.value().epoch.utc_ms;
    card.end_ms = spec.value().end.utc_ms - spec.value().epoch.utc_ms;
    card.crisis = !crisis_folder(spec.value()).empty();
  }
  card_ = std::make_shared<const BattleCard>(card);
  return card;
}

BattleShelf::BattleShelf(const std::vector<std::string>& folders, const std::string& kept) {
  for (const std::string& folder : folders) {
    std::error_code failed;
    if (fs::exists(folder + "/battle.yaml", failed)) {
      add(folder, kept);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
      if (fs::exists(entry.path() / "battle.yaml", failed)) inside.push_back(entry.path().string());
    }
    std::sort(inside.begin(), inside.end());
    for (const std::string& battle : inside) add(battle, kept);
  }
}

void BattleShelf::add(const std::string& folder, const std::string& kept) {
  if (find(battle_id_of(folder))) return;
  all_.push_back(std::make_unique<OfferedBattle>(folder, kept));
}

List<OfferedBattle*> BattleShelf::all() const {
  List<OfferedBattle*> battles;
  for (const auto& battle : all_) battles.push_back(battle.get());
  return battles;
}

Result<OfferedBattle*> BattleShelf::find(const Text& id) const {
  for (const auto& battle : all_) {
    if (battle->id() == id) return battle.get();
  }
  return unknown("battle", id);
}

Result<SharedScenario> BattleShelf::scenario(const Text& id) const {
  const Result<OfferedBattle*> battle = find(id);
  if (!battle) return battle.errors();
  return battle.value()->scenario();
}

void BattleShelf::took(const Text& id, double seconds) {
  const std::lock_guard lock(mutex_);
  seconds_a_run_[id] = seconds;
}

List<BattleCard> BattleShelf::cards() {
  List<BattleCard> cards;
  for (const auto& battle : all_) {
    const Result<BattleCard> card = battle->card();
    if (!card) continue;
    cards.push_back(card.value());
    const std::lock_guard lock(mutex_);
    const auto known = seconds_a_run_.find(battle->id());
    if (known != seconds_a_run_.end()) cards.back().seconds_a_run = known->second;
  }
  return cards;
}

Result<load::Changes> BattleShelf::changes_of(const OfferedBattle& battle,
                                              const List<Text>& what_ifs, const List<Text>& roe,
                                              const Text& patch) {
  load::Changes changes;
  changes.roe = roe;
  std::vector<std::string> known;
  for (const WhatIfCard& card : battle.what_ifs()) known.push_back(card.id);
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
  if (changes.what_ifs.empty() && changes.roe.empty()) return changes;
  const Result<scenario::ScenarioSpec> spec = load::load_spec(battle.folder(), changes);
  if (!spec) return spec.errors();
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
