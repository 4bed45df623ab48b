// Goal: a crisis file becomes a theatre whose every number can be reached by its name, and each
// mistake is told with its place and the way out. Method: an invented crisis (tests/data/cold-reef)
// copied into a temporary folder, one thing spoilt at a time; the shipped crises are read whole.
#include "load/crisis_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/rng.h"
#include "crisis/course.h"
#include "load/battle_files.h"

namespace khasan::load {
namespace {

namespace fs = std::filesystem;
using crisis::Theatre;
using testing::AllOf;
using testing::HasSubstr;

class Crisis : public testing::Test {
 protected:
  Crisis() {
    std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    std::replace(name.begin(), name.end(), '/', '-');
    folder_ = fs::temp_directory_path() / ("khasan-crisis-" + name);
    fs::remove_all(folder_);
    fs::copy(KHASAN_TEST_DATA "/cold-reef", folder_, fs::copy_options::recursive);
  }
  ~Crisis() override { fs::remove_all(folder_); }

  std::string folder() const { return folder_.string(); }

  void replace(const std::string& from, const std::string& to, const char* file = "crisis.yaml") {
    std::stringstream text;
    text << std::ifstream(folder_ / file).rdbuf();
    std::string content = text.str();
    const std::size_t at = content.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    content.replace(at, from.size(), to);
    std::ofstream(folder_ / file) << content;
  }

  // The first error of the crisis after one thing was spoilt.
  std::string error_after(const std::string& from, const std::string& to,
                          const char* file = "crisis.yaml") {
    replace(from, to, file);
    const auto theatre = load_crisis(folder());
    EXPECT_FALSE(theatre);
    return theatre ? "" : to_text(theatre.errors()[0]);
  }

  std::string error_with(const std::string& what_if) {
    const auto theatre = load_crisis(folder(), {what_if});
    EXPECT_FALSE(theatre);
    return theatre ? "" : to_text(theatre.errors()[0]);
  }

  static const crisis::Band* band(const Theatre& theatre, const std::string& name) {
    for (const crisis::Band& each : theatre.bands) {
      if (each.name == name) return &each;
    }
    return nullptr;
  }

  fs::path folder_;
};

TEST_F(Crisis, is_read_whole) {
  const auto read = read_crisis(folder());
  ASSERT_TRUE(read) << to_text(read.errors()[0]);
  const Theatre& theatre = read.value().theatre;
  EXPECT_EQ(theatre.sides[0].id, "north");
  EXPECT_EQ(theatre.sides[0].principal, 0);
  EXPECT_EQ(theatre.sides[0].guard, crisis::kNobody);
  EXPECT_EQ(theatre.sides[1].guard, 4);
  EXPECT_EQ(theatre.sides[0].voters.size(), 2u);
  EXPECT_EQ(theatre.sides[1].approval_until, 6);
  EXPECT_EQ(theatre.numbers.actor[1].stake, 1.2);
  EXPECT_EQ(theatre.numbers.rate_principal[1], 0.3);
  EXPECT_EQ(theatre.letter, crisis::kNobody);
  EXPECT_EQ(theatre.demand, 3);
  EXPECT_EQ(theatre.first_strike, 5);
  EXPECT_TRUE(theatre.ladder[6].mobilised[0]);
  EXPECT_FALSE(theatre.ladder[6].mobilised[1]);
  EXPECT_EQ(theatre.commitments[0].change, -0.1);
  EXPECT_EQ(read.value().dossier.actors[4].text, "Men with a boat.");
  EXPECT_EQ(read.value().dossier.reports[0].sources, std::vector<std::string>{"chronicle"});
}

TEST_F(Crisis, is_named_by_its_folder_or_its_file) {
  for (const std::string& path : {folder(), folder() + "/", folder() + "/crisis.yaml"}) {
    EXPECT_TRUE(load_crisis(path)) << path;
  }
  const auto none = load_crisis(folder() + "/none");
  ASSERT_FALSE(none);
  EXPECT_THAT(to_text(none.errors()[0]), HasSubstr("/none/crisis.yaml"));
  const fs::path before = fs::current_path();
  fs::current_path(folder());
  EXPECT_TRUE(load_crisis("crisis.yaml"));
  fs::current_path(before);
}

TEST_F(Crisis, a_band_reaches_its_number) {
  Theatre theatre = load_crisis(folder()).take();
  const crisis::Band* stake = band(theatre, "actors.crown.stake");
  ASSERT_TRUE(stake);
  EXPECT_EQ(stake->low, 0.5);
  EXPECT_EQ(stake->high, 2);
  crisis::set_value(theatre.numbers, *stake, 1.5);
  EXPECT_EQ(theatre.numbers.actor[0].stake, 1.5);
  const crisis::Band* mass = band(theatre, "ladder.fleet.mass.south");
  ASSERT_TRUE(mass);
  EXPECT_EQ(crisis::value_of(theatre.numbers, *mass), theatre.numbers.rung[6].mass[1]);
  // A plain number is a band without a range; so is one that the file leaves out.
  for (const char* name : {"clocks.field.south", "sides.north.veto"}) {
    const crisis::Band* plain = band(theatre, name);
    ASSERT_TRUE(plain) << name;
    EXPECT_EQ(plain->low, plain->high) << name;
  }
}

TEST_F(Crisis, bands_have_each_a_name_and_a_number_of_their_own) {
  const Theatre theatre = load_crisis(folder()).take();
  std::set<std::string> names;
  std::set<std::size_t> offsets;
  for (const crisis::Band& each : theatre.bands) {
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
    EXPECT_TRUE(offsets.insert(each.offset).second) << each.name;
    EXPECT_EQ(crisis::value_of(theatre.numbers, each), each.best) << each.name;
  }
}

TEST_F(Crisis, what_a_report_leaves_out_it_says_nothing_of) {
  const Theatre theatre = load_crisis(folder()).take();
  EXPECT_EQ(theatre.numbers.report[0].quantity, 0.4);
  EXPECT_TRUE(std::isnan(theatre.numbers.report[0].quality));
  EXPECT_EQ(band(theatre, "reports.deserter.quality"), nullptr);
  // Grade C3.
  EXPECT_EQ(theatre.numbers.report[0].var_quantity, 0.15);
  EXPECT_EQ(theatre.numbers.report[0].credibility, 0.65);
}

TEST_F(Crisis, a_rung_without_a_mass_has_the_next_lower_one) {
  const Theatre theatre = load_crisis(folder()).take();
  const auto& rung = theatre.numbers.rung;
  EXPECT_EQ(rung[1].mass[0], -2);    // north, from the survey
  EXPECT_EQ(rung[4].mass[0], -2);    // still
  EXPECT_EQ(rung[0].mass[1], -2.5);  // south has none below its first
  EXPECT_EQ(rung[3].mass[1], -2.5);
  replace("mass: {north: 0.5, south: 0.6}", "mass: {south: 0.6}");
  replace("disobey_until: squadron, reinforces", "disobey_until: fleet, reinforces");
  replace("threatened: squadron", "threatened: fleet");
  const Theatre without = load_crisis(folder()).take();
  EXPECT_FALSE(without.ladder[5].possible[0]);
  EXPECT_TRUE(without.ladder[6].possible[0]);
  EXPECT_TRUE(without.ladder[5].possible[1]);
}

TEST_F(Crisis, a_what_if_sets_a_number_by_its_name) {
  const auto changed = read_crisis(folder(), {"no_deserter"});
  ASSERT_TRUE(changed) << to_text(changed.errors()[0]);
  EXPECT_EQ(changed.value().theatre.numbers.report[0].chance, 0);
  EXPECT_EQ(changed.value().what_ifs[0], "The deserter drowns on his way.");
  const auto stake = load_crisis(
      folder(), {"{format: khasan-what-if-1, title: It matters more., changes: [{number: "
                 "actors.crown.stake, set: 3}]}"});
  ASSERT_TRUE(stake) << to_text(stake.errors()[0]);
  EXPECT_EQ(stake.value().numbers.actor[0].stake, 3);
  EXPECT_EQ(band(stake.value(), "actors.crown.stake")->low, 3);
}

TEST_F(Crisis, a_what_if_of_an_unknown_actor_is_told) {
  EXPECT_THAT(error_with("{format: khasan-what-if-1, title: It matters more., changes: [{number: "
                         "actors.crowm.stake, set: 3}]}"),
              AllOf(HasSubstr("no 'crowm' there"), HasSubstr("did you mean 'crown'")));
}

// One thing spoilt, and what is said of it.
struct Spoilt {
  const char *name, *from, *to, *found, *expected, *file = "crisis.yaml";
};
void PrintTo(const Spoilt& spoilt, std::ostream* out) { *out << spoilt.name; }
class Faults : public Crisis, public testing::WithParamInterface<Spoilt> {};

TEST_P(Faults, are_told_with_their_place) {
  const Spoilt& c = GetParam();
  EXPECT_THAT(error_after(c.from, c.to, c.file), AllOf(HasSubstr(std::string(c.file) + ":"),
                                                       HasSubstr(c.found), HasSubstr(c.expected)));
}

constexpr Spoilt kSpoilt[] = {
    {"probability", "chance: 0.5", "chance: 1.5", "1.5", "a probability from 0 to 1"},
    {"variance", "var_quality: 0.1", "var_quality: 0", "'0'", "a variance above 0"},
    {"negative_weight", "weight: 2", "weight: -2", "-2", "a weight, 0 or more"},
    {"no_weights", "weight: 2, leaning: -0.1}, {name: the admirals, weight: 1",
     "weight: 0, leaning: -0.1}, {name: the admirals, weight: 0", "weights that come to 0",
     "a voter with a weight above 0"},
    {"side", "to: north", "to: nort", "nort", "one of north, south; did you mean 'north'"},
    {"rung", "threatened: squadron", "threatened: squadrom", "squadrom", "did you mean 'squadron'"},
    {"no_strike", "sanction_from: squadron", "sanction_from: note", "note",
     "a rung of kind strike"},
    {"two_principals", "side: north, role: field", "side: north, role: principal",
     "a second principal of north", "one a side"},
    {"no_principal", "side: south, role: principal", "side: south, role: successor",
     "no principal of south", "an actor with role: principal"},
    {"no_field", "side: south, role: field", "side: south, role: successor",
     "no field command of south", "an actor with role: field"},
    {"hole", "rung: 3", "rung: 4", "'4'", "rung: 3"},
    {"order", "kind: shot", "kind: reconnoitre", "reconnoitre after occupy", "rungs in the order"},
    {"grade", "grade: C3", "grade: G7", "G7", "a grade of A to F and 1 to 6"},
    {"grade_and_credibility", "grade: C3", "grade: C3, credibility: 0.5", "credibility",
     "one of the keys"},
    {"low_above_best", "{low: 0.5, best: 1", "{low: 1.5, best: 1", "a best value outside",
     "low <= best <= high"},
    {"actor_twice", "id: senate", "id: crown", "crown", "each id once"},
    {"rung_twice", "id: note", "id: shot", "shot", "each id once"},
    {"report_late", "day: 2", "day: 61", "61", "not after the end"},
    {"commitment_late", "day: 30", "day: 61", "61", "not after the end"},
    {"end", "end_day: 60", "end_day: 0", "'0'", "a day after start_day"},
    {"id_with_a_dot", "id: keepers", "id: kee.pers", "kee.pers", "an id of letters"},
    {"threat", "mass: {north: 0.5, south: 0.6}", "mass: {north: 0.5}", "a threat of squadron",
     "a strike at which south has a mass"},
    {"pause", "least: 1, greatest: 3", "least: 4, greatest: 3", "least > greatest",
     "least <= greatest"},
    {"source", "sources: [chronicle]", "sources: [chronicel]", "chronicel", "did you mean"},
    {"key", "prize:", "price:", "", "'prize'"},
    {"clock", "field: {north: 0.3, south: 0.5}", "field: {north: 0.3}", "", "'south' in it"},
    {"empty_range", "accept: [0.5, 0.9]", "accept: [0.9, 0.5]", "an empty range", "low < high",
     "dossier.yaml"},
    {"open_range", "accept: [0.5, 0.9]", "accept: [0.5]", "a list", "[low, high]", "dossier.yaml"},
    {"month", "month: 1911-03", "month: 1911-13", "1911-13", "a month", "dossier.yaml"},
    {"nobody_says_so", "count: 12, sources: [assumed]", "count: 12, sources: []", "no source",
     "or assumed", "dossier.yaml"},
    {"rate_twice", "id: again", "id: reefs", "reefs", "each base rate once", "dossier.yaml"},
};
INSTANTIATE_TEST_SUITE_P(Of, Faults, testing::ValuesIn(kSpoilt),
                         [](const auto& each) { return each.param.name; });

TEST_F(Crisis, the_dossier_keeps_claims_beside_records) {
  const auto read = read_crisis(folder());
  ASSERT_TRUE(read) << to_text(read.errors()[0]);
  const crisis::Dossier& dossier = read.value().dossier;
  EXPECT_EQ(dossier.targets[0].high, 0.9);
  EXPECT_EQ(dossier.base_rates[0].n, 10);
  EXPECT_EQ(dossier.base_rates[1].measure, "");
  EXPECT_EQ(dossier.versions[0].record, "Nobody counted.");
  EXPECT_EQ(dossier.deliveries[0].month, "1911-02");
  EXPECT_TRUE(dossier.claims[0].is_false);
  EXPECT_EQ(dossier.claims[0].recorded, 0);
  EXPECT_FALSE(dossier.claims[1].is_false);
  EXPECT_TRUE(std::isnan(dossier.claims[1].recorded));
}

TEST_F(Crisis, a_ladder_without_strikes_is_told) {
  replace("kind: strike", "kind: mobilise");
  EXPECT_THAT(error_after("kind: strike", "kind: mobilise"),
              HasSubstr("a ladder without a rung of kind strike"));
}

TEST_F(Crisis, a_third_side_is_told) {
  EXPECT_THAT(error_after("actors:", "  - {id: east}\nactors:"),
              AllOf(HasSubstr("3 sides"), HasSubstr("two sides")));
}

TEST_F(Crisis, a_side_alone_is_told) {
  replace("sides:", "sides: [{id: north}]\nothers:");
  const auto theatre = load_crisis(folder());
  ASSERT_FALSE(theatre);
  EXPECT_THAT(to_text(theatre.errors()[0]), HasSubstr("1 sides"));
}

TEST_F(Crisis, a_ladder_too_long_and_a_file_without_sides_are_told) {
  std::string more;
  for (int i = 9; i < 20; ++i) {
    more += "  - {rung: " + std::to_string(i) + ", id: r" + std::to_string(i) +
            ", name: more, kind: war}\n";
  }
  replace("sanction_from: squadron", "sanction_from: r19");
  replace("\nreports:", "\n" + more + "reports:");
  auto theatre = load_crisis(folder());
  ASSERT_FALSE(theatre);
  EXPECT_THAT(to_text(theatre.errors()[0]), HasSubstr("at most 16"));
  replace("\nsides:", "\nsiedes:");
  theatre = load_crisis(folder());
  ASSERT_FALSE(theatre);
  EXPECT_THAT(to_text(theatre.errors()[0]), HasSubstr("'sides' in it"));
}

TEST_F(Crisis, more_reports_than_there_is_room_for_are_told) {
  std::string more;
  for (int i = 0; i < crisis::kReportsMax; ++i) {
    more += "  - {id: r" + std::to_string(i) + ", to: north, day: 1}\n";
  }
  EXPECT_THAT(error_after("commitments:", more + "commitments:"),
              AllOf(HasSubstr("17 of them"), HasSubstr("at most 16")));
}

// The shipped crises: with the battle whose crisis they are.
class ShippedCrisis : public testing::TestWithParam<const char*> {};

TEST_P(ShippedCrisis, is_sound_with_each_of_its_what_ifs) {
  const std::string folder = std::string(KHASAN_SOURCE_DIR "/battles/") + GetParam();
  const auto as_it_is = load_crisis(folder);
  ASSERT_TRUE(as_it_is) << to_text(as_it_is.errors()[0]);
  for (const std::string& file : yaml_files(folder + "/crisis_whatifs")) {
    const auto changed = load_crisis(folder, {file});
    EXPECT_TRUE(changed) << to_text(changed.errors()[0]);
  }
}

TEST_P(ShippedCrisis, ends_with_every_number_at_its_ends) {
  const auto theatre = load_crisis(std::string(KHASAN_SOURCE_DIR "/battles/") + GetParam());
  ASSERT_TRUE(theatre) << to_text(theatre.errors()[0]);
  for (const crisis::Band& each : theatre.value().bands) {
    for (const double value : {each.low, each.high}) {
      crisis::Numbers numbers = theatre.value().numbers;
      crisis::set_value(numbers, each, value);
      for (uint64_t replication = 0; replication < 8; ++replication) {
        const crisis::Outcome outcome =
            crisis::run_crisis(theatre.value(), numbers, Rng(1, replication));
        EXPECT_LE(outcome.end_day, theatre.value().end_day) << each.name;
        EXPECT_TRUE(std::isfinite(outcome.after[0].strength())) << each.name;
        EXPECT_TRUE(std::isfinite(outcome.after[1].strength())) << each.name;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Of, ShippedCrisis,
                         testing::Values("lake-khasan-1938", "khalkhin-gol-1939"),
                         [](const auto& each) {
                           std::string name = each.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace khasan::load
