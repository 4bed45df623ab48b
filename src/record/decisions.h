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

}  // namespace khasan::record
