// What a record says about itself: which battle, which chance, which program. With it and the
// battle's folder the run can be played again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "scenario/scenario.h"
#include "state/event.h"

namespace khasan::record {

struct Header {
  std::string version;    // of the program
  std::string commit;     // that it was built from
  std::string battle;     // folder, as it was given on the command line
  std::string battle_id;  // of its battle.yaml
  std::string command;    // as typed
  uint64_t scenario_hash = 0, parameter_hash = 0, orders_hash = 0;
  uint64_t seed = 1;
  uint64_t replication = 0;
  std::string evidence = "best";  // as --evidence has it
  bool draw_parameters = false;
  bool draw_terrain = false;         // the ground was drawn within its doubt
  bool free = false;                 // a crisis decided when escalations came
  std::vector<std::string> without;  // names of phases that did not run
  std::vector<std::string> what_ifs;
  std::vector<std::string> roe;  // changes to rules of engagement
  Time start{}, end{};           // of the battle
  Time snapshot_every{};
  // Of a fork: the moment from which it was played, and the scenario that was played until then.
  std::optional<Time> forked_at;
  uint64_t original_hash = 0;
  std::string player;     // id of the side that a player led; empty: nobody played
  state::EventLog words;  // of a fork: what the player had said before it (sim::is_word)
  bool operator==(const Header&) const = default;
};

// The hashes and times of a scenario.
void describe(const scenario::Scenario& scenario, Header& header);

// As JSON: the payload of the first block of a record.
std::string to_json(const Header& header);
// Error: no such JSON, or something missing; it names no file.
Result<Header> header_from(std::string_view json);

// The end of a run: the payload of the last block of a record that was finished.
struct Ending {
  uint64_t final_hash = 0;  // of the last state
  uint64_t steps = 0, element_steps = 0;
  std::vector<std::pair<std::string, double>> measures;  // NaN: did not happen
};
std::string to_json(const Ending& ending);
Result<Ending> ending_from(std::string_view json);

}  // namespace khasan::record
