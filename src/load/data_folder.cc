#include "load/data_folder.h"

#include <filesystem>

namespace khasan::load {

namespace fs = std::filesystem;

std::string find_data_folder(const std::string& name) {
  std::error_code failed;
  if (fs::is_directory(name, failed) || fs::path(name).is_absolute()) return name;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed).parent_path();
  if (failed) return name;
  for (const fs::path& base :
       {program, program.parent_path(), program.parent_path() / "share/khasan"}) {
    if (fs::is_directory(base / name, failed)) return (base / name).string();
  }
  return name;
}

}  // namespace khasan::load
