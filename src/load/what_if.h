// What if one thing had been otherwise? A file of changes to the files of a battle or of the
// catalogue, made when they are read, so that a changed battle is checked like any other
// (docs/battle_format.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "load/tree.h"

namespace khasan::load {

class Value;

// What errors call a what-if that is no file.
inline constexpr std::string_view kInlineWhatIf = "(what-if)";

class WhatIf {
 public:
  // Reads the file, or the text itself where it begins with '{'. `battle`, `catalogue`: folders of
  // the files that it changes.
  static Result<WhatIf> read(const std::string& path, const std::string& battle,
                             const std::string& catalogue);
  // In a sentence, for people.
  const std::string& title() const { return title_; }
  // Makes the changes to the document that was read from `file`. Errors: nothing is there to be
  // changed.
  Errors apply(const std::string& file, Node& root);
  // Errors: changes to files that were not read.
  Errors unused() const;
  // Disputed figures that it sets by name, as `figures:` of a profile of evidence have them; to be
  // taken when all else is read.
  const std::vector<Node>& figures() const { return figures_; }
  const std::string& path() const { return path_; }

 private:
  enum class Kind : uint8_t { kSet, kAdd, kRemove };
  struct Change {
    std::string file;             // as it is opened
    std::string named;            // as it stands in the what-if
    std::vector<std::string> at;  // keys, ids of list items, positions
    Kind kind = Kind::kSet;
    Node value;
    int line = 0, column = 0;
    bool used = false;
  };
  // A parameter or a disputed figure, set by its name; false: it is another change.
  bool read_named(const Value& value, const std::string& catalogue);
  Error fault(const Change& change, const std::string& found, const std::string& expected,
              const std::string& fix) const;
  Errors apply(const Change& change, Node& root) const;

  std::string path_, title_;
  std::vector<Change> changes_;
  std::vector<Node> figures_;
};

// The what-if's file or text: as named, or `whatifs/NAME.yaml` in the battle's folder.
std::string find_what_if(const std::string& battle, const std::string& name);

}  // namespace khasan::load
