// Goal: the campaign of a battle is read as docs/battle_format.md says, every slip is told with its
// place, and a historical battle is none the wiser. Method: the small battle with such keys added.
#include <gmock/gmock.h>

#include "battle_folder.h"

namespace khasan {
namespace {

using scenario::Mode;
using scenario::Scenario;
using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

const char* const kCampaign = R"(
rules_of_engagement: [{id: guns, side: su, kind: guns_silent, until: 1938-07-29T14:30:00+09:00}]
cease_fire: {at: 1938-07-29T15:00:00+09:00}
obstacles: [{id: wire, kind: wire, owner: su, from: 1938-07-29T14:45:00+09:00, line: [[632500, 4702000], [632500, 4702200]]}]
campaign:
  end: 1938-07-29T18:00:00+09:00
  crest: [hill]
  claims: [{side: jp, line: [[632000, 4701000], [632000, 4703000]], place: start}]
  escalations:
    - {id: raid, side: jp, rung: 7, from: 1938-07-29T14:10:00+09:00, orders: ["att*k"], note: by day}
    - {id: more, side: jp, rung: 9, from: 1938-07-29T14:20:00+09:00, units: [jp/pl2], lifts: [guns]}
    - {id: reply, side: su, rung: 9, from: 1938-07-29T14:40:00+09:00, to: 1938-07-29T15:00:00+09:00}
  occupation: {units: [su/pl1], since: 1938-07-19T14:00:00+09:00}
)";

class Campaign : public support::BattleFolder {
 protected:
  Campaign() {
    write("battle.yaml", std::string(support::kBattleYaml) + kCampaign);
    replace("battle.yaml", "plans: [plan.yaml]", "plans: [plan.yaml, su_plan.yaml]");
    write("forces.yaml",
          std::string(support::kForcesYaml) +
              "  - {path: jp/pl2, name: 2nd Platoon, organisation: platoon, at: start, "
              "facing_deg: 90, frontage_m: 80, arrives: 1938-07-29T14:30:00+09:00}\n");
    write("su_plan.yaml",
          "side: su\norders:\n"
          "  - {id: early, unit: su/pl1, task: reserve, not_before: 1938-07-29T14:39:00+09:00}\n"
          "  - {id: within, unit: su/pl1, task: reserve, not_before: 1938-07-29T14:40:00+09:00}\n"
          "  - {id: late, unit: su/pl1, task: reserve, not_before: 1938-07-29T15:00:00+09:00}\n"
          "  - {id: undated, unit: su/pl1, task: reserve}\n");
  }
  // The id of the escalation to which the order belongs.
  static std::string escalation_of(const Scenario& s, const std::string& order) {
    for (const scenario::Order& o : s.orders) {
      if (o.id == order && o.escalation.exists()) return s.escalations[o.escalation.index()].id;
    }
    return "none";
  }
};

TEST_F(Campaign, gives_orders_arrivals_and_rules_to_escalations) {
  const auto loaded = load();
  ASSERT_TRUE(loaded) << testing::PrintToString(messages());
  const Scenario& s = loaded.value();
  ASSERT_EQ(s.escalations.size(), 3u);
  EXPECT_EQ(s.escalations[2].side, Side::kSecond);
  EXPECT_EQ(s.escalations[2].rung, 9);
  EXPECT_EQ(s.escalations[2].from, s.start + minutes(40));
  EXPECT_EQ(escalation_of(s, "attack"), "raid");
  EXPECT_EQ(escalation_of(s, "early"), "none");
  EXPECT_EQ(escalation_of(s, "within"), "reply");
  EXPECT_EQ(escalation_of(s, "late"), "none");
  EXPECT_EQ(escalation_of(s, "undated"), "none");
  for (const scenario::ElementDef& e : s.elements) {
    EXPECT_EQ(e.escalation == EscalationId{1}, e.path.compare(0, 6, "jp/pl2") == 0) << e.path;
  }
  EXPECT_EQ(s.rules[0].lifted_by, EscalationId{1});
  EXPECT_EQ(s.obstacles[0].escalation, EscalationId{2});
  ASSERT_EQ(s.crest.size(), 1u);
  ASSERT_TRUE(s.occupation);
  EXPECT_EQ(s.occupation->since, s.start - hours(240));
  for (const ElementId e : s.occupation->elements) EXPECT_EQ(s.element(e).side, Side::kSecond);
  EXPECT_FALSE(s.occupation->elements.empty());
  const auto& claimed = s.claimed[index_of(Side::kFirst)];
  EXPECT_EQ(claimed[s.ground.cell_at({631000, 4702000}).index()], 1);
  EXPECT_EQ(claimed[s.ground.cell_at({633000, 4702000}).index()], 0);
}

TEST_F(Campaign, changes_no_historical_battle) {
  const auto with = load();
  ASSERT_TRUE(with);
  EXPECT_EQ(with.value().mode, Mode::kHistorical);
  EXPECT_EQ(with.value().end, with.value().start + hours(1));
  replace("battle.yaml", "campaign:", "credits: []\ncampaign:");
  const std::string yaml = std::string(support::kBattleYaml) + kCampaign;
  write("battle.yaml", yaml.substr(0, yaml.find("campaign:")));
  replace("battle.yaml", "plans: [plan.yaml]", "plans: [plan.yaml, su_plan.yaml]");
  const auto without = load();
  ASSERT_TRUE(without) << testing::PrintToString(messages());
  EXPECT_EQ(with.value().hash, without.value().hash);
}

TEST_F(Campaign, a_free_battle_has_no_cease_fire_of_its_own_and_another_end) {
  const uint64_t historical = load().value().hash;
  replace("battle.yaml", "  crest:", "  mode: free\n  crest:");
  const auto loaded = load();
  ASSERT_TRUE(loaded) << testing::PrintToString(messages());
  EXPECT_EQ(loaded.value().mode, Mode::kFree);
  EXPECT_FALSE(loaded.value().cease_fire);
  EXPECT_EQ(loaded.value().end, loaded.value().start + hours(4));
  EXPECT_NE(loaded.value().hash, historical);
}

TEST_F(Campaign, what_a_what_if_takes_out_or_moves_is_no_slip) {
  replace("battle.yaml", "until: 1938-07-29T14:30", "until: 1938-07-29T14:19");
  replace("battle.yaml", "att*k", "gone");
  auto spec = load::read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog");
  ASSERT_TRUE(spec);
  EXPECT_FALSE(scenario::compile(spec.value()));
  spec.value().what_ifs = {"Nobody attacks."};
  EXPECT_TRUE(scenario::compile(spec.value()));
}

TEST_F(Campaign, a_battle_without_one_cannot_be_free) {
  setenv("KHASAN_CATALOG", KHASAN_SOURCE_DIR "/catalog", 1);
  EXPECT_EQ(load::load_spec(path(""), {{}, {}, true}).value().campaign->mode, Mode::kFree);
  write("battle.yaml", support::kBattleYaml);
  const auto spec = load::load_spec(path(""), {{}, {}, true});
  ASSERT_FALSE(spec);
  EXPECT_THAT(to_text(spec.errors()[0]), HasSubstr("a 'campaign' for a free battle"));
}

// One text put in the place of another, and what is said about it.
struct SlipCase {
  const char *name, *from, *to, *message;
};
void PrintTo(const SlipCase& c, std::ostream* out) { *out << c.name; }
class SlipInCampaign : public Campaign, public testing::WithParamInterface<SlipCase> {};

TEST_P(SlipInCampaign, is_told_with_its_place) {
  const SlipCase& c = GetParam();
  replace("battle.yaml", c.from, c.to);
  EXPECT_THAT(messages(), Contains(testing::AllOf(StartsWith("battle.yaml:"),
                                                  HasSubstr(": campaign"), HasSubstr(c.message))));
}

constexpr SlipCase kSlips[] = {
    {"unknown_mode", "  crest:", "  mode: fre\n  crest:", "did you mean 'free'?"},
    {"unknown_crest", "[hill]", "[hil]", "did you mean 'hill'?"},
    {"a_point_is_no_crest", "crest: [hill]", "crest: [start]", "a place with a polygon"},
    {"rung_of_no_ladder", "rung: 7", "rung: 0", "a rung of a ladder, 1 to 16"},
    {"unknown_side", "id: raid, side: jp", "id: raid, side: jpn", "the id of a side"},
    {"same_id", "id: more", "id: raid", "an id that no other escalation has"},
    {"unknown_order", "att*k", "attac", "did you mean 'attack'?"},
    {"order_before_it_begins", "from: 1938-07-29T14:10", "from: 1938-07-29T14:15",
     "an order not before 'from', 1938-07-29T05:15:00+00:00"},
    {"order_of_two", "units: [jp/pl2]", "orders: [attack]", "attack, which belongs to raid"},
    {"unknown_unit", "units: [jp/pl2]", "units: [jp/pl3]", "did you mean"},
    {"unit_of_the_other_side", "units: [jp/pl2]", "units: [su/pl1]",
     "a unit of the side of this escalation"},
    {"unit_that_is_there", "units: [jp/pl2]", "units: [jp/pl1]",
     "a unit that arrives at 'from' or after it"},
    {"unknown_rule", "lifts: [guns]", "lifts: [gun]", "did you mean 'guns'?"},
    {"rule_that_ends_before", "until: 1938-07-29T14:30", "until: 1938-07-29T14:19",
     "a rule that does not end before 'from'"},
    {"begins_before_the_battle", "from: 1938-07-29T14:40", "from: 1938-07-29T13:40",
     "a time from the start to the end of the battle"},
    {"span_that_ends_before", "to: 1938-07-29T15:00", "to: 1938-07-29T14:40",
     "a time after 'from'"},
    {"spans_that_overlap", "id: more, side: jp, rung: 9, from: 1938-07-29T14:20:00+09:00",
     "id: more, side: su, rung: 9, from: 1938-07-29T14:20:00+09:00, to: 1938-07-29T14:41:00+09:00",
     "spans of one side that do not overlap"},
    {"unknown_occupation", "units: [su/pl1]", "units: [su/pl9]", "did you mean 'su/pl1'?"},
    {"occupation_after_the_start", "since: 1938-07-19", "since: 1938-07-29",
     "a time before the battle begins"},
    {"unknown_claim", "place: start}]", "place: strt}]", "did you mean 'start'?"},
};
INSTANTIATE_TEST_SUITE_P(Of, SlipInCampaign, testing::ValuesIn(kSlips),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace khasan
