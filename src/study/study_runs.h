// The runs of a study: which of them are still to be played, and what comes of one.
#pragma once

#include <vector>

#include "study/farm.h"
#include "study/point_cache.h"
#include "study/study.h"

namespace khasan::study {

// The jobs that have no result yet. `results` are sorted by job.
std::vector<Job> jobs_left(const Study& study, const std::vector<JobResult>& results);

// Plays the run of a job; the measures are those that the study keeps. Called from several threads
// at once. Errors: the battle at that point cannot be read.
Result<JobResult> play_job(const Study& study, PointCache& battles, const Job& job);

}  // namespace khasan::study
