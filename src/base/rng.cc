#include "base/rng.h"

#include <Random123/philox.h>

namespace khasan {

std::array<uint64_t, 4> philox4x64_10(const std::array<uint64_t, 4>& counter,
                                      const std::array<uint64_t, 2>& key) {
  const r123::Philox4x64::ctr_type c{{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x64::key_type k{{key[0], key[1]}};
  const auto out = r123::Philox4x64_R<10>{}(c, k);
  return {out[0], out[1], out[2], out[3]};
}

std::array<uint64_t, 4> Rng::words(Stream stream, Purpose purpose, uint64_t subject,
                                   uint64_t object, Time time, uint32_t n) const {
  // Stream, purpose and n have fields of their own in the last word, so that none can imitate
  // another.
  const uint64_t what = (static_cast<uint64_t>(stream) << 48) |
                        (static_cast<uint64_t>(purpose) << 32) | static_cast<uint64_t>(n);
  return philox4x64_10({subject, object, static_cast<uint64_t>(time.ms), what},
                       {seed_, by_stream_[static_cast<std::size_t>(stream)]});
}

}  // namespace khasan
