// Vehicle types as the catalogue describes them (catalog/vehicles/*.yaml): immutable, cited, shared
// by all runs. What happens to a vehicle in a fight is the business of src/combat
// (docs/methods/armour.md).
#pragma once

#include <string>
#include <vector>

namespace khasan::forces {

struct Vehicle {
  std::string id;              // "t26_1933"
  std::string name;            // for people, English
  double armour_front_mm = 0;  // thickness as a shell meets it, turret and hull together
  double armour_side_mm = 0;
  double armour_rear_mm = 0;
  double length_m = 0, width_m = 0, height_m = 0;
  double road_kmh = 0;             // in column on an earth road
  double cross_country_kmh = 0;    // in attack
  double marsh_kmh = 0;            // where it does not stick
  double stoppages_per_100km = 0;  // mechanical
  double bogging_factor = 1;       // against a T-26 on the same ground
  std::vector<std::string> sources;
};

}  // namespace khasan::forces
