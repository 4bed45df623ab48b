// Ctrl-C: the first asks the program to end with what it has, the second ends it at once.
#pragma once

#include <atomic>

namespace khasan::cli {

// From now on the first interruption sets the flag that is returned.
const std::atomic<bool>& catch_interruption();

}  // namespace khasan::cli
