// The same work for many numbers on some threads. Each number's result must depend on the number
// alone and have a place of its own; then the threads cannot matter.
#pragma once

#include <functional>

namespace khasan::study {

// Calls work(0) … work(count - 1), each once, on at most `threads` threads.
void in_parallel(int count, int threads, const std::function<void(int)>& work);

}  // namespace khasan::study
