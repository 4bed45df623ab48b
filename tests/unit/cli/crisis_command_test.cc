// Goal: `khasan crisis` prints the same whatever the threads, reads back the sets that it found,
// and says clearly what is wrong. Method: the real program on the invented crisis of tests/data and
// on Lake Khasan, with few runs.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "unit/cli/program.h"

namespace khasan {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using support::content_of;
using support::Ended;
using testing::AllOf;
using testing::HasSubstr;

class CrisisProgram : public support::ProgramFolder {
 protected:
  Ended crisis(const std::string& arguments, const std::string& folder = kLakeKhasan) const {
    return khasan("crisis '" + folder + "' " + arguments);
  }
  // The printed object without the times it took.
  static json object_of(const Ended& ended) {
    EXPECT_EQ(ended.exit, 0) << ended.err;
    json printed = json::parse(ended.out);
    EXPECT_EQ(printed.erase("elapsed_s"), 1u);
    EXPECT_EQ(printed.erase("per_minute"), 1u);
    return printed;
  }
  // A copy of the invented crisis, to be spoilt.
  std::string copy() const {
    fs::copy(KHASAN_TEST_DATA "/cold-reef", path("reef"), fs::copy_options::recursive);
    return path("reef");
  }
  static inline const std::string kLakeKhasan = KHASAN_SOURCE_DIR "/battles/lake-khasan-1938";
};

TEST_F(CrisisProgram, prints_the_same_object_for_one_thread_and_for_eight) {
  const std::string small = "--drawn --sets 16 --runs 1600 --seed 7 --what-if no_defection --json";
  const json one = object_of(crisis(small + " --threads 1"));
  const json eight = object_of(crisis(small + " --threads 8"));
  EXPECT_EQ(one.dump(), eight.dump());
  EXPECT_EQ(one["runs"], 2 * 17 * 100);
  EXPECT_EQ(one["differences"].contains("assault"), true);
  EXPECT_NE(one.dump(), object_of(crisis("--drawn --sets 16 --runs 1600 --seed 8 "
                                         "--what-if no_defection --json"))
                            .dump());
}

TEST_F(CrisisProgram, tells_ranges_beside_every_odd) {
  const Ended odds = crisis("--drawn --sets 10 --runs 500");
  EXPECT_EQ(odds.exit, 0) << odds.err;
  EXPECT_THAT(odds.out, AllOf(HasSubstr("10 sets of numbers drawn over their ranges"),
                              HasSubstr("Against the record"), HasSubstr("no single odd")));
}

TEST_F(CrisisProgram, tells_what_a_change_does_and_where_histories_part) {
  const Ended odds = crisis("--drawn --sets 10 --runs 500 --what-if demand_accepted");
  EXPECT_EQ(odds.exit, 0) << odds.err;
  EXPECT_THAT(odds.out, AllOf(HasSubstr("What if: Moscow accepts"), HasSubstr("the same men"),
                              HasSubstr("part first where")));
}

TEST_F(CrisisProgram, tells_one_run_as_a_story_that_is_always_the_same) {
  const Ended first = crisis("--story 3"), again = crisis("--story 3");
  EXPECT_EQ(first.exit, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("Run 3 at the best numbers"));
  EXPECT_EQ(first.out, again.out);
  EXPECT_NE(first.out, crisis("--story 4").out);
}

TEST_F(CrisisProgram, sets_that_matched_match_when_they_are_read_back) {
  const std::string folder = copy();
  const Ended match = khasan("crisis match '" + folder +
                             "' --candidates 60 --runs 100 --waves 8 --wanted 5 --out sets.csv");
  ASSERT_EQ(match.exit, 0) << match.out << match.err;
  const std::string table = content_of(path("run/sets.csv"));
  const auto sets = std::count(table.begin(), table.end(), '\n') - 1;
  ASSERT_GT(sets, 0);
  const json odds = object_of(
      crisis("--sets-from sets.csv --runs " + std::to_string(100 * sets) + " --json", folder));
  EXPECT_EQ(odds["sets"], sets);
  EXPECT_EQ(odds["drawn"], false);
  for (const json& target : odds["targets"]) EXPECT_EQ(target["sets_met"], 1) << target.dump();
}

TEST_F(CrisisProgram, a_search_that_finds_nothing_says_how_near_it_came) {
  const Ended match =
      khasan("crisis match '" + kLakeKhasan + "' --candidates 2 --runs 20 --waves 1");
  EXPECT_EQ(match.exit, 1) << match.err;
  EXPECT_THAT(match.out, HasSubstr("The closest misses by"));
  EXPECT_FALSE(fs::exists(path("run/matched.csv")));
}

TEST_F(CrisisProgram, bad_input_is_told_in_one_message) {
  const Ended nowhere = crisis("", path("nowhere"));
  EXPECT_NE(nowhere.exit, 0);
  EXPECT_THAT(nowhere.err, HasSubstr("nowhere"));
  const Ended typo = crisis("--what-if no_defektion");
  EXPECT_NE(typo.exit, 0);
  EXPECT_THAT(typo.err, AllOf(HasSubstr("no_defektion"), HasSubstr("no_defection")));
  const Ended none = khasan("crisis");
  EXPECT_NE(none.exit, 0);
  EXPECT_THAT(none.err, HasSubstr("battle"));
}

TEST_F(CrisisProgram, a_target_of_no_measure_is_told_with_the_nearest) {
  const std::string folder = copy();
  const std::string file = folder + "/dossier.yaml";
  std::string text = content_of(file);
  const std::size_t at = text.find("measure: occupied");
  ASSERT_NE(at, std::string::npos) << file;
  std::ofstream(file) << text.insert(at + std::string("measure: ").size(), "x");
  const Ended odds = crisis("--sets 2 --runs 10", folder);
  EXPECT_NE(odds.exit, 0);
  EXPECT_THAT(odds.err, AllOf(HasSubstr("measure 'xoccupied'"), HasSubstr("occupied")));
}

}  // namespace
}  // namespace khasan
