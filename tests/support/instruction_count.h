// Counts the instructions of this thread through Linux's performance counters. Many virtual
// machines have none: then now() stays 0.
#pragma once

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace khasan::testing {

class InstructionCount {
 public:
  InstructionCount() {
    perf_event_attr wanted{};
    wanted.type = PERF_TYPE_HARDWARE;
    wanted.size = sizeof wanted;
    wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
    wanted.exclude_kernel = 1;
    wanted.exclude_hv = 1;
    counter_ = static_cast<int>(syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0));
  }
  ~InstructionCount() {
    if (counter_ >= 0) close(counter_);
  }
  InstructionCount(const InstructionCount&) = delete;
  InstructionCount& operator=(const InstructionCount&) = delete;

  // Instructions since the start; 0 where they cannot be counted.
  uint64_t now() const {
    uint64_t count = 0;
    if (counter_ < 0 || read(counter_, &count, sizeof count) != sizeof count) return 0;
    return count;
  }

 private:
  int counter_ = -1;
};

}  // namespace khasan::testing
