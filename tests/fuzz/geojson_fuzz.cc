// Any bytes as GeoJSON: coordinates come out finite, or an error does.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "load/geojson.h"
#include "load/text_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  using namespace khasan::load;
  if (size > 65536) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size), name = "input";
  if (!check_text(text, name)) return 0;
  const auto tree = parse_tree(text, name);
  if (!tree) return 0;
  Reading reading;
  const auto features = read_features(Value(reading, name, &tree.value(), ""),
                                      khasan::scenario::parse_utm("EPSG:32652"));
  for (const Feature& feature : features) {
    for (const auto& ring : feature.rings) {
      for (const auto& p : ring) {
        if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) std::abort();
      }
    }
  }
  return 0;
}
