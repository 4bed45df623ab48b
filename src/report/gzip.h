// Texts as gzip: what a server sends, and what a page keeps packed inside itself.
#pragma once

#include <string>
#include <string_view>

namespace khasan::report {

// `level`: of zlib, 1 (quick) to 9 (small).
std::string gzip_of(std::string_view text, int level);

}  // namespace khasan::report
