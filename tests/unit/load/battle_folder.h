// A small sound battle written into a temporary folder, for tests that spoil one thing in it and
// look at the message. Level ground, two platoons, one order; the catalogue is the project's own.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "load/battle.h"
#include "scenario/compile.h"

namespace khasan::support {

inline const char* const kBattleYaml = R"(format: khasan-battle-1
id: small
title: A small battle
epoch: 1938-07-29T05:00:00Z
start: 1938-07-29T14:00:00+09:00
end: 1938-07-29T16:00:00+09:00
sides:
  - {id: jp, name: Japan, adjective: Japanese, colour: "#c0392b", clock: "+09:00", japanese: true}
  - {id: su, name: Soviet Union, adjective: Soviet, colour: "#2c5fa8", clock: "+10:00", japanese: false}
terrain:
  projection: EPSG:32652
  flat: {window: [630000, 4700000, 634000, 4704000], cell_m: 25, elevation_m: 50, cover: open}
forces: [forces.yaml, su.yaml]
plans: [plan.yaml]
sources: SOURCES.json
places:
  - {id: start, name: Start, kind: position, at: [631000, 4702000]}
  - {id: hill, name: Hill, kind: hill, polygon: [[632900, 4701900], [633100, 4701900], [633100, 4702100], [632900, 4702100]]}
weather:
  - {from: 1938-07-29T14:00:00+09:00, text: clear, visibility_m: 15000, cloud: 0, rain: 0, wetness: 0}
)";

inline const char* const kForcesYaml = R"(side: jp
units:
  - path: jp/pl1
    name: 1st Platoon
    organisation: platoon
    strength: {best: 20, low: 18, high: 22, sources: [book]}
    at: start
    facing_deg: 90
    frontage_m: 80
)";

inline const char* const kSovietYaml = R"(side: su
units:
  - path: su/pl1
    name: 1st Soviet Platoon
    organisation: platoon
    at: hill
    facing_deg: 270
    frontage_m: 80
    posture_work_h: 2
)";

inline const char* const kPlanYaml = R"(side: jp
orders:
  - id: attack
    unit: jp/pl1
    task: attack
    objective: hill
    not_before: 1938-07-29T14:10:00+09:00
)";

inline const char* const kOrganisationsYaml = R"(organisations:
  - id: platoon
    name: platoon
    echelon: platoon
    branch: infantry
    elements:
      - {id: hq, name: headquarters, kind: headquarters, men: 3, weapons: [{weapon: rifle, count: 3}]}
      - {id: "sq{n}", name: "squad {n}", count: 3, kind: rifle_squad, men: 10, weapons: [{weapon: rifle, count: 8}, {weapon: lmg, count: 1, rounds_each: 600}]}
    sources: [book]
)";

inline const char* const kWeaponsYaml = R"(weapons:
  - {id: rifle, name: Rifle, kind: rifle, range_m_max: 1000, rounds_per_min: 5, first_line_rounds: 120, sources: [book]}
  - {id: lmg, name: Light machine gun, kind: light_machine_gun, crew: 2, range_m_max: 1000, rounds_per_min: 80, sources: [book]}
)";

class BattleFolder : public ::testing::Test {
 protected:
  BattleFolder() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string(info->test_suite_name()) + "_" + info->name();
    std::replace(name.begin(), name.end(), '/', '_');  // in the names of a table's cases
    folder_ = ::testing::TempDir() + "khasan_" + name;
    std::filesystem::remove_all(folder_);
    write("battle.yaml", kBattleYaml);
    write("forces.yaml", kForcesYaml);
    write("su.yaml", kSovietYaml);
    write("plan.yaml", kPlanYaml);
    write("organisations/platoon.yaml", kOrganisationsYaml);
    write("weapons/small.yaml", kWeaponsYaml);
    write("SOURCES.json", R"([{"id": "book", "type": "book", "title": "A book"}])");
  }
  ~BattleFolder() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return folder_ + "/" + name; }

  void write(const std::string& name, const std::string& content) {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << content;
    content_[name] = content;
  }

  // Replaces the first `from` in a file; it must be there.
  void replace(const std::string& name, const std::string& from, const std::string& to) {
    std::string text = content_[name];
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write(name, text.replace(at, from.size(), to));
  }

  Result<scenario::Scenario> load() const {
    const auto spec = load::read_battle(folder_, std::string(KHASAN_SOURCE_DIR) + "/catalog");
    if (!spec) return spec.errors();
    return scenario::compile(spec.value());
  }

  // All messages of a load, without the folder's name.
  std::vector<std::string> messages() const {
    std::vector<std::string> texts;
    const auto loaded = load();  // by name: a temporary would die before the loop
    for (const Error& error : loaded.errors()) {
      std::string text = to_text(error);
      for (std::size_t at; (at = text.find(folder_ + "/")) != std::string::npos;) {
        text.erase(at, folder_.size() + 1);
      }
      texts.push_back(text);
    }
    return texts;
  }

 private:
  std::string folder_;
  std::map<std::string, std::string> content_;
};

// A little-endian TIFF of one strip of 32-bit floats with the GeoTIFF tags; epsg 0: no projection.
struct TinyTiff {
  int columns = 8, rows = 8;
  double west_m = 630000, north_m = 4700200, cell_m = 25;
  int epsg = 32652;
  std::vector<float> values;

  std::string bytes() const {
    std::string out("II*\0\0\0\0\0", 8), extra;
    const auto u16 = [](std::string& s, unsigned v) {
      s += static_cast<char>(v & 255);
      s += static_cast<char>(v >> 8 & 255);
    };
    const auto u32 = [&](std::string& s, unsigned v) {
      u16(s, v & 65535);
      u16(s, v >> 16);
    };
    const auto f64 = [](std::string& s, double v) {
      char raw[8];
      std::memcpy(raw, &v, 8);
      s.append(raw, 8);
    };
    const auto n = static_cast<unsigned>(columns * rows);
    const unsigned data_at = 8, tags = epsg == 0 ? 13 : 14;
    for (unsigned i = 0; i < n; ++i) {
      const float v = i < values.size() ? values[i] : 1.0f;
      char raw[4];
      std::memcpy(raw, &v, 4);
      out.append(raw, 4);
    }
    const unsigned scale_at = data_at + 4 * n, tie_at = scale_at + 24, keys_at = tie_at + 48;
    for (double v : {cell_m, cell_m, 0.0, 0.0, 0.0, 0.0, west_m, north_m, 0.0}) f64(out, v);
    for (unsigned v :
         {1u, 1u, 0u, 2u, 1024u, 0u, 1u, 1u, 3072u, 0u, 1u, static_cast<unsigned>(epsg)}) {
      u16(out, v);
    }
    const std::string nodata("-9999\0\0\0", 8);
    const unsigned nodata_at = keys_at + 24, directory_at = nodata_at + 8;
    out += nodata;
    u16(out, tags);
    const auto tag = [&](unsigned id, unsigned type, unsigned count, unsigned value) {
      u16(out, id);
      u16(out, type);
      u32(out, count);
      u32(out, value);
    };
    tag(256, 3, 1, static_cast<unsigned>(columns));
    tag(257, 3, 1, static_cast<unsigned>(rows));
    tag(258, 3, 1, 32);
    tag(259, 3, 1, 1);
    tag(262, 3, 1, 1);
    tag(273, 4, 1, data_at);
    tag(277, 3, 1, 1);
    tag(278, 3, 1, static_cast<unsigned>(rows));
    tag(279, 4, 1, 4 * n);
    tag(339, 3, 1, 3);
    tag(33550, 12, 3, scale_at);
    tag(33922, 12, 6, tie_at);
    if (epsg != 0) tag(34735, 3, 12, keys_at);
    tag(42113, 2, 6, nodata_at);
    u32(out, 0);
    for (int i = 0; i < 4; ++i) {
      out[static_cast<std::size_t>(4 + i)] = static_cast<char>(directory_at >> (8 * i) & 255);
    }
    return out;
  }
};

}  // namespace khasan::support
