#include "scenario/compile.h"

#include "scenario/compilation.h"

namespace khasan::scenario {

Result<Scenario> compile(const ScenarioSpec& spec) {
  Compilation c{spec};
  compile_setting(c);  // title, clock, sides, sources
  compile_ground(c);   // grid with crossings, mobility
  if (c.scenario.ground.shape().cell_count() == 0) return std::move(c.errors);
  compile_places(c);    // places and obstacles with their cells
  compile_weapons(c);   // the types that elements and orders may name
  compile_vehicles(c);  // and of vehicles
  compile_aircraft(c);  // and of aircraft
  build_force_tree(c);  // organisations written out, parts and absences applied
  share_strength(c);    // men and weapons of each element
  lay_out_forces(c);    // a point for each element
  number_forces(c);     // units and elements sorted by path, with keys and ids
  compile_weather(c);   // weather and natural light
  compile_orders(c);    // plans
  compile_stages(c);    // the phases of the battle
  compile_measures(c);  // simulated against recorded
  compile_victory(c);   // what a player is scored by
  compile_rules(c);     // rules of engagement, and the cease-fire that ends the battle
  compile_campaign(c);  // what of all this hangs on a crisis
  if (!c.errors.empty()) return std::move(c.errors);
  compile_disputed(c);  // figures that a run may draw
  compile_routes(c);    // flow fields that orders need
  compute_hashes(c);    // what a run depends on
  return std::move(c.scenario);
}

}  // namespace khasan::scenario
