// The typed reader: takes values out of a tree, notes every fault with its place, and goes on, so
// that one run reports them all. A value that is missing or wrong reads as nought or empty; the
// caller looks at the errors at the end, never at a default in between.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "load/tree.h"
#include "scenario/spec.h"

namespace khasan::load {

class WhatIf;

// What all readers of one battle share.
struct Reading {
  Errors errors;
  std::vector<WhatIf>* what_ifs = nullptr;  // changes to make to what is read; null: none
  std::set<std::string> sources;            // ids that `sources:` may name
  std::vector<scenario::EvidenceRow> evidence;
};

// What a number may be.
struct Limits {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  std::string_view what = "a number";  // "a number of men"
};
inline constexpr Limits kAnyNumber{-1e12, 1e12, "a number"};
inline constexpr Limits kShare{0, 1, "a share from 0 to 1"};
inline constexpr Limits kMetres{0, 1e7, "metres, 0 or more"};
inline constexpr Limits kVisibilityMetres{1, 1e6, "metres, 1 or more"};
inline constexpr Limits kHours{0, 1e4, "hours, 0 or more"};
inline constexpr Limits kQualityFactor{0.1, 10, "a factor, 0.1 to 10"};
inline constexpr Limits kRounds{0, 1e5, "rounds, 0 or more"};
inline constexpr Limits kMen{0, 1e6, "a number of men, 0 or more"};

class Map;

// One value of a document, or the lack of one.
class Value {
 public:
  Value(Reading& reading, const std::string& file, const Node* node, std::string path)
      : reading_(&reading), file_(&file), node_(node), path_(std::move(path)) {}

  bool exists() const { return node_ != nullptr; }
  const Node* node() const { return node_; }
  const std::string& file() const { return node_ && node_->file ? *node_->file : *file_; }
  Reading& reading() const { return *reading_; }
  const std::string& path() const { return path_; }
  scenario::Where where() const;
  void fault(std::string found, std::string expected, std::string fix = {}) const;
  // What stands there, for messages: the scalar, or "a list", "a map".
  std::string found() const;

  bool is_list() const { return node_ && node_->kind == Node::Kind::kList; }
  bool is_map() const { return node_ && node_->kind == Node::Kind::kMap; }
  std::string text(std::string_view what = "a text") const;
  // Lower-case letters, digits, '_', '-', '.' and, in a path, '/'.
  std::string id(std::string_view what = "an id") const;
  double number(Limits limits = kAnyNumber) const;
  int integer(Limits limits = kAnyNumber) const;
  bool boolean() const;
  // The position of the word in `words`; -1 and a fault for another word.
  int word(const std::vector<std::string>& words) const;
  // Sets `out` to the enumerator at the word's position and says so; another word is a fault and
  // leaves it.
  template <class Enum>
  bool word(const std::vector<std::string>& words, Enum& out) const {
    const int position = word(words);
    if (position >= 0) out = static_cast<Enum>(position);
    return position >= 0;
  }
  std::vector<Value> items() const;  // of a list; fault when it is none
  std::vector<std::string> texts() const;
  std::vector<std::string> sources() const;  // ids of known sources, or "assumed"
  // A number, or {best, low, high, sources, reliability, dispute, note}.
  scenario::FigureSpec figure(Limits limits = kAnyNumber) const;
  // A figure that goes into the report under `what` if it has sources.
  scenario::FigureSpec evidence(const std::string& what, Limits limits = kAnyNumber) const;
  scenario::MomentSpec moment() const;  // ISO 8601 with an offset
  // A moment, or {best, low, high, sources, reliability, note}: then `range` has low and high in
  // seconds about the best.
  scenario::MomentSpec disputed_moment(scenario::FigureSpec& range) const;
  int clock_minutes() const;  // "+09:00"
  scenario::NameSpec name() const;
  terrain::Point point() const;  // [east, north], to the millimetre
  std::vector<terrain::Point> points(std::size_t at_least) const;
  Value item(std::size_t index) const;

 private:
  Reading* reading_;
  const std::string* file_;
  const Node* node_;
  std::string path_;
};

// A map whose keys are ticked off as they are read; `finish` reports those that nobody asked for.
class Map {
 public:
  explicit Map(const Value& value);
  bool has(std::string_view key) const { return find(key) != nullptr; }
  // The value under the key; a missing one is reported.
  Value need(std::string_view key);
  // The value under the key; may not exist.
  Value take(std::string_view key);
  // Calls read(value) when the key is there.
  template <class Read>
  void with(std::string_view key, Read&& read) {
    const Value value = take(key);
    if (value.exists()) read(value);
  }
  // All entries, for maps whose keys are names.
  std::vector<std::pair<std::string, Value>> entries();
  void finish();
  const Value& value() const { return value_; }

 private:
  const Node* find(std::string_view key) const;
  std::string path_of(std::string_view key) const;
  Value value_;
  std::set<std::string, std::less<>> asked_;
  bool all_asked_ = false;
};

// `sources`, `reliability`, `dispute` and `note` of a figure.
void read_evidence(Map& map, scenario::FigureSpec& spec);

// A file read and parsed; keeps tree and name alive for the Values that point into it.
class Document {
 public:
  // Reads `folder`/`relative`; faults go into `reading`. `name` of messages: folder/relative.
  static std::unique_ptr<Document> open(Reading& reading, const std::string& path);
  // The same of a text that is called `name`.
  static std::unique_ptr<Document> parse(Reading& reading, const std::string& text,
                                         const std::string& name);
  Value root() const { return Value(*reading_, name_, &tree_, ""); }

 private:
  Reading* reading_ = nullptr;
  std::string name_;
  Node tree_;
};

// A strict decimal number of the whole text; false for anything else, NaN and infinity included.
bool parse_number(std::string_view text, double& number);

}  // namespace khasan::load
