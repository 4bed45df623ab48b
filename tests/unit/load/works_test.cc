// Sources as CSL-JSON for citations: those of a folder, of its crisis and of the catalogue.
#include "load/works.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "unit/load/battle_folder.h"

namespace khasan::load {
namespace {

using Json = nlohmann::json;

// With the project's own catalogue, wherever the test runs.
class Works : public support::BattleFolder {
 protected:
  Works() { setenv("KHASAN_CATALOG", KHASAN_SOURCE_DIR "/catalog", 1); }
  ~Works() override { unsetenv("KHASAN_CATALOG"); }
};

std::set<std::string> ids_of(const Json& works) {
  std::set<std::string> ids;
  for (const Json& work : works) EXPECT_TRUE(ids.insert(work["id"]).second) << work;
  return ids;
}

TEST_F(Works, are_those_of_the_folder_its_crisis_and_the_catalogue_each_once) {
  write("SOURCES.json", R"([{"id": "a", "type": "book", "title": "A", "note": "pp. 3-4"}])");
  write("crisis/SOURCES.json", R"([{"id": "a", "title": "other"}, {"id": "b", "title": "B"}])");
  const Json works = Json::parse(works_text(path("")));
  const std::set<std::string> ids = ids_of(works);
  EXPECT_TRUE(ids.contains("a"));
  EXPECT_TRUE(ids.contains("b"));
  EXPECT_GT(ids.size(), 2u) << "the catalogue has its own";
  EXPECT_EQ(works[0]["title"], "A") << "the battle's own entry is kept, with all its keys";
  EXPECT_EQ(works[0]["note"], "pp. 3-4");
}

TEST_F(Works, of_files_that_are_missing_or_no_lists_are_none) {
  write("SOURCES.json", "{");
  write("crisis/SOURCES.json", R"({"id": "a"})");
  EXPECT_FALSE(ids_of(Json::parse(works_text(path("")))).contains("a"));
}

}  // namespace
}  // namespace khasan::load
