#include "record/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "state/effect_fields.h"
#include "state/fields.h"

namespace khasan::record {

namespace {

using state::bits_of;
using state::Fields;
using state::for_each_number;
using state::HasFields;
using state::IsArray;
using state::IsList;

// The names of a list "at, roll, men", one after the other.
class Names {
 public:
  explicit Names(std::string_view list) : rest_(list) {}
  std::string next() {
    const std::size_t end = std::min(rest_.find(','), rest_.size());
    std::string_view name = rest_.substr(0, end);
    name.remove_prefix(std::min(name.find_first_not_of(" \n"), name.size()));
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return std::string(name);
  }

 private:
  std::string_view rest_;
};

template <class T>
constexpr NumberType type_of() {
  constexpr auto kBytes = static_cast<uint8_t>(sizeof(T));
  if constexpr (std::is_same_v<T, bool>) return {'b', 1};
  if constexpr (std::is_floating_point_v<T>) return {'f', kBytes};
  if constexpr (std::is_same_v<T, Time>) return {'i', 8};
  if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) return {'i', kBytes};
  return {'u', kBytes};
}

// The bits as they lie in as many bytes as the type has.
constexpr uint64_t cut(uint64_t bits, uint8_t bytes) {
  return bytes == 8 ? bits : bits & ((uint64_t{1} << (8 * bytes)) - 1);
}

template <class T>
T number_of(uint64_t bits) {
  if constexpr (std::is_same_v<T, double>) {
    return std::bit_cast<double>(bits);
  } else if constexpr (std::is_same_v<T, float>) {
    return std::bit_cast<float>(static_cast<uint32_t>(bits));
  } else if constexpr (std::is_same_v<T, Time>) {
    return {static_cast<int64_t>(bits)};
  } else if constexpr (std::is_same_v<T, bool>) {
    return bits != 0;
  } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
    return static_cast<T>(bits);
  } else {
    return T{static_cast<uint32_t>(bits)};
  }
}

// Adds the empty columns of a row of type T.
template <class T>
void add_columns(const std::string& name, std::vector<Column>& columns) {
  if constexpr (HasFields<T>) {
    Names names(Fields<T>::kNames);
    T sample{};
    std::apply(
        [&](auto&... field) {
          (add_columns<std::remove_cvref_t<decltype(field)>>(name + "." + names.next(), columns),
           ...);
        },
        Fields<T>::tie(sample));
  } else if constexpr (IsArray<T>::value) {
    for (std::size_t i = 0; i < std::tuple_size_v<T>; ++i) {
      add_columns<typename T::value_type>(name + "." + std::to_string(i), columns);
    }
  } else {
    columns.push_back({name, type_of<T>(), {}});
  }
}

// Writes the numbers of one row into the columns from `first` on.
template <class T>
void add_row(const T& row, Column* column) {
  for_each_number(row, [&](const auto& number) {
    column->values.push_back(cut(bits_of(number), column->type.bytes));
    ++column;
  });
}

// Writes a field of a state: one number or record, a list of them, or a list of lists.
class Writer {
 public:
  explicit Writer(std::vector<Column>& columns) : columns_(columns) {}

  template <class T>
  void field(const std::string& name, const T& value) {
    if constexpr (IsArray<T>::value) {
      for (std::size_t i = 0; i < value.size(); ++i)
        field(name + "." + std::to_string(i), value[i]);
    } else if constexpr (!IsList<T>::value) {
      add_row(value, begin<T>(name));
    } else if constexpr (IsList<typename T::value_type>::value) {
      Column lengths{name + "#", {'u', 4}, {}};
      for (const auto& list : value) lengths.values.push_back(list.size());
      columns_.push_back(std::move(lengths));
      Column* column = begin<typename T::value_type::value_type>(name);
      for (const auto& list : value) {
        for (const auto& row : list) add_row(row, column);
      }
    } else {
      Column* column = begin<typename T::value_type>(name);
      for (const auto& row : value) add_row(row, column);
    }
  }

 private:
  template <class T>
  Column* begin(const std::string& name) {
    const std::size_t first = columns_.size();
    add_columns<T>(name, columns_);
    return columns_.data() + first;
  }

  std::vector<Column>& columns_;
};

// Takes the fields back in the same order; ok() is false once something does not fit.
class Reader {
 public:
  explicit Reader(const std::vector<Column>& columns) : columns_(columns) {}
  bool ok() const { return ok_; }
  bool is_used_up() const { return ok_ && next_ == columns_.size(); }

  template <class T>
  void field(const std::string& name, T& value) {
    if constexpr (IsArray<T>::value) {
      for (std::size_t i = 0; i < value.size(); ++i)
        field(name + "." + std::to_string(i), value[i]);
    } else if constexpr (!IsList<T>::value) {
      const Column* first = take<T>(name);
      if (rows_ != 1) return fail();
      set_row(value, first, 0);
    } else if constexpr (IsList<typename T::value_type>::value) {
      take_lengths(name, value);
      const Column* first = take<typename T::value_type::value_type>(name);
      std::size_t at = 0;
      for (auto& list : value) {
        for (auto& row : list) {
          if (at >= rows_) return fail();
          set_row(row, first, at++);
        }
      }
      if (at != rows_) fail();
    } else {
      const Column* first = take<typename T::value_type>(name);
      if (!ok_) return;
      value.resize(rows_);
      for (std::size_t i = 0; i < rows_; ++i) set_row(value[i], first, i);
    }
  }

 private:
  void fail() { ok_ = false; }

  // The columns of a row of type T; rows_ says how long all of them are.
  template <class T>
  const Column* take(const std::string& name) {
    std::vector<Column> wanted;
    add_columns<T>(name, wanted);
    if (!ok_ || columns_.size() - next_ < wanted.size()) return stop();
    const Column* first = columns_.data() + next_;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const bool fits = first[i].name == wanted[i].name && first[i].type == wanted[i].type &&
                        first[i].values.size() == first->values.size();
      if (!fits) return stop();
    }
    next_ += wanted.size();
    rows_ = first->values.size();
    return first;
  }
  const Column* stop() {
    ok_ = false;
    rows_ = 0;
    return nullptr;
  }
  template <class T>
  void take_lengths(const std::string& name, T& value) {
    const Column* lengths = take<uint32_t>(name + "#");
    if (!ok_) return;
    uint64_t sum = 0;
    for (const uint64_t length : lengths->values) sum += length;
    if (next_ >= columns_.size() || columns_[next_].values.size() != sum) return fail();
    value.resize(rows_);
    for (std::size_t i = 0; i < rows_; ++i) value[i].resize(lengths->values[i]);
  }
  template <class T>
  void set_row(T& row, const Column* column, std::size_t at) {
    if (!ok_) return;
    for_each_number(row, [&](auto& number) {
      number = number_of<std::remove_cvref_t<decltype(number)>>(column->values[at]);
      ++column;
    });
  }

  const std::vector<Column>& columns_;
  std::size_t next_ = 0, rows_ = 0;
  bool ok_ = true;
};

template <class Access, class T>
void each_field(Access& access, T& whole) {
  Names names(Fields<std::remove_const_t<T>>::kNames);
  std::apply([&](auto&... field) { (access.field(names.next(), field), ...); },
             Fields<std::remove_const_t<T>>::tie(whole));
}

}  // namespace

std::vector<Column> columns_of(const state::State& state) {
  std::vector<Column> columns;
  Writer writer(columns);
  each_field(writer, state);
  return columns;
}

std::optional<state::State> state_of(const std::vector<Column>& columns) {
  state::State state;
  Reader reader(columns);
  each_field(reader, state);
  if (!reader.is_used_up()) return std::nullopt;
  return state;
}

std::vector<Column> columns_of(const state::Effects& effects) {
  std::vector<Column> columns;
  Writer writer(columns);
  each_field(writer, effects);
  return columns;
}

RowKind row_kind(std::string_view column) {
  const std::string_view field = column.substr(0, column.find_first_of(".#"));
  const auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), field) != names.end();
  };
  if (is_one_of({"morale", "shock", "shocked_at", "breaks", "task", "headquarters_free", "contacts",
                 "reported"})) {
    return RowKind::kUnit;
  }
  if (field == "orders") return RowKind::kOrder;
  if (is_one_of({"owner", "contested"})) return RowKind::kPlace;
  if (is_one_of({"now", "sequence", "digest", "params", "wake_block", "releases", "footing",
                 "restrained", "queue", "fougasse_used", "convoys", "road_rain_h", "flares",
                 "smoke", "wire_open_s"})) {
    return RowKind::kOther;
  }
  return RowKind::kElement;
}

std::string number_text(NumberType type, uint64_t bits) {
  if (type == NumberType{'f', 8}) return fmt::format("{}", std::bit_cast<double>(bits));
  if (type.kind == 'f') {
    return fmt::format("{}", std::bit_cast<float>(static_cast<uint32_t>(bits)));
  }
  if (type.kind == 'b') return bits != 0 ? "yes" : "no";
  if (type.kind == 'i') {
    const int shift = 64 - 8 * type.bytes;
    return std::to_string(static_cast<int64_t>(bits << shift) >> shift);
  }
  return type.bytes == 4 && bits == 0xffffffffu ? "none" : std::to_string(bits);
}

}  // namespace khasan::record
