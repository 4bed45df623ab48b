// One run of a study on the command line.
#pragma once

#include "cli/commands.h"

namespace khasan::cli {

// Sets what one run of a study is in place of what the command line says of a battle. Errors: no
// such study, point or run.
Errors take_study_run(RunOptions& options);

}  // namespace khasan::cli
