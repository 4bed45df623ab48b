// 64-bit hashes that are the same on every machine and build: stable keys of paths, state hashes,
// running hashes of effects. Not for security.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

namespace khasan {

// Finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that mixes all bits.
constexpr uint64_t mix(uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ull;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebull;
  x ^= x >> 31;
  return x;
}

// Stable key of a name or path: FNV-1a (Fowler, Noll, Vo 1991), mixed.
constexpr uint64_t stable_key(std::string_view text) {
  uint64_t h = 0xcbf29ce484222325ull;
  for (char c : text) h = (h ^ static_cast<uint8_t>(c)) * 0x100000001b3ull;
  return mix(h);
}

// Order-dependent running hash of whatever is added.
class Hasher {
 public:
  constexpr void add(uint64_t x) {
    h_ = mix(h_ ^ (x + 0x9e3779b97f4a7c15ull + (h_ << 6) + (h_ >> 2)));
  }
  // The bits of the number; -0.0 counts as 0.0.
  constexpr void add(double x) { add(std::bit_cast<uint64_t>(x == 0.0 ? 0.0 : x)); }
  constexpr void add(std::string_view text) { add(stable_key(text)); }
  template <class T>
  constexpr void add_all(std::span<const T> values) {
    add(static_cast<uint64_t>(values.size()));
    for (const T& v : values) {
      if constexpr (std::is_floating_point_v<T>)
        add(static_cast<double>(v));
      else
        add(static_cast<uint64_t>(v));
    }
  }
  constexpr uint64_t value() const { return h_; }

 private:
  uint64_t h_ = 0x9ae16a3b2f90404full;
};

// A running hash of very many numbers: a rotation, a xor and a product for each. Each step is a
// bijection of what was before, so a single difference is never lost.
class Digest {
 public:
  constexpr explicit Digest(uint64_t before) : h_(before) {}
  constexpr void add(uint64_t x) { h_ = (std::rotl(h_, 23) ^ x) * 0x9e3779b97f4a7c15ull; }
  constexpr uint64_t value() const { return h_; }

 private:
  uint64_t h_;
};

}  // namespace khasan
