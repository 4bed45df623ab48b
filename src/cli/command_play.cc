// khasan play: a battle led by a file of orders; told, recorded, and what became of each order.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/fault.h"
#include "cli/commands.h"
#include "cli/recorded_run.h"
#include "load/battle.h"
#include "load/data_folder.h"
#include "load/orders_file.h"
#include "record/recorder.h"
#include "report/commit.h"
#include "report/story.h"
#include "scenario/chosen_evidence.h"
#include "sim/run.h"
#include "state/apply.h"

namespace khasan::cli {

namespace {

using load::ReadOrder;
using scenario::Scenario;

// An order of the file in the game.
struct Given {
  OrderId order{};
  bool is_recalled = false;  // its recall came in time
};

Result<Side> side_of(const Scenario& scenario, const std::string& id) {
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    if (scenario.side(side).id == id) return side;
  }
  return fault("--side", id,
               scenario.side(Side::kFirst).id + " or " + scenario.side(Side::kSecond).id);
}

Result<UnitId> seat_of(const Scenario& scenario, const std::string& path) {
  if (path.empty()) return UnitId{};
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    if (scenario.units[u].path == path) return UnitId{u};
  }
  return fault("--headquarters", path, "a unit of the battle, such as " + scenario.units[0].path);
}

record::Header header_of(const Scenario& scenario, const PlayOptions& options) {
  record::Header header;
  header.version = KHASAN_VERSION;
  header.commit = report::kCommit;
  header.battle = options.battle;
  header.command = options.command;
  header.seed = options.seed;
  header.replication = options.replication;
  header.what_ifs = options.what_if;
  header.roe = options.roe;
  header.player = options.side;
  header.snapshot_every = record::snapshot_span(scenario.end - scenario.start);
  record::describe(scenario, header);
  return header;
}

// Gives each order and recall at the first step from its moment on.
std::vector<Given> lead(Scenario& scenario, sim::Play& play, const std::vector<ReadOrder>& orders,
                        sim::Watcher& watcher) {
  std::vector<Given> given;
  std::vector<bool> is_taken_back(orders.size());
  watcher.begin(play);
  watcher.see(scenario, play.state(), {});
  while (!play.is_over()) {
    const Time now = play.state().now;
    while (given.size() < orders.size() && orders[given.size()].at <= now) {
      given.push_back({add_order(scenario, orders[given.size()].order, now)});
      play.say(given.back().order, false);
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (is_taken_back[i] || !orders[i].recall || *orders[i].recall > now) continue;
      is_taken_back[i] = true;
      play.say(given[i].order, true);
    }
    play.step();
    for (const state::Event& event : play.events()) {
      if (event.kind != state::EventKind::k_recalled) continue;
      for (Given& one : given) one.is_recalled |= one.order == event.order;
    }
    watcher.see(scenario, play.state(), play.events());
  }
  watcher.end(play);
  return given;
}

std::string fate_of(const Scenario& scenario, const state::State& state, const ReadOrder& asked,
                    const Given& given) {
  const state::OrderState& its = state.orders[given.order.index()];
  if (given.is_recalled) return "recalled";
  const std::string late = asked.recall ? "; its recall came too late" : "";
  if (its.begun > state::kLongAgo) return "begun at " + clock_text(scenario, its.begun) + late;
  if (its.phase == state::OrderPhase::kIssued) return "sent, but had not arrived" + late;
  return "not begun" + late;
}

void print_orders(const Scenario& scenario, const state::State& state,
                  const std::vector<ReadOrder>& orders, const std::vector<Given>& given) {
  fmt::print("\nYour orders:\n");
  for (std::size_t i = 0; i < given.size(); ++i) {
    const scenario::Order& order = scenario.orders[given[i].order.index()];
    fmt::print("  {}  {}, {}: {}.\n", clock_text(scenario, order.issued),
               scenario.unit(order.unit).path,
               scenario::task_words()[static_cast<std::size_t>(order.task) - 1],
               fate_of(scenario, state, orders[i], given[i]));
  }
}

void print_json(const Scenario& scenario, sim::Play& play, const std::vector<Given>& given) {
  nlohmann::ordered_json out{{"hash", fmt::format("{:016x}", state::hash(play.state()))},
                             {"steps", play.steps()}};
  for (const Given& one : given) {
    const state::OrderState& its = play.state().orders[one.order.index()];
    const bool begun = its.begun > state::kLongAgo;
    out["orders"].push_back({{"id", scenario.orders[one.order.index()].id},
                             {"given_ms", scenario.orders[one.order.index()].issued.ms},
                             {"recalled", one.is_recalled}});
    out["orders"].back()["begun_ms"] =
        begun ? nlohmann::ordered_json(its.begun.ms) : nlohmann::ordered_json(nullptr);
  }
  const std::vector<double> values = play.measures();
  for (std::size_t m = 0; m < values.size(); ++m) {
    const bool is_known = values[m] == values[m];
    out["measures"][scenario.measures[m].id] =
        is_known ? nlohmann::ordered_json(values[m]) : nlohmann::ordered_json(nullptr);
  }
  fmt::print("{}\n", out.dump());
}

// The battle with the orders of the file.
struct Table {
  Scenario scenario;
  std::vector<ReadOrder> orders;
};

Result<Table> set_up(const PlayOptions& options) {
  Result<scenario::ScenarioSpec> spec =
      load::load_spec(load::find_data_folder(options.battle), {options.roe, options.what_if});
  if (!spec) return spec.errors();
  Result<scenario::Chosen> chosen = scenario::choose_evidence(spec.value(), "best");
  if (!chosen) return chosen.errors();
  const Scenario& scenario = chosen.value().scenario;
  const Result<Side> side = side_of(scenario, options.side);
  if (!side) return side.errors();
  const Result<UnitId> seat = seat_of(scenario, options.headquarters);
  if (!seat) return seat.errors();
  Result<std::vector<ReadOrder>> orders =
      load::read_orders(options.orders, scenario, side.value(), seat.value());
  if (!orders) return orders.errors();
  return Table{std::move(chosen.value().scenario), orders.take()};
}

}  // namespace

int command_play(const PlayOptions& options) {
  Result<Table> table = set_up(options);
  if (!table) return fail(table.errors());
  Scenario& scenario = table.value().scenario;
  std::optional<record::Recorder> recorder;
  if (!options.record.empty()) {
    Result<record::Recorder> made =
        record::Recorder::create(options.record, header_of(scenario, options));
    if (!made) return fail(made.errors());
    recorder.emplace(made.take());
  }
  report::StoryWatcher story(scenario, [&](const report::StoryLine& line) {
    if (options.json || line.importance < 1) return;
    fmt::print("{}\n", report::to_text(scenario, line));
    std::fflush(stdout);
  });
  std::vector<sim::Watcher*> watchers{&story};
  if (recorder) watchers.push_back(&*recorder);
  sim::Watchers all(std::move(watchers));

  sim::RunPlan plan;
  plan.seed = options.seed;
  plan.replication = options.replication;
  sim::Play play(scenario, plan);
  const std::vector<Given> given = lead(scenario, play, table.value().orders, all);
  const Errors errors = recorder ? recorder->close() : Errors{};
  if (!errors.empty()) return fail(errors);
  if (options.json) {
    print_json(scenario, play, given);
    return kDone;
  }
  print_orders(scenario, play.state(), table.value().orders, given);
  fmt::print("\nThe game ends in {:016x}.\n", state::hash(play.state()));
  return kDone;
}

}  // namespace khasan::cli
