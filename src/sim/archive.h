// The numbers of something that counts: written one after the other, or taken back in the same
// order. One function of its owner does both, so that the two cannot differ.
#pragma once

#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/time.h"

namespace khasan::sim {

class Archive {
 public:
  // Writes.
  Archive() = default;
  // Takes back what was written.
  explicit Archive(std::vector<uint64_t> words) : words_(std::move(words)), reads_(true) {}

  void pass(uint64_t& number) {
    if (!reads_) {
      words_.push_back(number);
    } else if (next_ < words_.size()) {
      number = words_[next_++];
    } else {
      missing_ = true;
    }
  }
  void pass(double& number) {
    auto bits = std::bit_cast<uint64_t>(number);
    pass(bits);
    number = std::bit_cast<double>(bits);
  }
  void pass(int& number) {
    auto bits = static_cast<uint64_t>(static_cast<int64_t>(number));
    pass(bits);
    number = static_cast<int>(static_cast<int64_t>(bits));
  }
  void pass(Time& time) {
    auto bits = static_cast<uint64_t>(time.ms);
    pass(bits);
    time = {static_cast<int64_t>(bits)};
  }
  // Lists keep their lengths.
  void pass(std::vector<bool>& flags) {
    for (std::size_t i = 0; i < flags.size(); ++i) {
      uint64_t bit = flags[i];
      pass(bit);
      flags[i] = bit != 0;
    }
  }
  void pass(std::vector<double>& numbers) {
    for (double& number : numbers) pass(number);
  }

  std::vector<uint64_t> take() { return std::move(words_); }
  // After reading: whether there was a number for everything, and none is left.
  bool is_used_up() const { return !missing_ && next_ == words_.size(); }

 private:
  std::vector<uint64_t> words_;
  std::size_t next_ = 0;
  bool reads_ = false, missing_ = false;
};

}  // namespace khasan::sim
