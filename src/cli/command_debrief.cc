// khasan debrief: an after-action report of a recorded run, for a class or for whoever played it.
#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "report/html.h"
#include "serve/debrief_page.h"

namespace khasan::cli {

int command_debrief(const DebriefOptions& options) {
  Errors errors = report::check_writable(options.output);
  if (!errors.empty()) return fail(errors);
  Progress progress(options.explain, false, "turning points");
  serve::DebriefPlan plan{options.battle,  options.explain,       options.futures,
                          options.threads, &catch_interruption(), {}};
  plan.progress = [&progress](int done, int) { progress.show(done); };
  const Result<serve::Debriefing> made = serve::debriefing_of(options.file, plan);
  if (!made) return fail(made.errors());
  progress.finish();
  errors = report::write_file(options.output, made.value().html);
  if (!errors.empty()) return fail(errors);
  fmt::print("{}: {} turning points, {} orders of a player.\n", options.output,
             made.value().turning_points, made.value().orders);
  return kDone;
}

}  // namespace khasan::cli
