// The program itself as a process of its own, in a folder with a small sound battle.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "unit/load/battle_folder.h"

namespace khasan::support {

namespace fs = std::filesystem;
// How a process ended; exit is -1 if a signal ended it.
struct Ended {
  int exit = -1;
  std::string out, err;
};

inline std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Runs `khasan ARGUMENTS` in an empty folder of its own.
class ProgramFolder : public BattleFolder {
 protected:
  Ended khasan(const std::string& arguments) const { return run_by("", arguments); }
  // The same on so many ranks, also where there are fewer processors, and as root.
  Ended mpirun(int ranks, const std::string& arguments) const {
    return run_by(
        "OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun --oversubscribe -n " +
            std::to_string(ranks) + " ",
        arguments);
  }

 private:
  Ended run_by(const std::string& launcher, const std::string& arguments) const {
    std::filesystem::create_directories(path("run"));
    const std::string command = "cd '" + path("run") + "' && { export KHASAN_CATALOG='" +
                                KHASAN_SOURCE_DIR "/catalog'; " + launcher + "'" + KHASAN_PROGRAM +
                                "' " + arguments + "; } >../out.txt 2>../err.txt </dev/null";
    const int status = std::system(command.c_str());
    Ended ended;
    if (WIFEXITED(status)) ended.exit = WEXITSTATUS(status);
    ended.out = content_of(path("out.txt"));
    ended.err = content_of(path("err.txt"));
    return ended;
  }
};

}  // namespace khasan::support
