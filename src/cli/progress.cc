#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace khasan::cli {

namespace {

constexpr int kBarWidth = 30;
constexpr double kBarEvery_s = 0.1, kLineEvery_s = 10;

using Clock = std::chrono::steady_clock;

double seconds_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

Progress::Progress(int all, bool quiet, std::string what)
    : all_(all),
      what_(std::move(what)),
      quiet_(quiet),
      terminal_(isatty(STDERR_FILENO) != 0),
      started_(Clock::now()),
      told_(started_) {}

std::string Progress::text(int done, double elapsed_s) const {
  const double rate = done / std::max(elapsed_s, 1e-3);
  const double left_s = rate > 0 ? (all_ - done) / rate : 0;
  return fmt::format("{} of {} {}, {:.1f} a second, {:.0f} s left", done, all_, what_, rate,
                     left_s);
}

void Progress::show(int done) {
  if (quiet_) return;
  const Clock::time_point now = Clock::now();
  const bool is_last = done == all_;
  if (!is_last && seconds_between(told_, now) < (terminal_ ? kBarEvery_s : kLineEvery_s)) return;
  if (is_last && !terminal_) return;
  told_ = now;
  const std::string line = text(done, seconds_between(started_, now));
  if (terminal_) {
    const auto filled = static_cast<std::size_t>(kBarWidth * done / all_);
    const std::string bar = std::string(filled, '#') + std::string(kBarWidth - filled, '.');
    fmt::print(stderr, "\r[{}] {}\x1b[K", bar, line);
  } else {
    fmt::print(stderr, "{}\n", line);
  }
  std::fflush(stderr);
  drawn_ = terminal_;
}

void Progress::finish() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
  drawn_ = false;
}

}  // namespace khasan::cli
