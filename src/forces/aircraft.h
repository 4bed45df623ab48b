// Types of aircraft as the catalogue describes them (catalog/aircraft/*.yaml): immutable, cited,
// shared by all runs. What a flight does over its target is the business of src/combat
// (docs/methods/air.md).
#pragma once

#include <string>
#include <vector>

#include "forces/organisation.h"

namespace khasan::forces {

struct Aircraft {
  std::string id;    // "tb3_m17"
  std::string name;  // for people, English
  double speed_kmh = 0;
  double ceiling_m = 0;            // with bombs
  double payload_kg = 0;           // the ordinary load
  double stick_m = 0;              // way over the ground while its bombs leave it
  int crew = 1;                    // men of one aircraft
  bool strafes = false;            // dives on men with its guns
  std::vector<WeaponCount> bombs;  // of one aircraft: kind and number
  std::vector<WeaponCount> guns;   // fixed guns of one aircraft; rounds of each gun
  std::vector<std::string> sources;
};

}  // namespace khasan::forces
