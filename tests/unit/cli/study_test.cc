// Goal: a study can be trusted to hours of work: what a run of it was can be played again to the
// bit, a kill loses nothing that was finished, ranks and threads change nothing, and two studies do
// not meet. Method: the real program on a small battle.
#include <gmock/gmock.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <sstream>
#include <thread>

#include "unit/cli/program.h"

namespace khasan {
namespace {

namespace fs = std::filesystem;
using support::content_of;
using support::Ended;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kStudy = R"(format: khasan-study-1
title: A study
battle: .
replications: 4
evidence: drawn
factors:
  - {id: visibility, unit: m, range: [200, 2000], file: battle.yaml, at: [weather, 0, visibility_m]}
  - {id: movement, without: movement}
  - {id: cohesion, parameter: morale.cohesion_soviet}
design: {kind: one_at_a_time}
)";

class Studies : public support::ProgramFolder {
 protected:
  void SetUp() override {
    write("study.yaml", kStudy);
    replace("battle.yaml", "sources: SOURCES.json\n",
            "sources: SOURCES.json\nexpected: expected.yaml\n");
    write("expected.yaml",
          "format: khasan-expected-1\nmeasures:\n"
          "  - {id: T001, side: su, quantity: casualties, unit: men, measure: casualties, "
          "target: {best: 5, low: 3, high: 8, role: judged, when_missed: more fire, "
          "sources: [book]}}\n"
          "  - {id: T002, side: jp, quantity: casualties, unit: men, measure: casualties}\n");
  }
  std::string results(const std::string& file) const { return content_of(path("run/" + file)); }
};

// Whether the program can share its work with other ranks here.
bool has_ranks() {
#ifdef KHASAN_MPI
  return std::system("command -v mpirun >/dev/null") == 0;
#else
  return false;
#endif
}

// The cells of one line of a table, from 0.
std::vector<std::string> cells_of(const std::string& table, int line) {
  std::istringstream in(table);
  std::string text;
  for (int i = 0; i <= line; ++i) std::getline(in, text);
  std::vector<std::string> cells;
  std::istringstream row(text);
  for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
  return cells;
}

TEST_F(Studies, writes_tables_of_every_run_and_what_each_column_is) {
  const Ended ended = khasan("study ../study.yaml --out a");
  ASSERT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(ended.out, AllOf(HasSubstr("6 points, 24 runs"), HasSubstr("movement = on")));
  const std::string runs = results("a/runs.csv");
  EXPECT_EQ(std::count(runs.begin(), runs.end(), '\n'), 25);
  EXPECT_THAT(runs, testing::StartsWith("point,replication,seed,chance,hash,mark,visibility,"
                                        "movement,cohesion,T001,T002\n0,0,1,0,"));
  EXPECT_THAT(runs, AllOf(HasSubstr("median"), HasSubstr("closest"), HasSubstr("worst")));
  EXPECT_THAT(results("a/dictionary.csv"),
              AllOf(HasSubstr("T001,measure,men,Soviet: casualties,1938-07-29T14:00:00+09:00/"),
                    HasSubstr("cohesion,factor,factor,parameter morale.cohesion_soviet")));
  EXPECT_THAT(results("a/sensitivity.csv"), HasSubstr("T001,movement,on,paired_difference,"));
}

TEST_F(Studies, any_run_is_played_again_to_the_same_final_state) {
  ASSERT_EQ(khasan("study ../study.yaml --out a").exit, 0);
  for (const int line : {3, 10, 20, 24}) {
    const auto cells = cells_of(results("a/runs.csv"), line);
    const Ended again = khasan("run --study ../study.yaml --point " + cells[0] + " --rep " +
                               cells[1] + " --quiet --record x.rec");
    EXPECT_EQ(again.exit, 0) << again.err;
    EXPECT_THAT(again.out, HasSubstr("it ends in " + cells[4])) << line;
    EXPECT_EQ(khasan("verify x.rec").exit, 0) << "its record stands by itself";
  }
}

TEST_F(Studies, parts_of_the_spread_are_played_again_too) {
  replace("study.yaml", std::string(kStudy).substr(std::string(kStudy).find("factors:")),
          "design: {kind: spread, points: 12}\n");
  const Ended ended = khasan("study ../study.yaml --out a");
  ASSERT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(ended.out, AllOf(HasSubstr("72 runs"), HasSubstr("evidence"), HasSubstr("terrain")));
  const auto cells = cells_of(results("a/runs.csv"), 40);
  const Ended again =
      khasan("run --study ../study.yaml --point " + cells[0] + " --quiet --record x.rec");
  EXPECT_THAT(again.out, HasSubstr("it ends in " + cells[4]));
  EXPECT_EQ(khasan("verify x.rec").exit, 0);
}

TEST_F(Studies, threads_and_ranks_change_nothing) {
  ASSERT_EQ(khasan("study ../study.yaml --out a --threads 1").exit, 0);
  ASSERT_EQ(khasan("study ../study.yaml --out b --threads 5").exit, 0);
  for (const char* file : {"/runs.csv", "/summary.csv", "/sensitivity.csv"}) {
    EXPECT_EQ(results(std::string("a") + file), results(std::string("b") + file));
  }
  if (!has_ranks()) GTEST_SKIP() << "no MPI";
  for (const int ranks : {2, 4}) {
    const std::string out = "ranks" + std::to_string(ranks);
    const Ended ended = mpirun(ranks, "study ../study.yaml --out " + out);
    EXPECT_EQ(ended.exit, 0) << ended.err;
    for (const char* file : {"/runs.csv", "/summary.csv", "/sensitivity.csv"}) {
      EXPECT_EQ(results(std::string("a") + file), results(out + file)) << ranks;
    }
  }
}

TEST_F(Studies, a_kill_loses_nothing_that_was_finished) {
  replace("study.yaml", "replications: 4", "replications: 60");
  ASSERT_EQ(khasan("study ../study.yaml --out whole").exit, 0);
  int killed = 0;
  for (const int after_ms : {150, 300, 450}) {
    const std::string out = "killed" + std::to_string(after_ms);
    const Ended first = khasan("study ../study.yaml --out " + out + " --json & sleep " +
                               std::to_string(after_ms / 1000.0) + "; kill -9 $!; wait $!");
    killed += first.exit == 137;
    const bool has_file = fs::exists(path("run/" + out + "/results.sqlite"));
    const Ended resumed =
        khasan("study ../study.yaml --out " + out + (has_file ? " --resume" : ""));
    EXPECT_EQ(resumed.exit, 0) << resumed.err;
    EXPECT_EQ(results(out + "/runs.csv"), results("whole/runs.csv"));
  }
  EXPECT_GT(killed, 0) << "all had ended before";
}

TEST_F(Studies, a_rank_that_dies_ends_the_run_and_the_rest_is_played_later) {
  if (!has_ranks()) GTEST_SKIP() << "no MPI";
  replace("study.yaml", "replications: 4", "replications: 600");
  ASSERT_EQ(khasan("study ../study.yaml --out whole").exit, 0);
  // Rank 1 is the process of this study that says so in its environment.
  const std::string kill_rank =
      "& until [ -s dead/results.sqlite-wal ]; do sleep 0.02; done; sleep 0.1; for p in "
      "/proc/[0-9]*; do if tr '\\0' ' ' <$p/cmdline 2>/dev/null | grep -q "
      "'out dead' && tr '\\0' '\\n' <$p/environ 2>/dev/null | grep -qx OMPI_COMM_WORLD_RANK=1; "
      "then kill -9 ${p#/proc/}; fi; done; wait $!";
  const Ended dead = mpirun(2, "study ../study.yaml --out dead " + kill_rank);
  EXPECT_NE(dead.exit, 0) << "it had ended before the rank was killed";
  const Ended resumed = mpirun(2, "study ../study.yaml --out dead --resume");
  EXPECT_EQ(resumed.exit, 0) << resumed.err;
  EXPECT_EQ(results("dead/runs.csv"), results("whole/runs.csv"));
}

TEST_F(Studies, ranks_do_not_wait_for_one_that_refuses) {
  if (!has_ranks()) GTEST_SKIP() << "no MPI";
  ASSERT_EQ(khasan("study ../study.yaml --out a").exit, 0);
  const Ended refused = mpirun(2, "study ../study.yaml --out a");
  EXPECT_EQ(refused.exit, 2);
  EXPECT_THAT(refused.err, HasSubstr("--resume"));
}

TEST_F(Studies, two_may_run_beside_each_other) {
  const Ended both = khasan("study ../study.yaml --out a --json & '" KHASAN_PROGRAM
                            "' study ../study.yaml --out b --json; wait $!");
  EXPECT_EQ(both.exit, 0) << both.err;
  EXPECT_EQ(results("a/runs.csv"), results("b/runs.csv"));
  EXPECT_FALSE(results("a/runs.csv").empty());
}

TEST_F(Studies, mistakes_are_told_with_the_way_out) {
  EXPECT_EQ(khasan("study ../study.yaml --out a --resume").exit, 2);
  ASSERT_EQ(khasan("study ../study.yaml --out a").exit, 0);
  const Ended again = khasan("study ../study.yaml --out a");
  EXPECT_EQ(again.exit, 2);
  EXPECT_THAT(again.err, HasSubstr("--resume"));
  EXPECT_EQ(khasan("study ../study.yaml --out no/such/folder").exit, 2);
  const Ended missing = khasan("run --study ../study.yaml --point 6");
  EXPECT_EQ(missing.exit, 2);
  EXPECT_THAT(missing.err, HasSubstr("a point below 6"));
  EXPECT_EQ(khasan("run").exit, 2);
  EXPECT_EQ(khasan("run .. --point 3").exit, 2);
  replace("study.yaml", "replications: 4", "replications: 5");
  EXPECT_THAT(khasan("study ../study.yaml --out a --resume").err, HasSubstr("as it was before"));
}

}  // namespace
}  // namespace khasan
