#include "record/block_file.h"

#include <zstd.h>

#include <cerrno>
#include <cstring>

#include "record/block_layout.h"
#include "record/checksum.h"

namespace khasan::record {

namespace {

// Quickest of those that pack well: see docs/record_format.md.
constexpr int kPackingLevel = 3;

Error write_error(const std::string& path, const std::string& reason) {
  Error error;
  error.file = path;
  error.found = reason;
  error.expected = "a file that can be written";
  error.fix = "name another file, or make room";
  return error;
}

}  // namespace

void BlockWriter::Free::operator()(ZSTD_CCtx_s* context) const { ZSTD_freeCCtx(context); }

Result<BlockWriter> BlockWriter::create(const std::string& path) {
  BlockWriter writer;
  writer.path_ = path;
  errno = 0;
  writer.file_.reset(std::fopen(path.c_str(), "wbe"));
  if (!writer.file_) return write_error(path, std::strerror(errno));
  // Whole blocks go to the kernel at once, without a buffer in between.
  std::setvbuf(writer.file_.get(), nullptr, _IONBF, 0);
  writer.context_.reset(ZSTD_createCCtx());
  ZSTD_CCtx_setParameter(writer.context_.get(), ZSTD_c_compressionLevel, kPackingLevel);
  if (Errors errors = writer.put(write_prologue()); !errors.empty()) return errors;
  return writer;
}

Errors BlockWriter::write(BlockKind kind, Time first, Time last, std::string_view payload) {
  if (!failed_.empty()) return failed_;
  if (last < first) return give_up("a block that ends before it begins");
  if (payload.size() > kPayloadBytesMax) {
    return give_up("a block of " + std::to_string(payload.size()) + " bytes");
  }
  // The payload is packed behind the room for the header.
  buffer_.resize(kBlockHeaderBytes + ZSTD_compressBound(payload.size()));
  const std::size_t stored =
      ZSTD_compress2(context_.get(), buffer_.data() + kBlockHeaderBytes,
                     buffer_.size() - kBlockHeaderBytes, payload.data(), payload.size());
  if (ZSTD_isError(stored) != 0) return give_up(ZSTD_getErrorName(stored));
  buffer_.resize(kBlockHeaderBytes + stored);

  const BlockHeader header = {kind,
                              number_++,
                              first,
                              last,
                              static_cast<uint32_t>(payload.size()),
                              static_cast<uint32_t>(stored),
                              bytes_};
  const uint32_t check = checksum(std::string_view(buffer_).substr(kBlockHeaderBytes));
  buffer_.replace(0, kBlockHeaderBytes, write_block_header({header, check}));
  return put(buffer_);
}

Errors BlockWriter::close() {
  if (!file_) return failed_;
  errno = 0;
  const bool closed = std::fclose(file_.release()) == 0;
  return closed || !failed_.empty() ? failed_ : give_up(std::strerror(errno));
}

Errors BlockWriter::put(std::string_view bytes) {
  if (!file_) return give_up("the record is closed");
  errno = 0;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
    return give_up(errno != 0 ? std::strerror(errno) : "it cannot be written");
  }
  bytes_ += bytes.size();
  return {};
}

Errors BlockWriter::give_up(const std::string& reason) {
  failed_ = {write_error(path_, reason)};
  return failed_;
}

}  // namespace khasan::record
