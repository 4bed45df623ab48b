// Any bytes as a file of forces, plans, measures, weapons and organisations: the text check, the
// tree and the typed readers. Where the bytes are a sound battle, it is compiled too.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "load/battle_files.h"
#include "load/text_file.h"
#include "load/tree.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  using namespace khasan::load;
  if (size == 0 || size > 65536) return 0;
  static const std::string path =
      (std::filesystem::temp_directory_path() / ("khasan_yaml_fuzz_" + std::to_string(getpid())))
          .string();
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (!check_text(text, "input")) return 0;
  const auto tree = parse_tree(text, "input");
  if (!tree) {
    if (tree.errors().empty()) std::abort();
    return 0;
  }
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  BattleReading battle;
  battle.folder = "/nowhere";
  read_forces(battle, path);
  read_plans(battle, path);
  read_expected(battle, path);
  read_weapons(battle, path);
  read_organisations(battle, path);
  read_sources(battle, path);
  for (const khasan::Error& error : battle.reading.errors) {
    if (to_text(error).empty()) std::abort();
  }
  return 0;
}
