// Given or emerged: whether the inputs of a battle fix a measured figure, so that meeting the
// record says nothing about the model. Worked out from the compiled scenario, never written by
// hand. The rules: docs/methods/given_or_emerged.md.
#pragma once

#include <cstdint>
#include <string>

#include "scenario/scenario.h"

namespace khasan::study {

enum class Origin : uint8_t {
  kGiven,         // the inputs alone say it
  kPartlyGiven,   // the inputs bound it or set its hour; the rest emerges
  kEmerged,       // only the mechanisms say it
  kNotSimulated,  // nothing says it
};

struct Provenance {
  Origin origin = Origin::kEmerged;
  std::string why;  // which input, in words; empty where it emerged
};

// `target` may be null: then hours are not compared with a record.
Provenance provenance_of(const scenario::Scenario& scenario, const scenario::Measure& measure,
                         const scenario::Target* target);

std::string to_text(Origin origin);  // "given", "partly given", "emerged", "not simulated"

}  // namespace khasan::study
