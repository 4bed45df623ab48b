#include "load/crisis_file.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "base/hash.h"
#include "crisis/belief.h"
#include "load/battle_files.h"
#include "load/crisis_numbers.h"
#include "load/crisis_parts.h"
#include "load/what_if.h"
#include "scenario/scenario.h"

namespace khasan::load {

namespace fs = std::filesystem;
using crisis::kNobody;
using crisis::kSides;
using crisis::Numbers;
using crisis::ReportNumbers;
using crisis::Role;
using crisis::RungKind;
using crisis::RungNumbers;
using crisis::SideNumbers;
using crisis::Theatre;

namespace {

const std::vector<std::string> kKinds = {"reconnoitre", "occupy",   "shot",   "letter",
                                         "demand",      "mobilise", "strike", "war"};

std::size_t at(int i) { return static_cast<std::size_t>(i); }

// The ids of a list's items, before it is read.
std::vector<std::string> ids_in(const Value& list) {
  std::vector<std::string> ids;
  if (!list.is_list()) return ids;
  for (const Node& item : list.node()->items) {
    const Node* id = item.find("id");
    ids.push_back(id ? id->text : "");
  }
  return ids;
}

// The items of a list that has room for so many.
std::vector<Value> items_up_to(const Value& list, int most) {
  std::vector<Value> items = list.items();
  if (items.size() <= at(most)) return items;
  list.fault(std::to_string(items.size()) + " of them", "at most " + std::to_string(most));
  items.resize(at(most), items.front());
  return items;
}

class CrisisReader {
 public:
  explicit CrisisReader(CrisisFile& file)
      : file_(file), theatre_(file.theatre), bands_(file.theatre) {}

  void read(Map& map) {
    read_head(map);
    const Value sides = map.need("sides"), ladder = map.need("ladder");
    side_ids_ = ids_in(sides);
    rung_ids_ = ids_in(ladder);
    if (sides.is_list() && side_ids_.size() != at(kSides)) {
      sides.fault(std::to_string(side_ids_.size()) + " sides", "two sides");
    }
    side_ids_.resize(at(kSides));
    const std::vector<Value> both = items_up_to(sides, kSides);
    for (std::size_t i = 0; i < both.size(); ++i) read_side(both[i], static_cast<int>(i));
    for (const Value& v : items_up_to(map.need("actors"), crisis::kActorsMax)) read_actor(v);
    for (const Value& v : items_up_to(ladder, crisis::kRungsMax)) read_rung(v);
    for (const Value& v : items_up_to(map.take("reports"), crisis::kReportsMax)) read_report(v);
    for (const Value& v : map.take("commitments").items()) read_commitment(v);
    read_common(map);
    check_ladder(ladder);
    for (std::size_t i = 0; i < both.size(); ++i) check_side(both[i], theatre_.sides[i]);
    sort_commitments();
  }

 private:
  // ---- Names.

  std::string read_id(const Value& value, std::set<std::string>& seen) {
    const std::string id = value.id();
    if (id.find_first_of("./") != std::string::npos) {
      value.fault(id, "an id of letters, digits, '_' and '-'");
    }
    if (!id.empty() && !seen.insert(id).second) value.fault(id, "each id once");
    return id;
  }

  int side_of(const Value& value) const { return std::max(0, value.word(side_ids_)); }

  // The index of a rung that is named; strikes are checked when the ladder has been read.
  int rung_of(Map& map, std::string_view key, bool is_strike) {
    const Value value = map.need(key);
    const int rung = value.word(rung_ids_);
    if (rung >= 0 && is_strike) named_strikes_.emplace_back(value, rung);
    return std::max(0, rung);
  }

  double day_of(const Value& value) const { return value.number(days()); }
  Limits days() const {
    return {-1e4, std::max(theatre_.end_day, 0.0), "a day that is not after the end of the crisis"};
  }

  // ---- Parts of the file.

  void read_head(Map& map) {
    theatre_.id = map.need("id").id();
    theatre_.title = map.need("title").text();
    theatre_.prize = map.need("prize").text();
    theatre_.day_0_utc_ms = map.need("day_0").moment().utc_ms;
    theatre_.offset_minutes = map.need("clock").clock_minutes();
    theatre_.start_day = map.need("start_day").number(kDays);
    const Value end = map.need("end_day");
    theatre_.end_day = end.number(kDays);
    if (end.exists() && !(theatre_.start_day < theatre_.end_day)) {
      end.fault(end.found(), "a day after start_day");
    }
    map.with("concedes", [&](const Value& v) { theatre_.concedes = v.boolean(); });
  }

  void read_side(const Value& value, int index) {
    Map map(value);
    crisis::Side& side = theatre_.sides[at(index)];
    SideNumbers& numbers = theatre_.numbers.side[index];
    side.id = read_id(map.need("id"), sides_seen_);
    side.key = stable_key(side.id);
    side.name = map.need("name").text();
    side.adjective = map.need("adjective").text();
    side.people = map.need("people").text();
    side.commander = map.need("commander").text();
    const std::string name = "sides." + side.id;
    bands_.read_group(map, name, numbers, kSideEntries);
    Map pause(map.need("pause_d"));
    bands_.read(pause.need("least"), name + ".pause_d.least", numbers.pause_d[0], kDays);
    bands_.read(pause.need("greatest"), name + ".pause_d.greatest", numbers.pause_d[1], kDays);
    pause.finish();
    Map lessons(map.need("lessons"));
    bands_.read_group(lessons, name + ".lessons", numbers, kLessonEntries);
    lessons.finish();
    read_powers(map, side);
    map.finish();
  }

  // What its field command may do alone, and what it may not.
  void read_powers(Map& map, crisis::Side& side) {
    side.start_level = rung_of(map, "start_level", false);
    side.threatened = rung_of(map, "threatened", true);
    side.sanction_from = rung_of(map, "sanction_from", true);
    side.sanction_from_at_war = rung_of(map, "sanction_from_at_war", true);
    side.approval_until = rung_of(map, "approval_until", true);
    side.disobey_until = rung_of(map, "disobey_until", true);
    map.with("climbs", [&](const Value& v) { side.climbs = v.boolean(); });
    map.with("orders", [&](const Value& v) { side.orders = v.boolean(); });
    map.with("reinforces", [&](const Value& v) { side.reinforces = v.boolean(); });
    map.with("may_preempt", [&](const Value& v) { side.may_preempt = v.boolean(); });
    const Value voters = map.take("voters");
    double weights = 0;
    for (const Value& v : voters.items()) {
      Map one(v);
      crisis::Voter voter;
      voter.name = one.need("name").text();
      voter.weight = one.need("weight").number({0, 1e4, "a weight, 0 or more"});
      one.with("leaning", [&](const Value& l) { voter.leaning = l.number(kLog); });
      skip_evidence(one);
      one.finish();
      weights += voter.weight;
      side.voters.push_back(std::move(voter));
    }
    if (!side.voters.empty() && !(weights > 0)) {
      voters.fault("weights that come to 0", "a voter with a weight above 0");
    }
  }

  void read_actor(const Value& value) {
    Map map(value);
    crisis::Actor actor;
    const int index = static_cast<int>(theatre_.actors.size());
    actor.id = read_id(map.need("id"), actors_seen_);
    actor.key = stable_key(actor.id);
    actor.name = map.need("name").text();
    actor.side = side_of(map.need("side"));
    const Value role = map.need("role");
    if (role.word({"principal", "field", "guard", "successor"}, actor.role)) {
      take_office(role, actor, index);
    }
    bands_.read_group(map, "actors." + actor.id, theatre_.numbers.actor[index], kActorEntries);
    file_.dossier.actors.push_back(read_passage(map));
    map.finish();
    theatre_.actors.push_back(std::move(actor));
  }

  void take_office(const Value& role, const crisis::Actor& actor, int index) {
    crisis::Side& side = theatre_.sides[at(actor.side)];
    int* const offices[] = {&side.principal, &side.field, &side.guard, &side.successor};
    int& office = *offices[static_cast<std::size_t>(actor.role)];
    if (office != kNobody) role.fault("a second " + role.text() + " of " + side.id, "one a side");
    office = index;
  }

  void read_rung(const Value& value) {
    Map map(value);
    crisis::Rung rung;
    const int index = static_cast<int>(theatre_.ladder.size());
    const Value number = map.need("rung");
    if (number.exists() && number.number() != index + 1) {
      number.fault(number.found(), "rung: " + std::to_string(index + 1),
                   "number the rungs 1, 2, 3 without a hole");
    }
    rung.id = read_id(map.need("id"), rungs_seen_);
    rung.key = stable_key(rung.id);
    rung.name = map.need("name").text();
    const Value kind = map.need("kind");
    kind.word(kKinds, rung.kind);
    if (index > 0 && rung.kind < theatre_.ladder.back().kind) {
      kind.fault(
          kind.found() + " after " + kKinds[at(static_cast<int>(theatre_.ladder.back().kind))],
          "rungs in the order reconnoitre, occupy, shot, letter, demand, mobilise, strike, war");
    }
    const std::string name = "ladder." + rung.id;
    RungNumbers& numbers = theatre_.numbers.rung[index];
    bands_.read_group(map, name, numbers, kRungEntries);
    for (double& mass : numbers.mass) mass = kSaysNothing;
    map.with("mass", [&](const Value& v) {
      bands_.read_by_side(v, side_ids_, name + ".mass", numbers.mass, kLog);
    });
    map.with("preparation_d", [&](const Value& v) {
      bands_.read_by_side(v, side_ids_, name + ".preparation_d", numbers.preparation_d, kDays);
    });
    for (const Value& v : map.take("needs_mobilised").items()) rung.mobilised[side_of(v)] = true;
    for (int i = 0; i < kSides; ++i) {
      rung.possible[i] = rung.kind == RungKind::kStrike && !std::isnan(numbers.mass[i]);
    }
    file_.dossier.ladder.push_back(read_passage(map));
    map.finish();
    theatre_.ladder.push_back(std::move(rung));
  }

  void read_report(const Value& value) {
    Map map(value);
    crisis::Report report;
    const std::size_t index = theatre_.reports.size();
    ReportNumbers& numbers = theatre_.numbers.report[index];
    report.id = read_id(map.need("id"), reports_seen_);
    report.key = stable_key(report.id);
    report.receiver = side_of(map.need("to"));
    const std::string name = "reports." + report.id;
    bands_.read(map.need("day"), name + ".day", numbers.day, days());
    bands_.read_group(map, name, numbers, kReportEntries);
    if (map.has("grade")) {
      read_grade(map.take("grade"), report, numbers);
    } else {
      bands_.read_group(map, name, numbers, kWorthEntries);
    }
    map.with("warns_of_occupation",
             [&](const Value& v) { report.warns_of_occupation = v.boolean(); });
    file_.dossier.reports.push_back(read_passage(map));
    report.text = file_.dossier.reports.back().text;
    map.finish();
    theatre_.reports.push_back(std::move(report));
  }

  // A grade of the Admiralty code: source A to F, information 1 to 6.
  void read_grade(const Value& value, crisis::Report& report, ReportNumbers& numbers) {
    report.grade = value.text("a grade");
    const std::string& grade = report.grade;
    if (grade.size() != 2 || grade[0] < 'A' || grade[0] > 'F' || grade[1] < '1' || grade[1] > '6') {
      return value.fault(grade, "a grade of A to F and 1 to 6", "write e.g. grade: C3");
    }
    const double variance = crisis::kSourceVariance[at(grade[0] - 'A')];
    const std::string name = "reports." + report.id;
    bands_.fix(name + ".var_quantity", numbers.var_quantity, variance);
    bands_.fix(name + ".var_quality", numbers.var_quality, variance);
    bands_.fix(name + ".credibility", numbers.credibility,
               crisis::kCredibility[at(grade[1] - '1')]);
  }

  void read_commitment(const Value& value) {
    Map map(value);
    crisis::CommitmentStep step;
    step.day = day_of(map.need("day"));
    step.side = side_of(map.need("side"));
    step.change = map.need("change").number({-1, 1, "a change of a share, -1 to 1"});
    crisis::Passage passage = read_passage(map);
    step.text = passage.text;
    map.finish();
    dated_.push_back({std::move(step), std::move(passage)});
  }

  void sort_commitments() {
    std::stable_sort(dated_.begin(), dated_.end(),
                     [](const auto& a, const auto& b) { return a.first.day < b.first.day; });
    for (auto& [step, passage] : dated_) {
      theatre_.commitments.push_back(std::move(step));
      file_.dossier.commitments.push_back(std::move(passage));
    }
  }

  void read_common(Map& map) {
    Numbers& numbers = theatre_.numbers;
    Map common(map.need("common"));
    bands_.read_group(common, "common", numbers, kCommonEntries);
    common.finish();
    Map truth(map.need("truth"));
    bands_.read_group(truth, "truth", numbers, kTruthEntries);
    truth.finish();
    Map clocks(map.need("clocks"));
    bands_.read_group(clocks, "clocks", numbers, kClockEntries);
    bands_.read_by_side(clocks.need("field"), side_ids_, "clocks.field", numbers.rate_field, kRate,
                        Sides::kBoth);
    bands_.read_by_side(clocks.need("principal"), side_ids_, "clocks.principal",
                        numbers.rate_principal, kRate, Sides::kBoth);
    clocks.finish();
    Map next(map.need("next"));
    bands_.read_group(next, "next", numbers.next, kNextEntries);
    next.finish();
    map.with("relation", [&](const Value& v) {
      Map relation(v);
      bands_.read_group(relation, "relation", numbers.relation, kRelationEntries);
      relation.finish();
    });
  }

  // ---- What hangs together.

  void check_ladder(const Value& value) {
    int* const firsts[] = {&theatre_.reconnoitre,  &theatre_.occupy, &theatre_.shot,
                           &theatre_.letter,       &theatre_.demand, &theatre_.mobilise,
                           &theatre_.first_strike, &theatre_.war};
    for (int k = static_cast<int>(theatre_.ladder.size()) - 1; k >= 0; --k) {
      *firsts[static_cast<std::size_t>(theatre_.ladder[at(k)].kind)] = k;
    }
    for (const RungKind kind :
         {RungKind::kOccupy, RungKind::kMobilise, RungKind::kStrike, RungKind::kWar}) {
      const auto k = static_cast<std::size_t>(kind);
      if (value.exists() && *firsts[k] == kNobody) {
        value.fault("a ladder without a rung of kind " + kKinds[k], "at least one");
      }
    }
    for (const auto& [named, rung] : named_strikes_) {
      if (at(rung) >= theatre_.ladder.size()) continue;  // of a ladder that is too long
      if (theatre_.ladder[at(rung)].kind != RungKind::kStrike) {
        named.fault(named.found(), "a rung of kind strike");
      }
    }
    for (int i = 0; i < kSides; ++i) fill_masses(value, i);
  }

  // A level without a mass of its own has that of the next lower rung, else the side's first.
  void fill_masses(const Value& value, int side) {
    double last = kSaysNothing;
    const int rungs = static_cast<int>(theatre_.ladder.size());
    for (int k = 0; k < rungs && std::isnan(last); ++k) {
      last = theatre_.numbers.rung[k].mass[side];
    }
    if (std::isnan(last)) value.fault("no mass of " + side_ids_[at(side)], "a mass at some rung");
    for (int k = 0; k < rungs; ++k) {
      double& mass = theatre_.numbers.rung[k].mass[side];
      if (std::isnan(mass)) mass = last;
      last = mass;
    }
  }

  void check_side(const Value& value, const crisis::Side& side) {
    if (side.principal == kNobody) {
      value.fault("no principal of " + side.id, "an actor with role: principal",
                  "add it to actors");
    }
    if (side.field == kNobody) {
      value.fault("no field command of " + side.id, "an actor with role: field",
                  "add it to actors");
    }
    const auto& ladder = theatre_.ladder;
    const int i = static_cast<int>(&side - theatre_.sides.data());
    if (at(side.threatened) < ladder.size() && !ladder[at(side.threatened)].possible[i]) {
      value.fault("a threat of " + ladder[at(side.threatened)].id,
                  "a strike at which " + side.id + " has a mass");
    }
    const double* const pause = theatre_.numbers.side[i].pause_d;
    if (pause[0] > pause[1]) value.fault("a pause_d of least > greatest", "least <= greatest");
  }

  CrisisFile& file_;
  Theatre& theatre_;
  BandReader bands_;
  std::vector<std::string> side_ids_, rung_ids_;
  std::vector<std::pair<Value, int>> named_strikes_;
  std::vector<std::pair<crisis::CommitmentStep, crisis::Passage>> dated_;
  std::set<std::string> sides_seen_, actors_seen_, rungs_seen_, reports_seen_;
};

}  // namespace

Result<CrisisFile> read_crisis(const std::string& path, const std::vector<std::string>& names) {
  fs::path folder(path);
  if (folder.filename() == kCrisisYaml || !folder.has_filename()) folder = folder.parent_path();
  if (folder.empty()) folder = ".";
  BattleReading files;
  files.folder = folder.string();
  Result<std::vector<WhatIf>> what_ifs =
      read_what_ifs(files.folder, names, "catalog", "crisis_whatifs");
  if (!what_ifs) return what_ifs.errors();
  Reading& reading = files.reading;
  reading.what_ifs = &what_ifs.value();
  const auto document = Document::open(reading, (folder / kCrisisYaml).string());
  if (!document) return std::move(reading.errors);
  CrisisFile file;
  Map map(document->root());
  read_format(map.need("format"), "khasan-crisis-1");
  // Sources come first, for all else may cite them.
  const std::string sources = path_in(files, map.need("sources"));
  if (!sources.empty()) read_sources(files, sources);
  CrisisReader(file).read(map);
  map.with("dossier", [&](const Value& v) {
    const std::string dossier = path_in(files, v);
    if (!dossier.empty()) read_dossier(reading, dossier, file.dossier);
  });
  map.finish();
  for (const WhatIf& what_if : what_ifs.value()) {
    file.what_ifs.push_back(what_if.title());
    const Errors unused = what_if.unused();
    reading.errors.insert(reading.errors.end(), unused.begin(), unused.end());
  }
  if (!reading.errors.empty()) return std::move(reading.errors);
  file.sources = std::move(files.spec.sources);
  file.evidence = std::move(reading.evidence);
  return file;
}

Result<Theatre> load_crisis(const std::string& path, const std::vector<std::string>& what_ifs) {
  Result<CrisisFile> file = read_crisis(path, what_ifs);
  if (!file) return file.errors();
  return file.take().theatre;
}

std::string crisis_folder(const std::string& battle, const scenario::ScenarioSpec& spec) {
  const bool elsewhere = spec.campaign && !spec.campaign->crisis.empty();
  return elsewhere ? battle + "/" + spec.campaign->crisis : battle;
}

}  // namespace khasan::load
