#include "study/ledger_table.h"

#include <algorithm>

#include "study/estimate.h"

namespace khasan::study {

namespace {

LedgerCell cell_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  double sum = 0;
  for (const double x : values) sum += x;
  return {sum / static_cast<double>(values.size()), quantile_of(values, 0.1),
          quantile_of(values, 0.9)};
}

}  // namespace

LedgerTable ledger_table(const scenario::Scenario& scenario, const Replications& replications) {
  LedgerTable table{
      sim::ledger_spans(scenario), sim::ledger_rows(scenario), {}, replications.count()};
  const std::vector<Time> bounds = sim::ledger_bounds(scenario);
  table.cells.resize(table.rows.size());
  for (std::size_t r = 0; r < table.rows.size() && table.n > 0; ++r) {
    for (const sim::Span& span : table.spans) {
      std::vector<double> values;
      for (const Replication& run : replications.runs) {
        values.push_back(sim::over_span(table.rows[r], run.ledger[r], bounds, span));
      }
      table.cells[r].push_back(cell_of(std::move(values)));
    }
  }
  return table;
}

}  // namespace khasan::study
