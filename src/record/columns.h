// A state as columns of numbers, each with the name of a field: "roll.men" of every element. What
// is saved, loaded and compared, and what a reader in another language sees. The lists of
// state/fields.h name the columns, so none is forgotten.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "state/effects.h"
#include "state/state.h"

namespace khasan::record {

// How a number is stored: kind and bytes.
struct NumberType {
  char kind = 'u';    // 'b' bool, 'u' unsigned (also ids and enumerators), 'i' signed, 'f' float
  uint8_t bytes = 8;  // 1, 2, 4 or 8
  bool operator==(const NumberType&) const = default;
};

struct Column {
  std::string name;  // "roll.men", "rounds.2", "queue.task.goal.x_m", "owner#"
  NumberType type;
  std::vector<uint64_t> values;  // bits of the number, by row
  bool operator==(const Column&) const = default;
};

// All numbers of a state. Lists of lists come as two columns: "owner#", how long each is, and
// "owner", all of them one after the other.
std::vector<Column> columns_of(const state::State& state);
// The state that has these columns; none where they are not those of a state of this version: a
// name, type or number of rows is another, or lengths do not add up.
std::optional<state::State> state_of(const std::vector<Column>& columns);

// All effects of one kind as columns: "hits.men".
std::vector<Column> columns_of(const state::Effects& effects);

// What the rows of a column are about, by the name of its field.
enum class RowKind : uint8_t { kElement, kUnit, kOrder, kPlace, kOther };
RowKind row_kind(std::string_view column);

// The number in words: "-3", "0.25", "none" for the absent id, the time in ms.
std::string number_text(NumberType type, uint64_t bits);

}  // namespace khasan::record
