#include "serve/recorded_run.h"

#include <fmt/format.h>

#include "base/fault.h"
#include "load/data_folder.h"
#include "record/decisions.h"
#include "sim/phase_names.h"

namespace khasan::serve {

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

// The last recorded step at or before a moment, reading on from a step.
Time step_before(record::RecordReader& reader, Time from, Time moment) {
  Time step = from;
  while (const std::optional<record::Item> item = reader.next()) {
    if (item->tick.now > moment) break;
    step = item->tick.now;
  }
  return step;
}

}  // namespace

Result<RecordedRun> RecordedRun::of(const Header& header, const RunChanges& changes) {
  RecordedRun run;
  run.changes_ = {joined(header.roe, changes.roe), joined(header.what_ifs, changes.what_ifs),
                  header.free};
  run.without_ = joined(header.without, changes.without);
  const Result<sim::PhaseMask> without = sim::mask_of_all(run.without_);
  if (!without) return without.errors();
  const std::string folder = changes.battle.empty() ? header.battle : changes.battle;
  Result<scenario::ScenarioSpec> spec =
      load::load_spec(load::find_data_folder(folder), run.changes_);
  if (!spec) return spec.errors();
  if (header.draw_terrain) {
    const Errors errors = scenario::draw_ground(spec.value(), {header.seed, header.replication});
    if (!errors.empty()) return errors;
  }
  Result<scenario::Chosen> chosen = scenario::choose_evidence(spec.value(), header.evidence);
  if (!chosen) return chosen.errors();
  run.chosen_ = std::make_unique<scenario::Chosen>(chosen.take());
  const uint64_t replication = header.replication;
  run.drawer_ =
      std::make_unique<scenario::EvidenceDrawer>(run.chosen_->scenario, run.chosen_->drawing);
  run.scenario_ = &run.drawer_->scenario_of({header.seed, replication});
  run.plan_.seed = header.seed;
  run.plan_.replication = replication;
  run.plan_.start = {header.draw_parameters};
  run.plan_.step.without = without.value();
  return run;
}

Result<RecordedRun> RecordedRun::load(const Header& header, const std::string& file,
                                      const RunChanges& changes) {
  Result<RecordedRun> loaded = of(header, changes);
  if (!loaded) return loaded;
  const Errors errors = compare(header, loaded.value().battle(), file, changes.any());
  if (!errors.empty()) return errors;
  RecordedRun run = loaded.take();
  const Errors unheard = run.take_words(header, file);
  if (!unheard.empty()) return unheard;
  if (!header.free) return run;
  Result<record::RecordReader> reader = record::RecordReader::open(file);
  if (!reader) return reader.errors();
  run.plan_.campaign = record::recorded_campaign(*run.scenario_, reader.value());
  return run;
}

// The orders of a player join the scenario.
Errors RecordedRun::take_words(const Header& header, const std::string& file) {
  if (header.player.empty()) return {};
  Result<record::RecordReader> reader = record::RecordReader::open(file);
  if (!reader) return reader.errors();
  played_ = std::make_unique<Scenario>(*scenario_);
  Result<record::PlayerWords> said = record::recorded_words(reader.value(), *played_);
  if (!said) {
    Errors errors = said.errors();
    for (Error& error : errors) error.file = file;
    return errors;
  }
  plan_.words = std::move(said.value().words);
  words_ = std::move(said.value().events);
  scenario_ = played_.get();
  return {};
}

Header fork_header(const Header& original, const RecordedRun& run, Time at,
                   const std::string& command) {
  Header header = original;
  header.roe = run.changes().roe;
  header.what_ifs = run.changes().what_ifs;
  header.without = run.without();
  header.command = command;
  header.forked_at = at;
  header.original_hash = original.scenario_hash;
  header.words.clear();
  for (const state::Event& word : run.words()) {
    if (word.at < at) header.words.push_back(word);
  }
  record::describe(run.scenario(), header);
  return header;
}

Errors check_fork_changes(const Scenario& original, const Scenario& changed) {
  if (scenario::have_same_things(original, changed)) return {};
  return {fault("", "a what-if that adds or removes units, orders or places, or removes rules",
                "changes to what is there at the fork",
                "play it from the start: khasan run --what-if")};
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

Result<sim::SavedPlay> saved_at(record::RecordReader& reader, const scenario::Scenario& scenario,
                                const sim::RunPlan& plan, Time moment,
                                const sim::SavedPlay* known) {
  Result<sim::SavedPlay> saved = reader.seek_snapshot(moment, scenario);
  if (!saved) return saved;
  const Time step = step_before(reader, saved.value().state.now, moment);
  const bool is_later =
      known != nullptr && known->state.now > saved.value().state.now && known->state.now <= step;
  if (is_later) saved = *known;
  sim::Play play(scenario, plan, saved.take());
  while (play.state().now < step) play.step();
  return play.save();
}

}  // namespace khasan::serve
