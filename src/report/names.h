// How the story and the tables call things: units by the body that a reader knows, places by the
// nearest hill or village, numbers with their nouns.
#pragma once

#include <string>
#include <string_view>

#include "scenario/scenario.h"

namespace khasan::report {

// The words of documents: "battalion", "machine gun".
std::string_view word_of(forces::Echelon echelon);
std::string_view word_of(forces::ElementKind kind);

// The company that a unit belongs to; the unit itself if it is larger or belongs to none.
UnitId company_of(const scenario::Scenario& scenario, UnitId unit);
// "company 1, I/75"; the name alone where the unit has a name of its own.
std::string name_of(const scenario::Scenario& scenario, UnitId unit);
// The hill, crest or village nearest to a point, within some hundred metres; none if there is none.
PlaceId landmark_near(const scenario::Scenario& scenario, terrain::Point at);
// Its name with "near" or "at" before it; empty if there is none.
std::string place_near(const scenario::Scenario& scenario, terrain::Point at);
// "1 man", "12 men".
std::string counted(int n, const std::string& one, const std::string& many);
// First letter in upper case.
std::string capitalised(std::string text);
// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& parts);
// "hour +09" as 17.5 → "17:30"; minutes and counts as numbers.
std::string value_text(double value, const std::string& unit);

}  // namespace khasan::report
