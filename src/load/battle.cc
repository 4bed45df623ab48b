#include "load/battle.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "load/battle_files.h"
#include "load/what_if.h"
#include "scenario/change_rules.h"
#include "scenario/compile.h"

namespace khasan::load {

namespace fs = std::filesystem;
using scenario::ScenarioSpec;

std::string path_in(const BattleReading& battle, const Value& value) {
  const std::string relative = value.text("the name of a file");
  if (relative.empty()) return {};
  const fs::path path(relative);
  const bool leaves = path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end();
  if (leaves) {
    value.fault(relative, "a file inside the folder of the battle");
    return {};
  }
  return battle.folder + "/" + relative;
}

std::vector<std::string> yaml_files(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void read_format(const Value& value, const std::string& wanted) {
  const std::string format = value.text("a format");
  if (!format.empty() && format != wanted) {
    value.fault(format, wanted, "this program reads no other version");
  }
}

void skip_evidence(Map& map) {
  map.with("reliability", [](const Value& v) { v.word({"high", "medium", "low"}); });
  map.with("note", [](const Value& v) { v.text(); });
}

namespace {

void read_side(BattleReading& battle, const Value& value) {
  Map map(value);
  scenario::SideSpec side;
  side.where = value.where();
  side.side.id = map.need("id").id();
  side.side.name = map.need("name").text();
  side.side.adjective = map.need("adjective").text();
  side.side.colour = map.need("colour").text();
  side.side.offset_minutes = map.need("clock").clock_minutes();
  side.side.japanese = map.need("japanese").boolean();
  map.finish();
  battle.spec.sides.push_back(std::move(side));
}

void read_obstacle(BattleReading& battle, const Value& value) {
  Map map(value);
  scenario::ObstacleSpec obstacle;
  obstacle.where = value.where();
  obstacle.id = map.need("id").id();
  obstacle.fougasses = map.need("kind").word({"wire", "fougasses"}) == 1;
  obstacle.owner = map.need("owner").name();
  obstacle.line = map.need("line").points(obstacle.fougasses ? 1 : 2);
  map.with("from", [&](const Value& v) { obstacle.from = v.moment(); });
  map.with("sources", [](const Value& v) { v.sources(); });
  skip_evidence(map);
  map.finish();
  battle.spec.obstacles.push_back(std::move(obstacle));
}

void read_weather(BattleReading& battle, const Value& value) {
  Map map(value);
  scenario::WeatherSpec entry;
  entry.from = map.need("from").moment();
  scenario::Weather& weather = entry.weather;
  weather.text = map.need("text").text();
  const std::string what = "weather, " + weather.text + ": ";
  const auto read = [&](std::size_t i, const std::string& key, Limits limits) {
    entry.figures[i] = map.need(key).evidence(what + key, limits);
    return entry.figures[i].figure.best;
  };
  weather.visibility_m = read(0, "visibility_m", kVisibilityMetres);
  weather.cloud = read(1, "cloud", kShare);
  weather.rain = read(2, "rain", kShare);
  weather.wetness = read(3, "wetness", kShare);
  map.with("cloud_base_m", [&](const Value& v) {
    weather.cloud_base_m =
        v.evidence(what + "cloud_base_m", {0, 1e5, "metres, 0 or more"}).figure.best;
  });
  map.with("sources", [](const Value& v) { v.sources(); });
  skip_evidence(map);
  map.finish();
  battle.spec.weather.push_back(std::move(entry));
}

void read_stage(BattleReading& battle, const Value& value) {
  Map map(value);
  scenario::StageSpec stage;
  stage.name = map.need("name").text();
  stage.from = map.need("from").moment();
  stage.to = map.need("to").moment();
  map.finish();
  battle.spec.stages.push_back(std::move(stage));
}

void read_head(BattleReading& battle, Map& map) {
  ScenarioSpec& spec = battle.spec;
  read_format(map.need("format"), "khasan-battle-1");
  spec.id = map.need("id").id();
  spec.title = map.need("title").text();
  map.with("subtitle", [&](const Value& v) { spec.subtitle = v.text(); });
  spec.epoch = map.need("epoch").moment();
  spec.start = map.need("start").moment();
  spec.end = map.need("end").moment();
  for (const Value& side : map.need("sides").items()) read_side(battle, side);
}

// Of orders that come due together a headquarters takes the one with the earlier hour first, then
// by id: never by where it stands in the files.
void sort_orders(ScenarioSpec& spec) {
  const auto hour_of = [&](const scenario::OrderSpec& order) {
    return order.not_before ? order.not_before->utc_ms : spec.start.utc_ms;
  };
  std::stable_sort(spec.orders.begin(), spec.orders.end(), [&](const auto& a, const auto& b) {
    return std::pair(hour_of(a), a.order.id) < std::pair(hour_of(b), b.order.id);
  });
}

void read_named_files(BattleReading& battle, Map& map) {
  for (const Value& file : map.need("forces").items()) {
    const std::string path = path_in(battle, file);
    if (!path.empty()) read_forces(battle, path);
  }
  for (const Value& file : map.take("plans").items()) {
    const std::string path = path_in(battle, file);
    if (!path.empty()) read_plans(battle, path);
  }
  sort_orders(battle.spec);
  map.with("expected", [&](const Value& v) {
    const std::string path = path_in(battle, v);
    if (!path.empty()) read_expected(battle, path);
  });
}

void read_battle_file(BattleReading& battle, const Value& root) {
  Map map(root);
  ScenarioSpec& spec = battle.spec;
  read_head(battle, map);
  // Sources come first, for all else may cite them.
  const std::string sources = path_in(battle, map.need("sources"));
  if (!sources.empty()) read_sources(battle, sources);
  for (const std::string& file : yaml_files(battle.folder + "/weapons")) read_weapons(battle, file);
  for (const std::string& file : yaml_files(battle.folder + "/aircraft")) {
    read_aircraft(battle, file);
  }
  for (const std::string& file : yaml_files(battle.folder + "/vehicles")) {
    read_vehicles(battle, file);
  }
  for (const std::string& file : yaml_files(battle.folder + "/organisations")) {
    read_organisations(battle, file);
  }
  read_terrain(battle, map.need("terrain"));
  for (const Value& v : map.take("places").items()) spec.places.push_back(read_place(v));
  for (const Value& v : map.take("obstacles").items()) read_obstacle(battle, v);
  for (const Value& v : map.need("weather").items()) read_weather(battle, v);
  for (const Value& v : map.take("stages").items()) read_stage(battle, v);
  for (const Value& v : map.take("rules_of_engagement").items()) read_rule(battle, v);
  map.with("cease_fire", [&](const Value& v) { read_cease_fire(battle, v); });
  for (const Value& v : map.take("victory").items()) read_victory(battle, v);
  map.with("campaign", [&](const Value& v) { read_campaign(battle, v); });
  read_named_files(battle, map);
  for (const std::string& file : yaml_files(battle.folder + "/evidence")) {
    read_profile(battle, file);
  }
  map.with("credits", [&](const Value& v) { spec.credits = v.texts(); });
  map.with("notes", [&](const Value& v) { spec.notes = v.texts(); });
  map.finish();
}

void read_catalogue(BattleReading& battle, const std::string& folder) {
  read_sources(battle, folder + "/sources.json");
  for (const std::string& file : yaml_files(folder + "/weapons")) read_weapons(battle, file);
  for (const std::string& file : yaml_files(folder + "/vehicles")) read_vehicles(battle, file);
  for (const std::string& file : yaml_files(folder + "/aircraft")) read_aircraft(battle, file);
  for (const std::string& file : yaml_files(folder + "/organisations")) {
    read_organisations(battle, file);
  }
  read_parameter_folder(battle, folder + "/parameters");
}

bool is_catalogue(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "parameters", error);
}

}  // namespace

Result<ScenarioSpec> read_battle(const std::string& folder, const std::string& catalogue_folder,
                                 const std::vector<std::string>& names) {
  BattleReading battle;
  battle.folder = folder;
  while (battle.folder.size() > 1 && battle.folder.back() == '/') battle.folder.pop_back();
  Result<std::vector<WhatIf>> what_ifs =
      read_what_ifs(battle.folder, names, catalogue_folder, "whatifs");
  if (!what_ifs) return what_ifs.errors();
  battle.reading.what_ifs = &what_ifs.value();
  battle.spec.folder = battle.folder;
  battle.spec.file = battle.folder + "/battle.yaml";
  const auto document = Document::open(battle.reading, battle.spec.file);
  if (!document) return std::move(battle.reading.errors);
  read_catalogue(battle, catalogue_folder);
  read_battle_file(battle, document->root());
  for (const WhatIf& what_if : what_ifs.value()) {
    read_figures(battle, what_if);
    battle.spec.what_ifs.push_back(what_if.title());
    const Errors unused = what_if.unused();
    battle.reading.errors.insert(battle.reading.errors.end(), unused.begin(), unused.end());
  }
  if (!battle.reading.errors.empty()) return std::move(battle.reading.errors);
  battle.spec.evidence = std::move(battle.reading.evidence);
  return std::move(battle.spec);
}

Result<std::string> find_catalogue(const std::string& folder) {
  if (const char* named = std::getenv("KHASAN_CATALOG")) {
    if (is_catalogue(named)) return std::string(named);
    return Error{named, 0, 0, {}, "no catalogue", "the folder that KHASAN_CATALOG names", {}};
  }
  std::error_code error;
  std::vector<fs::path> starts{fs::absolute(folder, error)};
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    starts.push_back(program.parent_path());
    starts.push_back(program.parent_path().parent_path() / "share" / "khasan");
  }
  for (const fs::path& start : starts) {
    for (fs::path at = start.lexically_normal(); !at.empty(); at = at.parent_path()) {
      if (is_catalogue(at / "catalog")) return (at / "catalog").string();
      if (at == at.root_path()) break;
    }
  }
  return Error{folder,
               0,
               0,
               {},
               {},
               "a folder 'catalog' there or above it, or beside the program",
               "set KHASAN_CATALOG to the catalogue"};
}

Result<ScenarioSpec> load_spec(const std::string& folder, const Changes& changes) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return Error{folder, 0, 0, {}, "no such folder", "the folder of a battle", {}};
  }
  const Result<std::string> catalogue = find_catalogue(folder);
  if (!catalogue) return catalogue.errors();
  Result<ScenarioSpec> spec = read_battle(folder, catalogue.value(), changes.what_ifs);
  if (!spec) return spec.errors();
  Errors errors = scenario::change_rules(spec.value(), changes.roe);
  if (!errors.empty()) return errors;
  if (!changes.free) return spec;
  if (!spec.value().campaign) {
    return Error{spec.value().file, 0, 0, "campaign", {}, "a 'campaign' for a free battle", {}};
  }
  spec.value().campaign->mode = scenario::Mode::kFree;
  return spec;
}

Result<scenario::Scenario> load_battle(const std::string& folder, const Changes& changes) {
  const Result<ScenarioSpec> spec = load_spec(folder, changes);
  if (!spec) return spec.errors();
  return scenario::compile(spec.value());
}

}  // namespace khasan::load
