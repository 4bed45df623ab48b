#include "report/study_files.h"

#include <utility>

#include "report/html.h"
#include "report/page_template.h"
#include "study/study_tables.h"

namespace khasan::report {

Errors write_study(const study::Study& study, const scenario::Scenario& scenario,
                   const study::StudySummary& summary, const std::string& document,
                   const std::string& folder) {
  const std::pair<const char*, std::string> tables[] = {
      {"runs.csv", study::runs_csv(study, scenario, summary)},
      {"dictionary.csv", study::dictionary_csv(study, scenario)},
      {"summary.csv", study::summary_csv(study, scenario, summary)},
      {"sensitivity.csv", study::sensitivity_csv(study, scenario, summary)},
      {"study.html", html_of(page_template(), document)}};
  for (const auto& [name, text] : tables) {
    const Errors errors = write_file(folder + "/" + name, text);
    if (!errors.empty()) return errors;
  }
  return {};
}

}  // namespace khasan::report
