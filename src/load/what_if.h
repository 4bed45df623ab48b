// What if one thing had been otherwise? A file of changes to the files of a battle or of the
// catalogue, made when they are read, so that a changed battle is checked like any other
// (docs/battle_format.md). Faults of what a change puts in are told at its place in this file.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "load/tree.h"
#include "load/value.h"

namespace khasan::load {

// What errors call a what-if that is no file.
inline constexpr std::string_view kInlineWhatIf = "(what-if)";
// The file of a crisis in its folder (crisis_file.h).
inline constexpr std::string_view kCrisisYaml = "crisis.yaml";

class WhatIf {
 public:
  // Reads the file, or the text itself where it begins with '{' or has several lines. `battle`,
  // `catalogue`: folders of the files that it changes.
  static Result<WhatIf> read(const std::string& path, const std::string& battle,
                             const std::string& catalogue);
  // In a sentence, for people.
  const std::string& title() const { return title_; }
  // Makes the changes to the document that was read from `file`. Errors: nothing is there to be
  // changed, or it stays as it was.
  Errors apply(const std::string& file, Node& root);
  // Errors: changes to files that were not read.
  Errors unused() const;
  // Disputed figures that it sets by name, as `figures:` of a profile of evidence have them; to be
  // taken when all else is read.
  const std::vector<Node>& figures() const { return figures_; }
  const std::string& path() const { return *path_; }

 private:
  enum class Kind : uint8_t { kSet, kAdd, kRemove, kShift, kCopy };
  struct Change {
    std::string file;             // as it is opened
    std::string named;            // as it stands in the what-if
    std::vector<std::string> at;  // keys, ids of list items, positions, patterns
    Kind kind = Kind::kSet;
    Node value;            // set, add: what to put there; copy: the keys that differ
    int64_t shift_ms = 0;  // shift: how much later; only times of `from_ms` up to `to_ms`
    int64_t from_ms = std::numeric_limits<int64_t>::min();
    int64_t to_ms = std::numeric_limits<int64_t>::max();
    int line = 0, column = 0;
    bool used = false;
  };
  // What came of a change: places found and altered, and where the way first led nowhere.
  struct Made {
    int found = 0, altered = 0;
    const std::string* missed = nullptr;
    std::vector<std::string> names_there;
    Errors errors;
  };
  // A parameter, a disputed figure or a number of a crisis, set by its name; false: it is another
  // change.
  bool read_named(const Value& value, const std::string& battle, const std::string& catalogue);
  Change read_change(const Value& value, const std::string& battle,
                     const std::string& catalogue) const;
  void read_kind(const Value& value, Map& one, Change& change) const;
  Error fault(const Change& change, const std::string& found, const std::string& expected,
              const std::string& fix) const;
  Errors apply(const Change& change, Node& root) const;
  void follow(const Change& change, Node& node, std::size_t step, Made& made) const;
  void alter(const Change& change, Node& parent, std::size_t position, Made& made) const;
  int shift(const Change& change, Node& node) const;
  bool copy(const Change& change, Node& list, std::size_t position) const;

  std::shared_ptr<const std::string> path_;
  bool is_inline_ = false;
  std::string title_;
  std::vector<Change> changes_;
  std::vector<Node> figures_;
};

// Reads what-ifs of a battle or a crisis: files, texts, or names of those that it ships
// as `shelf`/NAME.yaml in its folder. Error of a name that is none: the nearest one.
Result<std::vector<WhatIf>> read_what_ifs(const std::string& folder,
                                          const std::vector<std::string>& names,
                                          const std::string& catalogue, const std::string& shelf);

}  // namespace khasan::load
