// The JSON Schema that editors use and the reader must know the same keys. Method: an unknown key
// is read, the reader's message lists the keys it knows, and these are compared with the schema.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "battle_folder.h"
#include "load/battle_files.h"
#include "load/crisis_file.h"
#include "load/study_file.h"

namespace khasan {

namespace {

using load::Node;

class Schema : public support::BattleFolder {
 protected:
  // Property names at a way of keys through a schema file.
  static std::set<std::string> keys_of(const std::string& file, const std::string& way) {
    load::Reading reading;
    const auto document =
        load::Document::open(reading, std::string(KHASAN_SOURCE_DIR) + "/schema/" + file);
    EXPECT_TRUE(document);
    const Node* node = document->root().node();
    for (std::size_t from = 0; node && from <= way.size();) {
      const std::size_t slash = std::min(way.find('/', from), way.size());
      if (slash > from) node = node->find(way.substr(from, slash - from));
      from = slash + 1;
    }
    node = node ? node->find("properties") : nullptr;
    EXPECT_TRUE(node) << file << ": " << way;
    std::set<std::string> keys;
    for (std::size_t i = 0; node && i < node->keys.size(); ++i) keys.insert(node->keys[i].text);
    return keys;
  }

  // The keys that the reader knows where the document has the key `zzz`.
  std::set<std::string> known_keys() const {
    const auto loaded = load();
    return known_keys(loaded.errors());
  }
  static std::set<std::string> known_keys(const Errors& errors) {
    std::set<std::string> keys;
    const std::string intro = "one of the keys ";
    for (const Error& error : errors) {
      if (error.found != "zzz" || error.expected.compare(0, intro.size(), intro) != 0) continue;
      const std::string list = error.expected.substr(intro.size());
      for (std::size_t from = 0; from < list.size();) {
        const std::size_t comma = std::min(list.find(", ", from), list.size());
        keys.insert(list.substr(from, comma - from));
        from = comma + 2;
      }
    }
    return keys;
  }
};

// Where the key `zzz` is put in, and the way to the properties of that place in the schema.
struct KeyCase {
  const char *name, *file, *from, *to, *schema, *way;
};
void PrintTo(const KeyCase& c, std::ostream* out) { *out << c.name; }
class SchemaKeys : public Schema, public testing::WithParamInterface<KeyCase> {};

TEST_P(SchemaKeys, are_those_of_the_reader) {
  const KeyCase& c = GetParam();
  replace(c.file, c.from, c.to);
  EXPECT_EQ(known_keys(), keys_of(c.schema, c.way));
}

constexpr KeyCase kKeyCases[] = {
    {"battle", "battle.yaml", "id: small", "id: small\nzzz: 1", "battle.schema.json", ""},
    {"weather", "battle.yaml", "text: clear", "zzz: 1, text: clear", "battle.schema.json",
     "properties/weather/items"},
    {"stage", "battle.yaml", "weather:", "stages: [{name: s, zzz: 1}]\nweather:",
     "battle.schema.json", "properties/stages/items"},
    {"rule_of_engagement", "battle.yaml",
     "weather:", "rules_of_engagement: [{id: r, side: jp, kind: no_tanks, zzz: 1}]\nweather:",
     "battle.schema.json", "properties/rules_of_engagement/items"},
    {"cease_fire", "battle.yaml", "weather:",
     "cease_fire: {at: 1938-07-29T15:00:00+09:00, zzz: 1}\nweather:", "battle.schema.json",
     "properties/cease_fire"},
    {"victory", "battle.yaml", "weather:",
     "victory: [{for: jp, text: t, measure: killed, side: jp, zzz: 1}]\nweather:",
     "battle.schema.json", "properties/victory/items"},
    {"campaign", "battle.yaml", "weather:",
     "campaign: {crest: [hill], escalations: [], zzz: 1}\nweather:", "battle.schema.json",
     "properties/campaign"},
    {"escalation", "battle.yaml", "weather:",
     "campaign: {crest: [hill], escalations: [{id: e, side: jp, rung: 7, zzz: 1}]}\nweather:",
     "battle.schema.json", "properties/campaign/properties/escalations/items"},
    {"claim", "battle.yaml", "weather:",
     "campaign: {crest: [hill], claims: [{side: jp, zzz: 1}], escalations: []}\nweather:",
     "battle.schema.json", "properties/campaign/properties/claims/items"},
    {"unit", "forces.yaml", "at: start", "at: start\n    zzz: 1", "forces.schema.json",
     "properties/units/items"},
    {"part", "forces.yaml", "at: start", "at: start\n    parts: [{unit: sq1, zzz: 1}]",
     "forces.schema.json", "$defs/part"},
    {"order", "plan.yaml", "task: attack", "task: attack\n    zzz: 1", "plan.schema.json",
     "properties/orders/items"},
    {"element", "organisations/platoon.yaml", "men: 3", "zzz: 1, men: 3", "values.schema.json",
     "$defs/element"},
    {"organisation", "organisations/platoon.yaml", "branch: infantry",
     "branch: infantry\n    zzz: 1", "organisations.schema.json", "properties/organisations/items"},
    {"weapon", "weapons/small.yaml", "id: rifle", "zzz: 1, id: rifle", "weapons.schema.json",
     "properties/weapons/items"},
};
INSTANTIATE_TEST_SUITE_P(Of, SchemaKeys, testing::ValuesIn(kKeyCases),
                         [](const auto& each) { return each.param.name; });

TEST_F(Schema, study) {
  setenv("KHASAN_CATALOG", KHASAN_SOURCE_DIR "/catalog", 1);
  write("study.yaml",
        "format: khasan-study-1\ntitle: A study\nbattle: .\nzzz: 1\n"
        "factors: [{id: fog, what_if: fog}]\ndesign: {kind: sobol, points: 2}\n");
  const auto study =
      load::read_study(path("study.yaml"), [](const std::string& name) { return name; });
  EXPECT_EQ(known_keys(study.errors()), keys_of("study.schema.json", ""));
}

TEST_F(Schema, measure) {
  replace("battle.yaml", "plans:", "expected: expected.yaml\nplans:");
  write("expected.yaml",
        "format: khasan-expected-1\nmeasures:\n"
        "  - {id: T1, quantity: q, unit: men, measure: killed, side: jp, zzz: 1}\n");
  EXPECT_EQ(known_keys(), keys_of("expected.schema.json", "properties/measures/items"));
}

TEST_F(Schema, aircraft) {
  write("aircraft/small.yaml",
        "aircraft:\n  - {id: kite, name: Kite, speed_kmh: 100, ceiling_m: 3000, payload_kg: 0, "
        "crew: 1,\n"
        "     sources: [book], zzz: 1}\n");
  EXPECT_EQ(known_keys(), keys_of("aircraft.schema.json", "properties/aircraft/items"));
}

TEST_F(Schema, profile) {
  write("evidence/school.yaml",
        "format: khasan-evidence-1\nid: school\ntitle: A school\nzzz: 1\nfigures: []\n");
  EXPECT_EQ(known_keys(), keys_of("evidence.schema.json", ""));
  write("evidence/school.yaml",
        "format: khasan-evidence-1\nid: school\ntitle: A school\nfigures:\n"
        "  - {at: jp/pl1 strength, value: 20, sources: [book], zzz: 1}\n");
  EXPECT_EQ(known_keys(), keys_of("evidence.schema.json", "properties/figures/items"));
}

// The same of a crisis: the invented one of the tests, in place of the battle.
class CrisisKeys : public Schema, public testing::WithParamInterface<KeyCase> {};

TEST_P(CrisisKeys, are_those_of_the_reader) {
  const KeyCase& c = GetParam();
  for (const char* name : {"crisis.yaml", "dossier.yaml", "SOURCES.json"}) {
    std::stringstream text;
    text << std::ifstream(std::string(KHASAN_TEST_DATA "/cold-reef/") + name).rdbuf();
    write(name, text.str());
  }
  replace(c.file, c.from, c.to);
  EXPECT_EQ(known_keys(load::read_crisis(path("crisis.yaml")).errors()), keys_of(c.schema, c.way));
}

constexpr const char* kCrisis = "crisis.schema.json";
constexpr const char* kDossier = "crisis_dossier.schema.json";
constexpr KeyCase kCrisisKeyCases[] = {
    {"crisis", "crisis.yaml", "id: cold-reef", "id: cold-reef\nzzz: 1", kCrisis, ""},
    {"side", "crisis.yaml", "{id: north", "{zzz: 1, id: north", kCrisis, "properties/sides/items"},
    {"lessons", "crisis.yaml", "lessons: {", "lessons: {zzz: 1, ", kCrisis,
     "properties/sides/items/properties/lessons"},
    {"pause", "crisis.yaml", "pause_d: {", "pause_d: {zzz: 1, ", kCrisis,
     "properties/sides/items/properties/pause_d"},
    {"voter", "crisis.yaml", "{name: the king", "{zzz: 1, name: the king", kCrisis,
     "properties/sides/items/properties/voters/items"},
    {"actor", "crisis.yaml", "{id: crown", "{zzz: 1, id: crown", kCrisis,
     "properties/actors/items"},
    {"rung", "crisis.yaml", "{rung: 1", "{zzz: 1, rung: 1", kCrisis, "properties/ladder/items"},
    {"commitment", "crisis.yaml", "{day: 30", "{zzz: 1, day: 30", kCrisis,
     "properties/commitments/items"},
    {"common", "crisis.yaml", "common: {", "common: {zzz: 1, ", kCrisis, "properties/common"},
    {"truth", "crisis.yaml", "truth: {", "truth: {zzz: 1, ", kCrisis, "properties/truth"},
    {"clocks", "crisis.yaml", "clocks: {", "clocks: {zzz: 1, ", kCrisis, "properties/clocks"},
    {"next", "crisis.yaml", "next: {", "next: {zzz: 1, ", kCrisis, "properties/next"},
    {"dossier", "dossier.yaml", "targets:", "zzz: 1\ntargets:", kDossier, ""},
    {"target", "dossier.yaml", "{id: A1", "{zzz: 1, id: A1", kDossier, "properties/targets/items"},
    {"base_rate", "dossier.yaml", "{id: reefs", "{zzz: 1, id: reefs", kDossier,
     "properties/base_rates/items"},
    {"version", "dossier.yaml", "{what: The magazines", "{zzz: 1, what: The magazines", kDossier,
     "properties/versions/items"},
    {"delivery", "dossier.yaml", "{month: 1911-02", "{zzz: 1, month: 1911-02", kDossier,
     "properties/deliveries/items"},
    {"claim", "dossier.yaml", "{month: 1911-03", "{zzz: 1, month: 1911-03", kDossier,
     "properties/claims/items"},
};
INSTANTIATE_TEST_SUITE_P(Of, CrisisKeys, testing::ValuesIn(kCrisisKeyCases),
                         [](const auto& each) { return each.param.name; });

// A report has a grade, or what a grade stands for.
TEST_F(Schema, report_of_a_crisis) {
  std::set<std::string> known;
  for (const std::string grade : {"", ", grade: C3"}) {
    std::stringstream text;
    text << std::ifstream(KHASAN_TEST_DATA "/cold-reef/crisis.yaml").rdbuf();
    write("crisis.yaml", text.str());
    write("SOURCES.json", R"([{"id": "chronicle", "type": "book", "title": "Chronicle"}])");
    replace("crisis.yaml", ", grade: C3", grade);
    replace("crisis.yaml", "{id: deserter", "{zzz: 1, id: deserter");
    known.merge(known_keys(load::read_crisis(path("crisis.yaml")).errors()));
  }
  EXPECT_EQ(known, keys_of(kCrisis, "properties/reports/items"));
}

}  // namespace
}  // namespace khasan
