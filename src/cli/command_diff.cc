// khasan diff: where two recorded runs part, and how far the difference spreads.
#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/recorded_run.h"
#include "record/difference.h"

namespace khasan::cli {

namespace {

using record::Differing;
using record::FirstDifference;
using record::RecordReader;
using record::Spread;
using scenario::Scenario;
using Json = nlohmann::ordered_json;

// Both runs of a comparison.
struct Twin {
  std::string file;
  RecordReader reader;
  RecordedRun run;
};

Result<Twin> open_twin(const std::string& file, const std::string& battle) {
  Result<RecordReader> reader = RecordReader::open(file);
  if (!reader) return reader.errors();
  Result<RecordedRun> run = RecordedRun::load(reader.value().header(), file, {battle, {}, {}, {}});
  if (!run) return run.errors();
  return Twin{file, reader.take(), run.take()};
}

// What can be compared: battles of the same units.
Errors check_same_forces(const Twin& a, const Twin& b) {
  if (scenario::have_same_things(a.run.scenario(), b.run.scenario())) return {};
  Error error;
  error.file = b.file;
  error.found = "a battle with other units, orders or places than " + a.file;
  error.expected = "two records of the same battle";
  return {error};
}

// The run at the last step up to that moment.
Result<sim::Play> play_until(Twin& twin, Time until) {
  Result<sim::SavedPlay> saved = twin.reader.seek_snapshot(until, twin.run.scenario());
  if (!saved) return saved.errors();
  sim::Play play(twin.run.scenario(), twin.run.plan(), saved.take());
  while (play.state().now < until) play.step();
  return play;
}

// The difference at growing spans after its beginning: the first hour played, later moments from
// the snapshots that both records have.
std::vector<Spread> spreads(Twin& a, Twin& b, sim::Play& left, sim::Play& right,
                            const FirstDifference& first) {
  const Scenario& scenario = a.run.scenario();
  std::vector<Spread> all{record::spread_of(scenario, left.state(), right.state(), first.where)};
  for (const Time span : {minutes(1), minutes(10), hours(1)}) {
    const Time until = first.at + span;
    if (until > std::min(scenario.end, b.run.scenario().end)) return all;
    for (sim::Play* play : {&left, &right}) {
      while (!play->is_over() && play->state().now < until) play->step();
    }
    all.push_back(record::spread_of(scenario, left.state(), right.state(), first.where));
  }
  for (const Time span : {hours(6), hours(24), hours(72), kNever}) {
    const Result<sim::SavedPlay> one = a.reader.seek_snapshot(first.at + span, scenario);
    const Result<sim::SavedPlay> other = b.reader.seek_snapshot(first.at + span, scenario);
    if (!one || !other || one.value().state.now != other.value().state.now) continue;
    if (one.value().state.now <= all.back().at) continue;
    all.push_back(record::spread_of(scenario, one.value().state, other.value().state, first.where));
  }
  return all;
}

std::string text_of(const Differing& number) {
  const auto value = [](const std::string& text) { return text.empty() ? "nothing" : text; };
  return fmt::format("{}{}{}: {} in the first, {} in the second", number.who,
                     number.who.empty() ? "" : ", ", number.field, value(number.a),
                     value(number.b));
}

void print_text(const Scenario& scenario, const FirstDifference& first,
                const std::vector<Spread>& all) {
  fmt::print("The runs part at {}{}{}.\n", clock_text(scenario, first.at),
             first.phase.empty() ? "" : ", in the phase ", first.phase);
  if (first.effect) fmt::print("  proposed  {}\n", text_of(*first.effect));
  if (first.number) fmt::print("  state     {}\n", text_of(*first.number));
  fmt::print("\n{:<17}{:>10}{:>8}{:>12}{:>12}{:>12}\n", "until", "elements", "units", "farthest",
             "men " + scenario.side(Side::kFirst).id, "men " + scenario.side(Side::kSecond).id);
  for (const Spread& spread : all) {
    fmt::print("{:<17}{:>10}{:>8}{:>10.0f} m{:>+12}{:>+12}\n", clock_text(scenario, spread.at),
               spread.elements, spread.units, spread.farthest_m, spread.men[0], spread.men[1]);
  }
  fmt::print("of {} elements and {} units; men: of the second run less those of the first.\n",
             scenario.elements.size(), scenario.units.size());
}

Json json_of(const std::optional<Differing>& number) {
  if (!number) return nullptr;
  return {{"who", number->who}, {"field", number->field}, {"a", number->a}, {"b", number->b}};
}

void print_json(const std::optional<FirstDifference>& first, const std::vector<Spread>& all) {
  Json out{{"same", !first}};
  if (first) {
    out["at_ms"] = first->at.ms;
    out["phase"] = first->phase;
    out["effect"] = json_of(first->effect);
    out["state"] = json_of(first->number);
    for (const Spread& s : all) {
      out["spread"].push_back({{"at_ms", s.at.ms},
                               {"elements", s.elements},
                               {"units", s.units},
                               {"farthest_m", s.farthest_m},
                               {"men", s.men}});
    }
  }
  fmt::print("{}\n", out.dump());
}

// What is damaged in either record was not compared.
int print_same(const Twin& a, const Twin& b, bool json) {
  const bool sound_a = report_faults(a.reader, a.file, a.run.scenario());
  const bool sound_b = report_faults(b.reader, b.file, b.run.scenario());
  if (json)
    print_json(std::nullopt, {});
  else
    fmt::print("The same to the bit, as far as both records go.\n");
  return sound_a && sound_b ? kDone : kCheckFailed;
}

}  // namespace

int command_diff(const RecordOptions& options) {
  Result<Twin> a = open_twin(options.file, options.battle);
  Result<Twin> b = open_twin(options.other, options.battle);
  if (!a) return fail(a.errors());
  if (!b) return fail(b.errors());
  const Errors errors = check_same_forces(a.value(), b.value());
  if (!errors.empty()) return fail(errors);
  const auto parting = record::find_parting(a.value().reader, b.value().reader);
  if (!parting) return print_same(a.value(), b.value(), options.json);

  Result<sim::Play> left = play_until(a.value(), parting->before);
  Result<sim::Play> right = play_until(b.value(), parting->before);
  if (!left) return fail(left.errors());
  if (!right) return fail(right.errors());
  const auto first = record::first_difference(left.value(), right.value());
  if (!first) {
    Error error;
    error.file = options.file;
    error.found = "records that part, of runs that do not when they are played again";
    error.expected = "records that khasan verify confirms";
    return fail({error});
  }
  const auto all = spreads(a.value(), b.value(), left.value(), right.value(), *first);
  if (options.json)
    print_json(first, all);
  else
    print_text(a.value().run.scenario(), *first, all);
  return kCheckFailed;
}

}  // namespace khasan::cli
