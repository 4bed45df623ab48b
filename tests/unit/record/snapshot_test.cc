// Goal: a saved run comes back from its bytes to the bit, and bytes that are not a saved run of
// this version are refused, whatever they are.
#include "record/snapshot.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "record/bytes.h"
#include "support/random_battle.h"

namespace khasan::record {
namespace {

// Runs of a random battle, saved now and then.
std::vector<sim::SavedPlay> some_saved() {
  std::vector<sim::SavedPlay> saved;
  for (const uint64_t number : {1u, 2u, 5u}) {
    const scenario::Scenario battle = support::random_battle(number);
    sim::Play play(battle, {});
    saved.push_back(play.save());
    for (int i = 0; i < 100; ++i) {
      play.step();
      if (i % 25 == 24) saved.push_back(play.save());
    }
  }
  return saved;
}

TEST(Snapshot, comes_back_to_the_bit) {
  for (const sim::SavedPlay& saved : some_saved()) {
    Result<Snapshot> snapshot = decode_snapshot(encode(saved));
    ASSERT_TRUE(snapshot) << to_text(snapshot.errors()[0]);
    const Result<sim::SavedPlay> back = saved_play(snapshot.take());
    ASSERT_TRUE(back) << to_text(back.errors()[0]);
    EXPECT_EQ(back.value(), saved);
  }
}

// The promise of saving and loading, at every step of a short battle: the bytes go on as the run
// did.
TEST(Snapshot, saved_and_loaded_after_every_step_the_run_is_the_same) {
  const scenario::Scenario battle = support::random_battle(4);
  sim::Play straight(battle, {});
  sim::SavedPlay saved = straight.save();
  for (int i = 0; i < 150 && !straight.is_over(); ++i) {
    straight.step();
    Result<sim::SavedPlay> loaded = saved_play(decode_snapshot(encode(saved)).take());
    ASSERT_TRUE(loaded);
    sim::Play again(battle, {}, loaded.take());
    again.step();
    ASSERT_EQ(again.events(), straight.events()) << "step " << i;
    saved = again.save();
    ASSERT_EQ(saved, straight.save()) << "step " << i;
  }
}

TEST(Snapshot, names_its_columns_by_the_fields_of_the_state) {
  const std::vector<Column> columns = columns_of(some_saved().back().state);
  const auto has = [&](std::string_view name) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const Column& column) { return column.name == name; });
  };
  for (const char* name : {"now", "roll.men", "at.x_m", "rounds.3", "contacts.23.seen", "owner#",
                           "owner", "tracks.1.level", "queue.task.goal.y_m", "params.value.0"}) {
    EXPECT_TRUE(has(name)) << name;
  }
}

TEST(Snapshot, rows_of_columns_are_as_many_as_what_they_are_about) {
  const scenario::Scenario battle = support::random_battle(1);
  sim::Play play(battle, {});
  for (const Column& column : columns_of(play.save().state)) {
    if (column.name.back() == '#') continue;
    const std::size_t rows = column.values.size();
    if (row_kind(column.name) == RowKind::kElement) {
      EXPECT_EQ(rows, battle.elements.size()) << column.name;
    }
    if (row_kind(column.name) == RowKind::kUnit && rows > 0) {
      EXPECT_EQ(rows, battle.units.size()) << column.name;
    }
    if (row_kind(column.name) == RowKind::kOrder) {
      EXPECT_EQ(rows, battle.orders.size()) << column.name;
    }
  }
}

TEST(Snapshot, cut_or_longer_it_is_refused) {
  const std::string bytes = encode(some_saved()[1]);
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 997) {
    EXPECT_FALSE(decode_snapshot(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(decode_snapshot(bytes + "x"));
}

TEST(Snapshot, with_more_columns_than_any_state_has_it_is_refused) {
  for (const uint64_t columns : {1u << 10, 1u << 20}) {
    ByteWriter bytes;
    bytes.raw(std::string(11, '\0'));  // hash, steps, steps of elements, no counts
    bytes.varint(columns);
    for (uint64_t i = 0; i < columns; ++i) bytes.raw(std::string("\0u\1\0", 4));
    EXPECT_EQ(decode_snapshot(bytes.bytes()).ok(), columns == 1u << 10);
  }
}

TEST(Snapshot, of_another_version_it_is_read_but_not_played) {
  const sim::SavedPlay saved = some_saved()[1];
  const Snapshot sound = decode_snapshot(encode(saved)).take();
  Snapshot renamed = sound;
  renamed.columns[7].name = "at.z_m";
  EXPECT_FALSE(saved_play(renamed));
  Snapshot shorter = sound;
  shorter.columns.pop_back();
  EXPECT_FALSE(saved_play(shorter));
  Snapshot changed = sound;
  changed.columns[7].values[0] ^= 1;
  const auto refused = saved_play(changed);
  ASSERT_FALSE(refused);
  EXPECT_NE(to_text(refused.errors()[0]).find("another hash"), std::string::npos);
}

}  // namespace
}  // namespace khasan::record
