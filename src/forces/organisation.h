// Tables of organisation (catalog/organisations/*.yaml): what a platoon, company or battalion of an
// army and year consists of. A battle names an organisation and gets real squads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace khasan::forces {

enum class Echelon : uint8_t {
  kTeam,
  kSection,
  kPlatoon,
  kCompany,
  kBattalion,
  kRegiment,
  kBrigade,
  kDivision,
  kCorps
};

// What an element is, as far as commands and mechanisms treat it differently.
enum class ElementKind : uint8_t {
  kRifleSquad,
  kMachineGun,  // a crew with one light or heavy machine gun, or two
  kGrenadeDischarger,
  kGun,  // one gun or mortar with crew
  kHeadquarters,
  kObserver,  // forward observer of the guns
  kAmmunitionPoint,
  kEngineers,
  kTank,    // one armoured vehicle with its crew
  kFlight,  // aircraft that fly as one formation, with their crews; never on the ground of the map
};

// A weapon of an element: how many, rounds for each at full supply (-1: the weapon's own norm), and
// for how many days they are meant (0: not rationed).
struct WeaponCount {
  std::string weapon;
  int count = 0;
  int rounds_each = -1;
  int days = 0;
};

struct ElementTemplate {
  std::string id;    // last part of the path: "sq1"
  std::string name;  // "1st squad"
  ElementKind kind = ElementKind::kRifleSquad;
  int men = 0;                       // at full strength
  std::vector<WeaponCount> weapons;  // at most 4
  std::string mobility = "foot";     // terrain::MobilityClass by name
  std::string vehicle;               // id of the vehicle that the men are the crew of; none: empty
  std::string aircraft;              // kFlight: id of the type
  int aircraft_count = 0;            // kFlight: how many
  int lorries = 0;                   // kAmmunitionPoint: that bring its rounds to points below
  int loads = 1;                     // kFlight: bombs and rounds at its base, in sorties
};

struct Organisation;

// A part of a larger unit: `count` units of that organisation ("1co", "2co", …).
struct SubUnitTemplate {
  std::string id;            // "co{n}": {n} counts from 1
  std::string name;          // "{n} company"
  std::string organisation;  // id of its table
  int count = 1;
};

struct Organisation {
  std::string id;  // "ija_rifle_company_1938"
  std::string name;
  Echelon echelon = Echelon::kPlatoon;
  std::string branch;  // infantry, machine_gun, artillery, engineers, border_guards: the map symbol
  std::vector<ElementTemplate> elements;
  std::vector<SubUnitTemplate> units;
  std::vector<std::string> sources;
};

}  // namespace khasan::forces
