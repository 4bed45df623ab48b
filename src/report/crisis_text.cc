#include "report/crisis_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/crisis_story.h"
#include "sim/crisis_measures.h"

namespace khasan::report {

using crisis::Theatre;
using sim::CrisisKind;
using study::Odds;
using study::OddsBand;

namespace {

const sim::CrisisMeasure& measure_at(std::size_t m) { return sim::crisis_measures()[m]; }

// A day of the calendar, not a number of days.
bool is_date(const sim::CrisisMeasure& measure) {
  return measure.kind == CrisisKind::kDay && measure.id.ends_with("_day");
}

std::string short_value(std::size_t m, double value) {
  if (std::isnan(value)) return "-";
  switch (measure_at(m).kind) {
    case CrisisKind::kShare:
      return fmt::format("{:.3f}", value);
    case CrisisKind::kDay:
      return fmt::format("{:.1f}", value);
    case CrisisKind::kMean:
      return fmt::format("{:.3g}", value);
  }
  return {};
}

std::string range_text(std::size_t m, double low, double high) {
  return short_value(m, low) + ".." + short_value(m, high);
}

bool accepts(const crisis::Target& target, double value) {
  return !std::isnan(value) && value >= target.low && value <= target.high;
}

}  // namespace

std::string odds_value(const Theatre& theatre, std::size_t m, double value) {
  if (is_date(measure_at(m)) && !std::isnan(value)) {
    return fmt::format("{:.1f} ({})", value, crisis_date(theatre, value));
  }
  return short_value(m, value);
}

std::vector<Verdict> judge(const crisis::Dossier& dossier, const Odds& odds) {
  std::vector<Verdict> verdicts;
  for (const crisis::Target& target : dossier.targets) {
    const int m = sim::crisis_measure(target.measure);
    if (m < 0) continue;
    Verdict verdict{&target, static_cast<std::size_t>(m), {}, false, 0};
    verdict.band = study::band_of(odds, verdict.measure);
    verdict.met = accepts(target, verdict.band.best);
    int met = 0;
    for (const study::SetOdds& set : odds.sets) {
      met += !set.value.empty() && accepts(target, set.value[verdict.measure]);
    }
    if (!odds.sets.empty()) verdict.share_met = met / static_cast<double>(odds.sets.size());
    verdicts.push_back(verdict);
  }
  std::stable_partition(verdicts.begin(), verdicts.end(),
                        [](const Verdict& verdict) { return !verdict.met; });
  return verdicts;
}

std::string odds_table(const Odds& odds) {
  std::string out = fmt::format("{:<58} {:<26} {:<24} {}\n", "", "best numbers (95 %)",
                                "mean of sets (95 %)", "middle 90 % of sets");
  for (std::size_t m = 0; m < sim::crisis_measures().size(); ++m) {
    const OddsBand band = study::band_of(odds, m);
    if (band.sets == 0 && std::isnan(band.best)) continue;
    out += fmt::format("{:<58} {:<26} {:<24} {}\n", measure_at(m).text,
                       fmt::format("{} ({})", short_value(m, band.best),
                                   range_text(m, band.best_ci.low, band.best_ci.high)),
                       fmt::format("{} ({})", short_value(m, band.mean),
                                   range_text(m, band.ci95.low, band.ci95.high)),
                       range_text(m, band.low, band.high));
  }
  return out;
}

std::string target_table(const Theatre& theatre, const crisis::Dossier& dossier, const Odds& odds) {
  const std::vector<Verdict> verdicts = judge(dossier, odds);
  if (verdicts.empty()) return {};
  std::string out = fmt::format("{:<5} {:<50} {:<14} {:<16} {:<16} {}\n", "", "", "accepted",
                                "best numbers", "", "sets that meet it");
  for (const Verdict& verdict : verdicts) {
    const crisis::Target& target = *verdict.target;
    out += fmt::format("{:<5} {:<50} {:<14} {:<16} {:<16} {:.0f} %\n", target.id, target.text,
                       range_text(verdict.measure, target.low, target.high),
                       odds_value(theatre, verdict.measure, verdict.band.best),
                       verdict.met ? "met" : "MISSED", 100 * verdict.share_met);
  }
  if (dossier.base_rates.empty()) return out;
  out += "\nBase rates that nothing was fitted to\n";
  for (const crisis::BaseRate& rate : dossier.base_rates) {
    const int m = sim::crisis_measure(rate.measure);
    if (m < 0) continue;
    const OddsBand band = study::band_of(odds, static_cast<std::size_t>(m));
    out += fmt::format("{:<5} {:<70} {:.2f}{}   here {} ({})\n", rate.id, rate.text, rate.rate,
                       rate.n > 0 ? fmt::format(" (n = {})", rate.n) : "",
                       short_value(static_cast<std::size_t>(m), band.best),
                       range_text(static_cast<std::size_t>(m), band.low, band.high));
  }
  return out;
}

std::string difference_table(const Odds& before, const Odds& after) {
  std::string out = fmt::format("{:<58} {:>8} {:>8}  {:<26} {:>9} {:>9}\n", "", "as it was",
                                "changed", "difference (95 %)", "sets more", "sets less");
  for (std::size_t m = 0; m < sim::crisis_measures().size(); ++m) {
    const study::OddsDifference change = study::difference_of(before, after, m);
    if (change.sets == 0) continue;
    const bool clear = change.ci95.low > 0 || change.ci95.high < 0;
    out += fmt::format(
        "{:<58} {:>8} {:>8}  {:<26} {:>7.0f} % {:>7.0f} %{}\n", measure_at(m).text,
        short_value(m, study::band_of(before, m).mean),
        short_value(m, study::band_of(after, m).mean),
        fmt::format("{:+.3f} ({:+.3f}..{:+.3f})", change.mean, change.ci95.low, change.ci95.high),
        100 * change.more, 100 * change.less, clear ? "  *" : "");
  }
  return out;
}

}  // namespace khasan::report
