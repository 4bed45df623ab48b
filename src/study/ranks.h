// Jobs shared out to the ranks of an MPI program: `mpirun -n N khasan study ...`. Rank 0 keeps the
// results and plays too; the others ask it for jobs and send back what came of them. Without MPI in
// the build there is one rank.
#pragma once

#include "study/farm.h"

namespace khasan::study {

// The ranks of this program, from its beginning to its end; one object a process. A process that no
// mpirun or srun started is rank 0 of one, and never touches MPI.
class Ranks {
 public:
  Ranks();
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;
  // Errors: mpirun started this process, but the program was built without MPI.
  static Errors check();
  // Ends all ranks with that exit code, for one that cannot go on while others wait for it. With
  // one rank it does nothing.
  void abort(int code) const;
  int rank() const { return rank_; }
  int count() const { return count_; }

 private:
  int rank_ = 0, count_ = 1;
};

// Of rank 0: as play_jobs, with the help of the others. Errors of any rank end the work.
Errors play_jobs_on(const Ranks& ranks, const std::vector<Job>& jobs, int threads,
                    const JobPlayer& player, const JobTaker& taker, const std::atomic<bool>& stop);
// Of another rank: plays what rank 0 deals until it has nothing left.
void serve_jobs(const Ranks& ranks, int threads, const JobPlayer& player,
                const std::atomic<bool>& stop);

}  // namespace khasan::study
