// The fields that the page knows of a document: read out of the types in web/src/protocol.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

namespace khasan::support {

// Fields of an interface of the page's types; a question mark says that it may be missing.
struct Fields {
  std::set<std::string> needed, known;
};

inline Fields fields_of(const std::string& types, const std::string& interface) {
  std::ifstream file(KHASAN_SOURCE_DIR "/web/src/protocol/" + types);
  const std::regex field(R"re(^  (\w+)(\??): .*)re");
  Fields fields;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("export interface ")) inside = line.find(interface + " {") == 17;
    std::smatch match;
    if (!inside || !std::regex_match(line, match, field)) continue;
    fields.known.insert(match[1]);
    if (match[2].length() == 0) fields.needed.insert(match[1]);
  }
  return fields;
}

// Every field of the object is known, and every one that is needed is there.
inline void expect_fields(const nlohmann::ordered_json& object, const std::string& types,
                          const std::string& interface) {
  const Fields fields = fields_of(types, interface);
  ASSERT_FALSE(fields.needed.empty()) << interface;
  for (const std::string& name : fields.needed) {
    EXPECT_TRUE(object.contains(name)) << interface << " needs " << name;
  }
  for (const auto& [name, value] : object.items()) {
    EXPECT_TRUE(fields.known.contains(name)) << interface << " does not know " << name;
  }
}

}  // namespace khasan::support
