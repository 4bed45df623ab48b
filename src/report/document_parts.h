// The parts of the report document (document.h), one function a part.
#pragma once

#include <nlohmann/json.hpp>

#include "report/document.h"

namespace khasan::report {

using Json = nlohmann::ordered_json;

// null where the number does not exist.
Json number_or_null(double value);
// [low, high].
Json interval_json(const study::Interval& interval);
// One number a run; null where it did not happen.
Json samples_json(const std::vector<double>& samples);
// Sixteen hexadecimal digits.
std::string hash_text(uint64_t hash);
// Of raw bytes (RFC 4648).
std::string base64_of(const std::string& bytes);

// Ground, features and credits.
Json map_json(const scenario::Scenario& scenario);
// Units with symbols; elements with symbols.
Json units_json(const scenario::Scenario& scenario);
Json elements_json(const scenario::Scenario& scenario);
// Appends the tracks to a text: a tree of millions of numbers would take ten times the room.
void write_play(const TrackRecorder& tracks, std::string& text);
// Story, lines of fire, weather.
Json events_json(const scenario::Scenario& scenario, const std::vector<StoryLine>& story);
Json fires_json(const scenario::Scenario& scenario, const std::vector<Fire>& fires);
Json weather_json(const scenario::Scenario& scenario);
// The hours that a measure counts, on the clock of the first side.
std::string window_text(const scenario::Scenario& scenario, const scenario::Measure& measure);
// What came out.
Json curves_json(const scenario::Scenario& scenario, const study::Replications& replications,
                 int played);
Json targets_json(const scenario::Scenario& scenario, const std::vector<study::Score>& scores);
Json measures_json(const scenario::Scenario& scenario, const std::vector<study::Score>& scores);
// What it rests on.
Json sources_json(const std::vector<scenario::Source>& all);
Json figure_json(const std::string& what, const scenario::Figure& figure);
Json evidence_json(const scenario::Scenario& scenario);
Json phases_json();

}  // namespace khasan::report
