#include "load/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "load/text_file.h"
#include "load/what_if.h"
#include "scenario/nearest_name.h"
#include "scenario/utm.h"

namespace khasan::load {

using scenario::FigureSpec;
using scenario::MomentSpec;
using scenario::NameSpec;
using scenario::Where;
using terrain::Point;

bool parse_number(std::string_view text, double& number) {
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  return result.ec == std::errc{} && result.ptr == end && std::isfinite(number);
}

Where Value::where() const {
  return {file(), node_ ? node_->line : 0, node_ ? node_->column : 0, path_};
}

void Value::fault(std::string found, std::string expected, std::string fix) const {
  reading_->errors.push_back(
      scenario::error_at(where(), std::move(found), std::move(expected), std::move(fix)));
}

std::string Value::found() const {
  if (!node_) return {};
  switch (node_->kind) {
    case Node::Kind::kScalar:
      return node_->text.substr(0, 80);
    case Node::Kind::kList:
      return "a list";
    case Node::Kind::kMap:
      return "a map";
    case Node::Kind::kNothing:
      break;
  }
  return "an empty file";
}

std::string Value::text(std::string_view what) const {
  if (!node_) return {};
  if (node_->kind == Node::Kind::kScalar && (node_->quoted || !node_->text.empty())) {
    return node_->text;
  }
  fault(found(), std::string(what));
  return {};
}

std::string Value::id(std::string_view what) const {
  const std::string text = this->text(what);
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '/';
  };
  if (node_ && !text.empty() &&
      (!std::all_of(text.begin(), text.end(), allowed) || text.size() > 200)) {
    fault(found(), std::string(what) + " of letters, digits, '_', '-', '.' and '/'");
  }
  return text;
}

double Value::number(Limits limits) const {
  if (!node_) return 0;
  double x = 0;
  const bool is_number =
      node_->kind == Node::Kind::kScalar && !node_->quoted && parse_number(node_->text, x);
  if (is_number && x >= limits.low && x <= limits.high) return x;
  fault(found(), std::string(limits.what));
  return std::clamp(0.0, limits.low, limits.high);
}

int Value::integer(Limits limits) const {
  const double x = number(limits);
  if (x == std::floor(x) && std::fabs(x) < 2e9) return static_cast<int>(x);
  fault(found(), "a whole number");
  return 0;
}

bool Value::boolean() const {
  if (!node_) return false;
  const bool plain = node_->kind == Node::Kind::kScalar && !node_->quoted;
  if (plain && (node_->text == "true" || node_->text == "false")) return node_->text == "true";
  fault(found(), "true or false");
  return false;
}

int Value::word(const std::vector<std::string>& words) const {
  if (!node_) return -1;
  const auto at = std::find(words.begin(), words.end(), node_->text);
  if (node_->kind == Node::Kind::kScalar && at != words.end()) {
    return static_cast<int>(at - words.begin());
  }
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  fault(found(), "one of " + list, scenario::did_you_mean(node_->text, words));
  return -1;
}

Value Value::item(std::size_t index) const {
  return Value(*reading_, *file_, &node_->items[index], path_ + "[" + std::to_string(index) + "]");
}

std::vector<Value> Value::items() const {
  std::vector<Value> items;
  if (!node_) return items;
  if (!is_list()) {
    fault(found(), "a list");
    return items;
  }
  for (std::size_t i = 0; i < node_->items.size(); ++i) items.push_back(item(i));
  return items;
}

std::vector<std::string> Value::texts() const {
  std::vector<std::string> texts;
  for (const Value& item : items()) texts.push_back(item.text());
  return texts;
}

std::vector<std::string> Value::sources() const {
  std::vector<std::string> ids;
  for (const Value& item : items()) {
    ids.push_back(item.text("the id of a source"));
    if (ids.back() == "assumed" || reading_->sources.count(ids.back()) > 0) continue;
    const std::vector<std::string> known(reading_->sources.begin(), reading_->sources.end());
    const std::string near = scenario::did_you_mean(ids.back(), known);
    item.fault(ids.back(), "the id of a source, or assumed",
               near.empty() ? "add it to SOURCES.json" : near);
  }
  return ids;
}

void read_evidence(Map& map, FigureSpec& spec) {
  scenario::Figure& figure = spec.figure;
  map.with("sources", [&](const Value& v) { figure.sources = v.sources(); });
  map.with("reliability", [&](const Value& v) {
    v.word({"high", "medium", "low"}, figure.reliability);
  });
  map.with("dispute", [&](const Value& v) { spec.dispute = v.text("the name of a dispute"); });
  map.with("note", [](const Value& v) { v.text(); });
}

FigureSpec Value::figure(Limits limits) const {
  FigureSpec spec;
  spec.where = where();
  scenario::Figure& figure = spec.figure;
  if (!node_) return spec;
  if (!is_map()) {
    figure.best = figure.low = figure.high = number(limits);
    return spec;
  }
  Map map(*this);
  const std::size_t faults_before = reading_->errors.size();
  figure.best = figure.low = figure.high = map.need("best").number(limits);
  map.with("low", [&](const Value& v) { figure.low = v.number(limits); });
  map.with("high", [&](const Value& v) { figure.high = v.number(limits); });
  read_evidence(map, spec);
  map.finish();
  const bool sound = reading_->errors.size() == faults_before;
  if (sound && !(figure.low <= figure.best && figure.best <= figure.high)) {
    fault("a best value outside low to high", "low <= best <= high");
  }
  return spec;
}

FigureSpec Value::evidence(const std::string& what, Limits limits) const {
  FigureSpec spec = figure(limits);
  if (!spec.figure.sources.empty()) reading_->evidence.push_back({what, spec.figure});
  return spec;
}

MomentSpec Value::moment() const {
  MomentSpec spec;
  spec.where = where();
  if (!node_) return spec;
  const std::string text = this->text("a time");
  if (text.empty()) return spec;
  const Result<int64_t> ms = parse_iso_utc_ms(text);
  if (ms.ok() && ms.value() % 1000 == 0) {
    spec.utc_ms = ms.value();
  } else {
    fault(text, "a time with an offset, whole seconds", "write e.g. 1938-07-31T02:15:00+09:00");
  }
  return spec;
}

MomentSpec Value::disputed_moment(FigureSpec& range) const {
  range.where = where();
  if (!is_map()) return moment();
  Map map(*this);
  const std::size_t faults_before = reading_->errors.size();
  MomentSpec best = map.need("best").moment();
  best.where = where();
  const auto seconds_about = [&](const Value& v) {
    return static_cast<double>(v.moment().utc_ms - best.utc_ms) / 1000;
  };
  scenario::Figure& figure = range.figure;
  map.with("low", [&](const Value& v) { figure.low = seconds_about(v); });
  map.with("high", [&](const Value& v) { figure.high = seconds_about(v); });
  read_evidence(map, range);
  map.finish();
  const bool sound = reading_->errors.size() == faults_before;
  if (sound && !(figure.low <= 0 && figure.high >= 0)) {
    fault("a best time outside low to high", "low <= best <= high");
  }
  return best;
}

int Value::clock_minutes() const {
  const std::string text = this->text("a clock");
  if (text.empty()) return 0;
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
                      digit(1) && digit(2) && digit(4) && digit(5);
  if (shaped) {
    const int hours = (text[1] - '0') * 10 + text[2] - '0';
    const int minutes = (text[4] - '0') * 10 + text[5] - '0';
    if (hours <= 14 && minutes < 60) return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
  }
  fault(text, "an offset from UTC", "write e.g. \"+09:00\"");
  return 0;
}

NameSpec Value::name() const { return {text("a name"), where()}; }

Point Value::point() const {
  if (!node_) return {};
  if (!is_list() || node_->items.size() != 2) {
    fault(found(), "[east, north] in metres");
    return {};
  }
  return scenario::quantised({item(0).number({-1e7, 1e7, "an easting in metres"}),
                              item(1).number({-1e7, 2e7, "a northing in metres"})});
}

std::vector<Point> Value::points(std::size_t at_least) const {
  std::vector<Point> points;
  for (const Value& item : items()) points.push_back(item.point());
  if (is_list() && points.size() < at_least) {
    fault(std::to_string(points.size()) + " points",
          "at least " + std::to_string(at_least) + " points");
  }
  return points;
}

Map::Map(const Value& value) : value_(value) {
  if (value.exists() && !value.is_map()) value.fault(value.found(), "a map of keys and values");
}

const Node* Map::find(std::string_view key) const {
  return value_.is_map() ? value_.node()->find(key) : nullptr;
}

std::string Map::path_of(std::string_view key) const {
  return value_.path().empty() ? std::string(key) : value_.path() + "." + std::string(key);
}

Value Map::take(std::string_view key) {
  asked_.emplace(key);
  return Value(value_.reading(), value_.file(), find(key), path_of(key));
}

Value Map::need(std::string_view key) {
  if (value_.is_map() && !has(key)) {
    value_.fault("", "'" + std::string(key) + "' in it", "add " + std::string(key) + ": …");
  }
  return take(key);
}

std::vector<std::pair<std::string, Value>> Map::entries() {
  all_asked_ = true;
  std::vector<std::pair<std::string, Value>> entries;
  if (!value_.is_map()) return entries;
  const Node& node = *value_.node();
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    entries.emplace_back(node.keys[i].text, Value(value_.reading(), value_.file(), &node.items[i],
                                                  path_of(node.keys[i].text)));
  }
  return entries;
}

void Map::finish() {
  if (!value_.is_map() || all_asked_) return;
  for (std::size_t i = 0; i < value_.node()->keys.size(); ++i) {
    const Node::Key& key = value_.node()->keys[i];
    if (asked_.count(key.text) > 0) continue;
    const auto& what_if = value_.node()->items[i].file;
    const std::vector<std::string> known(asked_.begin(), asked_.end());
    std::string list;
    for (const std::string& k : known) list += (list.empty() ? "" : ", ") + k;
    value_.reading().errors.push_back({what_if ? *what_if : value_.file(), key.line, key.column,
                                       path_of(key.text), key.text, "one of the keys " + list,
                                       scenario::did_you_mean(key.text, known)});
  }
}

std::unique_ptr<Document> Document::open(Reading& reading, const std::string& path) {
  Result<std::string> text = read_text(path, path);
  if (!text) {
    reading.errors.insert(reading.errors.end(), text.errors().begin(), text.errors().end());
    return nullptr;
  }
  return parse(reading, text.value(), path);
}

std::unique_ptr<Document> Document::parse(Reading& reading, const std::string& text,
                                          const std::string& path) {
  Result<Node> tree = parse_tree(text, path);
  if (!tree) {
    reading.errors.insert(reading.errors.end(), tree.errors().begin(), tree.errors().end());
    return nullptr;
  }
  auto document = std::make_unique<Document>();
  document->reading_ = &reading;
  document->name_ = path;
  document->tree_ = tree.take();
  if (reading.what_ifs != nullptr) {
    for (WhatIf& what_if : *reading.what_ifs) {
      const Errors errors = what_if.apply(path, document->tree_);
      reading.errors.insert(reading.errors.end(), errors.begin(), errors.end());
    }
  }
  return document;
}

}  // namespace khasan::load
