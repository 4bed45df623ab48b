// khasan crisis: the odds of a crisis, what a change does to them, and one run told as a story.
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "load/crisis_file.h"
#include "load/data_folder.h"
#include "load/points_file.h"
#include "load/works.h"
#include "report/crisis_document.h"
#include "report/crisis_story.h"
#include "report/crisis_text.h"
#include "report/html.h"
#include "report/page_template.h"
#include "report/told_crisis.h"
#include "scenario/nearest_name.h"
#include "serve/crisis_page.h"
#include "sim/crisis_measures.h"
#include "study/crisis_odds.h"
#include "study/crisis_partings.h"
#include "study/history_matching.h"

namespace khasan::cli {

namespace {

using crisis::Band;
using crisis::Numbers;
using crisis::Theatre;
using load::CrisisFile;
using nlohmann::json;

constexpr int kPartingRuns = 1000, kPartingsTold = 3;

// Numbers that have a range, as columns of a table of sets.
std::vector<scenario::FactorSpec> columns_of(const Theatre& theatre) {
  std::vector<scenario::FactorSpec> columns;
  for (const Band& band : theatre.bands) {
    if (!(band.high > band.low)) continue;
    scenario::FactorSpec column;
    column.id = band.name;
    column.figure.low = band.low, column.figure.best = band.best, column.figure.high = band.high;
    columns.push_back(column);
  }
  return columns;
}

// Sets of numbers from a file: each row on top of the theatre's own numbers, so that what a what-if
// changed stays changed.
Result<std::vector<Numbers>> read_sets(const std::string& path, const Theatre& as_it_was,
                                       const Theatre& theatre) {
  const auto rows = load::read_points_file(path, columns_of(as_it_was));
  if (!rows) return rows.errors();
  std::vector<Numbers> sets;
  for (const scenario::FactorValues& row : rows.value()) {
    Numbers numbers = theatre.numbers;
    std::size_t column = 0;
    for (const Band& band : as_it_was.bands) {
      if (!(band.high > band.low)) continue;
      const std::optional<double>& value = row[column++];
      const auto same = std::find_if(theatre.bands.begin(), theatre.bands.end(),
                                     [&](const Band& b) { return b.key == band.key; });
      const bool untouched = same != theatre.bands.end() && same->low == band.low &&
                             same->best == band.best && same->high == band.high;
      if (value && untouched) set_value(numbers, band, *value);
    }
    sets.push_back(numbers);
  }
  return sets;
}

std::string sets_text(const std::vector<Numbers>& given, const study::OddsPlan& plan) {
  return given.empty()
             ? fmt::format("{} sets of numbers drawn over their ranges", plan.sets)
             : fmt::format("{} sets of numbers that the record does not rule out", given.size());
}

void tell_partings(const CrisisFile& before, const study::Partings& partings) {
  fmt::print("\nOf {} pairs at the best numbers {} never part. The others part first where\n",
             partings.runs, partings.same);
  for (std::size_t i = 0; i < partings.counts.size() && i < kPartingsTold; ++i) {
    const study::PartingCount& count = partings.counts[i];
    crisis::Told line;
    line.deed = count.parting.deed, line.actor = count.parting.actor;
    line.side = count.parting.side, line.rung = count.parting.rung;
    fmt::print("  {:>3.0f} %  {} ({}, about {})\n", 100.0 * count.runs / partings.runs,
               report::deed_text(before.theatre, before.dossier, line),
               count.parting.only_before ? "only as it was" : "only changed",
               report::crisis_date(before.theatre, count.parting.day));
  }
}

void tell_story(const CrisisFile& file, uint64_t seed, int story) {
  const report::ToldCrisis told = report::play_told(file.theatre, seed, story);
  fmt::print("Run {} at the best numbers\n\n{}\n{}", story,
             report::crisis_story(file.theatre, file.dossier, told.lines) +
                 report::crisis_conclusions(file.theatre, told.outcome, told.after),
             report::ladder_chart(file.theatre, told.lines));
}

json number_or_null(double value) { return std::isnan(value) ? json() : json(value); }

json to_json(const study::Interval& interval) {
  return {number_or_null(interval.low), number_or_null(interval.high)};
}

json odds_json(const study::Odds& odds) {
  json all = json::object();
  for (std::size_t m = 0; m < sim::crisis_measures().size(); ++m) {
    const study::OddsBand band = study::band_of(odds, m);
    all[std::string(sim::crisis_measures()[m].id)] = {
        {"best", number_or_null(band.best)}, {"best_ci95", to_json(band.best_ci)},
        {"mean", number_or_null(band.mean)}, {"ci95", to_json(band.ci95)},
        {"p05", number_or_null(band.low)},   {"p95", number_or_null(band.high)}};
  }
  return all;
}

json differences_json(const study::Odds& before, const study::Odds& after) {
  json all = json::object();
  for (std::size_t m = 0; m < sim::crisis_measures().size(); ++m) {
    const study::OddsDifference d = study::difference_of(before, after, m);
    if (d.sets == 0) continue;
    all[std::string(sim::crisis_measures()[m].id)] = {{"best", number_or_null(d.best)},
                                                      {"mean", d.mean},
                                                      {"ci95", to_json(d.ci95)},
                                                      {"sets_more", d.more},
                                                      {"sets_less", d.less},
                                                      {"sets", d.sets}};
  }
  return all;
}

json targets_json(const CrisisFile& file, const study::Odds& odds) {
  json all = json::array();
  for (const report::Verdict& verdict : report::judge(file.dossier, odds)) {
    all.push_back({{"id", verdict.target->id},
                   {"measure", verdict.target->measure},
                   {"accepted", {verdict.target->low, verdict.target->high}},
                   {"best", number_or_null(verdict.band.best)},
                   {"met", verdict.met},
                   {"sets_met", verdict.share_met}});
  }
  return all;
}

// The file of the crisis with and without the changes, and the sets that are played.
struct Loaded {
  CrisisFile before, after;
  std::vector<Numbers> sets_before, sets_after;
};

Result<Loaded> load(const CrisisOptions& options) {
  const std::string folder = load::find_data_folder(options.battle);
  Result<CrisisFile> before = load::read_crisis(folder);
  if (!before) return before.errors();
  Result<CrisisFile> after = load::read_crisis(folder, options.what_if);
  if (!after) return after.errors();
  Loaded loaded{before.take(), after.take(), {}, {}};
  Errors errors;
  for (const crisis::Target& target : loaded.before.dossier.targets) {
    if (sim::crisis_measure(target.measure) >= 0) continue;
    std::vector<std::string> known;
    for (const auto& measure : sim::crisis_measures()) known.emplace_back(measure.id);
    errors.push_back({folder, 0, 0, "targets", "measure '" + target.measure + "'",
                      "a measure of docs/crisis_format.md",
                      scenario::did_you_mean(target.measure, known)});
  }
  if (!errors.empty()) return errors;
  std::string sets = options.sets_file;
  const std::string shipped = folder + "/crisis/matched.csv";
  if (sets.empty() && !options.drawn && std::filesystem::exists(shipped)) sets = shipped;
  if (sets.empty()) return loaded;
  const Theatre& as_it_was = loaded.before.theatre;
  auto first = read_sets(sets, as_it_was, as_it_was);
  if (!first) return first.errors();
  auto second = read_sets(sets, as_it_was, loaded.after.theatre);
  if (!second) return second.errors();
  loaded.sets_before = first.take();
  loaded.sets_after = second.take();
  return loaded;
}

study::OddsPlan plan_of(const CrisisOptions& options, const Loaded& loaded) {
  study::OddsPlan plan;
  plan.seed = options.seed;
  plan.threads = options.threads;
  plan.sets =
      loaded.sets_before.empty() ? options.sets : static_cast<int>(loaded.sets_before.size());
  plan.runs = std::max(1, options.runs / plan.sets);
  return plan;
}

// The odds of the next crisis, had nothing been learned in this one, and with what was learned.
int tell_next(const CrisisOptions& options, const Loaded& loaded) {
  const Result<CrisisFile> next = load::read_crisis(load::find_data_folder(options.then));
  if (!next) return fail(next.errors());
  const bool changed = !options.what_if.empty();
  const Theatre& theatre = changed ? loaded.after.theatre : loaded.before.theatre;
  const auto& sets = changed ? loaded.sets_after : loaded.sets_before;
  study::OddsPlan plan = plan_of(options, loaded);
  plan.next = &next.value().theatre;
  study::StudyControl control;
  control.stop = &catch_interruption();
  const study::Odds learned = study::play_odds(theatre, plan, sets, control);
  plan.learned = false;
  const study::Odds unlearned = study::play_odds(theatre, plan, sets, control);
  if (options.json) {
    fmt::print("{}\n", json({{"crisis", theatre.id},
                             {"next", plan.next->id},
                             {"what_if", options.what_if},
                             {"odds", odds_json(learned)},
                             {"unlearned_odds", odds_json(unlearned)},
                             {"differences", differences_json(unlearned, learned)}})
                           .dump(2));
  } else {
    fmt::print("{}, after: {}\n", plan.next->title, theatre.title);
    for (const std::string& sentence : loaded.after.what_ifs) fmt::print("What if: {}\n", sentence);
    fmt::print(
        "In runs that came to a battle there; as it was: nothing learned, changed: with "
        "what both sides took out of it\n\n{}",
        report::difference_table(unlearned, learned));
  }
  return learned.interrupted || unlearned.interrupted ? kInterrupted : kDone;
}

// What was played, without and with the changes.
struct Played {
  study::Odds before, after;
  study::Partings partings;
  double elapsed_s = 0;
  uint64_t runs() const { return before.runs + after.runs; }
};

Played play(const CrisisOptions& options, const Loaded& loaded, const study::OddsPlan& plan) {
  const bool changed = !options.what_if.empty();
  Progress progress((plan.sets + 1) * (changed ? 2 : 1), options.json, "sets");
  study::StudyControl control;
  control.stop = &catch_interruption();
  int base = 0;
  control.progress = [&](int done) { progress.show(base + done); };
  const auto started = std::chrono::steady_clock::now();
  Played played;
  played.before = study::play_odds(loaded.before.theatre, plan, loaded.sets_before, control);
  base = plan.sets + 1;
  if (changed) {
    played.after = study::play_odds(loaded.after.theatre, plan, loaded.sets_after, control);
  }
  progress.finish();
  played.elapsed_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (changed) {
    played.partings = study::count_partings(loaded.before.theatre, loaded.after.theatre,
                                            options.seed, kPartingRuns);
  }
  return played;
}

json played_json(const CrisisOptions& options, const Loaded& loaded, const Played& played,
                 int sets) {
  json out = {
      {"crisis", loaded.before.theatre.id},
      {"seed", options.seed},
      {"sets", sets},
      {"runs", played.runs()},
      {"drawn", loaded.sets_before.empty()},
      {"elapsed_s", played.elapsed_s},
      {"per_minute", static_cast<double>(played.runs()) / std::max(played.elapsed_s, 1e-9) * 60},
      {"odds", odds_json(played.before)},
      {"targets", targets_json(loaded.before, played.before)}};
  if (!options.what_if.empty()) {
    out["what_if"] = options.what_if;
    out["changed_odds"] = odds_json(played.after);
    out["differences"] = differences_json(played.before, played.after);
  }
  return out;
}

void print_change(const Loaded& loaded, const Played& played, const study::OddsPlan& plan) {
  const Theatre& theatre = loaded.before.theatre;
  fmt::print("{}\n", theatre.title);
  for (const std::string& sentence : loaded.after.what_ifs) fmt::print("What if: {}\n", sentence);
  fmt::print("{}, {} runs of each, the same men and the same chance in both\n\n{}",
             sets_text(loaded.sets_before, plan), plan.runs,
             report::difference_table(played.before, played.after));
  fmt::print("* the interval of the mean over sets leaves out nought\n");
  tell_partings(loaded.before, played.partings);
}

void print_odds(const Loaded& loaded, const Played& played, const study::OddsPlan& plan) {
  const Theatre& theatre = loaded.before.theatre;
  fmt::print(
      "{}\n{}, {} runs of each; one case and numbers that are mostly assumed: read "
      "ranges and differences, no single odd\n\n",
      theatre.title, sets_text(loaded.sets_before, plan), plan.runs);
  const std::string targets = report::target_table(theatre, loaded.before.dossier, played.before);
  if (!targets.empty()) fmt::print("Against the record, misses first\n{}\n", targets);
  fmt::print("{}", report::odds_table(played.before));
}

Errors write_page(const CrisisOptions& options, const Loaded& loaded, const Played& played) {
  const bool changed = !options.what_if.empty(), chosen = options.story >= 0;
  const Theatre& theatre = loaded.before.theatre;
  const int run = chosen ? options.story : report::typical_run(theatre, options.seed);
  report::ChangedCrisis other;
  report::CrisisReport page = serve::crisis_report(loaded.before, played.before);
  page.told = report::play_told(theatre, options.seed, run);
  page.choice = chosen ? "chosen by its number" : report::typical_choice();
  page.drawn = loaded.sets_before.empty();
  page.seed = options.seed, page.command = options.command;
  page.works = load::works_text(load::find_data_folder(options.battle));
  if (changed) {
    other.sentences = loaded.after.what_ifs;
    other.theatre = &loaded.after.theatre, other.odds = &played.after;
    other.partings = played.partings;
    other.told = report::play_told(loaded.after.theatre, options.seed, run);
    page.changed = &other;
  }
  return report::write_file(
      options.report, report::html_of(report::page_template(), report::crisis_document(page)));
}

}  // namespace

int command_crisis(const CrisisOptions& options) {
  Result<Loaded> loading = load(options);
  if (!loading) return fail(loading.errors());
  const Loaded& loaded = loading.value();
  const bool changed = !options.what_if.empty(), page = !options.report.empty();
  if (options.story >= 0 && !page) {
    tell_story(changed ? loaded.after : loaded.before, options.seed, options.story);
    return kDone;
  }
  if (!options.then.empty()) return tell_next(options, loaded);
  // Said now, not when all sets are played.
  Errors errors = page ? report::check_writable(options.report) : Errors{};
  if (!errors.empty()) return fail(errors);
  const study::OddsPlan plan = plan_of(options, loaded);
  const Played played = play(options, loaded, plan);
  if (options.json) {
    fmt::print("{}\n", played_json(options, loaded, played, plan.sets).dump(2));
  } else if (changed) {
    print_change(loaded, played, plan);
  } else {
    print_odds(loaded, played, plan);
  }
  if (played.before.interrupted || played.after.interrupted) return kInterrupted;
  if (!page) return kDone;
  errors = write_page(options, loaded, played);
  if (!errors.empty()) return fail(errors);
  fmt::print(stderr, "Report: {}\n", options.report);
  return kDone;
}

int command_crisis_match(const CrisisMatchOptions& options) {
  const Result<CrisisFile> file = load::read_crisis(load::find_data_folder(options.battle));
  if (!file) return fail(file.errors());
  const Theatre& theatre = file.value().theatre;
  study::MatchingPlan plan;
  plan.seed = options.seed;
  plan.wanted = options.wanted;
  plan.waves = options.waves;
  plan.candidates = options.candidates;
  plan.runs = options.runs;
  plan.threads = options.threads;
  study::StudyControl control;
  control.stop = &catch_interruption();
  const study::Matching matching =
      study::match_history(theatre, file.value().dossier.targets, plan, control);
  fmt::print("{} sets of numbers tried, {} runs of each; {} meet all {} targets\n", matching.tried,
             plan.runs, matching.sets.size(), file.value().dossier.targets.size());
  for (std::size_t t = 0; t < matching.met_first.size(); ++t) {
    fmt::print("  {:<5} met by {:>3.0f} % of sets drawn anywhere in the ranges\n",
               file.value().dossier.targets[t].id, 100 * matching.met_first[t]);
  }
  if (matching.sets.empty()) {
    fmt::print("The closest misses by {:.3g} widths of the accepted ranges in all.\n",
               matching.closest.miss);
    return kCheckFailed;
  }
  std::string csv;
  for (const Band& band : theatre.bands) {
    if (band.high > band.low) csv += (csv.empty() ? "" : ",") + band.name;
  }
  csv += "\n";
  for (const study::Matched& set : matching.sets) {
    std::string row;
    for (const Band& band : theatre.bands) {
      if (!(band.high > band.low)) continue;
      row += fmt::format("{}{}", row.empty() ? "" : ",", value_of(set.numbers, band));
    }
    csv += row + "\n";
  }
  const Errors errors = report::write_file(options.out, csv);
  return errors.empty() ? kDone : fail(errors);
}

}  // namespace khasan::cli
