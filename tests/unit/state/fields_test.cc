// Goal: no number of a state or of an effect is forgotten. That every field is named is checked by
// the compiler (fields.h); here each number is changed in turn, and every hash must notice.
#include "state/fields.h"

#include <gtest/gtest.h>

#include "state/effect_fields.h"
#include "support/small_battle.h"

namespace khasan::state {
namespace {

// Changes a number to another one.
template <class T>
void change(T& number) {
  if constexpr (std::is_same_v<T, bool>) {
    number = !number;
  } else if constexpr (std::is_same_v<T, Time>) {
    number.ms += 1;
  } else if constexpr (std::is_enum_v<T>) {
    number = static_cast<T>(static_cast<std::underlying_type_t<T>>(number) + 1);
  } else if constexpr (std::is_floating_point_v<T>) {
    number = 2 * number + 1;
  } else if constexpr (std::is_arithmetic_v<T>) {
    number = static_cast<T>(number + 1);
  } else {
    number.value += 1;
  }
}

// Changes each number of a value in turn, and takes the change back after looking.
template <class T, class Look>
void change_each(T& value, const Look& look) {
  if constexpr (IsList<T>::value) {
    for (auto& row : value) change_each(row, look);
  } else if constexpr (IsArray<T>::value) {
    for (auto& item : value) change_each(item, look);
  } else {
    for_each_number(value, [&](auto& number) {
      const auto before = number;
      change(number);
      look();
      number = before;
    });
  }
}

// A list without rows gets one.
template <class T>
void fill(T& value) {
  if constexpr (IsList<T>::value) {
    if (value.empty()) value.resize(1);
    for (auto& row : value) fill(row);
  } else if constexpr (IsArray<T>::value) {
    for (auto& item : value) fill(item);
  }
}

State small_state() {
  scenario::Scenario s = support::empty_battle();
  support::add_squad(s, support::add_unit(s, Side::kFirst, "jp/p1"), "sq", 10, support::kCentre);
  support::add_place(s, "hill", support::kCentre);
  support::finish(s);
  return start(s, Rng(1, 0), {});
}

TEST(Fields, every_number_of_a_state_counts_in_its_hash) {
  State state = small_state();
  std::apply([](auto&... field) { (fill(field), ...); }, Fields<State>::tie(state));
  const uint64_t before = hash(state);
  int changes = 0;
  const auto look = [&] {
    EXPECT_NE(hash(state), before) << "change " << changes;
    ++changes;
  };
  std::apply([&](auto&... field) { (change_each(field, look), ...); }, Fields<State>::tie(state));
  EXPECT_GT(changes, 500);
  EXPECT_EQ(hash(state), before);
}

TEST(Fields, every_number_of_an_effect_counts_in_the_digest) {
  Effects effects;
  std::apply([](auto&... buffer) { (fill(buffer), ...); }, Fields<Effects>::tie(effects));
  const uint64_t before = digest_of(effects, 1);
  int changes = 0;
  const auto look = [&] {
    EXPECT_NE(digest_of(effects, 1), before) << "change " << changes;
    ++changes;
  };
  std::apply([&](auto&... buffer) { (change_each(buffer, look), ...); },
             Fields<Effects>::tie(effects));
  EXPECT_GT(changes, 200);
  EXPECT_NE(digest_of(effects, 2), before);
}

}  // namespace
}  // namespace khasan::state
