#include "serve/protocol_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <type_traits>
#include <utility>

#include "base/fault.h"
#include "scenario/nearest_name.h"
#include "serve/saved_game.h"

namespace khasan::serve {

namespace {

using Json = nlohmann::ordered_json;

// The largest whole number that the number type of JavaScript holds exactly.
constexpr uint64_t kWholeMax = (uint64_t{1} << 53) - 1;

// --- writing ------------------------------------------------------------------------------------

template <class T>
Json json_of(const T& value);

template <class T>
Json json_of(const std::optional<T>& value) {
  return value ? json_of(*value) : Json(nullptr);
}

template <class T>
Json json_of(const List<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(json_of(value));
  return list;
}

template <class T>
Json json_of(const T& value) {
  if constexpr (std::is_enum_v<T>) {
    return names_of(value)[static_cast<std::size_t>(value)];
  } else if constexpr (std::is_floating_point_v<T>) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, Text>) {
    return value;
  } else {
    Json object = Json::object();
    if constexpr (requires { T::kKind; }) object["kind"] = T::kKind;
    auto field = [&](const char* name, const auto& member) { object[name] = json_of(member); };
    T::fields(value, field);
    return object;
  }
}

// One line; bytes that are no UTF-8, such as those of a file name, are replaced.
std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// --- reading ------------------------------------------------------------------------------------

std::string shortened(std::string text) {
  constexpr std::size_t kShown = 60;
  if (text.size() > kShown) text = text.substr(0, kShown) + "…";
  return text;
}

std::string found_text(const Json& json) {
  if (json.is_object()) return "an object";
  if (json.is_array()) return "a list";
  return shortened(text_of(json));
}

template <class T>
Result<T> object_from(const Json& json);

// Reads members, and collects what is wrong with them.
struct Reader {
  Errors errors;

  void fault(const std::string& path, std::string found, std::string expected, std::string fix) {
    errors.push_back(khasan::fault(path, std::move(found), std::move(expected), std::move(fix)));
  }
  void wrong(const std::string& path, const Json& json, const std::string& expected) {
    fault(path, found_text(json), expected, "send " + expected);
  }

  void read(const std::string& path, const Json& json, Text& out) {
    if (!json.is_string()) return wrong(path, json, "a text");
    out = json.get<Text>();
  }
  void read(const std::string& path, const Json& json, bool& out) {
    if (!json.is_boolean()) return wrong(path, json, "true or false");
    out = json.get<bool>();
  }
  void read(const std::string& path, const Json& json, double& out) {
    if (!json.is_number()) return wrong(path, json, "a number");
    out = json.get<double>();
  }
  template <class T>
  requires std::is_integral_v<T>
  void read(const std::string& path, const Json& json, T& out) {
    constexpr auto kLowest = std::is_signed_v<T> ? -static_cast<int64_t>(kWholeMax) : int64_t{0};
    const auto fits = [](int64_t x) {
      return x >= kLowest && (x < 0 || static_cast<uint64_t>(x) <= kWholeMax) &&
             std::in_range<T>(x);
    };
    const bool whole =
        json.is_number_unsigned()
            ? json.get<uint64_t>() <= kWholeMax && std::in_range<T>(json.get<uint64_t>())
            : json.is_number_integer() && fits(json.get<int64_t>());
    if (!whole) {
      return wrong(path, json,
                   std::is_signed_v<T> ? "a whole number" : "a whole number from 0 to 2^53 - 1");
    }
    out = json.get<T>();
  }
  template <class T>
  requires std::is_enum_v<T>
  void read(const std::string& path, const Json& json, T& out) {
    const auto& names = names_of(out);
    const auto name =
        std::find(names.begin(), names.end(), json.is_string() ? json.get<Text>() : "");
    if (name == names.end()) return wrong(path, json, std::string("a word such as ") + names[0]);
    out = static_cast<T>(name - names.begin());
  }
  template <class T>
  requires requires { T::kName; }
  void read(const std::string& path, const Json& json, T& out) {
    Result<T> object = object_from<T>(json);
    if (object) {
      out = object.take();
      return;
    }
    for (Error error : object.errors()) {
      error.path = path + (error.path.empty() ? "" : ".") + error.path;
      errors.push_back(std::move(error));
    }
  }
  template <class T>
  void read(const std::string& path, const Json& json, std::optional<T>& out) {
    if (json.is_null()) return out.reset();
    T value{};
    read(path, json, value);
    out = std::move(value);
  }
  template <class T>
  void read(const std::string& path, const Json& json, List<T>& out) {
    if (!json.is_array()) return wrong(path, json, "a list");
    for (std::size_t i = 0; i < json.size(); ++i) {
      out.emplace_back();
      read(path + "[" + std::to_string(i) + "]", json[i], out.back());
    }
  }
};

template <class T>
constexpr bool is_optional(const std::optional<T>&) {
  return true;
}
template <class T>
constexpr bool is_optional(const T&) {
  return false;
}

// Every member once, and no other.
template <class T>
Result<T> object_from(const Json& json) {
  Reader reader;
  T out;
  if (!json.is_object()) {
    reader.wrong("", json, std::string("an object, a ") + T::kName);
    return reader.errors;
  }
  std::vector<std::string> known;
  if constexpr (requires { T::kKind; }) known.emplace_back("kind");
  auto field = [&](const char* name, auto& member) {
    known.emplace_back(name);
    const auto found = json.find(name);
    if (found != json.end()) return reader.read(name, *found, member);
    if (is_optional(member)) return;
    reader.fault(name, "nothing", std::string("the member ") + name, "send it");
  };
  T::fields(out, field);
  for (const auto& [name, value] : json.items()) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = scenario::did_you_mean(name, known);
    reader.fault(shortened(name), "a member of this name", std::string("one of a ") + T::kName,
                 near.empty() ? "leave it out" : near);
  }
  if (!reader.errors.empty()) return reader.errors;
  return out;
}

Error text_error(std::string found) {
  return khasan::fault("", std::move(found), "one JSON object",
                       "send what docs/methods/serve.md says");
}

// Throws what the library throws, and for brackets too deep and members given twice.
Json parse(std::string_view text) {
  std::vector<std::set<std::string>> names(kJsonDepthMax + 2);
  const auto look = [&](int depth, Json::parse_event_t event, Json& parsed) {
    const auto level = static_cast<std::size_t>(depth);
    if (level > kJsonDepthMax) throw std::invalid_argument("brackets too deep");
    if (event == Json::parse_event_t::object_start) names[level + 1].clear();
    if (event == Json::parse_event_t::key && !names[level].insert(parsed.get<Text>()).second) {
      throw std::invalid_argument("the member '" + shortened(parsed.get<Text>()) + "' twice");
    }
    return true;
  };
  return Json::parse(text.begin(), text.end(), look);
}

Result<Json> json_from(std::string_view text) {
  try {
    return parse(text);
  } catch (const Json::parse_error& error) {
    return text_error("something that is no JSON, at byte " + std::to_string(error.byte));
  } catch (const std::exception& error) {
    return text_error(error.what());
  }
}

// --- queries ------------------------------------------------------------------------------------

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* begin = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(begin, begin + 2, value, 16).ptr == begin + 2) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

// A number where it is one, else a text.
Json value_of(const std::string& text) {
  const char *begin = text.data(), *end = begin + text.size();
  int64_t whole = 0;
  double number = 0;
  if (std::from_chars(begin, end, whole).ptr == end && end != begin) return whole;
  if (std::from_chars(begin, end, number).ptr == end && end != begin && std::isfinite(number)) {
    return number;
  }
  return text;
}

Result<Json> json_from_query(std::string_view text) {
  Json json = Json::object();
  while (!text.empty()) {
    const std::size_t cut = std::min(text.find('&'), text.size());
    const std::string_view part = text.substr(0, cut);
    text.remove_prefix(std::min(cut + 1, text.size()));
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string name = unescaped(part.substr(0, equals));
    if (json.contains(name)) return text_error("'" + shortened(name) + "' twice in the query");
    json[name] = value_of(unescaped(part.substr(std::min(equals + 1, part.size()))));
  }
  return json;
}

}  // namespace

template <class T>
std::string to_json(const T& value) {
  return text_of(json_of(value));
}
template <class T>
std::string to_json(const List<T>& values) {
  return text_of(json_of(values));
}

template <class T>
Result<T> request_from(std::string_view text) {
  const Result<Json> json = json_from(text);
  return json ? object_from<T>(json.value()) : json.errors();
}

template <class T>
Result<T> query_from(std::string_view text) {
  const Result<Json> json = json_from_query(text);
  return json ? object_from<T>(json.value()) : json.errors();
}

Result<PageMessage> message_from(std::string_view text) {
  const Result<Json> read = json_from(text);
  if (!read) return read.errors();
  const Json& json = read.value();
  const auto as = [&]<class T>(Result<T> message) -> Result<PageMessage> {
    if (!message) return message.errors();
    return PageMessage(message.take());
  };
  const Text kind = json.is_object() && json.contains("kind") && json["kind"].is_string()
                        ? json["kind"].get<Text>()
                        : Text();
  if (kind == Ping::kKind) return as(object_from<Ping>(json));
  if (kind == Stop::kKind) return as(object_from<Stop>(json));
  Error error = text_error(found_text(json));
  error.path = "kind";
  error.expected = "a message of kind ping or stop";
  return error;
}

namespace {

Failure failure_of(const Error& error) {
  Failure failure;
  failure.what = error.path.empty() ? "the request" : error.path;
  failure.found = error.found;
  failure.expected = error.expected;
  failure.fix = error.fix;
  failure.line = error.line;
  return failure;
}

}  // namespace

Refusal refusal_of(const Errors& errors) {
  Refusal refusal;
  refusal.error = failure_of(errors.front());
  for (std::size_t i = 1; i < errors.size(); ++i) refusal.others.push_back(failure_of(errors[i]));
  return refusal;
}

// What the server sends and reads.
template std::string to_json(const Refusal&);
template std::string to_json(const AppPage&);
template std::string to_json(const Battle&);
template std::string to_json(const Viewshed&);
template std::string to_json(const LineOfSight&);
template std::string to_json(const Moment&);
template std::string to_json(const Comparison&);
template std::string to_json(const ExplanationCard&);
template std::string to_json(const PartingCard&);
template std::string to_json(const RunCard&);
template std::string to_json(const RunRequest&);
template std::string to_json(const ComparisonRequest&);
template std::string to_json(const QuestionRequest&);
template std::string to_json(const StudyRequest&);
template std::string to_json(const StudyRunRequest&);
template std::string to_json(const StudyCard&);
template std::string to_json(const GameRequest&);
template std::string to_json(const GameCard&);
template std::string to_json(const Game&);
template std::string to_json(const GameView&);
template std::string to_json(const Deployment&);
template std::string to_json(const OrderRequest&);
template std::string to_json(const OrderPreview&);
template std::string to_json(const OrderCard&);
template std::string to_json(const RecallRequest&);
template std::string to_json(const AdvanceRequest&);
template std::string to_json(const SavedGame&);
template std::string to_json(const Job&);
template std::string to_json(const Hello&);
template std::string to_json(const JobChanged&);
template std::string to_json(const RunAdded&);
template std::string to_json(const ComparisonChanged&);
template std::string to_json(const Pong&);
template std::string to_json(const Refused&);
template std::string to_json(const List<BattleCard>&);
template std::string to_json(const List<RunCard>&);
template std::string to_json(const List<Job>&);
template std::string to_json(const List<GameCard>&);
template std::string to_json(const List<StudyCard>&);
template std::string to_json(const List<Suggestion>&);
template std::string to_json(const List<Comparison>&);
template Result<RunRequest> request_from(std::string_view);
template Result<ComparisonRequest> request_from(std::string_view);
template Result<QuestionRequest> request_from(std::string_view);
template Result<StudyRequest> request_from(std::string_view);
template Result<StudyRunRequest> request_from(std::string_view);
template Result<GameRequest> request_from(std::string_view);
template Result<Deployment> request_from(std::string_view);
template Result<OrderRequest> request_from(std::string_view);
template Result<RecallRequest> request_from(std::string_view);
template Result<AdvanceRequest> request_from(std::string_view);
template Result<SavedGame> request_from(std::string_view);
template Result<StudyCard> request_from(std::string_view);
template Result<Battle> request_from(std::string_view);
template Result<RunCard> request_from(std::string_view);
template Result<Comparison> request_from(std::string_view);
template Result<ExplanationCard> request_from(std::string_view);
template Result<Job> request_from(std::string_view);
template Result<ViewshedQuery> query_from(std::string_view);
template Result<LineQuery> query_from(std::string_view);
template Result<MomentQuery> query_from(std::string_view);

}  // namespace khasan::serve
