// The file of a record: what is written is read; whatever befalls a file, its whole blocks are
// read, and what is lost is named.
#include "record/block_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "record/block_layout.h"
#include "record/bytes.h"
#include "record/checksum.h"

namespace khasan::record {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A file of the test's own, removed at its end.
class BlockFile : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }
  std::string bytes_of_file() const {
    std::ostringstream bytes;
    bytes << std::ifstream(path_, std::ios::binary).rdbuf();
    return bytes.str();
  }
  const std::string path_ =
      (std::filesystem::temp_directory_path() / ("khasan_block_file_" + std::to_string(getpid())))
          .string();
};

std::string payload_of(int number) {
  std::string text = "block " + std::to_string(number) + ": ";
  for (int i = 0; i < 20; ++i) text += static_cast<char>(i * number);
  return text;
}

// Header, six blocks of ticks of a minute each with a snapshot before the third and the fifth, end.
void write_small(const std::string& path) {
  auto writer = BlockWriter::create(path);
  ASSERT_TRUE(writer);
  int number = 0;
  const auto put = [&](BlockKind kind, Time first, Time last) {
    ASSERT_THAT(writer.value().write(kind, first, last, payload_of(number++)), ElementsAre());
  };
  put(BlockKind::kHeader, {}, {});
  for (int minute = 0; minute < 6; ++minute) {
    if (minute == 2 || minute == 4) put(BlockKind::kSnapshot, minutes(minute), minutes(minute));
    put(BlockKind::kTicks, minutes(minute) + seconds(2), minutes(minute + 1));
  }
  put(BlockKind::kEnd, minutes(6), minutes(6));
  ASSERT_THAT(writer.value().close(), ElementsAre());
}

Result<BlockReader> reader_of(const std::string& bytes) {
  return BlockReader::open(std::make_unique<std::istringstream>(bytes), "test.record");
}

// Numbers of the blocks that come whole, each with the payload that was written.
std::vector<int> whole_blocks(BlockReader& reader) {
  std::vector<int> numbers;
  while (const auto block = reader.next()) {
    numbers.push_back(static_cast<int>(block->header.number));
    EXPECT_EQ(block->payload, payload_of(numbers.back()));
  }
  return numbers;
}

std::vector<BlockHeader> headers_of(const std::string& bytes) {
  auto reader = reader_of(bytes);
  std::vector<BlockHeader> headers;
  while (const auto header = reader.value().next_header()) headers.push_back(*header);
  return headers;
}

constexpr int kBlocks = 10;
std::vector<int> numbers_up_to(int count, int without = -1) {
  std::vector<int> numbers;
  for (int i = 0; i < count; ++i) {
    if (i != without) numbers.push_back(i);
  }
  return numbers;
}

TEST_F(BlockFile, gives_back_what_was_written) {
  write_small(path_);
  auto reader = BlockReader::open(path_);
  ASSERT_TRUE(reader);
  EXPECT_EQ(whole_blocks(reader.value()), numbers_up_to(kBlocks));
  EXPECT_THAT(reader.value().faults(), ElementsAre());
  const auto headers = headers_of(bytes_of_file());
  EXPECT_EQ(headers[1].first, seconds(2));
  EXPECT_EQ(headers[1].last, minutes(1));
  EXPECT_EQ(headers[3].kind, BlockKind::kSnapshot);
}

TEST_F(BlockFile, empty_and_large_payloads_come_back) {
  std::string large(3'000'000, 'x');
  uint64_t x = 1;
  for (char& c : large) c = static_cast<char>((x = x * 6364136223846793005ull + 1) >> 60);
  {
    auto writer = BlockWriter::create(path_);
    ASSERT_TRUE(writer);
    EXPECT_THAT(writer.value().write(BlockKind::kTicks, {}, {}, ""), ElementsAre());
    EXPECT_THAT(writer.value().write(BlockKind::kEnd, {}, {}, large), ElementsAre());
    EXPECT_EQ(writer.value().bytes(), std::filesystem::file_size(path_));
  }
  auto reader = BlockReader::open(path_);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader.value().next()->payload, "");
  EXPECT_EQ(reader.value().next()->payload, large);
  EXPECT_FALSE(reader.value().next());
  EXPECT_THAT(reader.value().faults(), ElementsAre());
}

TEST_F(BlockFile, seeks_the_last_block_of_a_kind_before_a_time) {
  write_small(path_);
  auto reader = BlockReader::open(path_).take();
  ASSERT_TRUE(reader.seek(BlockKind::kSnapshot, minutes(4)));
  EXPECT_EQ(reader.next()->header.number, 6u);
  EXPECT_EQ(reader.next()->header.number, 7u);
  ASSERT_TRUE(reader.seek(BlockKind::kSnapshot, minutes(4) - milliseconds(1)));
  EXPECT_EQ(reader.next()->header.number, 3u);
  EXPECT_FALSE(reader.seek(BlockKind::kSnapshot, minutes(1)));
  EXPECT_EQ(reader.next()->header.number, 0u);
  EXPECT_THAT(reader.faults(), ElementsAre());
}

TEST_F(BlockFile, seeking_reads_no_snapshot_before_the_one_it_finds) {
  write_small(path_);
  std::string bytes = bytes_of_file();
  bytes[headers_of(bytes)[3].offset + kBlockHeaderBytes + 3] ^= 1;
  auto reader = reader_of(bytes).take();
  ASSERT_TRUE(reader.seek(BlockKind::kSnapshot, minutes(5)));
  EXPECT_EQ(reader.next()->header.number, 6u);
  EXPECT_THAT(reader.faults(), ElementsAre());
}

TEST_F(BlockFile, seeking_passes_over_a_damaged_snapshot) {
  write_small(path_);
  std::string bytes = bytes_of_file();
  const BlockHeader snapshot = headers_of(bytes)[6];
  bytes[snapshot.offset + kBlockHeaderBytes + 3] ^= 1;
  auto reader = reader_of(bytes).take();
  ASSERT_TRUE(reader.seek(BlockKind::kSnapshot, minutes(5)));
  EXPECT_EQ(reader.next()->header.number, 3u);
  EXPECT_THAT(reader.faults(),
              ElementsAre(Fault{snapshot.offset, "a damaged payload", minutes(4), minutes(4)}));
}

TEST_F(BlockFile, cut_at_any_length_gives_all_blocks_before_the_cut) {
  write_small(path_);
  const std::string bytes = bytes_of_file();
  const auto headers = headers_of(bytes);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    auto reader = reader_of(bytes.substr(0, length));
    ASSERT_EQ(reader.ok(), length >= kPrologueBytes) << length;
    if (!reader) continue;
    int whole = 0;
    for (const BlockHeader& header : headers) {
      whole += header.offset + kBlockHeaderBytes + header.stored_bytes <= length;
    }
    ASSERT_EQ(whole_blocks(reader.value()), numbers_up_to(whole)) << length;
    // What is lost begins where the last whole block ends; asking again finds nothing more.
    ASSERT_FALSE(reader.value().next());
    ASSERT_EQ(reader.value().faults().size(), 1u) << length;
    const Fault& fault = reader.value().faults()[0];
    EXPECT_EQ(fault.to, std::nullopt);
    if (whole == 0) continue;
    EXPECT_EQ(fault.from, headers[static_cast<std::size_t>(whole) - 1].last);
  }
}

TEST_F(BlockFile, any_damaged_byte_is_found_and_costs_its_own_block_only) {
  write_small(path_);
  const std::string bytes = bytes_of_file();
  const auto headers = headers_of(bytes);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] ^= static_cast<char>(1 << at % 8);
    auto reader = reader_of(damaged);
    ASSERT_TRUE(reader) << at;
    int hit = -1;  // the block that the byte belongs to
    for (const BlockHeader& header : headers) hit += header.offset <= at;
    ASSERT_EQ(whole_blocks(reader.value()), numbers_up_to(kBlocks, hit)) << at;
    ASSERT_EQ(reader.value().faults().size(), 1u) << at;
    const Fault& fault = reader.value().faults()[0];
    EXPECT_EQ(fault.offset, hit < 0 ? 0 : headers[static_cast<std::size_t>(hit)].offset) << at;
  }
}

TEST_F(BlockFile, a_damaged_header_loses_the_time_between_its_neighbours) {
  write_small(path_);
  std::string bytes = bytes_of_file();
  const auto headers = headers_of(bytes);
  bytes[headers[2].offset + 20] ^= 4;
  auto reader = reader_of(bytes).take();
  whole_blocks(reader);
  EXPECT_THAT(reader.faults(),
              ElementsAre(Fault{headers[2].offset, "a damaged block", minutes(1), minutes(2)}));
}

TEST_F(BlockFile, a_damaged_beginning_loses_nothing) {
  write_small(path_);
  std::string bytes = bytes_of_file();
  bytes[0] ^= 1;
  auto reader = reader_of(bytes).take();
  EXPECT_EQ(whole_blocks(reader), numbers_up_to(kBlocks));
  EXPECT_THAT(reader.faults(),
              ElementsAre(Fault{0, "a damaged beginning of the file", Time{}, Time{}}));
}

TEST_F(BlockFile, bytes_that_are_missing_or_too_many_cost_no_other_block) {
  write_small(path_);
  const std::string bytes = bytes_of_file();
  const auto headers = headers_of(bytes);
  std::string hole = bytes;
  hole.erase(headers[4].offset + kBlockHeaderBytes + 5, 20);
  auto reader = reader_of(hole).take();
  EXPECT_EQ(whole_blocks(reader), numbers_up_to(kBlocks, 4));
  // Wherever the next header lies in the 64 KiB that the search reads at once.
  for (std::size_t count = 65'536 - 100; count < 65'536 + 10; ++count) {
    std::string foreign = bytes;
    foreign.insert(headers[4].offset, std::string(count, '\xf5'));
    reader = reader_of(foreign).take();
    EXPECT_EQ(whole_blocks(reader), numbers_up_to(kBlocks)) << count;
    EXPECT_EQ(reader.faults().size(), 1u) << count;
  }
}

TEST_F(BlockFile, a_block_cut_out_cleanly_is_missed) {
  write_small(path_);
  std::string bytes = bytes_of_file();
  const auto headers = headers_of(bytes);
  bytes.erase(headers[4].offset, headers[6].offset - headers[4].offset);
  auto reader = reader_of(bytes).take();
  EXPECT_EQ(whole_blocks(reader).size(), 8u);
  EXPECT_THAT(reader.faults(),
              ElementsAre(Fault{headers[4].offset, "no blocks 4 to 5", minutes(2), minutes(4)}));
}

// A block whose checksums are sound, whatever its header claims.
std::string forged_block(BlockHeader header, const std::string& stored) {
  header.stored_bytes = static_cast<uint32_t>(stored.size());
  return write_block_header({header, checksum(stored)}) + stored;
}

TEST_F(BlockFile, lengths_that_lie_are_found_out) {
  write_small(path_);
  const std::string bytes = bytes_of_file();
  const BlockHeader sound = headers_of(bytes)[0];
  const std::string stored = bytes.substr(kPrologueBytes + kBlockHeaderBytes, sound.stored_bytes);
  for (const uint32_t claimed :
       {0u, sound.raw_bytes - 1, sound.raw_bytes + 1, 1u << 28, (1u << 28) + 1, 0xffffffffu}) {
    BlockHeader header = sound;
    header.raw_bytes = claimed;
    auto reader = reader_of(write_prologue() + forged_block(header, stored)).take();
    EXPECT_FALSE(reader.next()) << claimed;
    EXPECT_FALSE(reader.faults().empty()) << claimed;
    // Beyond the limit the header itself is refused.
    reader = reader_of(write_prologue() + forged_block(header, stored)).take();
    EXPECT_EQ(reader.next_header().has_value(), claimed <= kPayloadBytesMax) << claimed;
  }
}

TEST_F(BlockFile, another_version_is_refused) {
  ByteWriter other;
  other.raw(kMagic);
  other.fixed(uint32_t{2});
  other.fixed(checksum(other.bytes()));
  const auto reader = reader_of(other.bytes());
  ASSERT_FALSE(reader);
  EXPECT_EQ(to_text(reader.errors()[0]),
            "test.record: found 'format version 2', expected format version 1; read it with the "
            "version of Khasan that recorded it");
}

TEST_F(BlockFile, what_is_no_record_is_refused) {
  const auto message = [](const Result<BlockReader>& reader) {
    return reader ? "no error" : to_text(reader.errors()[0]);
  };
  EXPECT_EQ(message(reader_of("battle: {name: x}\n")),
            "test.record: found 'a file that begins with 62 61 74 74 6c 65 3a 20', expected a "
            "record of a battle; name a file that Khasan has recorded");
  EXPECT_THAT(message(reader_of("")), HasSubstr("found 'an empty file'"));
  EXPECT_THAT(message(BlockReader::open("/nowhere/x")), HasSubstr("No such file"));
  EXPECT_THAT(message(BlockReader::open("/tmp")), HasSubstr("found 'a folder, device or pipe'"));
}

TEST_F(BlockFile, a_file_that_cannot_be_written_is_an_error) {
  const auto message = [](const Errors& errors) {
    return errors.empty() ? "no error" : to_text(errors[0]);
  };
  EXPECT_EQ(message(BlockWriter::create("/nowhere/x").errors()),
            "/nowhere/x: found 'No such file or directory', expected a file that can be written; "
            "name another file, or make room");
  EXPECT_EQ(message(BlockWriter::create("/dev/full").errors()),
            "/dev/full: found 'No space left on device', expected a file that can be written; "
            "name another file, or make room");
}

TEST_F(BlockFile, a_block_that_could_not_be_read_again_is_not_written) {
  auto writer = BlockWriter::create(path_).take();
  const Errors errors = writer.write(BlockKind::kTicks, seconds(4), seconds(2), "x");
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].found, "a block that ends before it begins");
  EXPECT_EQ(writer.write(BlockKind::kTicks, {}, {}, "x"), errors);
  EXPECT_EQ(writer.bytes(), kPrologueBytes);
}

TEST_F(BlockFile, a_disk_that_fills_up_is_reported_by_the_write_and_all_later_ones) {
  // Only a child may limit the length of its files.
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {2000, 2000};
    setrlimit(RLIMIT_FSIZE, &limit);
    auto writer = BlockWriter::create(path_).take();
    int written = 0;
    while (written < 1000 && writer.write(BlockKind::kTicks, {}, {}, payload_of(written)).empty()) {
      ++written;
    }
    const bool reported = written < 1000 && !writer.write(BlockKind::kTicks, {}, {}, "").empty() &&
                          !writer.close().empty();
    std::_Exit(reported ? written : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  ASSERT_GT(WEXITSTATUS(status), 0);
  auto reader = BlockReader::open(path_).take();
  EXPECT_EQ(whole_blocks(reader), numbers_up_to(WEXITSTATUS(status)));
}

TEST_F(BlockFile, a_killed_writer_leaves_all_that_it_wrote) {
  for (int round = 0; round < 20; ++round) {
    int blocks_written[2];
    ASSERT_EQ(pipe(blocks_written), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto writer = BlockWriter::create(path_).take();
      for (int number = 0;; ++number) {
        if (!writer.write(BlockKind::kTicks, {}, {}, payload_of(number)).empty()) std::_Exit(1);
        if (write(blocks_written[1], &number, sizeof number) < 0) std::_Exit(1);
      }
    }
    // The child is killed while it works, some blocks after its first.
    int last = 0;
    for (int block = 0; block <= 37 * round; ++block) {
      ASSERT_EQ(read(blocks_written[0], &last, sizeof last), ssize_t{sizeof last});
    }
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    close(blocks_written[1]);
    while (read(blocks_written[0], &last, sizeof last) > 0) continue;
    close(blocks_written[0]);

    auto reader = BlockReader::open(path_);
    ASSERT_TRUE(reader);
    const std::vector<int> whole = whole_blocks(reader.value());
    EXPECT_GE(static_cast<int>(whole.size()), last + 1);
    EXPECT_EQ(whole, numbers_up_to(static_cast<int>(whole.size())));
  }
}

}  // namespace
}  // namespace khasan::record
