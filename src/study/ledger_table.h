// The ledgers of many runs in one table: each row over each stage and day, with its mean and the
// range of the middle 80 % of the runs.
#pragma once

#include <vector>

#include "scenario/scenario.h"
#include "sim/ledger.h"
#include "study/replications.h"

namespace khasan::study {

struct LedgerCell {
  double mean = 0, p10 = 0, p90 = 0;
};

struct LedgerTable {
  std::vector<sim::Span> spans;
  std::vector<sim::LedgerRow> rows;
  std::vector<std::vector<LedgerCell>> cells;  // by row, then by span
  int n = 0;                                   // runs
};

// Rows keep their positions (sim::row_of).
LedgerTable ledger_table(const scenario::Scenario& scenario, const Replications& replications);

}  // namespace khasan::study
