#include "load/works.h"

#include <nlohmann/json.hpp>
#include <set>

#include "load/battle.h"
#include "load/text_file.h"

namespace khasan::load {

std::string works_text(const std::string& folder) {
  using Json = nlohmann::ordered_json;
  const Result<std::string> catalogue = find_catalogue(folder);
  const std::string files[] = {folder + "/SOURCES.json", folder + "/crisis/SOURCES.json",
                               (catalogue ? catalogue.value() : "catalog") + "/sources.json"};
  Json works = Json::array();
  std::set<std::string> ids;
  for (const std::string& file : files) {
    const Result<std::string> text = read_text(file, file);
    if (!text) continue;
    const Json list = Json::parse(text.value(), nullptr, false);
    if (!list.is_array()) continue;
    for (const Json& work : list) {
      const bool has_id = work.is_object() && work.contains("id") && work["id"].is_string();
      if (has_id && ids.insert(work["id"]).second) works.push_back(work);
    }
  }
  return works.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace khasan::load
