#include "load/what_if.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "load/battle_files.h"
#include "load/value.h"
#include "scenario/nearest_name.h"

namespace khasan::load {

namespace fs = std::filesystem;

namespace {

// What names an item of a list.
constexpr std::string_view kNamingKeys[] = {"id", "path", "from"};

std::string name_of(const Node& item) {
  if (item.kind == Node::Kind::kScalar) return item.text;
  for (const std::string_view key : kNamingKeys) {
    const Node* name = item.find(key);
    if (name != nullptr && name->kind == Node::Kind::kScalar) return name->text;
  }
  return {};
}

std::vector<std::string> names_in(const Node& node) {
  std::vector<std::string> names;
  if (node.kind == Node::Kind::kMap) {
    for (const Node::Key& key : node.keys) names.push_back(key.text);
  } else {
    for (const Node& item : node.items) names.push_back(name_of(item));
  }
  std::erase(names, "");
  return names;
}

// The position of what a step of the way names: a key of a map, or an item of a list by its name or
// its position from 0. As many as there are items: nothing.
std::size_t position_of(const Node& node, const std::string& step) {
  if (node.kind == Node::Kind::kMap) {
    const auto is_it = [&](const Node::Key& key) { return key.text == step; };
    return static_cast<std::size_t>(std::find_if(node.keys.begin(), node.keys.end(), is_it) -
                                    node.keys.begin());
  }
  const auto is_it = [&](const Node& item) { return name_of(item) == step; };
  const auto named = std::find_if(node.items.begin(), node.items.end(), is_it);
  if (named != node.items.end()) return static_cast<std::size_t>(named - node.items.begin());
  std::size_t position = 0;
  const auto [end, failed] = std::from_chars(step.data(), step.data() + step.size(), position);
  const bool is_number = failed == std::errc{} && end == step.data() + step.size();
  return is_number ? std::min(position, node.items.size()) : node.items.size();
}

Node scalar(const std::string& text, const Node& at) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = text;
  node.line = at.line, node.column = at.column;
  return node;
}

void put(Node& map, const char* key, Node value) {
  map.keys.push_back({key, value.line, value.column});
  map.items.push_back(std::move(value));
}

// A map that says who says so: somebody who asks what if.
Node assumed_map(const Node& at) {
  Node map, sources;
  map.kind = Node::Kind::kMap;
  sources.kind = Node::Kind::kList;
  map.line = sources.line = at.line, map.column = sources.column = at.column;
  sources.items.push_back(scalar("assumed", at));
  put(map, "sources", std::move(sources));
  return map;
}

// Faults of a changed value are told at the place that was changed.
void place_at(Node& node, int line, int column) {
  node.line = line;
  node.column = column;
  for (Node::Key& key : node.keys) key.line = line, key.column = column;
  for (Node& item : node.items) place_at(item, line, column);
}

}  // namespace

Result<WhatIf> WhatIf::read(const std::string& path, const std::string& battle,
                            const std::string& catalogue) {
  Reading reading;
  const bool is_inline = path.starts_with('{');
  const auto document = is_inline ? Document::parse(reading, path, std::string(kInlineWhatIf))
                                  : Document::open(reading, path);
  if (!document) return std::move(reading.errors);
  WhatIf what_if;
  what_if.path_ = is_inline ? kInlineWhatIf : path;
  Map map(document->root());
  read_format(map.need("format"), "khasan-what-if-1");
  what_if.title_ = map.need("title").text("a sentence");
  for (const Value& value : map.need("changes").items()) {
    if (what_if.read_named(value, catalogue)) continue;
    Map one(value);
    Change change;
    change.line = value.where().line;
    change.column = value.where().column;
    change.named = one.need("file").text("the name of a file");
    const bool of_catalogue = change.named.starts_with("catalog/");
    change.file = of_catalogue ? catalogue + change.named.substr(7) : battle + "/" + change.named;
    change.at = one.need("at").texts();
    int kinds = 0;
    const auto take = [&](const char* key, Kind kind) {
      one.with(key, [&](const Value& v) {
        change.kind = kind;
        if (v.node() != nullptr) change.value = *v.node();
        ++kinds;
      });
    };
    take("set", Kind::kSet);
    take("add", Kind::kAdd);
    take("remove", Kind::kRemove);
    if (kinds != 1)
      value.fault("a change of " + std::to_string(kinds) + " kinds",
                  "one of set: VALUE, add: ITEM, remove: true");
    if (change.at.empty() && kinds == 1) value.fault("a change of a whole file", "at: [KEY, ...]");
    one.finish();
    what_if.changes_.push_back(std::move(change));
  }
  map.finish();
  if (reading.errors.empty() && what_if.changes_.empty() && what_if.figures_.empty()) {
    document->root().fault("no changes", "at least one");
  }
  if (!reading.errors.empty()) return std::move(reading.errors);
  return what_if;
}

bool WhatIf::read_named(const Value& value, const std::string& catalogue) {
  Map one(value);
  const bool is_parameter = one.has("parameter");
  if (!is_parameter && !one.has("figure")) return false;
  const std::string name = one.take(is_parameter ? "parameter" : "figure").text("a name");
  const Value set = one.need("set");
  one.finish();
  if (!set.exists() || name.empty()) return true;
  if (!is_parameter) {
    Node figure = assumed_map(*value.node());
    put(figure, "at", scalar(name, *value.node()));
    put(figure, "value", *set.node());
    figures_.push_back(std::move(figure));
    return true;
  }
  const std::size_t dot = std::min(name.find('.'), name.size());
  Change change;
  change.line = value.where().line, change.column = value.where().column;
  change.named = "catalog/parameters/" + name.substr(0, dot) + ".yaml";
  change.file = catalogue + change.named.substr(7);
  change.at = {"parameters", name.substr(std::min(dot + 1, name.size()))};
  change.value = *set.node();
  if (change.value.kind == Node::Kind::kScalar) {
    Node certain = assumed_map(change.value);
    for (const char* key : {"best", "low", "high"}) put(certain, key, change.value);
    put(certain, "reliability", scalar("low", change.value));
    change.value = std::move(certain);
  }
  changes_.push_back(std::move(change));
  return true;
}

Error WhatIf::fault(const Change& change, const std::string& found, const std::string& expected,
                    const std::string& fix) const {
  std::string at = change.named;
  for (const std::string& step : change.at) at += " > " + step;
  return {path_, change.line, change.column, at, found, expected, fix};
}

Errors WhatIf::apply(const std::string& file, Node& root) {
  Errors errors;
  for (Change& change : changes_) {
    if (fs::path(change.file).lexically_normal() != fs::path(file).lexically_normal()) continue;
    change.used = true;
    const Errors more = apply(change, root);
    errors.insert(errors.end(), more.begin(), more.end());
  }
  return errors;
}

Errors WhatIf::apply(const Change& change, Node& root) const {
  Node* at = &root;
  for (std::size_t i = 0; i < change.at.size(); ++i) {
    const std::string& step = change.at[i];
    const bool is_last = i + 1 == change.at.size();
    const std::size_t position = position_of(*at, step);
    if (position < at->items.size()) {
      if (is_last && change.kind == Kind::kRemove) {
        at->items.erase(at->items.begin() + static_cast<std::ptrdiff_t>(position));
        if (at->kind == Node::Kind::kMap) {
          at->keys.erase(at->keys.begin() + static_cast<std::ptrdiff_t>(position));
        }
        return {};
      }
      at = &at->items[position];
      continue;
    }
    // A key that the battle leaves to its default may be set.
    if (is_last && change.kind == Kind::kSet && at->kind == Node::Kind::kMap) {
      at->keys.push_back({step, at->line, at->column});
      at->items.push_back(change.value);
      place_at(at->items.back(), at->line, at->column);
      return {};
    }
    return {fault(change, "no '" + step + "' there",
                  "a key, or the id of an item, of " + change.named,
                  scenario::did_you_mean(step, names_in(*at)))};
  }
  const int line = at->line, column = at->column;
  if (change.kind == Kind::kSet) {
    *at = change.value;
    place_at(*at, line, column);
    return {};
  }
  if (at->kind != Node::Kind::kList) {
    return {fault(change, "something else than a list", "a list to add to", "use set")};
  }
  at->items.push_back(change.value);
  place_at(at->items.back(), line, column);
  return {};
}

Errors WhatIf::unused() const {
  Errors errors;
  for (const Change& change : changes_) {
    if (change.used) continue;
    errors.push_back(fault(change, "a file that the battle does not read",
                           "a file of the battle, or catalog/FILE", ""));
  }
  return errors;
}

std::string find_what_if(const std::string& battle, const std::string& name) {
  if (name.starts_with('{')) return name;
  std::error_code failed;
  const std::string shipped = battle + "/whatifs/" + name + ".yaml";
  return !fs::exists(name, failed) && fs::exists(shipped, failed) ? shipped : name;
}

}  // namespace khasan::load
