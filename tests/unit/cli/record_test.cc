// Goal: what a person does with a record works from the command line: record, verify, replay, diff,
// fork; damage and mistakes are told. Method: the real program on a small battle.
#include <gmock/gmock.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "unit/cli/program.h"

namespace khasan {
namespace {

namespace fs = std::filesystem;
using support::content_of;
using support::Ended;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// The hash after `before` in a text.
std::string hash_after(const std::string& text, const std::string& before) {
  const std::size_t at = text.find(before);
  return at == std::string::npos ? "" : text.substr(at + before.size(), 16);
}

class Records : public support::ProgramFolder {
 protected:
  void SetUp() override {
    support::ProgramFolder::SetUp();
    const Ended run = khasan("run .. --replications 1 --record a.rec");
    ASSERT_EQ(run.exit, 0) << run.err;
    story_ = run.out;
  }
  std::string story_;  // of the run that was recorded
};

TEST_F(Records, a_record_verifies_and_does_not_change_the_run) {
  const Ended verified = khasan("verify a.rec");
  EXPECT_EQ(verified.exit, 0) << verified.err;
  EXPECT_THAT(verified.out,
              AllOf(HasSubstr("the end of the battle"), HasSubstr("same to the bit")));
  const Ended plain = khasan("run .. --replications 1");
  EXPECT_EQ(hash_after(plain.out, "final states "), hash_after(story_, "final states "));
}

TEST_F(Records, another_battle_is_refused_with_the_way_out) {
  replace("plan.yaml", "14:10:00", "14:20:00");
  const Ended verified = khasan("verify a.rec");
  EXPECT_EQ(verified.exit, 2);
  EXPECT_THAT(verified.err, AllOf(HasSubstr("a.rec"), HasSubstr("other orders"),
                                  HasSubstr("--battle"), HasSubstr("run .. --replications 1")));
}

TEST_F(Records, replay_tells_the_same_story) {
  const Ended told = khasan("replay a.rec");
  EXPECT_EQ(told.exit, 0) << told.err;
  EXPECT_THAT(story_, HasSubstr(told.out)) << "line for line";
  EXPECT_THAT(told.out, HasSubstr("14:1"));
  const Ended part = khasan("replay a.rec --from 1938-07-29T14:30 --to 1938-07-29T14:59+09:00");
  EXPECT_THAT(part.out, AllOf(Not(HasSubstr("Jul 14:1")), Not(HasSubstr("Jul 15:"))));
  EXPECT_THAT(told.out, HasSubstr(part.out));
  EXPECT_EQ(khasan("replay a.rec --from yesterday").exit, 2);
  EXPECT_EQ(khasan("replay a.rec --from 1938-07-30T14:30").exit, 2);
}

TEST_F(Records, diff_finds_the_phase_that_made_the_difference) {
  EXPECT_EQ(khasan("run .. --replications 1 --quiet --record b.rec --without suppression").exit, 0);
  const Ended differ = khasan("diff a.rec b.rec");
  EXPECT_EQ(differ.exit, 1) << differ.err;
  EXPECT_THAT(differ.out, AllOf(HasSubstr("in the phase suppression"), HasSubstr("doses."),
                                HasSubstr("elements")));
  const Ended json = khasan("diff a.rec b.rec --json");
  EXPECT_THAT(json.out, AllOf(HasSubstr("\"phase\":\"suppression\""), HasSubstr("\"spread\"")));
  const Ended same = khasan("diff a.rec a.rec");
  EXPECT_EQ(same.exit, 0);
  EXPECT_THAT(same.out, HasSubstr("The same to the bit"));
}

TEST_F(Records, a_fork_without_a_change_is_the_record) {
  const Ended forked = khasan("fork a.rec --at 1938-07-29T14:40 --replications 3 --record f.rec");
  EXPECT_EQ(forked.exit, 0) << forked.err;
  EXPECT_EQ(khasan("verify f.rec").exit, 0);
  EXPECT_EQ(khasan("diff a.rec f.rec").exit, 0);
  const Ended one = khasan("fork a.rec --at 1938-07-29T14:40 --replications 3 --threads 1");
  EXPECT_EQ(hash_after(one.out, "final states "), hash_after(forked.out, "final states "));
  EXPECT_EQ(khasan("fork a.rec --at 1938-07-29T17:00").exit, 2) << "after the end";
  const Ended over = khasan("fork a.rec --at 1938-07-29T16:00");
  EXPECT_EQ(over.exit, 2);
  EXPECT_THAT(over.err, HasSubstr("the battle is over"));
}

TEST_F(Records, a_fork_with_a_what_if_parts_after_its_moment) {
  write("x.yaml",
        "format: khasan-what-if-1\ntitle: Fog.\n"
        "changes: [{file: battle.yaml, at: [weather, 0, visibility_m], set: 60}]\n");
  const Ended forked = khasan(
      "fork a.rec --at 1938-07-29T14:20 --what-if ../x.yaml --replications 1 --record f.rec");
  EXPECT_EQ(forked.exit, 0) << forked.err;
  EXPECT_THAT(forked.out, HasSubstr("What if: Fog."));
  EXPECT_EQ(khasan("verify f.rec").exit, 0);
  const Ended differ = khasan("diff a.rec f.rec");
  EXPECT_EQ(differ.exit, 1) << differ.out;
  EXPECT_THAT(differ.out, HasSubstr("in the phase movement"));
  write("x.yaml",
        "format: khasan-what-if-1\ntitle: Nobody attacks.\n"
        "changes: [{file: plan.yaml, at: [orders, attack], remove: true}]\n");
  const Ended refused = khasan("fork a.rec --at 1938-07-29T14:20 --what-if ../x.yaml");
  EXPECT_EQ(refused.exit, 2);
  EXPECT_THAT(refused.err, HasSubstr("khasan run --what-if"));
}

// Pairs of runs share all chance that the change does not reach.
TEST_F(Records, compare_says_what_a_change_did) {
  write("expected.yaml",
        "format: khasan-expected-1\nmeasures:\n"
        "  - {id: LOST, quantity: casualties, unit: men, measure: casualties, side: jp}\n");
  replace("battle.yaml", "sources: SOURCES.json", "sources: SOURCES.json\nexpected: expected.yaml");
  write("x.yaml",
        "format: khasan-what-if-1\ntitle: Dense fog.\n"
        "changes: [{file: battle.yaml, at: [weather, 0, visibility_m], set: 40}]\n");
  const Ended fog = khasan("compare .. --what-if ../x.yaml -n 30 --threads 2");
  EXPECT_EQ(fog.exit, 0) << fog.err;
  EXPECT_THAT(fog.out,
              AllOf(HasSubstr("What if: Dense fog."), HasSubstr("30 pairs"),
                    HasSubstr("LOST jp: casualties"), HasSubstr("pairs that have parted")));
  const Ended json = khasan("compare .. --what-if ../x.yaml -n 30 --json --threads 1");
  EXPECT_THAT(json.out, AllOf(HasSubstr("\"id\": \"LOST\""), HasSubstr("\"ci95\""),
                              HasSubstr("\"variance_reduction\""), HasSubstr("\"n\": 30"),
                              HasSubstr("\"horizons\""), HasSubstr("\"id\": \"lost_jp\"")));
  const Ended early =
      khasan("compare .. --what-if ../x.yaml -n 500 --json --until-width LOST=1000");
  EXPECT_THAT(early.out, HasSubstr("\"pairs\": 40")) << "the second look after thirty";
  EXPECT_EQ(khasan("compare ..").exit, 2);
  const Ended unknown = khasan("compare .. --without morale --until-width LOTS=3");
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean 'LOST'"));
}

// What differs in one pair, as text, as a table and in a report of the changed battle.
TEST_F(Records, compare_follows_the_ripples_of_a_pair) {
  const std::string changed = "compare .. --without suppression -n 3";
  const Ended told = khasan(changed + " --ripples 1 --ripples-csv r.csv --report r.html");
  EXPECT_EQ(told.exit, 0) << told.err;
  EXPECT_THAT(told.out, Not(HasSubstr("No factor falls"))) << "three pairs cannot say so";
  EXPECT_THAT(told.out, AllOf(HasSubstr("Pair 1 parts at"), HasSubstr("Who parts after whom")));
  const std::string table = content_of(path("run/r.csv"));
  EXPECT_THAT(table.substr(0, table.find('\n')), HasSubstr("unit"));
  EXPECT_GT(std::count(table.begin(), table.end(), '\n'), 1) << "somebody differs";
  const std::string page = content_of(path("run/r.html"));
  EXPECT_THAT(page, AllOf(HasSubstr("<!doctype html"), HasSubstr("ripples")));
  const Ended json = khasan(changed + " --ripples 1 --json");
  EXPECT_THAT(json.out, HasSubstr("\"ripples\""));
  EXPECT_THAT(khasan(changed + " --json").out, Not(HasSubstr("\"ripples\"")));
  const Ended nowhere = khasan(changed + " --report no/such/folder/r.html");
  EXPECT_EQ(nowhere.exit, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("no/such/folder"));
}

TEST_F(Records, damage_is_told_and_the_rest_is_verified) {
  std::string bytes = content_of(path("run/a.rec"));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  write("run/spoilt.rec", bytes);
  const Ended spoilt = khasan("verify spoilt.rec");
  EXPECT_EQ(spoilt.exit, 1);
  EXPECT_THAT(spoilt.err, AllOf(HasSubstr("spoilt.rec: byte"), HasSubstr("lost: from")));
  EXPECT_THAT(spoilt.out, HasSubstr("the same to the bit"));
  write("run/cut.rec", bytes.substr(0, bytes.size() / 3));
  const Ended compared = khasan("diff a.rec cut.rec");
  EXPECT_EQ(compared.exit, 1) << "what was cut off was not compared";
  EXPECT_THAT(compared.err, HasSubstr("cut.rec: byte"));
  const Ended cut = khasan("verify cut.rec");
  EXPECT_EQ(cut.exit, 1);
  EXPECT_THAT(cut.out, HasSubstr("stops before the end"));
  write("run/none.rec", "a letter");
  EXPECT_EQ(khasan("verify none.rec").exit, 2);
  EXPECT_EQ(khasan("verify nowhere.rec").exit, 2);
  EXPECT_EQ(khasan("replay a.rec --battle nowhere").exit, 2);
}

TEST_F(Records, where_nothing_can_be_written_nothing_is_played) {
  const Ended nowhere = khasan("run .. --replications 1 --record no/such/folder/a.rec");
  EXPECT_EQ(nowhere.exit, 2);
  EXPECT_THAT(nowhere.out, IsEmpty());
  const Ended full = khasan("run .. --replications 1 --quiet --record /dev/full");
  EXPECT_EQ(full.exit, 2);
  EXPECT_THAT(full.err, HasSubstr("/dev/full"));
}

// The program is killed as soon as its file has grown to some length.
TEST_F(Records, killed_while_it_records_it_leaves_what_it_had_written) {
  for (const uintmax_t length : {1'000, 20'000, 100'000, 300'000, 700'000}) {
    const std::string file = path("run/killed.rec");
    fs::remove(file);
    const pid_t child = fork();
    if (child == 0) {
      execl(KHASAN_PROGRAM, KHASAN_PROGRAM, "run", KHASAN_SOURCE_DIR "/battles/lake-khasan-1938",
            "--replications", "1", "--json", "--record", file.c_str(), static_cast<char*>(nullptr));
      _exit(127);
    }
    std::error_code none_yet;
    while (kill(child, 0) == 0) {
      const uintmax_t now = fs::file_size(file, none_yet);
      if (!none_yet && now >= length) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      if (waitpid(child, nullptr, WNOHANG) != 0) FAIL() << "it ended before " << length;
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const Ended verified = khasan("verify " + file);
    EXPECT_EQ(verified.exit, 1) << "it says that the end is missing: " << verified.err;
    EXPECT_THAT(verified.out,
                AllOf(HasSubstr("stops before the end"), HasSubstr("same to the bit")));
  }
}

}  // namespace
}  // namespace khasan
