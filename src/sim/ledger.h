// The ledger of a run: what each side lost, fired, flew and held, counted while the run goes. Its
// rows are sums (men lost to shells) or stocks (tanks that run); its columns are spans of time cut
// wherever a day or a stage begins, so that days and stages both add up from them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "sim/archive.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::sim {

// Rows that are sums, for each side.
enum class Sum : uint8_t {
#define KHASAN_SUM(id, group, name, unit) k_##id,
#include "sim/ledger.def"
#undef KHASAN_SUM
  kCount
};
inline constexpr std::size_t kSums = static_cast<std::size_t>(Sum::kCount);
// Rows that are stocks of tanks: the phases of vehicles without kNone.
inline constexpr std::size_t kTankStocks = static_cast<std::size_t>(state::HullPhase::kInWorkshop);

struct LedgerRow {
  std::string id, group, name, unit;  // "lost_shells_jp", "losses", "shells", "men"
  Side side = Side::kFirst;
  bool is_stock = false;  // the value at the end of a span, not the sum over it
};
// The rows of a battle: sums of both sides, then tanks by what has become of them, then the shares
// held of each crest and each measured place. Rows that the battle cannot fill are there too.
std::vector<LedgerRow> ledger_rows(const scenario::Scenario& scenario);
// The places whose shares the ledger has, in its order.
std::vector<PlaceId> ledger_places(const scenario::Scenario& scenario);
// The row of a sum.
constexpr std::size_t row_of(Sum sum, Side side) {
  return 2 * static_cast<std::size_t>(sum) + index_of(side);
}
// The row of tanks in that phase.
constexpr std::size_t row_of(state::HullPhase phase, Side side) {
  return 2 * (kSums + static_cast<std::size_t>(phase) - 1) + index_of(side);
}
// The row of a place, by its position in ledger_places().
constexpr std::size_t row_of_place(std::size_t position, Side side) {
  return 2 * (kSums + kTankStocks + position) + index_of(side);
}

// A stage or a day (of the first side's clock) of the battle.
struct Span {
  std::string name;  // "Night assault", "30 Jul"
  bool is_stage = false;
  Time from{}, to{};
};
// All stages, then all days.
std::vector<Span> ledger_spans(const scenario::Scenario& scenario);

using LedgerValues = std::vector<std::vector<double>>;  // by row, then by column
// One row over one span. `bounds` as ledger_bounds() has them.
double over_span(const LedgerRow& row, const std::vector<double>& values,
                 const std::vector<Time>& bounds, const Span& span);
// Where the columns begin, and where the last one ends.
std::vector<Time> ledger_bounds(const scenario::Scenario& scenario);

class Ledger {
 public:
  // Keeps a reference to the scenario.
  explicit Ledger(const scenario::Scenario& scenario);
  // Takes the events of one step, and the state that they led to.
  void count(const state::State& state, const state::EventLog& events);
  // Takes the stocks of all columns that are still open.
  void close(const state::State& last);
  const LedgerValues& values() const { return values_; }
  // Saves what was counted, or takes it back.
  void keep(Archive& archive);

 private:
  void add(Sum sum, Side side, double amount);
  void count(const state::Event& event);
  void count_losses(const state::Event& event);
  void count_shots(const state::Event& event);
  void count_tank(const state::Event& event);
  void take_stocks(const state::State& state);

  const scenario::Scenario& scenario_;
  std::vector<PlaceId> places_;
  std::vector<Time> bounds_;
  uint64_t column_ = 0;
  std::vector<bool> tank_lost_;  // by element: put out of action by the enemy before
  LedgerValues values_;
};

}  // namespace khasan::sim
