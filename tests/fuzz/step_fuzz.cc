// Any bytes as a battle and what befalls it: steps, and between them all that a caller may do.
// After every step nothing is lost, negative or absurd, and sim::step with what it remembers ends
// in the same state as a lab that looks everything up anew.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "record/snapshot.h"
#include "support/fuzzed_battle.h"
#include "support/lab.h"
#include "support/random_battle.h"

namespace {

using namespace khasan;
using support::Bytes;

constexpr int kStepsMax = 80;  // of one input, so that none takes a second

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "step_fuzz: %s\n", what.c_str());
  std::abort();
}

// One battle held twice: by the lab, phase by phase, and by sim::step.
class Trial {
 public:
  Trial(scenario::Scenario battle, uint64_t seed) : lab_(std::move(battle), seed) {
    state_ = lab_.state;
    check();
  }

  void play(Bytes& bytes) {
    while (steps_ < kStepsMax && !bytes.empty()) {
      switch (bytes.below(8)) {
        case 0:
          forget();
          break;
        case 1:
          choose_options(bytes);
          break;
        case 2:
        case 3:
        case 4:
          support::interfere(bytes, lab_.scenario, lab_.state);
          state_ = lab_.state;
          lab_.tick = {};
          forget();
          check();
          break;
        default:
          for (int n = 1 + bytes.below(12); n > 0 && steps_ < kStepsMax; --n) step();
      }
    }
    step();
  }

 private:
  // What sim::step remembers from earlier steps must not matter, nor that the state is saved as
  // bytes and comes back.
  void forget() {
    workspace_ = {};
    sim::SavedPlay saved;
    saved.state = state_;
    auto snapshot = record::decode_snapshot(record::encode(saved));
    if (!snapshot) fail(to_text(snapshot.errors()[0]));
    auto back = record::saved_play(snapshot.take());
    if (!back) fail(to_text(back.errors()[0]));
    state_ = back.value().state;
  }

  // A phase less, or other lengths of step.
  void choose_options(Bytes& bytes) {
    options_ = {};
    const int phase = bytes.below(2 * static_cast<int>(sim::phases().size()));
    if (phase < static_cast<int>(sim::phases().size())) {
      options_.without = sim::mask_of(sim::phases()[static_cast<std::size_t>(phase)].name);
    }
    if (bytes.below(2) == 0) return;
    options_.times = {seconds(1), seconds(5), seconds(15), seconds(30), minutes(2), minutes(5)};
  }

  void step() {
    ++steps_;
    lab_.begin_step(options_);
    for (std::size_t i = 0; i < sim::phases().size(); ++i) {
      const sim::Phase& phase = sim::phases()[i];
      if ((options_.without >> i & 1) == 0) lab_.propose(phase);
      const std::string fault = support::absurdity(lab_.scenario, lab_.state, lab_.effects);
      if (!fault.empty()) fail(std::string(phase.name) + ": " + fault);
      lab_.settle(phase);
    }
    lab_.end_step(options_);
    sim::step(lab_.scenario, state_, lab_.rng, options_, workspace_, nullptr);
    check();
  }

  void check() const {
    const auto faults = state::invariants(lab_.scenario, state_);
    if (!faults.empty()) fail(faults.front());
    if (state::hash(state_) != state::hash(state_)) fail("the state has two hashes");
    if (state::hash(state_) != state::hash(lab_.state)) fail("step and phases differ");
    if (!(state_ == lab_.state)) fail("the hash does not see a difference");
  }

  support::Lab lab_;
  state::State state_;
  sim::Workspace workspace_;
  sim::StepOptions options_;
  int steps_ = 0;
};

scenario::Scenario battle_of(Bytes& bytes) {
  if (bytes.below(2) == 0) return support::fuzzed_battle(bytes);
  support::Variant variant;
  const auto number = static_cast<uint64_t>(bytes.below(256));
  variant.renumber = static_cast<uint64_t>(bytes.below(4));
  variant.exchange_sides = bytes.below(2) == 1;
  variant.strangers = bytes.below(2) == 1;
  return support::random_battle(number, variant);
}

}  // namespace

// What is made once for all inputs must not count as time of the first.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  Bytes none(nullptr, 0);
  battle_of(none);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  if (size > 1024) return 0;
  Bytes bytes(data, size);
  scenario::Scenario battle = battle_of(bytes);
  const auto seed = static_cast<uint64_t>(bytes.below(256));
  Trial(std::move(battle), seed).play(bytes);
  return 0;
}
