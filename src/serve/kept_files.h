// What lies in a folder of results as JSON files, one a thing, each named by its id.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "serve/protocol_json.h"
#include "serve/run_shelf.h"

namespace khasan::serve {

// All whole files of the folder as objects of one kind, by id; what is none is left out.
template <class T>
std::map<Text, T> read_all(const std::string& folder) {
  std::map<Text, T> all;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() != ".json" || !is_id(name)) continue;
    const Result<T> value = request_from<T>(file_text(entry.path().string()));
    if (value && value.value().id == name) all.emplace(name, value.value());
  }
  return all;
}

}  // namespace khasan::serve
