// What an explanation is asked about: one number of a run at one moment, as the command line names
// it (docs/methods/explanations.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "scenario/scenario.h"
#include "sim/play.h"

namespace khasan::study {

enum class Asked : uint8_t {
  kControl,  // share of a place's cells that a side holds, 0..1
  kLost,     // men of a side who are out of the fight
  kFit,      // men of a side who are fit
  kMeasure,  // a measure of the battle
};

struct Question {
  Asked what = Asked::kControl;
  Side side = Side::kFirst;  // not of kMeasure
  PlaceId place{};           // of kControl
  std::size_t measure = 0;   // of kMeasure: position in scenario.measures
  Time at{};                 // when it is answered
};

// `text`: "PLACE.control.SIDE", "lost.SIDE", "fit.SIDE", or the id of a measure; a crest may be
// named without its "_crest". A measure without a moment is answered at the end of its window.
// Error: no such place, side or measure, with the nearest name; no moment where one is needed.
Result<Question> question_of(const scenario::Scenario& scenario, const std::string& text,
                             std::optional<Time> at);
// The answer as the run stands; NaN: did not happen. Of a measure to be asked once.
double answer_of(const Question& question, const sim::Play& play);

}  // namespace khasan::study
