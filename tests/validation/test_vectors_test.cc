// Goal: answers that others worked out come out of our code.
// Method: read the tables in tests/data/test_vectors (origins in its README) and compare each row.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/maths.h"
#include "base/rng.h"
#include "support/small_ground.h"
#include "terrain/line_of_sight.h"
#include "terrain/mobility.h"

namespace khasan {
namespace {

std::string path_of(const std::string& file) {
  return std::string(KHASAN_TEST_DATA) + "/test_vectors/" + file;
}

// The fields of one line; quotes protect commas.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      fields.emplace_back();
    else if (c != '\r')
      fields.back() += c;
  }
  return fields;
}

std::vector<std::vector<std::string>> rows_of(const std::string& file) {
  std::ifstream in(path_of(file));
  EXPECT_TRUE(in.good()) << file;
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);  // the heading
  while (std::getline(in, line)) rows.push_back(fields_of(line));
  return rows;
}

// "h1=1.7 k=7/6" as numbers by name.
std::map<std::string, double> parameters_of(const std::string& text) {
  std::map<std::string, double> values;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    const auto equals = word.find('='), slash = word.find('/');
    double value = std::stod(word.substr(equals + 1));
    if (slash != std::string::npos) value /= std::stod(word.substr(slash + 1));
    values[word.substr(0, equals)] = value;
  }
  return values;
}

template <std::size_t N>
std::array<uint64_t, N> hex_words(const std::string& text) {
  std::array<uint64_t, N> words{};
  std::istringstream in(text);
  for (auto& w : words) in >> std::hex >> w;
  return words;
}

TEST(TestVectors, philox_gives_the_known_answers) {
  int found = 0;
  for (const auto& row : rows_of("random123_kat.csv")) {
    if (row.at(0) != "philox4x64" || row.at(3) != "10") continue;
    EXPECT_EQ(philox4x64_10(hex_words<4>(row.at(4)), hex_words<2>(row.at(5))),
              hex_words<4>(row.at(6)));
    ++found;
  }
  EXPECT_EQ(found, 3);
}

TEST(TestVectors, walking_speeds_follow_tobler) {
  const auto rows = rows_of("tobler_speed.csv");
  EXPECT_EQ(rows.size(), 17u);
  for (const auto& row : rows) {
    const double expected_kmh = std::stod(row.at(2));
    EXPECT_NEAR(terrain::tobler_speed_mps(std::stod(row.at(0))) * 3.6 / expected_kmh, 1.0, 1e-12);
  }
}

TEST(TestVectors, horizons_follow_the_parabola) {
  int found = 0;
  for (const auto& row : rows_of("line_of_sight_analytic.csv")) {
    auto p = parameters_of(row.at(1));
    if (p.count("k") == 0) continue;
    const double curvature = 1.0 / (p["k"] * 6.371e6);
    EXPECT_NEAR(terrain::horizon_m(p["h1"], p["h2"], curvature) / std::stod(row.at(2)), 1.0, 1e-12);
    ++found;
  }
  EXPECT_EQ(found, 5);
}

// The shadow of a wall: on flat ground of 1 m cells, the wall one cell thick. Targets just short
// of the end of the shadow are hidden, just beyond it they are seen.
TEST(TestVectors, a_wall_throws_the_shadow_that_geometry_states) {
  int found = 0;
  for (const auto& row : rows_of("line_of_sight_analytic.csv")) {
    auto p = parameters_of(row.at(1));
    if (p.count("dw") == 0) continue;
    ++found;
    const int wall = static_cast<int>(p["dw"]);
    const auto layers =
        testing::layers_of(700, 1, 1.0, [&](int c, int) { return c == wall ? p["hw"] : 0.0; });
    const terrain::Ground ground(layers, testing::simple_cover());
    const auto sees = [&](int distance) {
      const auto& s = ground.shape();
      return terrain::visible(ground, terrain::Sight{s.centre_of(s.cell(0, 0)), p["ho"],
                                                     s.centre_of(s.cell(distance, 0)), p["ht"], 0});
    };
    const bool endless = row.at(2) == "inf";
    const int end = endless ? 698 : static_cast<int>(std::stod(row.at(2)));
    for (int d = wall + 1; d < end; ++d) ASSERT_FALSE(sees(d)) << row.at(1) << " at " << d;
    if (!endless) {
      EXPECT_TRUE(sees(end + 1)) << row.at(1);
    }
  }
  EXPECT_EQ(found, 4);
}

class Viewsheds : public ::testing::Test {
 protected:
  Viewsheds() { std::ifstream(path_of("viewshed_gdal_reference.json")) >> document_; }

  static terrain::Ground ground_of(const nlohmann::json& c) {
    const int columns = c["cols"], rows = c["rows"];
    return terrain::Ground(
        testing::layers_of(columns, rows, 1.0,
                           [&](int x, int y) { return c["dem"][y * columns + x].get<double>(); }),
        testing::simple_cover());
  }

  static terrain::Observer observer_of(const nlohmann::json& c, const terrain::Ground& g) {
    return {g.shape().cell(c["observer"][0], c["observer"][1]), 0.0, 0.0};
  }

  nlohmann::json document_;
};

TEST_F(Viewsheds, lowest_visible_heights_are_gdals) {
  int compared = 0;
  for (const auto& c : document_["cases"]) {
    const terrain::Ground ground = ground_of(c);
    const auto lowest = terrain::lowest_visible_m(ground, observer_of(c, ground));
    for (std::size_t i = 0; i < lowest.values.size(); ++i) {
      const double dem = c["dem"][i], value = lowest.values[i];
      const std::string where = c["name"].get<std::string>() + " cell " + std::to_string(i);
      if (c.contains("min_height")) {
        EXPECT_NEAR(value, c["min_height"][i].get<double>(), 1e-9) << where;
      }
      // "ground": what a target must stand above the ground; "dem_mode": clamped at height 0.
      if (c.contains("ground")) {
        EXPECT_NEAR(std::max(value - dem, 0.0), c["ground"][i].get<double>(), 1e-9) << where;
      }
      if (c.contains("dem_mode")) {
        EXPECT_NEAR(std::max(value, 0.0), c["dem_mode"][i].get<double>(), 1e-9) << where;
      }
      ++compared;
    }
  }
  EXPECT_GT(compared, 70);
}

TEST_F(Viewsheds, visible_cells_are_gdals) {
  int compared = 0;
  for (const auto& c : document_["cases"]) {
    if (!c.contains("visible")) continue;
    const terrain::Ground ground = ground_of(c);
    const auto seen = terrain::viewshed(ground, observer_of(c, ground), 0.0);
    for (std::size_t i = 0; i < seen.values.size(); ++i, ++compared) {
      EXPECT_EQ(static_cast<int>(seen.values[i]), c["visible"][i].get<int>());
    }
  }
  EXPECT_EQ(compared, 9);
}

TEST(TestVectors, normal_errors_hit_with_the_stated_chance) {
  int found = 0;
  for (const auto& row : rows_of("hit_probability.csv")) {
    auto p = parameters_of(row.at(1));
    const double expected = std::stod(row.at(2));
    if (p.count("R") != 0) {
      const double r = p["R"] / p["sigma"];
      EXPECT_NEAR(chance_of(r * r / 2), expected, 1e-12);
      ++found;
    }
    if (p.count("w") != 0) {
      const auto share = [](double size, double sd, double mean) {
        return normal_cdf((size / 2 - mean) / sd) - normal_cdf((-size / 2 - mean) / sd);
      };
      EXPECT_NEAR(share(p["w"], p["sx"], p["mx"]) * share(p["h"], p["sy"], p["my"]), expected,
                  1e-12);
      ++found;
    }
    if (row.at(0) == "probable error over sigma") {
      EXPECT_NEAR(normal_quantile(0.75), expected, 1e-12);
      ++found;
    }
  }
  EXPECT_EQ(found, 8);
}

}  // namespace
}  // namespace khasan
