// The works that the sources of a battle name, as CSL-JSON for reference managers: author, title,
// year and publisher as its files have them. What the battle says with them is read elsewhere
// (battle.h); nothing is checked here again.
#pragma once

#include <string>

namespace khasan::load {

// A JSON array of the works of a battle's folder (SOURCES.json), of its crisis and of the
// catalogue, each id once, as first found. A file that is missing or is no list adds nothing.
std::string works_text(const std::string& folder);

}  // namespace khasan::load
