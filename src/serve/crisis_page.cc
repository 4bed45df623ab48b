#include "serve/crisis_page.h"

#include <fmt/format.h>

#include "load/works.h"
#include "report/told_crisis.h"
#include "study/crisis_odds.h"

namespace khasan::serve {

namespace {

constexpr int kSets = 20, kRunsOfSet = 500;

}  // namespace

report::CrisisReport crisis_report(const load::CrisisFile& file, const study::Odds& odds) {
  report::CrisisReport report;
  report.theatre = &file.theatre, report.dossier = &file.dossier;
  report.sources = &file.sources, report.evidence = &file.evidence;
  report.odds = &odds;
  return report;
}

Result<std::string> crisis_page(const std::string& folder) {
  const Result<load::CrisisFile> read = load::read_crisis(folder);
  if (!read) return read.errors();
  const load::CrisisFile& file = read.value();
  study::OddsPlan plan;
  plan.sets = kSets;
  plan.runs = kRunsOfSet;
  const study::Odds odds = study::play_odds(file.theatre, plan, {});
  report::CrisisReport page = crisis_report(file, odds);
  page.told =
      report::play_told(file.theatre, plan.seed, report::typical_run(file.theatre, plan.seed));
  page.choice = report::typical_choice();
  page.drawn = true;
  page.seed = plan.seed;
  page.works = load::works_text(folder);
  page.command = fmt::format("khasan crisis {} --drawn --sets {} --runs {}", folder, kSets,
                             kSets * kRunsOfSet);
  return report::crisis_document(page);
}

}  // namespace khasan::serve
