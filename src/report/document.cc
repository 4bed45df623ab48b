#include "report/document.h"

#include <fmt/format.h>

#include <utility>

#include "report/commit.h"
#include "report/document_parts.h"
#include "report/evidence_text.h"
#include "report/ledger_text.h"
#include "report/rules_text.h"
#include "report/table.h"

namespace khasan::report {

namespace {

using scenario::Scenario;

std::string clock_name(const scenario::SideDef& side) {
  const int hours = side.offset_minutes / 60, minutes = std::abs(side.offset_minutes) % 60;
  return fmt::format("{} (UTC{:+d}{})", side.name, hours,
                     minutes ? fmt::format(":{:02}", minutes) : "");
}

Json sides_json(const Scenario& scenario) {
  Json sides = Json::array();
  for (const scenario::SideDef& side : scenario.sides) {
    sides.push_back({{"id", side.id},
                     {"name", side.name},
                     {"adjective", side.adjective},
                     {"colour", side.colour}});
  }
  return sides;
}

Json clocks_json(const Scenario& scenario) {
  Json clocks = Json::array();
  for (const scenario::SideDef& side : scenario.sides) {
    clocks.push_back({{"name", clock_name(side)}, {"offset_minutes", side.offset_minutes}});
  }
  return clocks;
}

Json summary_json(const ReportInput& in) {
  Json summary = Json::array();
  summary.push_back(
      fmt::format("Khasan played “{}” {} times from the same orders; the map shows run {}.",
                  in.scenario->title, in.replications->count(), in.run.number));
  summary.push_back(summary_of(*in.scores, in.replications->count()) + ".");
  const std::string changes = changes_text(*in.scenario);
  if (!changes.empty()) summary.push_back(changes);
  if (!in.marked.empty()) summary.push_back(in.marked);
  if (in.replications->interrupted)
    summary.push_back("The study was interrupted: fewer runs than planned.");
  return summary;
}

// What the battle says about itself, and the rules under which it was played.
Json notes_json(const Scenario& scenario) {
  Json notes = scenario.notes;
  for (const std::string& text : rules_texts(scenario)) notes.push_back(text);
  return notes;
}

// Rules and cease-fire as data; null where the battle has none and none was changed.
Json rules_json(const Scenario& s) {
  if (s.rules.empty() && !s.cease_fire && s.rule_changes.empty()) return nullptr;
  const auto time_or_null = [](Time t) {
    return t.ms > -kNever.ms && t < kNever ? Json(t.ms) : Json(nullptr);
  };
  Json rules = Json::array();
  for (const scenario::Rule& rule : s.rules) {
    Json units = Json::array();
    for (const UnitId unit : rule.units) units.push_back(s.unit(unit).path);
    rules.push_back({{"id", rule.id},
                     {"side", s.side(rule.side).id},
                     {"kind", scenario::word_of(rule.kind)},
                     {"from_ms", time_or_null(rule.from)},
                     {"until_ms", time_or_null(rule.until)},
                     {"units", units},
                     {"sources", rule.sources}});
  }
  Json cease = nullptr;
  if (s.cease_fire) {
    cease = {{"agreed_ms", s.cease_fire->agreed.ms},
             {"at_ms", s.cease_fire->at.ms},
             {"low_ms", s.cease_fire->earliest.ms},
             {"high_ms", s.cease_fire->latest.ms},
             {"sources", s.cease_fire->sources}};
  }
  return {{"rules", rules}, {"cease_fire", cease}, {"changes", s.rule_changes}};
}

// The head that a battle has without any run.
Json battle_head(const Scenario& s, const std::string& version) {
  return {{"format", "khasan-report-1"},
          {"title", s.title},
          {"subtitle", s.subtitle},
          {"version", version},
          {"commit", kCommit},
          {"battle", s.id},
          {"scenario_hash", hash_text(s.hash)},
          {"parameter_hash", hash_text(s.parameter_hash)},
          {"clocks", clocks_json(s)},
          {"epoch_utc_ms", s.epoch_utc_ms},
          {"start_ms", s.start.ms},
          {"end_ms", s.end.ms},
          {"sides", sides_json(s)}};
}

// The replications that were played: which chance each run had.
Json run_numbers(const ReportInput& in) {
  Json numbers = Json::array();
  for (const study::Replication& run : in.replications->runs) {
    numbers.push_back(in.first + static_cast<uint64_t>(run.number));
  }
  return numbers;
}

// What is otherwise than in the battle as its folder has it, a sentence each.
Json changes_json(const Scenario& scenario) {
  Json changes = scenario.what_ifs;
  for (const std::string& rule : scenario.rule_changes) changes.push_back(rule);
  return changes;
}

Json head_json(const ReportInput& in) {
  Json head = battle_head(*in.scenario, in.version);
  head["summary"] = summary_json(in);
  head["command"] = in.command;
  head["seed"] = in.seed < (uint64_t{1} << 53) ? Json(in.seed) : Json(std::to_string(in.seed));
  head["replications"] = in.replications->count();
  head["runs"] = run_numbers(in);
  head["evidence_profile"] = in.evidence_profile;
  head["changes"] = changes_json(*in.scenario);
  head["created_note"] =
      fmt::format("final states of all runs {}", hash_text(in.replications->hash()));
  return head;
}

// The run on the map, if it is one of the study's.
const study::Replication* played_run(const ReportInput& in) {
  for (const study::Replication& run : in.replications->runs) {
    if (run.number == in.run.number) return &run;
  }
  return nullptr;
}

// The document as text, part by part: each part is forgotten once it is written.
class DocumentText {
 public:
  void add(const std::string& key, const Json& part) {
    // Bytes that are no UTF-8 are replaced rather than thrown at the reader.
    begin(key) += part.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  // The text, to which the value of that key is to be appended.
  std::string& begin(const std::string& key) {
    text_ += text_.empty() ? "{\"" : ",\"";
    text_ += key;
    return text_ += "\":";
  }
  std::string take() { return std::move(text_) + '}'; }

 private:
  std::string text_;
};

}  // namespace

std::string document_of(const ReportInput& in) {
  const Scenario& s = *in.scenario;
  DocumentText document;
  const Json head = head_json(in);
  for (const auto& [key, value] : head.items()) document.add(key, value);
  if (in.has_ground) document.add("map", map_json(s));
  document.add("units", units_json(s));
  document.add("elements", elements_json(s));
  if (in.run.tracks != nullptr) write_play(*in.run.tracks, document.begin("play"));
  if (in.run.pictures != nullptr) write_pictures(s, *in.run.pictures, document.begin("pictures"));
  if (in.run.tasks != nullptr) document.add("tasks", tasks_json(s, in.run.tasks->tasks()));
  document.add("events", events_json(s, in.run.story));
  if (in.run.fires != nullptr) {
    document.add("fires", fires_json(s, in.run.fires->fires()));
    document.add("smoke_ms", in.run.fires->smoke_life().ms);
  }
  document.add("weather", weather_json(s));
  document.add("curves", curves_json(s, *in.replications, in.run.number));
  document.add("ledger", ledger_json(s, study::ledger_table(s, *in.replications), played_run(in)));
  document.add("targets", targets_json(s, *in.scores));
  document.add("measures", measures_json(s, *in.scores));
  document.add("sources", sources_json(s.sources));
  document.begin("works") += in.works;
  document.add("evidence", evidence_json(s));
  if (in.evidence != nullptr) document.add("evidence_table", json_of(s, *in.evidence));
  if (in.pairs != nullptr) document.add("pairs", pairs_json(*in.pairs, in.followed));
  if (in.crisis != nullptr) document.begin("crisis") += *in.crisis;
  document.add("notes", notes_json(s));
  document.add("phases", phases_json());
  return document.take();
}

std::string ground_document(const Scenario& s, const std::string& version,
                            const std::string& works) {
  DocumentText document;
  const Json head = battle_head(s, version);
  for (const auto& [key, value] : head.items()) document.add(key, value);
  document.add("map", map_json(s));
  document.add("units", units_json(s));
  document.add("elements", elements_json(s));
  document.add("weather", weather_json(s));
  document.add("sources", sources_json(s.sources));
  document.begin("works") += works;
  document.add("evidence", evidence_json(s));
  document.add("notes", notes_json(s));
  document.add("phases", phases_json());
  return document.take();
}

std::string run_document(const Scenario& s, const PlayedRun& run, const std::string& version) {
  DocumentText document;
  const Json head = battle_head(s, version);
  for (const auto& [key, value] : head.items()) document.add(key, value);
  document.add("units", units_json(s));
  document.add("elements", elements_json(s));
  write_play(*run.tracks, document.begin("play"));
  document.add("events", events_json(s, run.story));
  document.add("fires", fires_json(s, run.fires->fires()));
  document.add("smoke_ms", run.fires->smoke_life().ms);
  document.add("weather", weather_json(s));
  return document.take();
}

std::string result_json(const Scenario& scenario, const study::Replications& replications,
                        const std::vector<study::Score>& scores, double elapsed_s,
                        const study::EvidenceTable* evidence) {
  Json result = {
      {"hash", hash_text(replications.hash())},        {"replications", replications.count()},
      {"element_steps", replications.element_steps()}, {"elapsed_s", elapsed_s},
      {"measures", measures_json(scenario, scores)},   {"targets", targets_json(scenario, scores)}};
  if (replications.count() == 1) result["final_hash"] = hash_text(replications.runs[0].hash);
  const Json rules = rules_json(scenario);
  if (!rules.is_null()) result["rules_of_engagement"] = rules;
  if (evidence != nullptr) result["evidence_table"] = json_of(scenario, *evidence);
  return result.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace khasan::report
