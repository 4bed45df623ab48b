// What a crisis decided in a recorded run, taken from its events: a free battle is verified,
// replayed and forked without its actors.
#pragma once

#include "record/record_reader.h"
#include "scenario/scenario.h"
#include "sim/campaign.h"

namespace khasan::record {

// Decides at each moment as was decided then. Reads the record to its end; of a historical battle
// not at all.
sim::Campaign recorded_campaign(const scenario::Scenario& scenario, RecordReader& reader);

// What a player said in a recorded run, in its order: adds his orders to the scenario, which has
// only those of its files, and says when each was given or recalled. Empty where nobody played.
// Error: an order that this battle cannot have; it names no file.
struct PlayerWords {
  std::vector<sim::TimedWord> words;
  state::EventLog events;
};
Result<PlayerWords> recorded_words(RecordReader& reader, scenario::Scenario& scenario);

}  // namespace khasan::record
