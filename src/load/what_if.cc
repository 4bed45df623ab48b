#include "load/what_if.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/time.h"
#include "load/battle_files.h"
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
  return names;
}

bool is_pattern(const std::string& step) { return step.find('*') != std::string::npos; }

// Whether the name fits the pattern, in which a '*' stands for any text, also for none.
bool fits(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0, star = pattern.size(), retry = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star < pattern.size()) {
      p = star + 1;
      n = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

// The positions of what a step of the way names: keys of a map or items of a list by their names,
// or one item by its position from 0.
std::vector<std::size_t> positions_of(const Node& node, const std::string& step) {
  const std::vector<std::string> names = names_in(node);
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!fits(step, names[i])) continue;
    positions.push_back(i);
    if (!is_pattern(step)) break;
  }
  if (!positions.empty() || node.kind != Node::Kind::kList) return positions;
  std::size_t position = 0;
  const auto [end, failed] = std::from_chars(step.data(), step.data() + step.size(), position);
  const bool is_number = failed == std::errc{} && end == step.data() + step.size();
  if (is_number && position < node.items.size()) positions.push_back(position);
  return positions;
}

bool same(const Node& a, const Node& b) {
  const auto same_key = [](const Node::Key& x, const Node::Key& y) { return x.text == y.text; };
  return a.kind == b.kind && a.text == b.text &&
         std::equal(a.keys.begin(), a.keys.end(), b.keys.begin(), b.keys.end(), same_key) &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same);
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

// Says of a value and all in it that it came from the what-if `file`.
void mark(Node& node, const std::shared_ptr<const std::string>& file) {
  node.file = file;
  for (Node& item : node.items) mark(item, file);
}

// Tells the faults of a value, and of all in it, at one place.
void place_at(Node& node, int line, int column) {
  node.line = line;
  node.column = column;
  for (Node::Key& key : node.keys) key.line = line, key.column = column;
  for (Node& item : node.items) place_at(item, line, column);
}

// The time, on the same clock, so many milliseconds later.
std::string later(const std::string& time, int64_t utc_ms, int64_t shift_ms) {
  const std::string without_clock = time.substr(0, time.find_last_of("+-Z"));
  const Result<int64_t> local_ms = parse_iso_utc_ms(without_clock + "Z");
  if (!local_ms) return time;
  return format_iso(utc_ms + shift_ms, static_cast<int>((local_ms.value() - utc_ms) / 60'000));
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// The text with what was there before in place of each '*'.
std::string filled_in(const std::string& text, const std::string& before) {
  std::string filled;
  for (const char c : text) filled += c == '*' ? before : std::string(1, c);
  return filled;
}

}  // namespace

namespace {

// What is no name of a file: the changes themselves.
bool is_text(const std::string& named) {
  return named.starts_with('{') || named.find('\n') != std::string::npos;
}

}  // namespace

Result<WhatIf> WhatIf::read(const std::string& path, const std::string& battle,
                            const std::string& catalogue) {
  Reading reading;
  const bool is_inline = is_text(path);
  const auto document = is_inline ? Document::parse(reading, path, std::string(kInlineWhatIf))
                                  : Document::open(reading, path);
  if (!document) return std::move(reading.errors);
  WhatIf what_if;
  what_if.path_ = std::make_shared<const std::string>(is_inline ? kInlineWhatIf : path);
  what_if.is_inline_ = is_inline;
  Map map(document->root());
  read_format(map.need("format"), "khasan-what-if-1");
  what_if.title_ = map.need("title").text("a sentence");
  for (const Value& value : map.need("changes").items()) {
    if (what_if.read_named(value, battle, catalogue)) continue;
    what_if.changes_.push_back(what_if.read_change(value, battle, catalogue));
  }
  map.finish();
  if (reading.errors.empty() && what_if.changes_.empty() && what_if.figures_.empty()) {
    document->root().fault("no changes", "at least one");
  }
  if (!reading.errors.empty()) return std::move(reading.errors);
  return what_if;
}

bool WhatIf::read_named(const Value& value, const std::string& battle,
                        const std::string& catalogue) {
  Map one(value);
  const char* kind = nullptr;
  for (const char* key : {"parameter", "figure", "number"}) {
    if (one.has(key)) kind = key;
  }
  if (kind == nullptr) return false;
  const std::string name = one.take(kind).text("a name");
  const Value set = one.need("set");
  one.finish();
  if (!set.exists() || name.empty()) return true;
  if (kind == std::string_view("figure")) {
    Node figure = assumed_map(*value.node());
    put(figure, "at", scalar(name, *value.node()));
    put(figure, "value", *set.node());
    figures_.push_back(std::move(figure));
    return true;
  }
  const std::size_t dot = std::min(name.find('.'), name.size());
  Change change;
  change.line = value.where().line, change.column = value.where().column;
  if (kind == std::string_view("number")) {
    change.named = kCrisisYaml;
    change.file = battle + "/" + change.named;
    change.at = split(name, '.');
  } else {
    change.named = "catalog/parameters/" + name.substr(0, dot) + ".yaml";
    change.file = catalogue + change.named.substr(7);
    change.at = {"parameters", name.substr(std::min(dot + 1, name.size()))};
  }
  change.value = *set.node();
  if (change.value.kind == Node::Kind::kScalar) {
    Node certain = assumed_map(change.value);
    for (const char* key : {"best", "low", "high"}) put(certain, key, change.value);
    put(certain, "reliability", scalar("low", change.value));
    change.value = std::move(certain);
  }
  mark(change.value, path_);
  changes_.push_back(std::move(change));
  return true;
}

WhatIf::Change WhatIf::read_change(const Value& value, const std::string& battle,
                                   const std::string& catalogue) const {
  Map one(value);
  Change change;
  change.line = value.where().line;
  change.column = value.where().column;
  change.named = one.need("file").text("the name of a file");
  const bool of_catalogue = change.named.starts_with("catalog/");
  change.file = of_catalogue ? catalogue + change.named.substr(7) : battle + "/" + change.named;
  const Value at = one.need("at");
  change.at = at.texts();
  if (at.is_list() && change.at.empty()) at.fault("a change of a whole file", "at: [KEY, ...]");
  read_kind(value, one, change);
  one.finish();
  return change;
}

// Just one of the kinds of change.
void WhatIf::read_kind(const Value& value, Map& one, Change& change) const {
  int kinds = 0;
  const auto take = [&](const char* key, Kind kind, auto&& read_it) {
    one.with(key, [&](const Value& v) {
      change.kind = kind;
      ++kinds;
      read_it(v);
    });
  };
  const auto keep = [&](const Value& v) {
    change.value = *v.node();
    mark(change.value, path_);
  };
  take("set", Kind::kSet, keep);
  take("add", Kind::kAdd, keep);
  take("remove", Kind::kRemove, [](const Value& v) {
    if (!v.boolean()) v.fault(v.found(), "true");
  });
  take("shift_h", Kind::kShift, [&](const Value& v) {
    change.shift_ms = from_seconds(3600 * v.number({-1e4, 1e4, "hours, -10000 to 10000"})).ms;
  });
  take("copy", Kind::kCopy, [&](const Value& v) {
    if (!v.is_map()) v.fault(v.found(), "the keys that differ", "copy: {id: ANOTHER}");
    keep(v);
  });
  if (kinds != 1) {
    value.fault("a change of " + std::to_string(kinds) + " kinds",
                "one of set: VALUE, add: ITEM, remove: true, shift_h: HOURS, copy: {KEY: VALUE}");
  }
  if (change.kind != Kind::kShift) return;
  one.with("between", [&](const Value& v) {
    const std::vector<Value> ends = v.items();
    if (v.is_list() && ends.size() != 2) v.fault(v.found(), "two times", "between: [FROM, TO]");
    if (ends.size() != 2) return;
    change.from_ms = ends[0].moment().utc_ms;
    change.to_ms = ends[1].moment().utc_ms;
  });
}

Error WhatIf::fault(const Change& change, const std::string& found, const std::string& expected,
                    const std::string& fix) const {
  std::string at = change.named;
  for (const std::string& step : change.at) at += " > " + step;
  return {*path_, change.line, change.column, at, found, expected, fix};
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

// Makes one change wherever its way leads. One that alters nothing is a fault; but a point of a
// study, which is no file, may set what is so already.
Errors WhatIf::apply(const Change& change, Node& root) const {
  Made made;
  follow(change, root, 0, made);
  if (!made.errors.empty() || made.altered > 0) return std::move(made.errors);
  if (is_inline_ && made.found > 0 && change.kind == Kind::kSet) return {};
  if (made.found == 0) {
    return {fault(change, "no '" + *made.missed + "' there",
                  "a key, or the id of an item, of " + change.named,
                  scenario::did_you_mean(*made.missed, made.names_there))};
  }
  if (change.kind == Kind::kShift) {
    return {fault(change, "no time there that would change", "times, and hours other than 0",
                  "mend at, between or shift_h")};
  }
  return {fault(change, "what stands there already: it touches nothing", "another value",
                "take the change out")};
}

void WhatIf::follow(const Change& change, Node& node, std::size_t step, Made& made) const {
  const std::string& name = change.at[step];
  const bool is_last = step + 1 == change.at.size();
  const std::vector<std::size_t> positions = positions_of(node, name);
  // A key that the battle leaves to its default may be set.
  const bool may_be_new =
      is_last && change.kind == Kind::kSet && node.kind == Node::Kind::kMap && !is_pattern(name);
  if (positions.empty() && may_be_new) {
    node.keys.push_back({name, change.line, change.column});
    node.items.push_back(change.value);
    ++made.found, ++made.altered;
    return;
  }
  if (positions.empty() && made.missed == nullptr) {
    made.missed = &name;
    made.names_there = names_in(node);
    std::erase(made.names_there, "");
  }
  for (std::size_t i = 0; i < positions.size(); ++i) {
    // What is removed goes from the end, so that the positions before it stay right.
    const bool backwards = change.kind == Kind::kRemove;
    const std::size_t at = positions[backwards ? positions.size() - 1 - i : i];
    is_last ? alter(change, node, at, made) : follow(change, node.items[at], step + 1, made);
  }
}

void WhatIf::alter(const Change& change, Node& parent, std::size_t position, Made& made) const {
  Node& item = parent.items[position];
  const auto offset = static_cast<std::ptrdiff_t>(position);
  const bool in_map = parent.kind == Node::Kind::kMap;
  ++made.found;
  switch (change.kind) {
    case Kind::kSet:
      if (same(item, change.value)) return;
      item = change.value;
      if (in_map) parent.keys[position] = {parent.keys[position].text, change.line, change.column};
      ++made.altered;
      return;
    case Kind::kAdd:
      if (item.kind != Node::Kind::kList) {
        made.errors.push_back(
            fault(change, "something else than a list", "a list to add to", "use set"));
        return;
      }
      item.items.push_back(change.value);
      ++made.altered;
      return;
    case Kind::kRemove:
      parent.items.erase(parent.items.begin() + offset);
      if (in_map) parent.keys.erase(parent.keys.begin() + offset);
      ++made.altered;
      return;
    case Kind::kShift:
      made.altered += shift(change, item);
      return;
    case Kind::kCopy:
      if (!in_map && copy(change, parent, position)) {
        ++made.altered;
        return;
      }
      made.errors.push_back(fault(change, in_map ? "a key" : "a copy of the same name",
                                  "an item of a list, to be copied under another name",
                                  "copy: {id: ANOTHER}, or path, or from"));
  }
}

// Moves every time at or below the node that the change means; how many.
int WhatIf::shift(const Change& change, Node& node) const {
  int count = 0;
  for (Node& item : node.items) count += shift(change, item);
  if (node.kind != Node::Kind::kScalar || node.quoted) return count;
  const Result<int64_t> ms = parse_iso_utc_ms(node.text);
  if (!ms || ms.value() < change.from_ms || ms.value() >= change.to_ms) return count;
  const std::string moved = later(node.text, ms.value(), change.shift_ms);
  if (moved == node.text) return count;
  node.text = moved;
  node.file = path_;
  place_at(node, change.line, change.column);
  return count + 1;
}

// Appends a copy in which some keys differ. False: its name is no other.
bool WhatIf::copy(const Change& change, Node& list, std::size_t position) const {
  Node twin = list.items[position];
  for (std::size_t i = 0; i < change.value.keys.size(); ++i) {
    Node value = change.value.items[i];
    const std::vector<std::size_t> there = positions_of(twin, change.value.keys[i].text);
    if (there.empty()) {
      twin.keys.push_back(change.value.keys[i]);
      twin.items.push_back(std::move(value));
      continue;
    }
    Node& before = twin.items[there[0]];
    if (value.kind == Node::Kind::kScalar) value.text = filled_in(value.text, before.text);
    before = std::move(value);
  }
  if (name_of(twin) == name_of(list.items[position])) return false;
  mark(twin, path_);
  place_at(twin, change.line, change.column);
  list.items.push_back(std::move(twin));
  return true;
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

namespace {

// The file or text: as named, or NAME.yaml on the shelf.
std::string find_what_if(const std::string& shelf, const std::string& name) {
  if (is_text(name)) return name;
  std::error_code failed;
  const std::string shipped = shelf + "/" + name + ".yaml";
  return !fs::exists(name, failed) && fs::exists(shipped, failed) ? shipped : name;
}

std::vector<std::string> names_on(const std::string& shelf) {
  std::vector<std::string> names;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(shelf, failed)) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Result<std::vector<WhatIf>> read_what_ifs(const std::string& folder,
                                          const std::vector<std::string>& names,
                                          const std::string& catalogue, const std::string& shelf) {
  std::vector<WhatIf> what_ifs;
  Errors errors;
  const std::string shipped = folder + "/" + shelf;
  for (const std::string& name : names) {
    const std::string found = find_what_if(shipped, name);
    Result<WhatIf> what_if = WhatIf::read(found, folder, catalogue);
    if (what_if) {
      what_ifs.push_back(what_if.take());
      continue;
    }
    Errors faults = what_if.errors();
    std::error_code failed;
    const std::string nearest = scenario::did_you_mean(name, names_on(shipped));
    const bool is_name = !is_text(name) && !fs::exists(found, failed);
    if (is_name && !nearest.empty()) faults.front().fix = nearest;
    errors.insert(errors.end(), faults.begin(), faults.end());
  }
  if (!errors.empty()) return errors;
  return what_ifs;
}

}  // namespace khasan::load
