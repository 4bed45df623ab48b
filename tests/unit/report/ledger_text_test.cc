// The ledger as text and JSON.
#include "report/ledger_text.h"

#include <gtest/gtest.h>

#include "support/small_battle.h"

namespace khasan::report {
namespace {

TEST(LedgerText, names_the_main_causes_with_the_largest_first) {
  const std::vector<Cause> lost{
      {5, "grenades"}, {30, "shells"}, {60, "small arms"}, {5, "pursuit"}};
  EXPECT_EQ(main_causes(lost, 3), (std::vector<std::string>{"small arms (60 %)", "shells (30 %)"}));
  EXPECT_EQ(main_causes(lost, 1), std::vector<std::string>{"small arms (60 %)"});
  EXPECT_TRUE(main_causes({{0, "shells"}}, 3).empty());
}

TEST(LedgerText, has_the_mean_over_the_runs_in_every_phase) {
  scenario::Scenario battle = support::empty_battle();
  battle.stages = {{"Dawn", battle.start, battle.end}};
  const std::size_t killed = row_of(sim::Sum::k_killed, Side::kFirst);
  study::Replications runs;
  for (const int men : {10, 30}) {
    study::Replication run;
    run.ledger = sim::Ledger(battle).values();
    run.ledger[killed][0] = men;
    run.ledger[row_of(sim::Sum::k_lost_shells, Side::kFirst)][0] = men;
    runs.runs.push_back(run);
  }
  const study::LedgerTable table = study::ledger_table(battle, runs);
  EXPECT_EQ(table.cells[killed][0].mean, 20);
  EXPECT_EQ(table.cells[killed][0].p10, 12);
  EXPECT_EQ(table.cells[killed][0].p90, 28);
  const std::string text = ledger_text(battle, table);
  EXPECT_NE(text.find("mean of 2 runs"), std::string::npos) << text;
  EXPECT_NE(text.find("shells (100 %)"), std::string::npos) << text;
  const auto json = ledger_json(battle, table, &runs.runs[1]);
  ASSERT_EQ(json["rows"].size(), 2u);  // what is nought everywhere is left out
  EXPECT_EQ(json["rows"][0]["this_run"][0], 30);
}

}  // namespace
}  // namespace khasan::report
