#include "support/text_diff.h"

#include <algorithm>
#include <vector>

namespace khasan::support {

namespace {

// A line of the comparison: ' ' in both, '-' only wanted, '+' only found.
struct Line {
  char mark;
  std::size_t number;  // of the next line of the wanted text, from 1
  std::string text;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

// length[i][j]: of the longest common subsequence of a from i on and b from j on. The texts have
// some hundred lines: the square table does.
using Table = std::vector<std::vector<int>>;

Table common_lengths(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  Table length(a.size() + 1, std::vector<int>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1
                                  : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  return length;
}

std::vector<Line> compare(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const Table length = common_lengths(a, b);
  std::vector<Line> lines;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      lines.push_back({' ', i + 1, a[i]});
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && length[i + 1][j] >= length[i][j + 1])) {
      lines.push_back({'-', i + 1, a[i]});
      ++i;
    } else {
      lines.push_back({'+', i + 1, b[j++]});
    }
  }
  return lines;
}

}  // namespace

std::string diff_of_lines(const std::string& wanted, const std::string& found, int context) {
  const std::vector<Line> lines = compare(lines_of(wanted), lines_of(found));
  const auto n = static_cast<std::ptrdiff_t>(lines.size());
  std::vector<bool> shown(lines.size(), false);
  for (std::ptrdiff_t k = 0; k < n; ++k) {
    if (lines[static_cast<std::size_t>(k)].mark == ' ') continue;
    for (std::ptrdiff_t near = std::max<std::ptrdiff_t>(0, k - context);
         near <= std::min<std::ptrdiff_t>(n - 1, k + context); ++near) {
      shown[static_cast<std::size_t>(near)] = true;
    }
  }
  std::string text;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (!shown[k]) continue;
    if (k == 0 || !shown[k - 1]) text += "line " + std::to_string(lines[k].number) + ":\n";
    text += std::string(1, lines[k].mark) + " " + lines[k].text + "\n";
  }
  return text;
}

}  // namespace khasan::support
