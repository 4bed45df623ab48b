// Everything behind the network: the battles that are offered, the runs that are kept, the jobs
// that play them. What lies in the results folder survives the program; jobs that were under way
// when it ended are shown as stopped.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "serve/desk.h"

namespace khasan::serve {

struct WorkshopOptions {
  std::vector<std::string> battles;  // folders of battles, or folders of such folders
  std::string results = "khasan-results";
  int threads = 1;  // that play runs
  Limits limits;
};

// Quick: battles are read while the first who asks for them waits. Error: the results folder cannot
// be made or written.
Result<std::unique_ptr<Desk>> open_workshop(const WorkshopOptions& options);

}  // namespace khasan::serve
