// docs/record_format.md is true: its example reads as it says, and tools/read_record.py, which was
// written from the page alone, reads what Khasan writes. The oracle shares no code with it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "record/block_file.h"
#include "record/block_layout.h"
#include "record/snapshot.h"
#include "record/tick_codec.h"
#include "support/random_battle.h"
#include "support/varied_batch.h"

namespace khasan::record {
namespace {

using Json = nlohmann::json;
using khasan::testing::varied_batch;
using ::testing::ElementsAre;

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

class RecordFormat : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }
  // What the independent reader prints of the file, line by line.
  std::vector<Json> printed() const {
    const std::string command = KHASAN_SOURCE_DIR "/tools/read_record.py " + path_;
    std::FILE* pipe = popen(command.c_str(), "r");
    std::string text;
    char buffer[4096];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe)) {
      text.append(buffer, count);
    }
    EXPECT_EQ(pclose(pipe), 0) << "python3-zstandard is needed: tools/install test";
    std::vector<Json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
    return lines;
  }
  const std::string path_ =
      (std::filesystem::temp_directory_path() / ("khasan_format_" + std::to_string(getpid())))
          .string();
};

template <class Id>
Json json_of(Id id) {
  return id.exists() ? Json(id.value) : Json(nullptr);
}

Json json_of(const state::Event& e) {
  return {{"event",
           {{"at", e.at.ms},
            {"kind", static_cast<int>(e.kind)},
            {"side", static_cast<int>(e.side)},
            {"cause", static_cast<int>(e.cause)},
            {"subject", json_of(e.subject)},
            {"object", json_of(e.object)},
            {"unit", json_of(e.unit)},
            {"place", json_of(e.place)},
            {"weapon", json_of(e.weapon)},
            {"order", json_of(e.order)},
            {"a", e.a},
            {"b", e.b},
            {"c", e.c},
            {"d", e.d},
            {"x", e.where.x_m},
            {"y", e.where.y_m}}}};
}

// The lines that the independent reader should print of a batch.
void append(std::vector<Json>& lines, const TickBatch& batch) {
  std::size_t event = 0;
  for (const Tick& tick : batch.ticks) {
    char digest[17];
    std::snprintf(digest, sizeof digest, "%016llx", static_cast<unsigned long long>(tick.digest));
    lines.push_back({{"tick", {{"now", tick.now.ms}, {"digest", digest}}}});
    for (std::size_t i = 0; i < tick.events; ++i) lines.push_back(json_of(batch.events[event++]));
  }
}

sim::SavedPlay saved_play_of_a_battle() {
  const scenario::Scenario battle = support::random_battle(2);
  sim::Play play(battle, {});
  for (int i = 0; i < 50; ++i) play.step();
  return play.save();
}

// The number as Python reads it.
Json number(NumberType type, uint64_t bits) {
  if (type.kind == 'b') return bits != 0;
  if (type == NumberType{'f', 8}) return std::bit_cast<double>(bits);
  if (type.kind == 'f') return std::bit_cast<float>(static_cast<uint32_t>(bits));
  const int unused = 64 - 8 * type.bytes;
  if (type.kind == 'i') return static_cast<int64_t>(bits << unused) >> unused;
  return bits;
}

Json json_of(const sim::SavedPlay& saved, Time at) {
  Json columns;
  for (const Column& column : columns_of(saved.state)) {
    Json values = Json::array();
    for (const uint64_t bits : column.values) values.push_back(number(column.type, bits));
    columns[column.name] = values;
  }
  char hash[17];
  std::snprintf(hash, sizeof hash, "%016llx",
                static_cast<unsigned long long>(state::hash(saved.state)));
  return {{"snapshot",
           {{"at", at.ms},
            {"state_hash", hash},
            {"steps", saved.steps},
            {"element_steps", saved.element_steps},
            {"counts", saved.counts},
            {"columns", columns}}}};
}

TEST_F(RecordFormat, an_independent_reader_reads_what_was_written) {
  const sim::SavedPlay saved = saved_play_of_a_battle();
  std::vector<Json> expected = {Json::parse(R"({"header": {"battle": "x"}})"),
                                json_of(saved, seconds(2))};
  auto writer = BlockWriter::create(path_).take();
  writer.write(BlockKind::kHeader, {}, {}, R"({"battle": "x"})");
  writer.write(BlockKind::kSnapshot, seconds(2), seconds(2), encode(saved));
  for (const int events : {1, 3000, 0, 17}) {
    const TickBatch batch = varied_batch(events);
    writer.write(BlockKind::kTicks, {}, {}, encode(batch));
    append(expected, batch);
  }
  writer.write(BlockKind::kEnd, {}, {}, "{}");
  ASSERT_THAT(writer.close(), ElementsAre());
  expected.push_back(Json::parse(R"({"end": {}})"));
  EXPECT_EQ(printed(), expected);
}

TEST_F(RecordFormat, an_independent_reader_passes_over_what_is_damaged) {
  std::vector<Json> expected;
  auto writer = BlockWriter::create(path_).take();
  std::vector<uint64_t> begins;
  for (int events = 1; events <= 6; ++events) {
    begins.push_back(writer.bytes());
    const TickBatch batch = varied_batch(events);
    writer.write(BlockKind::kTicks, {}, {}, encode(batch));
    const std::string at = " at " + std::to_string(begins.back());
    if (events == 2) expected.push_back({{"fault", "a damaged block" + at}});
    if (events == 4) expected.push_back({{"fault", "a damaged payload" + at}});
    if (events != 2 && events != 4) append(expected, batch);
  }
  expected.push_back({{"fault", "no end block: the recording was stopped"}});
  ASSERT_THAT(writer.close(), ElementsAre());
  std::string bytes = text_of(path_);
  bytes[begins[1] + 9] ^= 1;
  bytes[begins[3] + kBlockHeaderBytes + 9] ^= 1;
  std::ofstream(path_, std::ios::binary) << bytes;
  EXPECT_EQ(printed(), expected);
}

// The bytes of the example.
std::string example() {
  const std::string page = text_of(KHASAN_SOURCE_DIR "/docs/record_format.md");
  const std::string begin = "```record\n";
  const std::size_t at = page.find(begin) + begin.size();
  std::istringstream text(page.substr(at, page.find("```", at) - at));
  std::string bytes;
  for (std::string byte; text >> byte;) bytes += static_cast<char>(std::stoi(byte, nullptr, 16));
  return bytes;
}

TEST_F(RecordFormat, the_example_reads_as_the_page_says) {
  std::ofstream(path_, std::ios::binary) << example();
  auto reader = BlockReader::open(path_).take();
  EXPECT_EQ(reader.next()->payload, R"({"battle":"x"})");
  const auto ticks = reader.next();
  ASSERT_TRUE(ticks);
  EXPECT_EQ(ticks->header.first, seconds(2));
  EXPECT_EQ(ticks->header.last, seconds(6));
  EXPECT_EQ(ticks->header.offset + kBlockHeaderBytes, 135u);
  EXPECT_EQ(ticks->header.stored_bytes, 99u);
  EXPECT_EQ(ticks->payload.size(), 100u);
  EXPECT_EQ(reader.next()->payload, "{}");
  EXPECT_FALSE(reader.next());
  EXPECT_THAT(reader.faults(), ElementsAre());

  state::Event first;
  first.at = seconds(2);
  first.kind = state::EventKind::k_shots;
  first.subject = ElementId{7};
  first.object = ElementId{300};
  first.unit = UnitId{3};
  first.weapon = WeaponId{1};
  first.a = 40;
  first.c = 631'030;
  first.d = 4'701'853;
  first.where = {630'897.5, 4'701'749.25};
  state::Event second = first, third = first;
  second.subject = ElementId{9};
  second.object = ElementId{299};
  second.a = 5;
  third.at = seconds(6);
  third.a = 38;
  const auto batch = decode(ticks->payload);
  ASSERT_TRUE(batch);
  EXPECT_THAT(batch.value().ticks, ElementsAre(Tick{seconds(2), 0x1122334455667788, 2},
                                               Tick{seconds(4), 0x1122334455667788, 0},
                                               Tick{seconds(6), 0x99aabbccddeeff00, 1}));
  EXPECT_EQ(batch.value().events, (state::EventLog{first, second, third}));
}

}  // namespace
}  // namespace khasan::record
