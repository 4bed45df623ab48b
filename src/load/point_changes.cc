// The battle at one point of a study: what the values of its factors change.
#include <fmt/format.h>

#include "load/study_file.h"

namespace khasan::load {

using scenario::FactorKind;
using scenario::FactorSpec;

namespace {

void append(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// A text in quotes, as YAML and JSON have it.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + quoted(text);
  return "[" + list + "]";
}

// Shortest text that reads as the same number.
std::string text_of(double value) { return fmt::format("{}", value); }

std::string change_of(const FactorSpec& factor, double value) {
  if (factor.kind == FactorKind::kParameter) {
    return fmt::format("{{parameter: {}, set: {}}}", quoted(factor.name), text_of(value));
  }
  if (factor.kind == FactorKind::kFigure) {
    return fmt::format("{{figure: {}, set: {}}}", quoted(factor.name), text_of(value));
  }
  std::string changes;
  for (const scenario::PlaceInFile& place : factor.places) {
    changes += fmt::format("{}{{file: {}, at: {}, set: {}}}", changes.empty() ? "" : ", ",
                           quoted(place.file), list_of(place.at), text_of(value));
  }
  return changes;
}

}  // namespace

PointChanges changes_at(const scenario::StudySpec& study, const scenario::FactorValues& values) {
  PointChanges point{{study.roe, study.what_ifs}, study.without};
  std::string title, changes;
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    const FactorSpec& factor = study.factors[f];
    if (!values[f]) continue;
    if (factor.kind == FactorKind::kChoice) {
      const auto& chosen = factor.alternatives[static_cast<std::size_t>(*values[f])];
      append(point.changes.what_ifs, chosen.what_ifs);
      append(point.changes.roe, chosen.roe);
      append(point.without, chosen.without);
      continue;
    }
    title += fmt::format("{}{} = {:.6g}", title.empty() ? "" : ", ", factor.id, *values[f]);
    changes += (changes.empty() ? "" : ", ") + change_of(factor, *values[f]);
  }
  if (!changes.empty()) {
    point.changes.what_ifs.push_back(fmt::format(
        "{{format: khasan-what-if-1, title: {}, changes: [{}]}}", quoted(title), changes));
  }
  return point;
}

}  // namespace khasan::load
