// Battles and interventions made of bytes, for tests/fuzz/step_fuzz.cc. They are odd, but such as
// the files of a battle, or a caller who knows apply(), may bring about.
#pragma once

#include <cstddef>
#include <cstdint>

#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::support {

// Bytes read as choices; zeros when there are no more.
class Bytes {
 public:
  Bytes(const uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  bool empty() const { return at_ >= size_; }
  // 0 <= n < end, for an end of at most 256.
  int below(int end) { return (empty() ? 0 : data_[at_++]) % end; }
  // One of 256 numbers from 0 up to, not including, 1.
  double share() { return below(256) / 256.0; }

 private:
  const uint8_t* data_;
  std::size_t size_, at_ = 0;
};

// A company a side on open ground with platoons of any kind of element, wire, charges, rules of
// engagement, orders.
scenario::Scenario fuzzed_battle(Bytes& bytes);

// One thing done to a battle between two steps: another sky, one more order, men hit, moved,
// frightened, told what to do, without rounds.
void interfere(Bytes& bytes, scenario::Scenario& scenario, state::State& state);

}  // namespace khasan::support
