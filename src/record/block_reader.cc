#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

#include "record/block_file.h"
#include "record/block_layout.h"
#include "record/bytes.h"
#include "record/checksum.h"

namespace khasan::record {

namespace {

constexpr std::size_t kSearchBytes = 1 << 16;  // read at once when a block is sought
constexpr std::size_t kUnpackBytes = 1 << 20;  // unpacked at once

Error read_error(const std::string& path, const std::string& found, const std::string& expected,
                 const std::string& fix) {
  Error error;
  error.file = path;
  error.found = found;
  error.expected = expected;
  error.fix = fix;
  return error;
}

Error no_record(const std::string& path, const std::string& found) {
  return read_error(path, found, "a record of a battle", "name a file that Khasan has recorded");
}

// "01 ff 61": the first bytes of a file, for a message.
std::string hex_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    if (!text.empty()) text += ' ';
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

// Exactly that many bytes from one frame of zstd, or none. Memory grows only with what comes out.
std::optional<std::string> unpack(std::string_view stored, std::size_t raw_bytes) {
  const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(),
                                                                        ZSTD_freeDCtx);
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLogMax);
  std::string raw;
  ZSTD_inBuffer in = {stored.data(), stored.size(), 0};
  for (;;) {
    const std::size_t had = raw.size(), taken = in.pos;
    raw.resize(std::min(raw_bytes, had + kUnpackBytes));
    ZSTD_outBuffer out = {raw.data(), raw.size(), had};
    const std::size_t left = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(left) != 0) return {};
    raw.resize(out.pos);
    if (left == 0) break;
    if (out.pos == had && in.pos == taken) return {};  // it wants more bytes than there should be
  }
  if (in.pos != in.size || raw.size() != raw_bytes) return {};
  return raw;
}

// "3 to 5": blocks that should have come before this one.
std::string missing_text(uint32_t expected, uint32_t number) {
  if (number < expected) return "a block out of its order";
  const uint32_t last = number - 1;
  return last == expected ? "no block " + std::to_string(expected)
                          : "no blocks " + std::to_string(expected) + " to " + std::to_string(last);
}

}  // namespace

BlockReader::BlockReader(BlockReader&&) noexcept = default;
BlockReader& BlockReader::operator=(BlockReader&&) noexcept = default;
BlockReader::~BlockReader() = default;

Result<BlockReader> BlockReader::open(const std::string& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    return no_record(path, "a folder, device or pipe");
  }
  errno = 0;
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*file) return no_record(path, errno != 0 ? std::strerror(errno) : "it cannot be read");
  return open(std::move(file), path);
}

Result<BlockReader> BlockReader::open(std::unique_ptr<std::istream> stream,
                                      const std::string& name) {
  BlockReader reader;
  reader.name_ = name;
  reader.stream_ = std::move(stream);
  reader.stream_->seekg(0, std::ios::end);
  reader.size_ = static_cast<uint64_t>(std::max<std::streamoff>(reader.stream_->tellg(), 0));
  if (Errors errors = reader.read_prologue(); !errors.empty()) return errors;
  reader.place_.at = reader.place_.search_from = kPrologueBytes;
  return reader;
}

// A beginning that is damaged is forgiven when it is plain that this is a record of this version.
Errors BlockReader::read_prologue() {
  const std::string bytes = read(0, kPrologueBytes);
  if (bytes == write_prologue()) return {};
  if (bytes.empty()) return {no_record(name_, "an empty file")};
  const bool magic = bytes.starts_with(kMagic) && bytes.size() == kPrologueBytes;
  ByteReader reader(std::string_view(bytes).substr(std::min(kMagic.size(), bytes.size())));
  const auto version = reader.fixed<uint32_t>();
  const auto check = reader.fixed<uint32_t>();
  if (magic && check == checksum(std::string_view(bytes).substr(0, kPrologueBytes - 4))) {
    return {read_error(name_, "format version " + std::to_string(version),
                       "format version " + std::to_string(kFormatVersion),
                       "read it with the version of Khasan that recorded it")};
  }
  const auto block = header_at(kPrologueBytes);
  if (!magic && !block) {
    return {no_record(name_, "a file that begins with " +
                                 hex_of(std::string_view(bytes).substr(0, kMagic.size())))};
  }
  // Where a block follows, nothing is lost.
  const auto start = block ? std::optional<Time>(block->first) : std::nullopt;
  note({0, "a damaged beginning of the file", start, start});
  return {};
}

std::optional<BlockHeader> BlockReader::next_header() {
  std::optional<BlockHeader> header = header_at(place_.at);
  if (header && header->number != place_.number) {
    note({place_.at, missing_text(place_.number, header->number), place_.last, header->first});
  }
  if (!header && place_.at < size_) {
    header = search(place_.search_from);
    const auto to = header ? std::optional<Time>(header->first) : std::nullopt;
    note({place_.at, header ? "a damaged block" : "a block damaged or cut short", place_.last, to});
  } else if (!header && !place_.ended) {
    note({size_, "no end block: the recording was stopped", place_.last, {}});
  }
  if (!header) {
    place_.at = place_.search_from = size_;
    place_.ended = true;
    return {};
  }
  advance(*header);
  return header;
}

void BlockReader::advance(const BlockHeader& header) {
  current_ = header;
  place_.at = header.offset + kBlockHeaderBytes + header.stored_bytes;
  place_.search_from = header.offset + kBlockHeaderBytes;
  place_.number = header.number + 1;
  place_.last = header.last;
  place_.ended = header.kind == BlockKind::kEnd;
}

std::optional<std::string> BlockReader::payload() {
  const auto stored = stored_payload();
  if (!stored) return {};
  auto raw = unpack(*stored, current_.raw_bytes);
  if (!raw)
    note({current_.offset, "a payload that cannot be unpacked", current_.first, current_.last});
  return raw;
}

// A payload that is whole holds no other block; in one that is not, the next may begin. The second
// look at damaged bytes is limited, so that no file, however made, takes more than linear time.
std::optional<std::string> BlockReader::stored_payload() {
  const uint64_t begin = current_.offset + kBlockHeaderBytes;
  std::string stored = read(begin, current_.stored_bytes);
  if (checksum(stored) != current_check_) {
    note({current_.offset, "a damaged payload", current_.first, current_.last});
    searched_twice_ += stored.size();
    if (searched_twice_ > 2 * size_) place_.search_from = place_.at;
    return {};
  }
  place_.search_from = place_.at;
  return stored;
}

std::optional<Block> BlockReader::next() {
  while (const auto header = next_header()) {
    if (auto raw = payload()) return Block{*header, std::move(*raw)};
  }
  return {};
}

bool BlockReader::seek(BlockKind kind, Time time) {
  const Place start{.at = kPrologueBytes, .search_from = kPrologueBytes};
  std::vector<Place> found;
  for (place_ = start;;) {
    const std::optional<Time> last = place_.last;
    const auto header = next_header();
    if (!header || header->first > time) break;
    if (header->kind == kind) {
      found.push_back({header->offset, header->offset, header->number, last, false});
    }
  }
  // The last one that is whole: of those before it nothing but the header is read.
  for (; !found.empty(); found.pop_back()) {
    place_ = found.back();
    const bool is_whole = next_header() && stored_payload();
    place_ = found.back();
    if (is_whole) return true;
  }
  place_ = start;
  return false;
}

std::string BlockReader::read(uint64_t offset, uint64_t count) {
  std::string bytes(static_cast<std::size_t>(std::min(count, size_ - std::min(offset, size_))), 0);
  stream_->clear();
  stream_->seekg(static_cast<std::streamoff>(offset));
  stream_->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream_->gcount(), 0)));
  return bytes;
}

// The sound header there of a block that the file holds to its end.
std::optional<BlockHeader> BlockReader::header_at(uint64_t offset) {
  const std::string bytes = read(offset, kBlockHeaderBytes);
  return accept(bytes, offset);
}

std::optional<BlockHeader> BlockReader::accept(std::string_view bytes, uint64_t offset) {
  const auto stored = read_block_header(bytes, offset);
  if (!stored) return {};
  if (offset + kBlockHeaderBytes + stored->header.stored_bytes > size_) return {};
  current_check_ = stored->payload_check;
  return stored->header;
}

// The first sound header from there on.
std::optional<BlockHeader> BlockReader::search(uint64_t from) {
  for (; from + kBlockHeaderBytes <= size_; from += kSearchBytes) {
    const std::string bytes = read(from, kSearchBytes + kBlockHeaderBytes - 1);
    for (std::size_t at = 0; (at = bytes.find(kSync, at)) != std::string::npos; ++at) {
      const auto header = accept(std::string_view(bytes).substr(at, kBlockHeaderBytes), from + at);
      if (header) return header;
    }
  }
  return {};
}

// Kept by offset; what was found before is not listed again.
void BlockReader::note(Fault fault) {
  const auto place =
      std::lower_bound(faults_.begin(), faults_.end(), fault,
                       [](const Fault& a, const Fault& b) { return a.offset < b.offset; });
  for (auto same = place; same != faults_.end() && same->offset == fault.offset; ++same) {
    if (same->found == fault.found) return;
  }
  if (faults_.size() < kFaultsMax) faults_.insert(place, std::move(fault));
}

}  // namespace khasan::record
