#include "load/tree.h"

#include <yaml.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <set>

namespace khasan::load {

namespace {

struct Event {
  yaml_event_t event{};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&event); }
};

int line_of(const yaml_mark_t& mark) { return static_cast<int>(mark.line) + 1; }
int column_of(const yaml_mark_t& mark) { return static_cast<int>(mark.column) + 1; }

class TreeParser {
 public:
  TreeParser(const std::string& text, const std::string& name) : name_(name) {
    ready_ = yaml_parser_initialize(&parser_) == 1;
    if (!ready_) return;
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  TreeParser(const TreeParser&) = delete;
  TreeParser& operator=(const TreeParser&) = delete;
  ~TreeParser() {
    if (ready_) yaml_parser_delete(&parser_);
  }

  Result<Node> parse() {
    Node root;
    if (!ready_) return Error{name_, 0, 0, {}, "no memory", "room for a parser", {}};
    if (read_document(root) && errors_.empty()) return root;
    return std::move(errors_);
  }

 private:
  bool read_document(Node& root) {
    for (;;) {
      Event e;
      if (!next(e)) return false;
      switch (e.event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
          break;
        case YAML_STREAM_END_EVENT:
          return true;
        case YAML_DOCUMENT_START_EVENT:
          if (documents_++ == 0) break;
          return fail(e.event.start_mark, "a second document", "one document a file", {});
        default:
          if (!read_value(e.event, root, 1)) return false;
      }
    }
  }

  bool next(Event& e) {
    if (yaml_parser_parse(&parser_, &e.event) == 1) return true;
    const std::string problem = parser_.problem ? parser_.problem : "no memory";
    if (!parser_.context) {
      return fail(parser_.problem_mark, problem, "well-formed YAML",
                  "look at this line and the one before it");
    }
    return fail(parser_.problem_mark, std::string(parser_.context) + ": " + problem,
                "well-formed YAML",
                "it began in line " + std::to_string(line_of(parser_.context_mark)));
  }

  bool fail(const yaml_mark_t& at, std::string found, std::string expected, std::string fix) {
    errors_.push_back({name_,
                       line_of(at),
                       column_of(at),
                       {},
                       std::move(found),
                       std::move(expected),
                       std::move(fix)});
    return false;
  }

  bool read_value(const yaml_event_t& event, Node& node, int depth) {
    node.line = line_of(event.start_mark);
    node.column = column_of(event.start_mark);
    if (depth > kDepthMax) {
      return fail(event.start_mark, "more than 64 levels", "at most 64 levels", {});
    }
    if (++nodes_ > kNodesMax) {
      return fail(event.start_mark, "more than 2000000 values", "a smaller file", {});
    }
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return read_scalar(event, node);
      case YAML_SEQUENCE_START_EVENT:
        return plain(event, event.data.sequence_start.anchor, event.data.sequence_start.tag) &&
               read_list(node, depth);
      case YAML_MAPPING_START_EVENT:
        return plain(event, event.data.mapping_start.anchor, event.data.mapping_start.tag) &&
               read_map(node, depth);
      default:
        return fail(event.start_mark, "an alias", "the value itself", "write it out here");
    }
  }

  // Anchors and tags have no place in a battle.
  bool plain(const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag) {
    const auto text = [](const yaml_char_t* c) { return reinterpret_cast<const char*>(c); };
    if (anchor) {
      return fail(event.start_mark, std::string("&") + text(anchor), "no anchors",
                  "write the value out where it is needed");
    }
    if (!tag) return true;
    return fail(event.start_mark, text(tag), "no tags", "leave the tag out");
  }

  bool read_scalar(const yaml_event_t& event, Node& node) {
    const auto& scalar = event.data.scalar;
    if (!plain(event, scalar.anchor, scalar.tag)) return false;
    node.kind = Node::Kind::kScalar;
    node.quoted = scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
    return true;
  }

  bool read_list(Node& node, int depth) {
    node.kind = Node::Kind::kList;
    for (;;) {
      Event e;
      if (!next(e)) return false;
      if (e.event.type == YAML_SEQUENCE_END_EVENT) return true;
      if (!read_value(e.event, node.items.emplace_back(), depth + 1)) return false;
    }
  }

  bool read_map(Node& node, int depth) {
    node.kind = Node::Kind::kMap;
    std::set<std::string> seen;
    for (;;) {
      Event e;
      if (!next(e)) return false;
      if (e.event.type == YAML_MAPPING_END_EVENT) return true;
      if (!read_key(e.event, node, seen)) return false;
      Event value;
      if (!next(value)) return false;
      if (!read_value(value.event, node.items.emplace_back(), depth + 1)) return false;
    }
  }

  bool read_key(const yaml_event_t& event, Node& node, std::set<std::string>& seen) {
    if (event.type != YAML_SCALAR_EVENT) {
      return fail(event.start_mark, "a key that is a list or a map", "a plain key", {});
    }
    Node key;
    if (!read_scalar(event, key)) return false;
    if (!seen.insert(key.text).second) {
      fail(event.start_mark, "a second '" + key.text + "'", "each key once",
           "merge the two entries");
    }
    node.keys.push_back(
        {std::move(key.text), line_of(event.start_mark), column_of(event.start_mark)});
    return true;
  }

  yaml_parser_t parser_{};
  bool ready_ = false;
  const std::string& name_;
  Errors errors_;
  int documents_ = 0;
  int nodes_ = 0;
};

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].text == key) return &items[i];
  }
  return nullptr;
}

Result<Node> parse_tree(const std::string& text, const std::string& name) {
  return TreeParser(text, name).parse();
}

}  // namespace khasan::load
