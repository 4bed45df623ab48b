// Which numbers the file of a crisis has, under which keys and within which limits; and the bands
// that they become. Private to src/load; docs/crisis_format.md says what each means.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "crisis/theatre.h"
#include "load/value.h"

namespace khasan::load {

using crisis::ActorNumbers;
using crisis::NextNumbers;
using crisis::Numbers;
using crisis::RelationNumbers;
using crisis::ReportNumbers;
using crisis::RungNumbers;
using crisis::SideNumbers;

inline constexpr Limits kChance{0, 1, "a probability from 0 to 1"};
inline constexpr Limits kAmount{0, 1e4, "a number, 0 or more"};
inline constexpr Limits kPositive{1e-6, 1e4, "a number above 0"};
inline constexpr Limits kVariance{1e-6, 100, "a variance above 0"};
inline constexpr Limits kLog{-20, 20, "a logarithm from -20 to 20"};
inline constexpr Limits kDays{0, 3660, "days, 0 to 3660"};
inline constexpr Limits kRate{0, 100, "rings a day, 0 to 100"};
inline constexpr double kSaysNothing = std::numeric_limits<double>::quiet_NaN();

// One number of a group: its key in the file, its field, and what it is where the file is silent.
template <class Group>
struct Entry {
  std::string_view key;
  double Group::*number;
  Limits limits;
  std::optional<double> missing = {};
};

inline constexpr Entry<ActorNumbers> kActorEntries[] = {
    {"stake", &ActorNumbers::stake, kPositive},
    {"cost_weight", &ActorNumbers::cost_weight, kAmount},
    {"war_loss", &ActorNumbers::war_loss, kAmount},
    {"audience", &ActorNumbers::audience, kAmount},
    {"discipline", &ActorNumbers::discipline, kAmount, 0},
    {"optimism", &ActorNumbers::optimism, kLog, 0},
    {"erosion", &ActorNumbers::erosion, kAmount, 0},
    {"precision", &ActorNumbers::precision, kPositive}};

inline constexpr Entry<RungNumbers> kRungEntries[] = {
    {"cost", &RungNumbers::cost, kAmount, 0},
    {"spiral", &RungNumbers::spiral, kChance, 0},
    {"publicity", &RungNumbers::publicity, kAmount, 0}};

inline constexpr Entry<SideNumbers> kSideEntries[] = {
    {"resolved", &SideNumbers::resolved, kChance},
    {"quantity", &SideNumbers::quantity, kLog, 0},
    {"quality", &SideNumbers::quality, kLog},
    {"var_quantity", &SideNumbers::var_quantity, kVariance},
    {"var_quality", &SideNumbers::var_quality, kVariance},
    {"drag", &SideNumbers::drag, kLog, 0},
    {"commitment", &SideNumbers::commitment, kChance, 0},
    {"commitment_weight", &SideNumbers::commitment_weight, kAmount, 0},
    {"veto", &SideNumbers::veto, kChance, 0},
    {"undemanded", &SideNumbers::undemanded, kAmount, 0},
    {"zeal", &SideNumbers::zeal, kLog, 0},
    {"mobilise_d", &SideNumbers::mobilise_d, kDays}};

inline constexpr Entry<SideNumbers> kLessonEntries[] = {
    {"attribution", &SideNumbers::attribution, kChance},
    {"memory_quantity", &SideNumbers::memory_quantity, kChance},
    {"memory_quality", &SideNumbers::memory_quality, kChance},
    {"command_variance", &SideNumbers::command_variance, kAmount},
    {"dismissal", &SideNumbers::dismissal, kAmount},
    {"reform", &SideNumbers::reform, kChance}};

inline constexpr Entry<ReportNumbers> kReportEntries[] = {
    {"chance", &ReportNumbers::chance, kChance, 1},
    {"quantity", &ReportNumbers::quantity, kLog, kSaysNothing},
    {"quality", &ReportNumbers::quality, kLog, kSaysNothing},
    {"deception", &ReportNumbers::deception, kLog, 0},
    {"suspicion", &ReportNumbers::suspicion, kAmount, 0},
    {"resolve", &ReportNumbers::resolve, kLog, 0},
    {"alarm", &ReportNumbers::alarm, kLog, 0},
    {"zeal", &ReportNumbers::zeal, kLog, 0}};
// What a grade stands for, where there is none.
inline constexpr Entry<ReportNumbers> kWorthEntries[] = {
    {"var_quantity", &ReportNumbers::var_quantity, kVariance, 1},
    {"var_quality", &ReportNumbers::var_quality, kVariance, 1},
    {"credibility", &ReportNumbers::credibility, kChance, 1}};

inline constexpr Entry<NextNumbers> kNextEntries[] = {
    {"base_chance", &NextNumbers::base_chance, kChance},
    {"incidents", &NextNumbers::incidents, kAmount},
    {"grievance", &NextNumbers::grievance, kLog},
    {"resolve_weight", &NextNumbers::resolve_weight, kLog},
    {"resolve_reference", &NextNumbers::resolve_reference, kChance}};

inline constexpr Entry<RelationNumbers> kRelationEntries[] = {
    {"strain", &RelationNumbers::strain, kAmount, 0},
    {"eased", &RelationNumbers::eased, kChance, 1},
    {"weight", &RelationNumbers::weight, kLog, 0}};

inline constexpr Entry<Numbers> kCommonEntries[] = {
    {"heights", &Numbers::heights, kLog},
    {"battle_noise", &Numbers::battle_noise, kPositive},
    {"exchange_noise", &Numbers::exchange_noise, kPositive},
    {"unresolved", &Numbers::unresolved, kPositive},
    {"resolved", &Numbers::resolved, kPositive},
    {"skip", &Numbers::skip, kAmount},
    {"stock", &Numbers::stock, kAmount},
    {"look_variance", &Numbers::look_variance, kAmount, 0},
    {"seen_reconnoitring", &Numbers::seen_reconnoitring, kLog},
    {"seen_occupying", &Numbers::seen_occupying, kLog},
    {"seen_mobilising", &Numbers::seen_mobilising, kLog},
    {"attacked", &Numbers::attacked, kLog},
    {"pretext", &Numbers::pretext, kAmount},
    {"pretext_d", &Numbers::pretext_d, kDays},
    {"pretext_discipline", &Numbers::pretext_discipline, kAmount},
    {"war_disobedience", &Numbers::war_disobedience, kAmount},
    {"share", &Numbers::share, kChance},
    {"fatigue", &Numbers::fatigue, kAmount},
    {"crest_width", &Numbers::crest_width, kAmount, 0}};

inline constexpr Entry<Numbers> kTruthEntries[] = {{"quality_mean", &Numbers::quality_mean, kLog},
                                                   {"quality_sd", &Numbers::quality_sd, kAmount},
                                                   {"quantity_sd", &Numbers::quantity_sd, kAmount}};

inline constexpr Entry<Numbers> kClockEntries[] = {
    {"sighting", &Numbers::rate_sighting, kRate, 0}, {"guard", &Numbers::rate_guard, kRate},
    {"friction", &Numbers::rate_friction, kRate},    {"pretext", &Numbers::rate_pretext, kRate, 0},
    {"talks", &Numbers::rate_talks, kRate},          {"preempt", &Numbers::rate_preempt, kRate, 0}};

// Whether a map from sides must have both.
enum class Sides : uint8_t { kAny, kBoth };

// Takes numbers out of a file into a theatre and notes the band of each.
class BandReader {
 public:
  // Keeps the reference. Bands have offsets: the theatre may move afterwards.
  explicit BandReader(crisis::Theatre& theatre) : theatre_(theatre) {}

  // A figure of the file; with sources it goes into the evidence under its name.
  void read(const Value& value, const std::string& name, double& number, Limits limits);
  // A number that is not in the file. NaN has no band.
  void fix(const std::string& name, double& number, double value);
  // A map from sides to numbers; a side that is left out keeps what it has.
  void read_by_side(const Value& value, const std::vector<std::string>& sides,
                    const std::string& name, double (&numbers)[crisis::kSides], Limits limits,
                    Sides needed = Sides::kAny);
  template <class Group, std::size_t N>
  void read_group(Map& map, const std::string& name, Group& group,
                  const Entry<Group> (&entries)[N]) {
    for (const Entry<Group>& entry : entries) {
      const std::string of = name + "." + std::string(entry.key);
      const Value value = entry.missing ? map.take(entry.key) : map.need(entry.key);
      if (value.exists()) {
        read(value, of, group.*entry.number, entry.limits);
      } else {
        fix(of, group.*entry.number, entry.missing.value_or(0));
      }
    }
  }

 private:
  void note(const std::string& name, const double& number, double low, double high);
  crisis::Theatre& theatre_;
};

}  // namespace khasan::load
