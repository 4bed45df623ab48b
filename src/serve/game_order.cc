#include "serve/game_order.h"

#include <algorithm>
#include <cmath>

#include "base/fault.h"
#include "report/names.h"
#include "scenario/nearest_name.h"

namespace khasan::serve {

using scenario::PlayerOrder;
using scenario::Scenario;

namespace {

constexpr std::size_t kViaMax = 8;  // for each a way over the whole ground is sought

std::string listed_words(const std::vector<std::string>& words) {
  std::string text = "one of ";
  for (const std::string& word : words) text += (&word == &words.front() ? "" : ", ") + word;
  return text;
}

// Reads the members of a request, and collects what is wrong with them.
class OrderReader {
 public:
  OrderReader(const Scenario& scenario, Side side) : scenario_(scenario), side_(side) {}

  Errors errors;

  UnitId unit(const Text& path, const std::string& what) {
    const Result<UnitId> found = own_unit(scenario_, side_, path, what);
    if (found) return found.value();
    errors.push_back(found.errors().front());
    return {};
  }
  // The position of a word among those that there are.
  int word(const Text& text, const std::vector<std::string>& words, const std::string& what) {
    const auto found = std::find(words.begin(), words.end(), text);
    if (found != words.end()) return static_cast<int>(found - words.begin());
    errors.push_back(fault(what, text.substr(0, 64), listed_words(words),
                           scenario::did_you_mean(text, words)));
    return 0;
  }
  scenario::Spot spot(const Spot& asked, const std::string& what) {
    if (asked.place) return {place(*asked.place, what), {}};
    if (asked.x && asked.y) return {PlaceId{}, {std::round(*asked.x), std::round(*asked.y)}};
    errors.push_back(fault(what, "neither a place nor x and y",
                           "a place of the battle, or a point in metres", "send one of them"));
    return {};
  }

 private:
  PlaceId place(const Text& id, const std::string& what) {
    std::vector<std::string> known;
    for (std::size_t p = 0; p < scenario_.places.size(); ++p) {
      if (scenario_.places[p].by_player) continue;
      if (scenario_.places[p].id == id) return PlaceId{p};
      known.push_back(scenario_.places[p].id);
    }
    const std::string near = scenario::did_you_mean(id, known);
    errors.push_back(fault(what + ".place", id.substr(0, 64), "a place of the battle",
                           near.empty() ? "take one of the places of the game" : near));
    return {};
  }

  const Scenario& scenario_;
  Side side_;
};

}  // namespace

Result<UnitId> own_unit(const Scenario& scenario, Side side, const Text& path,
                        const std::string& what) {
  std::vector<std::string> known;
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    if (scenario.units[u].side != side) continue;
    if (scenario.units[u].path == path) return UnitId{u};
    known.push_back(scenario.units[u].path);
  }
  const std::string near = scenario::did_you_mean(path, known);
  return fault(what, path.substr(0, 64), "the path of a unit of " + scenario.side(side).name,
               near.empty() ? "take one of the units of the game" : near);
}

Result<PlayerOrder> player_order_from(const Scenario& scenario, Side side,
                                      const std::optional<Text>& headquarters,
                                      const OrderRequest& request) {
  OrderReader reader(scenario, side);
  PlayerOrder order;
  order.unit = reader.unit(request.unit, "unit");
  const std::optional<Text>& seat = request.seat ? request.seat : headquarters;
  if (seat) {
    order.seat = reader.unit(*seat, "seat");
  } else if (order.unit.exists()) {
    order.seat = scenario::top_of(scenario, order.unit);
  }
  order.task = static_cast<scenario::Task>(
      1 + reader.word(request.task, scenario::task_words(), "task"));
  order.stance = static_cast<scenario::Stance>(
      reader.word(request.stance, scenario::stance_words(), "stance"));
  order.fire =
      static_cast<scenario::FirePolicy>(reader.word(request.fire, scenario::fire_words(), "fire"));
  if (request.objective) order.objective = reader.spot(*request.objective, "objective");
  if (request.via.size() > kViaMax) {
    reader.errors.push_back(fault("via", std::to_string(request.via.size()) + " points",
                                  "at most " + std::to_string(kViaMax), "leave some out"));
  }
  for (std::size_t i = 0; i < std::min(request.via.size(), kViaMax); ++i) {
    order.via.push_back(reader.spot(request.via[i], "via[" + std::to_string(i) + "]"));
  }
  if (request.not_before_ms) order.not_before = Time{*request.not_before_ms};
  if (!reader.errors.empty()) return reader.errors;
  Errors faults = faults_of(scenario, side, order);
  for (Error& error : faults) error.path = "order";
  if (!faults.empty()) return faults;
  return order;
}

Text text_of(const Scenario& scenario, const scenario::Order& order) {
  const auto name = [&](PlaceId place) { return scenario.place(place).names.en; };
  Text task = scenario::task_words()[static_cast<std::size_t>(order.task) - 1];
  std::replace(task.begin(), task.end(), '_', ' ');
  Text text = report::capitalised(report::name_of(scenario, order.unit)) + ": " + task;
  if (order.objective.exists()) text += ", " + name(order.objective);
  std::vector<std::string> ways;
  for (const PlaceId via : order.via) ways.push_back(name(via));
  if (!ways.empty()) text += ", by way of " + report::listed(ways);
  return text;
}

}  // namespace khasan::serve
