// Any bytes as a crisis.yaml. What is refused is refused with an error; what is a sound theatre can
// be played to its end, whatever its numbers are.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/rng.h"
#include "crisis/course.h"
#include "load/crisis_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  using namespace khasan;
  if (size == 0 || size > 65536) return 0;
  static const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("khasan_crisis_fuzz_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "SOURCES.json")
      << R"([{"id": "chronicle", "type": "book", "title": "A chronicle"}])";
  std::ofstream(folder / "crisis.yaml", std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const auto theatre = load::load_crisis(folder.string());
  if (!theatre) {
    if (theatre.errors().empty() || to_text(theatre.errors()[0]).empty()) std::abort();
    return 0;
  }
  // A long one is sound and only slow.
  if (theatre.value().end_day > 200) return 0;
  const crisis::Outcome outcome =
      crisis::run_crisis(theatre.value(), theatre.value().numbers, Rng(1, 0));
  if (!(outcome.end_day <= theatre.value().end_day)) std::abort();
  return 0;
}
