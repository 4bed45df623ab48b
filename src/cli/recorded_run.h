// Records from the command line: what the options of `khasan run` make of them.
#pragma once

#include <optional>
#include <string>

#include "cli/commands.h"
#include "record/header.h"
#include "record/record_reader.h"
#include "record/recorder.h"
#include "serve/recorded_run.h"
#include "study/replications.h"

namespace khasan::cli {

using serve::clock_text;
using serve::moment_of;
using serve::RecordedRun;
using serve::RunChanges;
using serve::saved_at;

// What the options of `khasan run` make of one run: the header of its record.
record::Header header_of(const scenario::Scenario& scenario, const RunOptions& options);
// Of all its runs: the plan.
study::StudyPlan plan_of(const RunOptions& options, sim::PhaseMask without,
                         scenario::Drawing evidence);
// The record of the run that is told; none where nobody asks for it.
Result<std::optional<record::Recorder>> recorder_of(const scenario::Scenario& scenario,
                                                    const RunOptions& options);

// What is damaged in a record, a line each, to standard error. False where something is.
bool report_faults(const record::RecordReader& reader, const std::string& file,
                   const scenario::Scenario& scenario);

}  // namespace khasan::cli
