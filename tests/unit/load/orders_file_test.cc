// Goal: a file of orders says what a player says, and every slip in it is told with its line.
// Method: the flagship battle, and files written here.
#include "load/orders_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "load/battle.h"

namespace khasan::load {
namespace {

const scenario::Scenario& battle() {
  static const scenario::Scenario kBattle =
      load_battle(std::string(KHASAN_SOURCE_DIR) + "/battles/lake-khasan-1938").take();
  return kBattle;
}

Result<std::vector<ReadOrder>> read(const std::string& text) {
  const auto path =
      std::filesystem::temp_directory_path() / ("orders_" + std::to_string(getpid()) + ".yaml");
  std::ofstream(path) << text;
  auto orders = read_orders(path.string(), battle(), Side::kFirst, UnitId{});
  std::filesystem::remove(path);
  return orders;
}

std::string first_error(const std::string& text) {
  const auto orders = read(text);
  return orders ? "no error" : to_text(orders.errors().front());
}

TEST(OrdersFile, says_what_the_player_says) {
  const auto orders = read(
      "orders:\n"
      "  - {at: 1938-07-29T15:00:00+09:00, unit: jp/19div/76bgu/kanda, task: withdraw,\n"
      "     objective: [631000, 4701000], via: [height_sw], fire: return, stance: silent,\n"
      "     not_before: 1938-07-29T16:00:00+09:00, recall: 1938-07-29T15:01:00+09:00}\n"
      "  - {at: 1938-07-29T14:30:00+09:00, unit: jp/19div/76bgu/sakuma, task: defend,\n"
      "     headquarters: jp/19div/76bgu}\n");
  ASSERT_TRUE(orders) << to_text(orders.errors().front());
  ASSERT_EQ(orders.value().size(), 2u);
  const ReadOrder& first = orders.value()[0];  // by time
  EXPECT_EQ(first.order.task, scenario::Task::kDefend);
  EXPECT_EQ(battle().unit(first.order.seat).path, "jp/19div/76bgu");
  EXPECT_FALSE(first.order.objective);
  const ReadOrder& second = orders.value()[1];
  EXPECT_EQ(battle().unit(second.order.seat).path, "jp/19div");
  EXPECT_EQ(second.order.objective->point, (terrain::Point{631000, 4701000}));
  EXPECT_EQ(battle().place(second.order.via[0].place).id, "height_sw");
  EXPECT_EQ(second.order.stance, scenario::Stance::kSilent);
  EXPECT_EQ(second.order.fire, scenario::FirePolicy::kReturn);
  EXPECT_EQ((second.order.not_before - second.at), hours(1));
  EXPECT_EQ(*second.recall - second.at, minutes(1));
}

TEST(OrdersFile, every_slip_is_told_with_its_line) {
  const std::string at = "orders:\n  - at: 1938-07-29T15:00:00+09:00\n";
  const auto has = [](const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  };
  has(first_error(at + "    unit: jp/19div/76bgu/kandu\n    task: dig\n"), ":3:");
  has(first_error(at + "    unit: jp/19div/76bgu/kandu\n    task: dig\n"), "jp/19div/76bgu/kanda");
  has(first_error(at + "    unit: jp/19div/76bgu/kanda\n    task: hide\n"), ":4:");
  has(first_error(at + "    unit: jp/19div/76bgu/kanda\n    task: attack\n"), "an objective");
  has(first_error(at + "    unit: su/59border/makhalin\n    task: dig\n"), "a unit of Japan");
  has(first_error(at + "    unit: jp/19div/76bgu/kanda\n    task: air_strike\n    objective: "
                       "height_sw\n"),
      "a unit of aircraft");
  has(first_error(at + "    unit: jp/19div/76bgu/kanda\n    task: move\n    objective: [1, 2]\n"),
      "on the map");
  has(first_error(at + "    unit: jp/19div/76bgu/kanda\n    task: dig\n    headquarters: "
                       "jp/19div/75ir\n"),
      "above it");
  has(first_error("orders:\n  - {at: 1939-01-01T00:00:00Z, unit: jp/19div, task: dig}\n"),
      "a moment of the battle");
  has(first_error(at + "    unit: jp/19div/76bgu/kanda\n    task: dig\n    wen: now\n"), "wen");
}

}  // namespace
}  // namespace khasan::load
