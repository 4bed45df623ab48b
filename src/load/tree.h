// A document as a tree in which every value knows its line and column: what the typed reader
// (value.h) works on. Scalars stay text; the reader decides what they mean. YAML and its subset
// JSON come from the same parser (libyaml), so GeoJSON and CSL-JSON have places too.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace khasan::load {

struct Node {
  enum class Kind : uint8_t { kNothing, kScalar, kList, kMap };
  struct Key;
  Kind kind = Kind::kNothing;
  bool quoted = false;       // a scalar in quotes is text, whatever it looks like
  int line = 0, column = 0;  // 1-based
  std::string text;          // of a scalar
  // The what-if from which the value came, with its place there; null: the document's own.
  std::shared_ptr<const std::string> file;
  std::vector<Node> items;  // of a list; the values of a map, in the order of `keys`
  std::vector<Key> keys;
  // The value under a key of a map; null if there is none.
  const Node* find(std::string_view key) const;
};

struct Node::Key {
  std::string text;
  int line = 0, column = 0;
};

inline constexpr int kDepthMax = 64;
inline constexpr int kNodesMax = 2'000'000;

// Parses one document. Refuses anchors, aliases, tags, several documents, duplicate keys, keys that
// are not scalars, and more than kDepthMax levels. `name` stands in the errors.
Result<Node> parse_tree(const std::string& text, const std::string& name);

}  // namespace khasan::load
