#include "record/header.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace khasan::record {

namespace {

using Json = nlohmann::ordered_json;

// Hashes as text: a number of JSON has no 64 bits in every language.
std::string hex(uint64_t hash) { return fmt::format("{:016x}", hash); }

uint64_t from_hex(const std::string& text) {
  uint64_t hash = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), hash, 16);
  if (fault != std::errc{} || end != text.data() + text.size()) {
    throw std::invalid_argument("'" + text + "' where a hash should be");
  }
  return hash;
}

// What was typed may be no UTF-8; such bytes are replaced.
std::string text_of(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

// Reads with `read`; what the library throws becomes an error.
template <class T, class Read>
Result<T> parse(std::string_view json, const std::string& what, const Read& read) {
  Error error;
  error.expected = what + " of a record by this version of Khasan";
  error.fix = "the file is damaged, or of another version: record anew";
  try {
    return read(Json::parse(json));
  } catch (const std::exception& fault) {
    error.found = fault.what();
    return error;
  }
}

// What a player said, as a row of numbers.
Json row_of(const state::Event& word) {
  return {word.at.ms,
          static_cast<int>(word.kind),
          static_cast<int>(word.side),
          word.unit.value,
          word.place.value,
          word.order.value,
          word.a,
          word.b,
          word.c,
          word.d,
          word.where.x_m,
          word.where.y_m};
}

state::Event event_of(const Json& row) {
  state::Event word;
  word.at = {row.at(0).get<int64_t>()};
  word.kind = static_cast<state::EventKind>(row.at(1).get<int>());
  word.side = row.at(2).get<int>() == 0 ? Side::kFirst : Side::kSecond;
  word.unit.value = row.at(3);
  word.place.value = row.at(4);
  word.order.value = row.at(5);
  word.a = row.at(6);
  word.b = row.at(7);
  word.c = row.at(8);
  word.d = row.at(9);
  word.where = {row.at(10), row.at(11)};
  return word;
}

}  // namespace

void describe(const scenario::Scenario& scenario, Header& header) {
  header.battle_id = scenario.id;
  header.scenario_hash = scenario.hash;
  header.parameter_hash = scenario.parameter_hash;
  header.orders_hash = scenario.orders_hash;
  header.free = scenario.mode == scenario::Mode::kFree;
  header.start = scenario.start;
  header.end = scenario.end;
}

std::string to_json(const Header& h) {
  Json json{{"version", h.version},
            {"commit", h.commit},
            {"battle", h.battle},
            {"battle_id", h.battle_id},
            {"command", h.command},
            {"scenario_hash", hex(h.scenario_hash)},
            {"parameter_hash", hex(h.parameter_hash)},
            {"orders_hash", hex(h.orders_hash)},
            {"seed", std::to_string(h.seed)},
            {"replication", h.replication},
            {"evidence", h.evidence},
            {"draw_parameters", h.draw_parameters},
            {"draw_terrain", h.draw_terrain},
            {"free", h.free},
            {"without", h.without},
            {"roe", h.roe},
            {"what_ifs", h.what_ifs},
            {"start_ms", h.start.ms},
            {"end_ms", h.end.ms},
            {"snapshot_every_ms", h.snapshot_every.ms}};
  if (h.forked_at) {
    json["forked_at_ms"] = h.forked_at->ms;
    json["original_hash"] = hex(h.original_hash);
  }
  if (!h.player.empty()) {
    json["player"] = h.player;
    json["words"] = Json::array();
    for (const state::Event& word : h.words) json["words"].push_back(row_of(word));
  }
  return text_of(json);
}

Result<Header> header_from(std::string_view text) {
  return parse<Header>(text, "the header", [](const Json& json) {
    Header h;
    h.version = json.at("version");
    h.commit = json.at("commit");
    h.battle = json.at("battle");
    h.battle_id = json.at("battle_id");
    h.command = json.at("command");
    h.scenario_hash = from_hex(json.at("scenario_hash"));
    h.parameter_hash = from_hex(json.at("parameter_hash"));
    h.orders_hash = from_hex(json.at("orders_hash"));
    h.seed = std::stoull(json.at("seed").get<std::string>());
    h.replication = json.at("replication");
    h.evidence = json.at("evidence");
    h.draw_parameters = json.at("draw_parameters");
    h.draw_terrain = json.value("draw_terrain", false);
    h.free = json.value("free", false);
    h.without = json.at("without").get<std::vector<std::string>>();
    h.roe = json.at("roe").get<std::vector<std::string>>();
    h.what_ifs = json.at("what_ifs").get<std::vector<std::string>>();
    h.start = {json.at("start_ms")};
    h.end = {json.at("end_ms")};
    h.snapshot_every = {json.at("snapshot_every_ms")};
    if (json.contains("forked_at_ms")) {
      h.forked_at = Time{json.at("forked_at_ms").get<int64_t>()};
      h.original_hash = from_hex(json.at("original_hash"));
    }
    h.player = json.value("player", "");
    for (const Json& row : json.value("words", Json::array())) h.words.push_back(event_of(row));
    return h;
  });
}

std::string to_json(const Ending& ending) {
  Json measures = Json::object();
  for (const auto& [id, value] : ending.measures) {
    measures[id] = std::isfinite(value) ? Json(value) : Json(nullptr);
  }
  return text_of(Json{{"final_hash", hex(ending.final_hash)},
                      {"steps", ending.steps},
                      {"element_steps", ending.element_steps},
                      {"measures", measures}});
}

Result<Ending> ending_from(std::string_view text) {
  return parse<Ending>(text, "the end", [](const Json& json) {
    Ending ending;
    ending.final_hash = from_hex(json.at("final_hash"));
    ending.steps = json.at("steps");
    ending.element_steps = json.at("element_steps");
    for (const auto& [id, value] : json.at("measures").items()) {
      const double never = std::numeric_limits<double>::quiet_NaN();
      ending.measures.emplace_back(id, value.is_null() ? never : value.get<double>());
    }
    return ending;
  });
}

}  // namespace khasan::record
