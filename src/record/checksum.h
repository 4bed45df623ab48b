// CRC-32 of ISO 3309 (as in zip, PNG and Python's zlib.crc32): finds every damage of up to 32 bits
// in a row. Not for security.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace khasan::record {

namespace crc {
constexpr std::array<uint32_t, 256> table() {
  std::array<uint32_t, 256> of{};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    uint32_t x = byte;
    for (int bit = 0; bit < 8; ++bit) x = (x & 1) != 0 ? (x >> 1) ^ 0xedb88320u : x >> 1;
    of[byte] = x;
  }
  return of;
}
inline constexpr std::array<uint32_t, 256> kTable = table();
}  // namespace crc

constexpr uint32_t checksum(std::string_view bytes) {
  uint32_t x = 0xffffffffu;
  for (const char c : bytes) x = crc::kTable[(x ^ static_cast<uint8_t>(c)) & 0xff] ^ (x >> 8);
  return ~x;
}

}  // namespace khasan::record
