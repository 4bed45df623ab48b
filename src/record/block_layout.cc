#include "record/block_layout.h"

#include "record/bytes.h"
#include "record/checksum.h"

namespace khasan::record {

std::string write_prologue() {
  ByteWriter bytes;
  bytes.raw(kMagic);
  bytes.fixed(kFormatVersion);
  bytes.fixed(checksum(bytes.bytes()));
  return bytes.take();
}

std::string write_block_header(const StoredHeader& stored) {
  const BlockHeader& header = stored.header;
  ByteWriter bytes;
  bytes.raw(kSync);
  bytes.fixed(static_cast<uint32_t>(header.kind));
  bytes.fixed(header.number);
  bytes.fixed(static_cast<uint64_t>(header.first.ms));
  bytes.fixed(static_cast<uint64_t>(header.last.ms));
  bytes.fixed(header.raw_bytes);
  bytes.fixed(header.stored_bytes);
  bytes.fixed(stored.payload_check);
  bytes.fixed(checksum(bytes.bytes()));
  return bytes.take();
}

std::optional<StoredHeader> read_block_header(std::string_view bytes, uint64_t offset) {
  if (bytes.size() != kBlockHeaderBytes || !bytes.starts_with(kSync)) return {};
  ByteReader reader(bytes.substr(kSync.size()));
  StoredHeader stored;
  BlockHeader& header = stored.header;
  header.kind = static_cast<BlockKind>(reader.fixed<uint32_t>());
  header.number = reader.fixed<uint32_t>();
  header.first.ms = static_cast<int64_t>(reader.fixed<uint64_t>());
  header.last.ms = static_cast<int64_t>(reader.fixed<uint64_t>());
  header.raw_bytes = reader.fixed<uint32_t>();
  header.stored_bytes = reader.fixed<uint32_t>();
  header.offset = offset;
  stored.payload_check = reader.fixed<uint32_t>();
  if (reader.fixed<uint32_t>() != checksum(bytes.substr(0, kBlockHeaderBytes - 4))) return {};

  // A sound checksum does not make sense of nonsense.
  const bool known = header.kind >= BlockKind::kHeader && header.kind <= BlockKind::kEnd;
  if (!known || header.last < header.first || header.raw_bytes > kPayloadBytesMax) return {};
  return stored;
}

}  // namespace khasan::record
