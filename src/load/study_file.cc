#include "load/study_file.h"

#include <algorithm>
#include <filesystem>

#include "base/rng.h"
#include "load/battle_files.h"
#include "load/points_file.h"
#include "load/value.h"
#include "load/what_if.h"
#include "scenario/nearest_name.h"
#include "scenario/profile.h"

namespace khasan::load {

namespace fs = std::filesystem;
using scenario::AlternativeSpec;
using scenario::DesignKind;
using scenario::FactorKind;
using scenario::FactorSpec;
using scenario::ScenarioSpec;
using scenario::StudySpec;

namespace {

constexpr Limits kCount{1, 10'000'000, "a whole number, 1 or more"};
// Twice as many replications are mixed, each with a number below kMixableMax.
constexpr Limits kSpreadPoints{1, kMixableMax / 2, "a whole number, 1 to 16384"};
constexpr Limits kLevels{2, 1000, "a whole number, 2 or more"};

// One text, or a list of them.
std::vector<std::string> read_names(const Value& value) {
  if (value.is_list()) return value.texts();
  return {value.text("a name, or a list of names")};
}

void read_changes(Map& map, AlternativeSpec& alternative) {
  map.with("what_if", [&](const Value& v) { alternative.what_ifs = read_names(v); });
  map.with("roe", [&](const Value& v) { alternative.roe = read_names(v); });
  map.with("without", [&](const Value& v) { alternative.without = read_names(v); });
}

void read_choices(const Value& value, FactorSpec& factor) {
  Map choices(value);
  for (const auto& [name, said] : choices.entries()) {
    AlternativeSpec alternative;
    alternative.name = name;
    Map map(said);
    read_changes(map, alternative);
    map.finish();
    factor.alternatives.push_back(std::move(alternative));
  }
  if (factor.alternatives.size() < 2) value.fault("one choice", "two choices or more");
}

scenario::PlaceInFile read_place_in_file(Map& map) {
  return {map.need("file").text("the name of a file"), map.need("at").texts()};
}

void read_range(Map& map, FactorSpec& factor) {
  const Value range = map.need("range");
  const std::vector<Value> ends = range.items();
  if (range.exists() && ends.size() != 2) range.fault(range.found(), "[low, high]");
  if (ends.size() == 2) {
    factor.figure.low = factor.figure.best = ends[0].number();
    factor.figure.high = ends[1].number();
    if (!(factor.figure.low < factor.figure.high)) {
      range.fault("an empty range", "low < high", "write e.g. [11, 40]");
    }
  }
  map.with("whole", [&](const Value& v) { factor.is_whole = v.boolean(); });
  if (!map.has("places")) {
    factor.places.push_back(read_place_in_file(map));
    return;
  }
  for (const Value& value : map.take("places").items()) {
    Map place(value);
    factor.places.push_back(read_place_in_file(place));
    place.finish();
  }
}

// What of a factor says its kind.
constexpr std::string_view kKinds[] = {"range",   "parameter", "figure", "choices",
                                       "what_if", "roe",       "without"};

FactorSpec read_factor(const Value& value) {
  FactorSpec factor;
  factor.where = value.where();
  Map map(value);
  factor.id = map.need("id").id();
  map.with("unit", [&](const Value& v) { factor.unit = v.text(); });
  const auto is_there = [&](std::string_view key) { return map.has(key); };
  const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds), is_there);
  if (kind == std::end(kKinds)) {
    value.fault("a factor that varies nothing",
                "one of range, parameter, figure, choices, what_if, roe, without");
    for (std::string_view key : kKinds) map.take(key);
  } else if (*kind == "range") {
    read_range(map, factor);
  } else if (*kind == "parameter" || *kind == "figure") {
    factor.kind = *kind == "figure" ? FactorKind::kFigure : FactorKind::kParameter;
    factor.name = map.take(*kind).text("a name");
  } else {
    factor.kind = FactorKind::kChoice;
    if (*kind == "choices") {
      read_choices(map.take("choices"), factor);
    } else {
      factor.alternatives = {{"off", {}, {}, {}}, {"on", {}, {}, {}}};
      read_changes(map, factor.alternatives[1]);
    }
  }
  map.finish();
  return factor;
}

class StudyReader {
 public:
  StudyReader(const std::string& path, Reading& reading) : reading_(reading) { study_.file = path; }

  void read(const Value& root, std::string (*find_battle)(const std::string&)) {
    Map map(root);
    read_format(map.need("format"), "khasan-study-1");
    study_.title = map.need("title").text();
    read_battle(map.need("battle"), find_battle);
    map.with("seed", [&](const Value& v) { study_.seed = seed_of(v); });
    map.with("replications", [&](const Value& v) { study_.replications = v.integer(kCount); });
    map.with("evidence", [&](const Value& v) { study_.evidence = v.text(); });
    map.with("draw_parameters", [&](const Value& v) { study_.draw_parameters = v.boolean(); });
    AlternativeSpec all;
    read_changes(map, all);
    study_.what_ifs = all.what_ifs, study_.roe = all.roe, study_.without = all.without;
    for (const Value& v : map.take("factors").items()) study_.factors.push_back(read_factor(v));
    const Value measures = map.take("measures");
    study_.measures = measures.texts();
    const Value design = map.need("design");
    read_design(design);
    map.finish();
    if (battle_) check(measures, root);
    if (study_.design == DesignKind::kOwn) read_points(design);
  }
  StudySpec take() { return std::move(study_); }

 private:
  uint64_t seed_of(const Value& value) const {
    return static_cast<uint64_t>(value.number({0, 9e15, "a whole number, 0 or more"}));
  }

  void read_battle(const Value& value, std::string (*find_battle)(const std::string&)) {
    const std::string named = value.text("the folder of a battle");
    if (named.empty()) return;
    const fs::path beside = fs::path(study_.file).parent_path() / named;
    std::error_code failed;
    study_.battle =
        fs::is_directory(beside, failed) ? beside.lexically_normal().string() : find_battle(named);
    Result<ScenarioSpec> spec = load_spec(study_.battle);
    if (spec) {
      battle_ = spec.take();
    } else {
      reading_.errors.insert(reading_.errors.end(), spec.errors().begin(), spec.errors().end());
    }
  }

  void read_design(const Value& value) {
    if (!value.is_map()) {
      study_.design = DesignKind::kOwn;
      value.text("a design, or the name of a table of points");
      return;
    }
    Map map(value);
    map.need("kind").word({"one_at_a_time", "latin_hypercube", "sobol", "indices", "spread"},
                          study_.design);
    if (study_.design == DesignKind::kOneAtATime) {
      map.with("levels", [&](const Value& v) { study_.levels = v.integer(kLevels); });
    } else {
      const bool is_spread = study_.design == DesignKind::kSpread;
      study_.points = map.need("points").integer(is_spread ? kSpreadPoints : kCount);
    }
    map.finish();
    const bool is_spread = study_.design == DesignKind::kSpread;
    if (is_spread && !study_.factors.empty()) {
      value.fault("factors of a design that draws all of chance, evidence and parameters",
                  "no factors", "leave out factors:, or take another design");
    }
    if (!is_spread && study_.factors.empty()) {
      value.fault("a study without factors", "at least one", "add factors:");
    }
    if (!is_spread) return;
    study_.evidence = "drawn";
    study_.draw_parameters = true;
    study_.replications = 1;
  }

  void read_points(const Value& design) {
    const std::string path =
        (fs::path(study_.file).parent_path() / design.text()).lexically_normal().string();
    Result<std::vector<scenario::FactorValues>> points = read_points_file(path, study_.factors);
    if (points) {
      study_.own = points.take();
    } else {
      reading_.errors.insert(reading_.errors.end(), points.errors().begin(), points.errors().end());
    }
  }

  void fault(const scenario::Where& where, const std::string& found, const std::string& expected,
             const std::string& fix) {
    reading_.errors.push_back(scenario::error_at(where, found, expected, fix));
  }

  // Everything that is named is there.
  void check(const Value& measures, const Value& root) {
    std::vector<std::string> known;
    for (const scenario::MeasureSpec& measure : battle_->measures) {
      if (measure.measure.kind != scenario::MeasureKind::kNotSimulated) {
        known.push_back(measure.measure.id);
      }
    }
    for (const Value& value : measures.items()) {
      if (std::find(known.begin(), known.end(), value.text()) != known.end()) continue;
      const std::string fix = scenario::did_you_mean(value.text(), known);
      value.fault(value.text(), "a measure that this battle simulates",
                  fix.empty() ? "they stand in expected.yaml of the battle" : fix);
    }
    std::vector<std::string> ids;
    for (FactorSpec& factor : study_.factors) {
      if (std::find(ids.begin(), ids.end(), factor.id) != ids.end()) {
        fault(factor.where, factor.id, "each factor once", "");
      }
      ids.push_back(factor.id);
      if (factor.kind == FactorKind::kParameter) check_parameter(factor);
      if (factor.kind == FactorKind::kFigure) check_figure(factor);
    }
    if (reading_.errors.empty()) check_changes(root.where());
  }

  void check_parameter(FactorSpec& factor) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < scenario::kParamCount; ++i) {
      const scenario::ParamInfo& info = scenario::info_of(static_cast<scenario::Param>(i));
      names.push_back(std::string(info.mechanism) + "." + std::string(info.name));
      if (names.back() != factor.name) continue;
      factor.figure = battle_->parameters[i];
      factor.is_probability = info.unit == "probability";
      if (factor.unit.empty()) factor.unit = info.unit;
      return check_range(factor);
    }
    fault(factor.where, factor.name, "a parameter, such as " + names.front(),
          scenario::did_you_mean(factor.name, names));
  }

  void check_figure(FactorSpec& factor) {
    factor.name = scenario::canonical_name(*battle_, factor.name);
    const std::optional<scenario::Figure> figure = scenario::figure_of(*battle_, factor.name);
    if (figure) {
      factor.figure = *figure;
      return check_range(factor);
    }
    std::vector<std::string> names;
    for (const scenario::NamedFigure& known : scenario::figures_of(*battle_)) {
      names.push_back(known.name);
    }
    fault(factor.where, factor.name, "a figure of this battle, such as " + names.front(),
          scenario::did_you_mean(factor.name, names));
  }

  void check_range(const FactorSpec& factor) {
    if (factor.figure.low < factor.figure.high) return;
    fault(factor.where, factor.name + ", on which its sources agree", "a figure with a range",
          "vary it with range: [LOW, HIGH] and its place");
  }

  // The battle as it is, and each factor at its ends, can be read.
  void check_changes(const scenario::Where& where) {
    const scenario::FactorValues as_it_is(study_.factors.size());
    try_point(as_it_is, where);
    for (std::size_t f = 0; f < study_.factors.size(); ++f) {
      const FactorSpec& factor = study_.factors[f];
      std::vector<double> ends{factor.figure.low, factor.figure.high};
      if (factor.kind == FactorKind::kChoice) {
        ends.clear();
        for (std::size_t i = 0; i < factor.alternatives.size(); ++i)
          ends.push_back(static_cast<double>(i));
      }
      for (const double value : ends) {
        scenario::FactorValues values = as_it_is;
        values[f] = value;
        try_point(values, factor.where);
      }
    }
  }

  void try_point(const scenario::FactorValues& values, const scenario::Where& where) {
    const Result<ScenarioSpec> spec = load_spec(study_.battle, changes_at(study_, values).changes);
    for (Error error : spec.errors()) {
      // Changes that were made up for this study have no file: the factor is the place.
      if (error.file.empty() || error.file == kInlineWhatIf) {
        error.file = where.file, error.line = where.line, error.column = where.column;
      }
      if (std::find(reading_.errors.begin(), reading_.errors.end(), error) ==
          reading_.errors.end()) {
        reading_.errors.push_back(std::move(error));
      }
    }
  }

  StudySpec study_;
  Reading& reading_;
  std::optional<ScenarioSpec> battle_;
};

}  // namespace

Result<StudySpec> read_study(const std::string& path,
                             std::string (*find_battle)(const std::string&)) {
  Reading reading;
  const auto document = Document::open(reading, path);
  if (!document) return std::move(reading.errors);
  StudyReader reader(path, reading);
  reader.read(document->root(), find_battle);
  if (!reading.errors.empty()) return std::move(reading.errors);
  return reader.take();
}

}  // namespace khasan::load
