#include "load/points_file.h"

#include <algorithm>

#include "load/text_file.h"
#include "load/value.h"
#include "scenario/nearest_name.h"

namespace khasan::load {

using scenario::FactorKind;
using scenario::FactorSpec;
using scenario::FactorValues;

namespace {

struct Cell {
  std::string text;
  int column = 0;  // 1-based
};

std::vector<Cell> cells_of(const std::string& line) {
  std::vector<Cell> cells;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = std::min(line.find(',', begin), line.size());
    std::string text = line.substr(begin, end - begin);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"'; });
    cells.push_back({text, static_cast<int>(begin) + 1});
    if (end == line.size()) return cells;
    begin = end + 1;
  }
}

class PointsReader {
 public:
  PointsReader(const std::string& path, const std::vector<FactorSpec>& factors)
      : path_(path), factors_(factors) {}

  Result<std::vector<FactorValues>> read(const std::string& text) {
    std::vector<FactorValues> points;
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string line = text.substr(begin, end - begin);
      begin = end + 1;
      ++line_;
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      if (columns_.empty()) {
        read_head(line);
        if (!errors_.empty()) return errors_;
      } else {
        points.push_back(read_point(line));
      }
    }
    if (points.empty()) fault(0, "no points", "a line of factor ids, and one line a point", "");
    if (!errors_.empty()) return errors_;
    return points;
  }

 private:
  void fault(int column, const std::string& found, const std::string& expected,
             const std::string& fix) {
    errors_.push_back({path_, line_, column, {}, found, expected, fix});
  }

  void read_head(const std::string& line) {
    std::vector<std::string> known;
    for (const FactorSpec& factor : factors_) known.push_back(factor.id);
    for (const Cell& cell : cells_of(line)) {
      const auto at = std::find(known.begin(), known.end(), cell.text);
      if (at == known.end()) {
        fault(cell.column, "column '" + cell.text + "'", "a factor of the study",
              scenario::did_you_mean(cell.text, known));
      }
      columns_.push_back(static_cast<std::size_t>(at - known.begin()));
    }
    for (std::size_t f = 0; f < known.size(); ++f) {
      const auto count = std::count(columns_.begin(), columns_.end(), f);
      if (count != 1) {
        fault(0, std::to_string(count) + " columns for factor " + known[f], "one", "");
      }
    }
  }

  FactorValues read_point(const std::string& line) {
    FactorValues values(factors_.size());
    const std::vector<Cell> cells = cells_of(line);
    if (cells.size() != columns_.size()) {
      fault(0, std::to_string(cells.size()) + " cells",
            std::to_string(columns_.size()) + ", as in the first line", "");
      return values;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!cells[i].text.empty()) values[columns_[i]] = value_of(cells[i], factors_[columns_[i]]);
    }
    return values;
  }

  double value_of(const Cell& cell, const FactorSpec& factor) {
    std::vector<std::string> names;
    for (const scenario::AlternativeSpec& one : factor.alternatives) names.push_back(one.name);
    const auto named = std::find(names.begin(), names.end(), cell.text);
    if (named != names.end()) return static_cast<double>(named - names.begin());
    double value = 0;
    const bool is_number = parse_number(cell.text, value);
    if (factor.kind != FactorKind::kChoice) {
      if (!is_number) fault(cell.column, "'" + cell.text + "'", "a number", "");
      return value;
    }
    const bool is_position = is_number && value >= 0 && value < static_cast<double>(names.size()) &&
                             value == static_cast<double>(static_cast<int>(value));
    if (is_position) return value;
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    fault(cell.column, "'" + cell.text + "'", "one of " + list,
          scenario::did_you_mean(cell.text, names));
    return 0;
  }

  const std::string& path_;
  const std::vector<FactorSpec>& factors_;
  std::vector<std::size_t> columns_;  // factors by column
  int line_ = 0;
  Errors errors_;
};

}  // namespace

Result<std::vector<FactorValues>> read_points_file(const std::string& path,
                                                   const std::vector<FactorSpec>& factors) {
  const Result<std::string> text = read_text(path, path);
  if (!text) return text.errors();
  return PointsReader(path, factors).read(text.value());
}

}  // namespace khasan::load
