// The JSON Schema that editors use and the reader must know the same keys. Method: an unknown key
// is read, the reader's message lists the keys it knows, and these are compared with the schema.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "battle_folder.h"
#include "load/battle_files.h"

namespace khasan {

namespace {

using load::Node;

class Schema : public support::BattleFolder {
 protected:
  // Property names at a way of keys through a schema file.
  static std::set<std::string> keys_of(const std::string& file, const std::string& way) {
    load::Reading reading;
    const auto document = load::Document::open(
        reading, std::string(KHASAN_SOURCE_DIR) + "/schema/" + file);
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
    std::set<std::string> keys;
    const auto loaded = load();
    const std::string intro = "one of the keys ";
    for (const Error& error : loaded.errors()) {
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

TEST_F(Schema, battle) {
  replace("battle.yaml", "id: small", "id: small\nzzz: 1");
  EXPECT_EQ(known_keys(), keys_of("battle.schema.json", ""));
}

TEST_F(Schema, weather) {
  replace("battle.yaml", "text: clear", "zzz: 1, text: clear");
  EXPECT_EQ(known_keys(), keys_of("battle.schema.json", "properties/weather/items"));
}

TEST_F(Schema, unit) {
  replace("forces.yaml", "at: start", "at: start\n    zzz: 1");
  EXPECT_EQ(known_keys(), keys_of("forces.schema.json", "properties/units/items"));
}

TEST_F(Schema, part) {
  replace("forces.yaml", "at: start", "at: start\n    parts: [{unit: sq1, zzz: 1}]");
  EXPECT_EQ(known_keys(), keys_of("forces.schema.json", "$defs/part"));
}

TEST_F(Schema, order) {
  replace("plan.yaml", "task: attack", "task: attack\n    zzz: 1");
  EXPECT_EQ(known_keys(), keys_of("plan.schema.json", "properties/orders/items"));
}

TEST_F(Schema, element) {
  replace("organisations/platoon.yaml", "men: 3", "zzz: 1, men: 3");
  EXPECT_EQ(known_keys(), keys_of("values.schema.json", "$defs/element"));
}

TEST_F(Schema, organisation) {
  replace("organisations/platoon.yaml", "branch: infantry", "branch: infantry\n    zzz: 1");
  EXPECT_EQ(known_keys(), keys_of("organisations.schema.json", "properties/organisations/items"));
}

TEST_F(Schema, weapon) {
  replace("weapons/small.yaml", "id: rifle", "zzz: 1, id: rifle");
  EXPECT_EQ(known_keys(), keys_of("weapons.schema.json", "properties/weapons/items"));
}

TEST_F(Schema, measure) {
  replace("battle.yaml", "plans:", "expected: expected.yaml\nplans:");
  write("expected.yaml",
        "format: khasan-expected-1\nmeasures:\n"
        "  - {id: T1, quantity: q, unit: men, measure: killed, side: jp, zzz: 1}\n");
  EXPECT_EQ(known_keys(), keys_of("expected.schema.json", "properties/measures/items"));
}

}  // namespace
}  // namespace khasan
