#include "cli/recorded_run.h"

#include <fmt/format.h>

#include <cstdio>

#include "cli/commit.h"
#include "cli/data_folder.h"
#include "cli/phase_names.h"
#include "load/battle.h"
#include "record/decisions.h"

namespace khasan::cli {

namespace {

using record::Header;
using scenario::Scenario;

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// What must be as it was recorded, with changes or without: the program and the battle.
Errors compare(const Header& header, const Scenario& scenario, const std::string& file,
               bool is_changed) {
  Error error;
  error.file = file;
  if (header.version != KHASAN_VERSION) {
    error.found = "a record by version " + header.version;
    error.expected = "one by this version, " KHASAN_VERSION;
    error.fix = "take the version that recorded it, or record anew: " + header.command;
    return {error};
  }
  const bool same = header.scenario_hash == scenario.hash;
  if (same || (is_changed && header.battle_id == scenario.id)) return {};
  const bool orders = header.orders_hash != scenario.orders_hash;
  const bool parameters = header.parameter_hash != scenario.parameter_hash;
  error.found = fmt::format("{} with hash {:016x}{}", scenario.folder, scenario.hash,
                            orders       ? ", other orders"
                            : parameters ? ", other parameters"
                                         : "");
  error.expected = fmt::format("the battle that was recorded, {} with hash {:016x}",
                               header.battle_id, header.scenario_hash);
  error.fix = "name its folder as it was then with --battle, or record anew: " + header.command;
  return {error};
}

// The last recorded step at or before a moment.
Time step_before(record::RecordReader& reader, Time moment) {
  Time step = reader.header().forked_at.value_or(reader.header().start);
  while (const std::optional<record::Item> item = reader.next()) {
    if (item->tick.now > moment) break;
    step = item->tick.now;
  }
  return step;
}

}  // namespace

Result<RecordedRun> RecordedRun::load(const Header& header, const std::string& file,
                                      const RunChanges& changes) {
  RecordedRun run;
  run.changes_ = {joined(header.roe, changes.roe), joined(header.what_ifs, changes.what_ifs),
                  header.free};
  run.without_ = joined(header.without, changes.without);
  const Result<sim::PhaseMask> without = mask_of_all(run.without_);
  if (!without) return without.errors();
  const std::string folder = changes.battle.empty() ? header.battle : changes.battle;
  Result<scenario::ScenarioSpec> spec = load::load_spec(find_data_folder(folder), run.changes_);
  if (!spec) return spec.errors();
  if (header.draw_terrain) {
    const Errors errors = draw_ground(spec.value(), {header.seed, header.replication});
    if (!errors.empty()) return errors;
  }
  Result<Chosen> chosen = choose_evidence(spec.value(), header.evidence);
  if (!chosen) return chosen.errors();
  run.chosen_ = std::make_unique<Chosen>(chosen.take());
  const Errors errors = compare(header, run.chosen_->scenario, file, changes.any());
  if (!errors.empty()) return errors;

  const uint64_t replication = header.replication;
  run.drawer_ =
      std::make_unique<scenario::EvidenceDrawer>(run.chosen_->scenario, run.chosen_->drawing);
  run.scenario_ = &run.drawer_->scenario_of({header.seed, replication});
  run.plan_.seed = header.seed;
  run.plan_.replication = replication;
  run.plan_.start = {header.draw_parameters};
  run.plan_.step.without = without.value();
  if (!header.free) return run;
  Result<record::RecordReader> reader = record::RecordReader::open(file);
  if (!reader) return reader.errors();
  run.plan_.campaign = record::recorded_campaign(*run.scenario_, reader.value());
  return run;
}

Header header_of(const Scenario& scenario, const RunOptions& options) {
  Header header;
  header.version = KHASAN_VERSION;
  header.commit = kCommit;
  header.battle = options.battle;
  header.command = options.command;
  header.seed = options.seed;
  header.replication = options.first + static_cast<uint64_t>(options.story);
  header.evidence = options.evidence;
  header.draw_parameters = options.draw_parameters;
  header.draw_terrain = options.draw_terrain;
  header.without = options.without;
  header.roe = options.roe;
  header.what_ifs = options.what_if;
  record::describe(scenario, header);
  return header;
}

Result<Time> moment_of(const Scenario& scenario, const std::string& text,
                       const std::string& option) {
  const std::string clock = format_iso(scenario.epoch_utc_ms + scenario.start.ms,
                                       scenario.side(Side::kFirst).offset_minutes);
  Result<int64_t> utc_ms = parse_iso_utc_ms(text);
  if (!utc_ms) utc_ms = parse_iso_utc_ms(text + clock.substr(clock.size() - 6));
  Error error;
  error.found = option + " " + text;
  error.expected = "a moment of the battle, such as " + clock;
  if (!utc_ms) return error;
  const Time at{utc_ms.value() - scenario.epoch_utc_ms};
  if (at >= scenario.start && at <= scenario.end) return at;
  error.expected = fmt::format("a moment from {} to {}", clock_text(scenario, scenario.start),
                               clock_text(scenario, scenario.end));
  return error;
}

std::string clock_text(const Scenario& scenario, Time at) {
  return format_clock(scenario.epoch_utc_ms + at.ms, scenario.side(Side::kFirst).offset_minutes,
                      true);
}

Result<sim::SavedPlay> saved_at(record::RecordReader& reader, const RecordedRun& original,
                                Time moment) {
  const Time step = step_before(reader, moment);
  Result<sim::SavedPlay> saved = reader.seek_snapshot(step, original.scenario());
  if (!saved) return saved;
  sim::Play play(original.scenario(), original.plan(), saved.take());
  while (play.state().now < step) play.step();
  return play.save();
}

bool report_faults(const record::RecordReader& reader, const std::string& file,
                   const Scenario& scenario) {
  for (const record::Fault& fault : reader.faults()) {
    const std::string from = fault.from ? clock_text(scenario, *fault.from) : "the beginning";
    const std::string to = fault.to ? clock_text(scenario, *fault.to) : "the end";
    fmt::print(stderr, "{}: byte {}: found {}; lost: from {} to {}\n", file, fault.offset,
               fault.found, from, to);
  }
  for (const Error& error : reader.errors()) fmt::print(stderr, "{}\n", to_text(error));
  return reader.faults().empty() && reader.errors().empty();
}

study::StudyPlan plan_of(const RunOptions& options, sim::PhaseMask without,
                         scenario::Drawing evidence) {
  study::StudyPlan plan;
  plan.seed = options.seed;
  plan.first = options.first;
  plan.replications = options.replications;
  plan.threads = options.threads;
  plan.start = {options.draw_parameters};
  plan.evidence = evidence;
  plan.step.without = without;
  plan.curves = !options.report.empty();
  return plan;
}

Result<std::optional<record::Recorder>> recorder_of(const scenario::Scenario& scenario,
                                                    const RunOptions& options) {
  if (options.record.empty()) return std::optional<record::Recorder>{};
  record::Header header = header_of(scenario, options);
  header.snapshot_every = options.snapshots_min > 0
                              ? minutes(options.snapshots_min)
                              : record::snapshot_span(scenario.end - scenario.start);
  Result<record::Recorder> recorder = record::Recorder::create(options.record, header);
  if (!recorder) return recorder.errors();
  return std::optional<record::Recorder>(recorder.take());
}

}  // namespace khasan::cli
