#include "serve/typescript.h"

#include <concepts>
#include <set>
#include <type_traits>

#include "serve/protocol.h"

namespace khasan::serve {

namespace {

// Writes the types of the protocol, each after those that it is made of, and once.
class Writer {
 public:
  template <class T>
  void add() {
    if constexpr (std::is_enum_v<T>) return;
    T example{};
    std::string body;
    if constexpr (requires { T::kKind; }) {
      body += std::string("  kind: '") + T::kKind + "';\n";
    }
    auto field = [&](const char* name, auto& value) { body += line_of(name, type_of(value)); };
    T::fields(example, field);
    if (!written_.insert(T::kName).second) return;
    text_ += std::string("\nexport interface ") + T::kName + " {\n" + body + "}\n";
  }

  // export type NAME = A | B;
  template <class... T>
  void add_union(const char* name) {
    (add<T>(), ...);
    std::string members;
    ((members += (members.empty() ? "" : " | ") + std::string(T::kName)), ...);
    text_ += std::string("\nexport type ") + name + " = " + members + ";\n";
  }

  std::string text() const { return text_; }

 private:
  // A member on one line, or its alternatives on a line each.
  static std::string line_of(const std::string& name, std::string type) {
    constexpr std::size_t kColumns = 100;
    if (name.size() + type.size() + 5 <= kColumns) return "  " + name + ": " + type + ";\n";
    for (std::size_t i = 0; (i = type.find(" | ", i)) != std::string::npos; i += 7) {
      type.replace(i, 3, "\n    | ");
    }
    return "  " + name + ":\n    | " + type + ";\n";
  }

  std::string type_of(const Text&) { return "string"; }
  std::string type_of(bool) { return "boolean"; }
  template <class T>
  requires std::is_arithmetic_v<T> std::string type_of(T) { return "number"; }
  template <class T>
  std::string type_of(const std::optional<T>&) {
    return type_of(T{}) + " | null";
  }
  template <class T>
  std::string type_of(const List<T>&) {
    return type_of(T{}) + "[]";
  }
  template <class T>
  requires std::is_enum_v<T> std::string type_of(T value) {
    std::string names;
    for (const char* name : names_of(value)) {
      names += (names.empty() ? "'" : " | '") + std::string(name) + "'";
    }
    return names;
  }
  template <class T>
  requires requires { T::kName; }
  std::string type_of(const T&) {
    add<T>();
    return T::kName;
  }

  std::string text_;
  std::set<std::string> written_;
};

std::string written_from(const std::string& header, const Writer& writer) {
  return "// Written by `make protocol` from src/serve/" + header +
         ", where the members are explained.\n"
         "// Not to be changed by hand: a test compares it.\n" +
         writer.text();
}

}  // namespace

std::string protocol_as_typescript() {
  Writer writer;
  writer.add<Refusal>();
  writer.add<AppPage>();
  writer.add<Battle>();
  writer.add<ViewshedQuery>();
  writer.add<Viewshed>();
  writer.add<LineQuery>();
  writer.add<LineOfSight>();
  writer.add<RunCard>();
  writer.add<RunRequest>();
  writer.add<MomentQuery>();
  writer.add<Moment>();
  writer.add<Comparison>();
  writer.add<QuestionRequest>();
  writer.add<Suggestion>();
  writer.add<ExplanationCard>();
  writer.add<StudyCard>();
  writer.add<StudyRequest>();
  writer.add<StudyRunRequest>();
  writer.add_union<Hello, JobChanged, RunAdded, ComparisonChanged, Pong, Refused>("ServerMessage");
  writer.add_union<Ping, Stop>("PageMessage");
  return written_from("protocol.h", writer);
}

std::string game_protocol_as_typescript() {
  Writer writer;
  writer.add<GameRequest>();
  writer.add<Game>();
  writer.add<OrderRequest>();
  writer.add<OrderPreview>();
  writer.add<RecallRequest>();
  writer.add<AdvanceRequest>();
  writer.add<GameView>();
  writer.add<Deployment>();
  return written_from("protocol_game.h", writer);
}

}  // namespace khasan::serve
