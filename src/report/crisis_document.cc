#include "report/crisis_document.h"

#include <cmath>
#include <string_view>

#include "base/hash.h"
#include "report/commit.h"
#include "report/crisis_story.h"
#include "report/crisis_text.h"
#include "report/document_parts.h"
#include "sim/crisis_measures.h"

namespace khasan::report {

using crisis::Belief;
using crisis::Dossier;
using crisis::Passage;
using crisis::Theatre;
using crisis::Told;
using study::Odds;
using study::OddsBand;

namespace {

const std::vector<std::string> kNoSources;

// The passage of an index, if the dossier has one.
const Passage* passage_at(const std::vector<Passage>& passages, std::size_t i) {
  return i < passages.size() ? &passages[i] : nullptr;
}

// What a passage says and who says so; `otherwise` where there is none.
void add_passage(Json& object, const Passage* passage, const std::string& otherwise = {}) {
  object["text"] = passage && !passage->text.empty() ? passage->text : otherwise;
  object["sources"] = passage ? passage->sources : kNoSources;
}

Json band_json(const OddsBand& band) {
  return {{"best", number_or_null(band.best)},
          {"best_ci95", interval_json(band.best_ci)},
          {"mean", number_or_null(band.mean)},
          {"ci95", interval_json(band.ci95)},
          {"low", number_or_null(band.low)},
          {"high", number_or_null(band.high)},
          {"sets", band.sets}};
}

// ---- Who and what.

Json sides_json(const Theatre& theatre) {
  Json all = Json::array();
  for (const crisis::Side& side : theatre.sides) {
    all.push_back({{"id", side.id},
                   {"name", side.name},
                   {"adjective", side.adjective},
                   {"people", side.people},
                   {"commander", side.commander}});
  }
  return all;
}

Json actors_json(const Theatre& theatre, const Dossier& dossier) {
  static constexpr std::string_view kRoles[] = {"capital", "field command", "guard", "successor"};
  Json all = Json::array();
  for (std::size_t i = 0; i < theatre.actors.size(); ++i) {
    const crisis::Actor& actor = theatre.actors[i];
    Json one{{"id", actor.id},
             {"name", actor.name},
             {"side", actor.side},
             {"role", kRoles[static_cast<std::size_t>(actor.role)]}};
    add_passage(one, passage_at(dossier.actors, i));
    all.push_back(std::move(one));
  }
  return all;
}

// Rungs from the lowest, each with the share of runs in which either side used it.
Json ladder_json(const Theatre& theatre, const Dossier& dossier, const Odds& odds) {
  static constexpr std::string_view kKinds[] = {"reconnoitre", "occupy",   "shot",   "letter",
                                                "demand",      "mobilise", "strike", "war"};
  Json all = Json::array();
  for (std::size_t k = 0; k < theatre.ladder.size(); ++k) {
    const crisis::Rung& rung = theatre.ladder[k];
    Json one{{"id", rung.id},
             {"name", rung.name},
             {"kind", kKinds[static_cast<std::size_t>(rung.kind)]}};
    add_passage(one, passage_at(dossier.ladder, k));
    for (std::size_t side = 0; side < theatre.sides.size(); ++side) {
      one["used"].push_back(band_json(study::rung_band(odds, side, k)));
    }
    all.push_back(std::move(one));
  }
  return all;
}

Json reports_json(const Theatre& theatre, const Dossier& dossier) {
  Json all = Json::array();
  for (std::size_t i = 0; i < theatre.reports.size(); ++i) {
    const crisis::Report& report = theatre.reports[i];
    const crisis::ReportNumbers& numbers = theatre.numbers.report[i];
    Json one{{"id", report.id},
             {"receiver", report.receiver},
             {"day", numbers.day},
             {"credibility", number_or_null(numbers.credibility)}};
    add_passage(one, passage_at(dossier.reports, i), report.text);
    all.push_back(std::move(one));
  }
  return all;
}

// The share of each side's army that is tied down elsewhere, step by step.
Json commitments_json(const Theatre& theatre, const Dossier& dossier) {
  Json all = Json::array();
  double share[crisis::kSides];
  for (int i = 0; i < crisis::kSides; ++i) {
    share[i] = theatre.numbers.side[i].commitment;
    all.push_back({{"day", theatre.start_day},
                   {"side", i},
                   {"share", share[i]},
                   {"text", ""},
                   {"sources", kNoSources}});
  }
  for (std::size_t i = 0; i < theatre.commitments.size(); ++i) {
    const crisis::CommitmentStep& step = theatre.commitments[i];
    share[step.side] += step.change;
    Json one{{"day", step.day}, {"side", step.side}, {"share", share[step.side]}};
    add_passage(one, passage_at(dossier.commitments, i), step.text);
    all.push_back(std::move(one));
  }
  return all;
}

// ---- The run that is told.

// ln(own strength over enemy strength) beyond the tables, with its standard deviation.
Json belief_json(const std::array<Belief, crisis::kSides>& belief) {
  Json strength = Json::array(), deviation = Json::array(), resolved = Json::array();
  for (const Belief& of_side : belief) {
    strength.push_back(of_side.strength());
    deviation.push_back(std::sqrt(of_side.var_strength()));
    resolved.push_back(of_side.resolved);
  }
  return {{"strength", strength}, {"deviation", deviation}, {"enemy_resolved", resolved}};
}

// What both sides believed before anything was told.
std::array<Belief, crisis::kSides> beliefs_before(const Theatre& theatre) {
  const Rng rng(0, 0);  // beliefs are not drawn
  const crisis::Course course(theatre, theatre.numbers, rng);
  return course.situation().belief;
}

Json told_json(const Theatre& theatre, const Dossier& dossier, const ToldCrisis& told) {
  static constexpr std::string_view kEnds[] = {
      "the prize stayed empty",    "it faded without an attack",
      "a demand was accepted",     "general war",
      "still fighting at the end", "cease-fire"};
  Json lines = Json::array(), steps = Json::array(), beliefs = Json::array();
  for (const CrisisLine& line : crisis_lines(theatre, dossier, told.lines)) {
    lines.push_back({{"day", line.day}, {"what", line.what}, {"why", line.why}});
  }
  for (const Told& line : told.lines) {
    const std::string what = deed_text(theatre, dossier, line);
    if (climbs(line.deed)) {
      steps.push_back(
          {{"day", line.day}, {"side", line.side}, {"rung", line.rung}, {"what", what}});
    }
    Json belief = belief_json(line.belief);
    belief["day"] = line.day;
    belief["what"] = what;
    belief["report"] = line.deed == crisis::Deed::kReport ? Json(line.report) : Json();
    beliefs.push_back(std::move(belief));
  }
  const crisis::Truth& truth = told.outcome.truth;
  return {{"run", told.run},
          {"end", kEnds[static_cast<std::size_t>(told.outcome.end)]},
          {"end_day", told.outcome.end_day},
          {"lines", lines},
          {"steps", steps},
          {"before", belief_json(beliefs_before(theatre))},
          {"beliefs", beliefs},
          {"truth", {{"strength", truth.strength}, {"resolved", truth.resolved}}},
          {"lessons", crisis_lessons(theatre, told.outcome, told.after)}};
}

// ---- Odds.

// What a measure is written in: a chance, a date, days, crises a year, or strain.
std::string_view unit_of(const sim::CrisisMeasure& measure) {
  if (measure.kind == sim::CrisisKind::kDay) return measure.id.ends_with("_day") ? "date" : "days";
  if (measure.id == "strain") return "of strain";
  return measure.id.ends_with("_per_year") ? "a year" : "chance";
}

Json odds_json(const Odds& odds) {
  Json all = Json::array();
  for (std::size_t m = 0; m < sim::crisis_measures().size(); ++m) {
    const sim::CrisisMeasure& measure = sim::crisis_measures()[m];
    Json one{{"id", measure.id}, {"text", measure.text}, {"unit", unit_of(measure)}};
    one.update(band_json(study::band_of(odds, m)));
    all.push_back(std::move(one));
  }
  return all;
}

Json targets_json(const Dossier& dossier, const Odds& odds) {
  Json all = Json::array();
  for (const Verdict& verdict : judge(dossier, odds)) {
    const crisis::Target& target = *verdict.target;
    all.push_back({{"id", target.id},
                   {"text", target.text},
                   {"measure", target.measure},
                   {"low", target.low},
                   {"high", target.high},
                   {"recorded", target.recorded},
                   {"met", verdict.met},
                   {"sets_met", verdict.share_met}});
  }
  return all;
}

Json base_rates_json(const Dossier& dossier) {
  Json all = Json::array();
  for (const crisis::BaseRate& rate : dossier.base_rates) {
    all.push_back({{"id", rate.id},
                   {"text", rate.text},
                   {"measure", rate.measure},
                   {"rate", rate.rate},
                   {"n", rate.n},
                   {"sources", rate.sources}});
  }
  return all;
}

// ---- What a change does.

Json differences_json(const Odds& before, const Odds& after) {
  Json all = Json::array();
  for (std::size_t m = 0; m < sim::crisis_measures().size(); ++m) {
    const study::OddsDifference change = study::difference_of(before, after, m);
    if (change.sets == 0) continue;
    all.push_back({{"measure", sim::crisis_measures()[m].id},
                   {"before", number_or_null(study::band_of(before, m).mean)},
                   {"after", number_or_null(study::band_of(after, m).mean)},
                   {"best", number_or_null(change.best)},
                   {"mean", number_or_null(change.mean)},
                   {"ci95", interval_json(change.ci95)},
                   {"more", change.more},
                   {"less", change.less},
                   {"sets", change.sets}});
  }
  return all;
}

Json partings_json(const Theatre& theatre, const Dossier& dossier,
                   const study::Partings& partings) {
  Json counts = Json::array();
  for (const study::PartingCount& count : partings.counts) {
    Told line;
    line.deed = count.parting.deed, line.actor = count.parting.actor;
    line.side = count.parting.side, line.rung = count.parting.rung;
    counts.push_back({{"what", deed_text(theatre, dossier, line)},
                      {"only_before", count.parting.only_before},
                      {"day", count.parting.day},
                      {"runs", count.runs}});
  }
  return {{"runs", partings.runs}, {"same", partings.same}, {"counts", counts}};
}

Json changed_json(const CrisisReport& report) {
  const ChangedCrisis& changed = *report.changed;
  return {{"sentences", changed.sentences},
          {"differences", differences_json(*report.odds, *changed.odds)},
          {"partings", partings_json(*report.theatre, *report.dossier, changed.partings)},
          {"told", told_json(*changed.theatre, *report.dossier, changed.told)}};
}

// ---- What people say.

Json versions_json(const Dossier& dossier) {
  Json all = Json::array();
  for (const crisis::Version& version : dossier.versions) {
    all.push_back({{"what", version.what},
                   {"popular", version.popular},
                   {"record", version.record},
                   {"sources", version.sources}});
  }
  return all;
}

Json deliveries_json(const Dossier& dossier) {
  Json all = Json::array();
  for (const crisis::Delivery& delivery : dossier.deliveries) {
    all.push_back({{"month", delivery.month},
                   {"route", delivery.route},
                   {"what", delivery.what},
                   {"count", number_or_null(delivery.count)},
                   {"sources", delivery.sources}});
  }
  return all;
}

Json claims_json(const Dossier& dossier) {
  Json all = Json::array();
  for (const crisis::Claim& claim : dossier.claims) {
    all.push_back({{"month", claim.month},
                   {"what", claim.what},
                   {"note", claim.note},
                   {"claimed", number_or_null(claim.claimed)},
                   {"recorded", number_or_null(claim.recorded)},
                   {"is_false", claim.is_false},
                   {"sources", claim.sources}});
  }
  return all;
}

Json figures_json(const std::vector<scenario::EvidenceRow>& rows) {
  Json all = Json::array();
  for (const scenario::EvidenceRow& row : rows) all.push_back(figure_json(row.what, row.figure));
  return all;
}

// Of every figure on which the odds rest, with its range.
uint64_t hash_of(const std::vector<scenario::EvidenceRow>& rows) {
  Hasher hasher;
  for (const scenario::EvidenceRow& row : rows) {
    hasher.add(std::string_view(row.what));
    for (const double x : {row.figure.best, row.figure.low, row.figure.high}) hasher.add(x);
  }
  return hasher.value();
}

}  // namespace

std::string crisis_document(const CrisisReport& report) {
  const Theatre& theatre = *report.theatre;
  const Dossier& dossier = *report.dossier;
  const Odds& odds = *report.odds;
  const Json document{{"format", "khasan-crisis-report-1"},
                      {"version", KHASAN_VERSION},
                      {"commit", kCommit},
                      {"battle", theatre.id},
                      {"parameter_hash", hash_text(hash_of(*report.evidence))},
                      {"title", theatre.title},
                      {"prize", theatre.prize},
                      {"command", report.command},
                      {"seed", std::to_string(report.seed)},
                      {"day_0_utc_ms", theatre.day_0_utc_ms},
                      {"offset_minutes", theatre.offset_minutes},
                      {"start_day", theatre.start_day},
                      {"end_day", theatre.end_day},
                      {"sets", odds.sets.size()},
                      {"runs", odds.best.runs},
                      {"drawn", report.drawn},
                      {"sides", sides_json(theatre)},
                      {"actors", actors_json(theatre, dossier)},
                      {"ladder", ladder_json(theatre, dossier, odds)},
                      {"reports", reports_json(theatre, dossier)},
                      {"told", told_json(theatre, dossier, report.told)},
                      {"choice", report.choice},
                      {"measures", odds_json(odds)},
                      {"targets", targets_json(dossier, odds)},
                      {"base_rates", base_rates_json(dossier)},
                      {"changed", report.changed ? changed_json(report) : Json()},
                      {"versions", versions_json(dossier)},
                      {"deliveries", deliveries_json(dossier)},
                      {"claims", claims_json(dossier)},
                      {"commitments", commitments_json(theatre, dossier)},
                      {"figures", figures_json(*report.evidence)},
                      {"sources", sources_json(*report.sources)},
                      {"works", Json::parse(report.works)}};
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace khasan::report
