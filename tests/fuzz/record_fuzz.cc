// Any bytes as a record, as one whose checksums are sound, and as each kind of payload. What can be
// read is read, and sought; what was read can be written and read again.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>

#include "record/block_file.h"
#include "record/block_layout.h"
#include "record/checksum.h"
#include "record/header.h"
#include "record/snapshot.h"
#include "record/tick_codec.h"

namespace {

using namespace khasan::record;

// Whether there is a value; if not, an error says why.
template <class T>
bool is_value(const khasan::Result<T>& result) {
  if (!result && to_text(result.errors()[0]).empty()) std::abort();
  return result.ok();
}

void read_ticks(std::string_view bytes) {
  const auto batch = decode(bytes);
  if (!is_value(batch)) return;
  const std::string again = encode(batch.value());
  const auto back = decode(again);
  if (!back || encode(back.value()) != again) std::abort();
}

void read_snapshot(std::string_view bytes) {
  auto snapshot = decode_snapshot(bytes);
  if (!is_value(snapshot)) return;
  const auto saved = saved_play(snapshot.take());
  if (!is_value(saved)) return;
  auto again = decode_snapshot(encode(saved.value()));
  if (!again || !saved_play(again.take())) std::abort();
}

void read_header(std::string_view bytes) {
  const auto header = header_from(bytes);
  if (is_value(header) && !header_from(to_json(header.value()))) std::abort();
}

void read_ending(std::string_view bytes) {
  const auto ending = ending_from(bytes);
  if (is_value(ending) && !ending_from(to_json(ending.value()))) std::abort();
}

void read_payload(BlockKind kind, std::string_view bytes) {
  if (kind == BlockKind::kHeader) read_header(bytes);
  if (kind == BlockKind::kTicks) read_ticks(bytes);
  if (kind == BlockKind::kSnapshot) read_snapshot(bytes);
  if (kind == BlockKind::kEnd) read_ending(bytes);
}

void read_record(const std::string& bytes) {
  auto opened = BlockReader::open(std::make_unique<std::istringstream>(bytes), "input");
  if (!is_value(opened)) return;
  BlockReader& reader = opened.value();
  khasan::Time some{};
  std::size_t blocks = 0;
  while (const auto block = reader.next()) {
    if (block->header.raw_bytes != block->payload.size()) std::abort();
    read_payload(block->header.kind, block->payload);
    if (++blocks % 3 == 1) some = block->header.first;
  }
  for (const BlockKind kind : {BlockKind::kSnapshot, BlockKind::kTicks}) {
    if (!reader.seek(kind, some)) continue;
    const auto header = reader.next_header();
    if (!header || header->kind != kind || header->first > some) std::abort();
  }
  uint64_t offset = 0;
  for (const Fault& fault : reader.faults()) {
    if (fault.found.empty() || fault.offset < offset || fault.offset > bytes.size()) std::abort();
    offset = fault.offset;
  }
}

void put_checksum(std::string& bytes, std::size_t at, uint32_t x) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(x >> (8 * i) & 0xff);
}

// The same bytes with sound checksums wherever a block begins, so that what they guard is tried.
std::string with_checksums(std::string bytes) {
  bytes.replace(0, std::min(bytes.size(), kPrologueBytes), write_prologue());
  for (std::size_t at = 0; (at = bytes.find(kSync, at)) != std::string::npos; ++at) {
    if (at + kBlockHeaderBytes > bytes.size()) break;
    uint32_t stored = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      stored |= uint32_t{static_cast<uint8_t>(bytes[at + 36 + i])} << (8 * i);
    }
    const std::string_view all = bytes;
    put_checksum(bytes, at + 40, checksum(all.substr(at + kBlockHeaderBytes, stored)));
    put_checksum(bytes, at + 44, checksum(all.substr(at, kBlockHeaderBytes - 4)));
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  if (size > 65536) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read_record(bytes);
  read_record(with_checksums(bytes));
  for (const auto kind :
       {BlockKind::kHeader, BlockKind::kTicks, BlockKind::kSnapshot, BlockKind::kEnd}) {
    read_payload(kind, bytes);
  }
  return 0;
}
