// Which commit the program was built from; the file is written by cmake/commit.cmake.
#pragma once

#include <string>

namespace khasan::report {

extern const std::string kCommit;  // "93bc325f2a10", "...-dirty", or "unknown" outside a checkout

}  // namespace khasan::report
