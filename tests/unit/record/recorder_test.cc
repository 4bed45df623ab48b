// Goal: a record holds the run, says so when a run is another, and what is whole in a damaged one
// is still worth something. Method: short random battles are recorded into files, which are then
// played again, cut, spoilt, and compared with runs in which one thing was changed.
#include "record/recorder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "record/decisions.h"
#include "record/difference.h"
#include "record/verify.h"
#include "support/random_battle.h"

namespace khasan::record {
namespace {

namespace fs = std::filesystem;

class Records : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::temp_directory_path() / ("khasan_records_" + std::to_string(getpid()) + "_" +
                                     testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  // Records a run to its end and says what it came to.
  sim::Outcome record(const std::string& name, const sim::RunPlan& plan = {}) {
    Header header;
    header.version = "test";
    header.snapshot_every = minutes(2);
    header.replication = plan.replication;
    describe(battle_, header);
    Result<Recorder> recorder = Recorder::create(path(name), header);
    EXPECT_TRUE(recorder);
    const sim::Outcome outcome = sim::run(battle_, plan, &recorder.value());
    EXPECT_EQ(recorder.value().close(), Errors{});
    return outcome;
  }
  Verdict verify_file(const std::string& name, const sim::RunPlan& plan = {}) {
    reader_.emplace(RecordReader::open(path(name)).take());
    sim::Play play(battle_, plan);
    return verify(play, *reader_);
  }
  std::string bytes_of(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
  }

  scenario::Scenario battle_ = [] {
    scenario::Scenario battle = support::random_battle(2);
    battle.end = battle.start + minutes(20);
    return battle;
  }();
  std::optional<RecordReader> reader_;  // of the last file that was verified

 private:
  fs::path folder_;
};

sim::RunPlan without(const char* phase) {
  sim::RunPlan plan;
  plan.step.without = sim::mask_of(phase);
  return plan;
}

TEST_F(Records, played_again_the_run_is_the_same) {
  const sim::Outcome outcome = record("a");
  const Verdict verdict = verify_file("a");
  EXPECT_FALSE(verdict.mismatch);
  EXPECT_TRUE(verdict.is_finished);
  EXPECT_EQ(verdict.steps, outcome.steps);
  EXPECT_GE(verdict.snapshots, 10u);
  EXPECT_EQ(verdict.from, battle_.start);
  EXPECT_EQ(verdict.to, battle_.end);
  EXPECT_TRUE(reader_->faults().empty());
  ASSERT_TRUE(reader_->ending());
  EXPECT_EQ(reader_->ending()->final_hash, outcome.hash);
}

TEST_F(Records, another_run_is_told_from_it_at_its_first_other_step) {
  record("a");
  sim::RunPlan other;
  other.replication = 1;
  const Verdict chance = verify_file("a", other);
  ASSERT_TRUE(chance.mismatch);
  const Verdict morale = verify_file("a", without("suppression"));
  ASSERT_TRUE(morale.mismatch);
  EXPECT_GT(morale.steps, 0u) << "before the first shot nothing differs";
}

TEST_F(Records, a_free_run_is_played_again_without_its_actors) {
  battle_.mode = scenario::Mode::kFree;
  battle_.escalations = {{"attack", Side::kFirst, 8, battle_.start}};
  for (scenario::Order& order : battle_.orders) order.escalation = EscalationId{0};
  sim::RunPlan plan;
  plan.campaign.epoch = minutes(2);
  plan.campaign.decide = [this](const sim::Standings& standings) -> sim::Decisions {
    const Time since = standings.now - battle_.start;
    if (since == minutes(4)) return {{{Side::kFirst, 8, standings.now}}, {}, {}};
    if (since == minutes(16)) return {{}, battle_.start + minutes(18), {}};
    if (since.ms > 0) return {};
    return {{}, {}, {scenario::Footing{1, 0.5}, scenario::Footing{0.5, -0.25}}};
  };
  const sim::Outcome outcome = record("a", plan);
  EXPECT_TRUE(verify_file("a").mismatch) << "decisions matter";

  RecordReader reader = RecordReader::open(path("a")).take();
  EXPECT_TRUE(reader.header().free);
  sim::RunPlan again;
  again.campaign = recorded_campaign(battle_, reader);
  const Verdict verdict = verify_file("a", again);
  EXPECT_FALSE(verdict.mismatch);
  EXPECT_TRUE(verdict.is_finished);
  EXPECT_EQ(verdict.to, battle_.start + minutes(18));
  EXPECT_EQ(reader_->ending()->final_hash, outcome.hash);
  // From every snapshot on, too.
  for (const Time at : {minutes(2), minutes(4), minutes(10), minutes(17)}) {
    RecordReader from = RecordReader::open(path("a")).take();
    Result<sim::SavedPlay> saved = from.seek_snapshot(battle_.start + at, battle_);
    ASSERT_TRUE(saved);
    sim::Play play(battle_, again, saved.take());
    EXPECT_EQ(sim::finish(play).hash, outcome.hash) << at.ms;
  }
}

TEST_F(Records, watching_and_recording_change_nothing) {
  EXPECT_EQ(record("a").hash, sim::run(battle_, {}).hash);
}

TEST_F(Records, whatever_is_cut_off_the_rest_verifies) {
  record("a");
  const std::string bytes = bytes_of("a");
  const Verdict whole = verify_file("a");
  uint64_t least = whole.steps;
  for (int i = 1; i <= 20; ++i) {
    write("cut", bytes.substr(0, bytes.size() * static_cast<std::size_t>(21 - i) / 21));
    const Verdict verdict = verify_file("cut");
    EXPECT_FALSE(verdict.mismatch);
    EXPECT_FALSE(verdict.is_finished);
    EXPECT_FALSE(reader_->faults().empty());
    EXPECT_LE(verdict.steps, least);
    least = verdict.steps;
  }
  EXPECT_LT(least, whole.steps / 2);
}

TEST_F(Records, spoilt_in_the_middle_it_says_so_and_the_rest_verifies) {
  record("a");
  std::string bytes = bytes_of("a");
  bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
  write("spoilt", bytes);
  const Verdict whole = verify_file("a"), verdict = verify_file("spoilt");
  EXPECT_EQ(reader_->faults().size(), 1u);
  EXPECT_FALSE(verdict.mismatch);
  EXPECT_TRUE(verdict.is_finished);
  EXPECT_LT(verdict.steps + verdict.snapshots, whole.steps + whole.snapshots);
  EXPECT_EQ(verdict.to, battle_.end);
}

TEST_F(Records, a_snapshot_is_found_by_time_and_goes_on_as_the_run_did) {
  const sim::Outcome outcome = record("a");
  RecordReader reader = RecordReader::open(path("a")).take();
  for (const Time at : {minutes(19), minutes(3), minutes(11)}) {
    Result<sim::SavedPlay> saved = reader.seek_snapshot(battle_.start + at, battle_);
    ASSERT_TRUE(saved);
    EXPECT_LE(saved.value().state.now, battle_.start + at);
    EXPECT_GT(saved.value().state.now, battle_.start + at - minutes(3));
    sim::Play play(battle_, {}, saved.take());
    EXPECT_EQ(sim::finish(play).hash, outcome.hash);
  }
  EXPECT_FALSE(reader.seek_snapshot(battle_.start - minutes(1), battle_));
  EXPECT_FALSE(reader.seek_snapshot(battle_.end, support::random_battle(1)));
}

TEST_F(Records, two_records_part_where_their_runs_do) {
  record("a"), record("same"), record("b", without("suppression"));
  RecordReader a = RecordReader::open(path("a")).take();
  RecordReader same = RecordReader::open(path("same")).take();
  EXPECT_FALSE(find_parting(a, same));
  a = RecordReader::open(path("a")).take();
  RecordReader b = RecordReader::open(path("b")).take();
  const auto parting = find_parting(a, b);
  ASSERT_TRUE(parting);

  sim::Play left(battle_, {}), right(battle_, without("suppression"));
  while (left.state().now < parting->before) left.step(), right.step();
  EXPECT_EQ(state::hash(left.state()), state::hash(right.state()));
  const auto first = first_difference(left, right);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->at, parting->at);
  EXPECT_EQ(first->phase, "suppression");
  ASSERT_TRUE(first->effect);
  EXPECT_EQ(first->effect->field, "doses.subject");
  EXPECT_EQ(first->effect->b, "");
  ASSERT_TRUE(first->number);
  const Spread now = spread_of(battle_, left.state(), right.state(), first->where);
  EXPECT_GE(now.elements, 1u);
}

TEST(Difference, names_the_one_number_that_was_changed_and_whose_it_is) {
  const scenario::Scenario battle = support::random_battle(1);
  sim::Play play(battle, {});
  for (int i = 0; i < 40; ++i) play.step();
  const sim::SavedPlay saved = play.save();
  for (std::size_t i = 0; i < battle.elements.size(); ++i) {
    sim::SavedPlay other = saved;
    other.state.grenades[i] = static_cast<int16_t>(other.state.grenades[i] + 3);
    sim::Play left(battle, {}, saved), right(battle, {}, other);
    const auto first = first_difference(left, right);
    ASSERT_TRUE(first);
    ASSERT_TRUE(first->number);
    EXPECT_EQ(first->number->who, battle.elements[i].path);
    EXPECT_EQ(first->number->field, "grenades");
    EXPECT_EQ(std::stoi(first->number->b) - std::stoi(first->number->a), 3);
    const Spread spread = spread_of(battle, saved.state, other.state, first->where);
    EXPECT_EQ(spread.elements, 1u);
    EXPECT_EQ(spread.units, 0u);
    EXPECT_EQ(spread.farthest_m, 0);
  }
  sim::Play left(battle, {}, saved), right(battle, {}, saved);
  EXPECT_FALSE(first_difference(left, right));
}

}  // namespace
}  // namespace khasan::record
