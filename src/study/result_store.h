// The results of a study in one SQLite file, written while it is played: whatever happens, what is
// committed stays, and the study goes on from there. Tables: docs/study_format.md.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "study/farm.h"
#include "study/study.h"

struct sqlite3;

namespace khasan::study {

class ResultStore {
 public:
  // Both keep a reference to the study. A new file. Errors: it is there already, cannot be written,
  // or another process writes it.
  static Result<ResultStore> create(const std::string& path, const Study& study,
                                    const scenario::Scenario& scenario, const std::string& command);
  // The file of an interrupted study. Errors: it is not there, of another study or version, no file
  // of results, or another process writes it.
  static Result<ResultStore> resume(const std::string& path, const Study& study);

  // How many runs such a file holds, whoever writes it now. Error: it is not there, or no file
  // of results.
  static Result<int> runs_in(const std::string& path);

  // Adds results in one transaction. Errors: no room on the disk, and the like; nothing of them is
  // kept then.
  Errors put(const std::vector<JobResult>& results);
  // All that is kept, by point and replication; `measures` as the study keeps them.
  Result<std::vector<JobResult>> results() const;

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  struct Unlocker {
    int file = -1;
    Unlocker() = default;
    Unlocker(Unlocker&& other) noexcept : file(std::exchange(other.file, -1)) {}
    Unlocker& operator=(Unlocker&& other) noexcept {
      std::swap(file, other.file);
      return *this;
    }
    ~Unlocker();
  };
  explicit ResultStore(std::string path) : path_(std::move(path)) {}
  Errors lock();
  Errors open(const std::string& path);
  Errors open_to_add();
  Errors fill(const Study& study, const scenario::Scenario& scenario,
              const std::string& command) const;
  Errors run(const std::string& sql) const;
  Error fault_of_database() const;
  Error fault(const std::string& found, const std::string& expected, const std::string& fix) const;

  std::string path_;
  Unlocker lock_;
  std::unique_ptr<sqlite3, Closer> database_;
  const Study* study_ = nullptr;  // whose results they are
};

}  // namespace khasan::study
