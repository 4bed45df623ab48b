// The file of a record: a row of blocks, each whole in itself, so that whatever happens to a file
// costs only the blocks that it happens to. Knows nothing of what the blocks hold: see
// tick_codec.h. Bytes: docs/record_format.md.
#pragma once

#include <cstdint>
#include <cstdio>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

struct ZSTD_CCtx_s;

namespace khasan::record {

// Rises with every change that an older reader cannot read.
inline constexpr uint32_t kFormatVersion = 1;
// The most that the payload of a block may hold.
inline constexpr std::size_t kPayloadBytesMax = std::size_t{256} << 20;

// The numbers are part of the format.
enum class BlockKind : uint32_t { kHeader = 1, kTicks = 2, kSnapshot = 3, kEnd = 4 };

struct BlockHeader {
  BlockKind kind = BlockKind::kHeader;
  uint32_t number = 0;        // of the block in its file, from 0
  Time first{}, last{};       // of its ticks, first <= last
  uint32_t raw_bytes = 0;     // payload, unpacked
  uint32_t stored_bytes = 0;  // payload in the file
  uint64_t offset = 0;        // of the block in the file
  bool operator==(const BlockHeader&) const = default;
};

struct Block {
  BlockHeader header;
  std::string payload;
};

// What is wrong with a file, and what that loses: the battle's time from the end of the last block
// before to the beginning of the next one.
struct Fault {
  uint64_t offset = 0;       // in the file
  std::string found;         // "a damaged payload"
  std::optional<Time> from;  // none: from the beginning of the record
  std::optional<Time> to;    // none: to its end
  bool operator==(const Fault&) const = default;
};
inline constexpr std::size_t kFaultsMax = 1000;  // listed; the file may have more

// Writes a record, block by block. After each write the block is with the kernel, whole: a process
// that is killed loses nothing that was written before.
class BlockWriter {
 public:
  // Makes the file, or empties it. Error: it cannot be written.
  static Result<BlockWriter> create(const std::string& path);
  // Packs and writes a block about the ticks from `first` to `last`. The payload may have up to
  // kPayloadBytesMax bytes. Errors: why it cannot be written; from then on nothing more is.
  Errors write(BlockKind kind, Time first, Time last, std::string_view payload);
  // Errors that the system reports only when a file is closed.
  Errors close();
  // Length of the file.
  uint64_t bytes() const { return bytes_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Free {
    void operator()(ZSTD_CCtx_s* context) const;
  };
  BlockWriter() = default;
  Errors put(std::string_view bytes);
  Errors give_up(const std::string& reason);

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::unique_ptr<ZSTD_CCtx_s, Free> context_;
  std::string buffer_;  // of a block, kept for the next
  uint32_t number_ = 0;
  uint64_t bytes_ = 0;
  Errors failed_;
};

// Reads a record, whatever state it is in: gives the whole blocks in their order, passes over the
// rest and lists it as faults. Needs memory for one block.
class BlockReader {
 public:
  // Error: no such file, no record, or one of another format version.
  static Result<BlockReader> open(const std::string& path);
  // The same of any stream that can be sought in; `name` is for messages.
  static Result<BlockReader> open(std::unique_ptr<std::istream> stream, const std::string& name);
  BlockReader(BlockReader&&) noexcept;
  BlockReader& operator=(BlockReader&&) noexcept;
  ~BlockReader();

  // Goes on to the next block and says what it is; its payload is neither read nor checked.
  // None: the end of the file.
  std::optional<BlockHeader> next_header();
  // Payload of the block that next_header() gave last. None: damaged, which is listed.
  std::optional<std::string> payload();
  // The next block that is whole. None: the end of the file.
  std::optional<Block> next();
  // Goes to just before the last whole block of that kind which begins at or before `time`; unpacks
  // nothing. False: there is none, and the next block is the first of the file.
  bool seek(BlockKind kind, Time time);
  // What was found wrong so far, by offset.
  const std::vector<Fault>& faults() const { return faults_; }

 private:
  // Where reading stands, and what is known there of what came before.
  struct Place {
    uint64_t at = 0;             // the next block should begin here
    uint64_t search_from = 0;    // if it does not, the next is sought from here
    uint32_t number = 0;         // which the next block should have
    std::optional<Time> last{};  // end of the block before
    bool ended = false;          // the end block was met
  };
  BlockReader() = default;
  Errors read_prologue();
  std::string read(uint64_t offset, uint64_t count);
  std::optional<BlockHeader> header_at(uint64_t offset);
  std::optional<BlockHeader> accept(std::string_view bytes, uint64_t offset);
  std::optional<BlockHeader> search(uint64_t from);
  std::optional<std::string> stored_payload();
  void advance(const BlockHeader& header);
  void note(Fault fault);

  std::string name_;
  std::unique_ptr<std::istream> stream_;
  uint64_t size_ = 0;
  Place place_;
  BlockHeader current_;          // which next_header() gave last
  uint32_t current_check_ = 0;   // checksum of its payload
  uint64_t searched_twice_ = 0;  // bytes of damaged payloads
  std::vector<Fault> faults_;
};

}  // namespace khasan::record
