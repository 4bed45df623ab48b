// The canary of the fuzzing net: it must be caught within seconds, or the net has a hole.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  if (size >= 3 && data[0] == 'k' && data[1] == 'h' && data[2] == 'a') std::abort();
  return 0;
}
