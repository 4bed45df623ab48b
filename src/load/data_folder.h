// Where the battles and templates lie: as given, else those that were installed with the program.
#pragma once

#include <string>

namespace khasan::load {

// The folder `name` ("battles/lake-khasan-1938", "templates/new-battle"): in the working directory,
// beside the program or one above it, or in ../share/khasan; `name` itself if there is none.
std::string find_data_folder(const std::string& name);

}  // namespace khasan::load
