// Goal: results come back as they were put, an interrupted study goes on where it was, and no file
// of another study, no second writer and no full disk can spoil what is kept. Method: a study of a
// small battle with made-up results; the program is tested in tests/unit/cli/study_test.cc.
#include "study/result_store.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "support/small_battle.h"

namespace khasan::study {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Store : public testing::Test {
 protected:
  Store() : scenario_(support::empty_battle()) {
    for (const char* id : {"T001", "T002"}) {
      scenario_.measures.emplace_back();
      scenario_.measures.back().id = id;
    }
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = testing::TempDir() + "khasan_store_" + info->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    scenario::StudySpec spec;
    spec.title = "A study";
    spec.replications = 4;
    scenario::FactorSpec factor;
    factor.id = "men";
    factor.figure = {10, 10, 20, {}, {}};
    spec.factors = {factor};
    study_ = study_of(spec, scenario_);
  }
  ~Store() override { fs::remove_all(folder_); }

  JobResult result(int point, int replication) const {
    JobResult one{{point, replication}, 0xfedcba9876543210ull, 77, {}};
    for (std::size_t m = 0; m < study_.measures.size(); ++m) {
      one.measures.push_back(m == 0 ? std::numeric_limits<double>::quiet_NaN()
                                    : 1.0 / (3 + replication));
    }
    return one;
  }
  std::string file() const { return folder_ + "/results.sqlite"; }

  scenario::Scenario scenario_;
  Study study_;
  std::string folder_;
};

TEST_F(Store, gives_back_what_was_put_in_the_order_of_points) {
  {
    auto store = ResultStore::create(file(), study_, scenario_, "khasan study x");
    ASSERT_TRUE(store) << to_text(store.errors()[0]);
    EXPECT_TRUE(store.value().put({result(2, 1), result(0, 3)}).empty());
    EXPECT_TRUE(store.value().put({result(0, 0)}).empty());
  }
  auto store = ResultStore::resume(file(), study_);
  ASSERT_TRUE(store) << to_text(store.errors()[0]);
  const auto all = store.value().results();
  ASSERT_TRUE(all);
  ASSERT_EQ(all.value().size(), 3u);
  EXPECT_EQ(all.value()[1].job, (Job{0, 3}));
  EXPECT_EQ(all.value()[1].hash, 0xfedcba9876543210ull);
  EXPECT_EQ(all.value()[1].element_steps, 77u);
  for (std::size_t m = 0; m < study_.measures.size(); ++m) {
    const double value = all.value()[1].measures[m];
    EXPECT_TRUE(m == 0 ? std::isnan(value) : value == 1.0 / 6) << m;
  }
}

TEST_F(Store, counts_no_run_twice) {
  auto store = ResultStore::create(file(), study_, scenario_, "");
  ASSERT_TRUE(store);
  EXPECT_TRUE(store.value().put({result(0, 0)}).empty());
  EXPECT_FALSE(store.value().put({result(0, 1), result(0, 0)}).empty());
  const auto all = store.value().results();
  ASSERT_EQ(all.value().size(), 1u) << "of a batch with a fault nothing is kept";
  EXPECT_TRUE(store.value().put({result(0, 1)}).empty()) << "and it goes on";
}

TEST_F(Store, refuses_other_files_with_the_way_out) {
  EXPECT_THAT(to_text(ResultStore::resume(file(), study_).errors()[0]),
              HasSubstr("leave out --resume"));
  { ASSERT_TRUE(ResultStore::create(file(), study_, scenario_, "")); }
  EXPECT_THAT(to_text(ResultStore::create(file(), study_, scenario_, "").errors()[0]),
              HasSubstr("--resume"));
  Study other = study_;
  other.spec.seed = 2;
  EXPECT_THAT(to_text(ResultStore::resume(file(), other).errors()[0]),
              HasSubstr("as it was before"));
  other.spec.title = "Another";
  EXPECT_THAT(to_text(ResultStore::resume(file(), other).errors()[0]),
              HasSubstr("another study, \"A study\""));
  std::ofstream(file()) << "this is no database, it is a letter to a friend";
  EXPECT_THAT(to_text(ResultStore::resume(file(), study_).errors()[0]),
              HasSubstr("no file of results"));
}

TEST_F(Store, one_study_at_a_time_writes_a_folder) {
  const auto first = ResultStore::create(file(), study_, scenario_, "");
  ASSERT_TRUE(first);
  EXPECT_THAT(to_text(ResultStore::resume(file(), study_).errors()[0]),
              HasSubstr("writing there now"));
}

TEST_F(Store, a_full_disk_is_told_and_what_is_kept_stays) {
  auto store = ResultStore::create(file(), study_, scenario_, "");
  ASSERT_TRUE(store);
  ASSERT_TRUE(store.value().put({result(0, 0)}).empty());
  // The disk is full from here on: no file grows beyond what it has.
  signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit full = before;
  full.rlim_cur = fs::file_size(file() + "-wal");
  setrlimit(RLIMIT_FSIZE, &full);
  const Errors errors = store.value().put({result(0, 1)});
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(errors.empty());
  EXPECT_THAT(to_text(errors[0]), HasSubstr("no room on the disk"));
  EXPECT_EQ(store.value().results().value().size(), 1u);
  EXPECT_TRUE(store.value().put({result(0, 1)}).empty()) << "with room again it goes on";
}

}  // namespace
}  // namespace khasan::study
