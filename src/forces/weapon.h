// Weapon types as the catalogue describes them (catalog/weapons/*.yaml): immutable, cited, shared
// by all runs. What a weapon does to a target is the business of src/combat.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace khasan::forces {

// What a weapon is, as far as the mechanisms treat it differently.
enum class WeaponKind : uint8_t {
  kRifle,
  kPistol,
  kLightMachineGun,
  kHeavyMachineGun,
  kHandGrenade,
  kGrenadeDischarger,  // also light mortars: laid directly by its own crew
  kMortar,
  kInfantryGun,  // battalion and regimental guns: direct and indirect
  kFieldGun,     // also mountain guns and howitzers: indirect unless an enemy is in view
  kAntiTankGun,
  kFlamethrower,  // of a tank: a jet that burns everybody near where it falls
  kBomb,          // dropped by aircraft
};

struct Weapon {
  std::string id;    // "type38_rifle"
  std::string name;  // for people, English
  WeaponKind kind = WeaponKind::kRifle;
  int crew = 1;               // men who must serve it for its full rate
  double range_m_max = 0;     // no fire beyond
  double range_m_min = 0;     // no fire below (dischargers, mortars, tanks)
  double rounds_per_min = 0;  // practical rate of fire of one weapon, sustained
  double dispersion_mil = 0;  // one standard deviation, per axis, trial conditions (direct fire)
  int burst_rounds = 1;       // rounds of one burst; at most one victim a burst
  double shell_kg = 0;        // weight of the shell; 0 for small arms
  double lethal_area_m2 = 0;  // standing men, impact fuze (models: section 5); 0 for small arms
  double range_error_fraction = 0;  // probable error in range / range (indirect fire)
  double deflection_error_mil = 0;  // probable error in deflection
  double muzzle_speed_mps = 0;      // mean speed along the path, for the time of flight
  // Armour-piercing round (docs/methods/armour.md): none where ap_shell_kg is 0.
  double ap_shell_kg = 0;
  double ap_calibre_mm = 0;
  double ap_speed_mps = 0;           // at the muzzle
  double ap_drag_per_km = 0;         // speed falls as exp(-drag * km)
  double ap_de_marre_k = 0;          // De Marre's constant of plate and shell, metric
  int first_line_rounds = 0;         // rounds with one weapon when an element is at full supply
  std::vector<std::string> sources;  // ids of SOURCES.json / catalogue sources

  bool is_small_arm() const {
    return kind == WeaponKind::kRifle || kind == WeaponKind::kPistol ||
           kind == WeaponKind::kLightMachineGun || kind == WeaponKind::kHeavyMachineGun;
  }
  bool is_machine_gun() const {
    return kind == WeaponKind::kLightMachineGun || kind == WeaponKind::kHeavyMachineGun;
  }
  bool pierces_armour() const { return ap_shell_kg > 0; }
  bool is_bomb() const { return kind == WeaponKind::kBomb; }
  bool fires_shells() const {
    return shell_kg > 0 && kind != WeaponKind::kHandGrenade && !is_bomb();
  }
};

}  // namespace khasan::forces
