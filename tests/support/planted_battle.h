// A battle with a planted cause: one machine gun on the flank keeps a platoon off a hill that a
// lone rifleman could not hold, while others of both sides stand by and do nothing. And the same
// without an attack, where nothing matters.
#pragma once

#include "scenario/order.h"
#include "support/small_battle.h"

namespace khasan::support {

struct Planted {
  scenario::Scenario battle = empty_battle();
  UnitId gun, guards, attackers;
  PlaceId hill;

  explicit Planted(bool attacked = true) {
    const auto at = [](double east_m, double north_m) {
      return terrain::Point{kCentre.x_m + east_m, kCentre.y_m + north_m};
    };
    attackers = add_unit(battle, Side::kFirst, "jp/p1");
    for (int i = 0; i < 2; ++i) {
      add_squad(battle, attackers, "sq" + std::to_string(i), 10, at(-660, 25.0 * i));
    }
    add_squad(battle, add_unit(battle, Side::kFirst, "jp/p2"), "sq1", 10, at(-1900, 1900));
    guards = add_unit(battle, Side::kSecond, "su/guards");
    add_squad(battle, guards, "sq1", 1, kCentre);
    gun = add_unit(battle, Side::kSecond, "su/gun");
    const ElementId crew = add_element(battle, gun, "hmg", forces::ElementKind::kMachineGun, 4,
                                       WeaponId{2}, 1, 5000, at(-150, -120));
    battle.elements[crew.index()].posture_work_h = 30;
    add_element(battle, add_unit(battle, Side::kSecond, "su/idle"), "hmg",
                forces::ElementKind::kMachineGun, 4, WeaponId{2}, 1, 5000, at(1900, -1900));
    hill = add_place(battle, "hill_crest", kCentre, 40);
    if (attacked) {
      scenario::Order attack;
      attack.id = "attack";
      attack.unit = attackers;
      attack.task = scenario::Task::kAssault;
      attack.objective = hill;
      attack.pre_planned = true;
      battle.orders.push_back(attack);
    }
    battle.end = battle.start + minutes(20);
    finish(battle);
  }
};

}  // namespace khasan::support
