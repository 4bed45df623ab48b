// The bytes around the payloads, for writer and reader: beginning of the file, header of a block.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/block_file.h"

namespace khasan::record {

inline constexpr std::string_view kMagic = "\x8bKHASAN\n";        // begins a file
inline constexpr std::string_view kSync = "\xf5\xb1KhB\x1a\r\n";  // begins a block
inline constexpr std::size_t kPrologueBytes = 16;
inline constexpr std::size_t kBlockHeaderBytes = 48;
// Frames of zstd may not look back further than 2^23 bytes.
inline constexpr int kWindowLogMax = 23;

// What a file begins with.
std::string write_prologue();

// A header as it stands in the file, with the checksum of the payload that follows.
struct StoredHeader {
  BlockHeader header;
  uint32_t payload_check = 0;
};
std::string write_block_header(const StoredHeader& stored);
// None: these kBlockHeaderBytes bytes, found at `offset`, are no sound header.
std::optional<StoredHeader> read_block_header(std::string_view bytes, uint64_t offset);

}  // namespace khasan::record
