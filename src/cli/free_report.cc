#include "cli/free_report.h"

#include <fmt/format.h>

#include "load/works.h"
#include "report/html.h"
#include "report/page_template.h"
#include "serve/crisis_page.h"
#include "study/crisis_odds.h"
#include "study/score.h"

namespace khasan::cli {

namespace {

// Sets of numbers drawn for the ranges of the odds, and crises of each.
constexpr int kSets = 100, kRunsOfASet = 100;

std::string crisis_part(const load::CrisisFile& crisis, const study::FreeRun& told,
                        const RunOptions& options) {
  study::OddsPlan plan;
  plan.seed = options.seed;
  plan.threads = options.threads;
  plan.sets = kSets;
  plan.runs = kRunsOfASet;
  const study::Odds odds = study::play_odds(crisis.theatre, plan, {});
  report::CrisisReport part = serve::crisis_report(crisis, odds);
  part.told = {told.number, told.told, told.outcome, told.after};
  part.choice = "whose battle the map shows";
  part.drawn = true;
  part.seed = options.seed, part.command = options.command;
  return report::crisis_document(part);
}

}  // namespace

Errors write_free_report(const scenario::Scenario& scenario, const load::CrisisFile& crisis,
                         const study::FreeRuns& runs, const study::FreeRun& told,
                         const FreePage& page, const RunOptions& options) {
  if (!told.battle) {
    Error error;
    error.file = options.report;
    error.found = fmt::format("run {}, which does not come to blows", told.number);
    error.expected = "a run with a battle to show";
    error.fix = "--story N names another; khasan crisis BATTLE --report shows the crisis alone";
    return {error};
  }
  const study::Replications battles = runs.battles();
  const std::vector<study::Score> scores = study::score(scenario, battles);
  const std::string part = crisis_part(crisis, told, options);
  report::ReportInput in;
  in.scenario = &scenario;
  in.replications = &battles;
  in.scores = &scores;
  in.run = {told.number, &page.tracks, &page.fires, page.story};
  in.seed = options.seed;
  in.command = options.command;
  in.version = KHASAN_VERSION;
  in.evidence_profile = options.evidence;
  in.works = load::works_text(scenario.folder);
  in.marked =
      fmt::format("The crisis decided whether, when and with what: {} of {} runs came to blows.",
                  battles.count(), runs.runs.size());
  in.crisis = &part;
  return report::write_file(options.report,
                            report::html_of(report::page_template(), report::document_of(in)));
}

}  // namespace khasan::cli
