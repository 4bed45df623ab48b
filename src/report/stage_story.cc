#include "report/stage_story.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/ledger_text.h"
#include "report/names.h"
#include "state/apply.h"

namespace khasan::report {

using scenario::Scenario;
using sim::row_of;
using sim::Sum;
using state::HullPhase;

namespace {

constexpr Time kLongFrom = hours(72);
constexpr std::size_t kLinesMost = 25;
constexpr Time kHeldAtLeast = hours(1);  // a crest that changes hands again before is no news
constexpr int kImportanceMin = 2;

// "12,345".
std::string grouped(double value) {
  std::string digits = fmt::format("{:.0f}", value);
  for (std::size_t i = digits.size(); i > 3;) digits.insert(i -= 3, ",");
  return digits;
}

// The spans that the story is told by.
std::vector<sim::Span> told_spans(const Scenario& scenario) {
  std::vector<sim::Span> spans = sim::ledger_spans(scenario);
  const bool by_stage = !scenario.stages.empty();
  std::erase_if(spans, [by_stage](const sim::Span& span) { return span.is_stage != by_stage; });
  return spans;
}

// Wrapped at so many columns; a number stays with its sign of per cent.
std::string paragraph(const std::string& text, std::size_t columns = 100) {
  std::string out;
  std::size_t width = 0, from = 0;
  while (from < text.size()) {
    std::size_t to = std::min(text.find(' ', from), text.size());
    if (text.compare(to, 2, " %") == 0) to = std::min(text.find(' ', to + 1), text.size());
    if (width > 0 && width + 1 + to - from > columns) out += '\n', width = 0;
    if (width > 0) out += ' ', ++width;
    out += text.substr(from, to - from);
    width += to - from;
    from = to + 1;
  }
  return out;
}

}  // namespace

bool is_long(const Scenario& scenario) { return scenario.end - scenario.start > kLongFrom; }

std::vector<StoryLine> most_important(const std::vector<StoryLine>& lines, std::size_t most) {
  std::vector<std::size_t> chosen;
  for (int importance = 3; importance >= kImportanceMin; --importance) {
    std::vector<std::size_t> equals;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (std::min(lines[i].importance, 3) == importance) equals.push_back(i);
    }
    const std::size_t take = std::min(equals.size(), most - chosen.size());
    for (std::size_t k = 0; k < take; ++k) chosen.push_back(equals[k * equals.size() / take]);
  }
  std::sort(chosen.begin(), chosen.end());
  std::vector<StoryLine> result;
  for (const std::size_t i : chosen) result.push_back(lines[i]);
  return result;
}

StageStory::StageStory(const Scenario& scenario, Listener listener)
    : scenario_(scenario),
      listener_(std::move(listener)),
      ledger_(scenario),
      rows_(sim::ledger_rows(scenario)),
      bounds_(sim::ledger_bounds(scenario)),
      places_(sim::ledger_places(scenario)),
      spans_(told_spans(scenario)) {}

void StageStory::see(const Scenario& scenario, const state::State& state,
                     const state::EventLog& events) {
  if (before_.empty()) before_ = holders(state);
  ledger_.count(state, events);
  const bool over = state.now >= scenario.end;
  if (over) ledger_.close(state);
  for (; next_ < spans_.size() && (over || state.now >= spans_[next_].to); ++next_) {
    const sim::Span& span = spans_[next_];
    const int offset = scenario.side(Side::kFirst).offset_minutes;
    const auto clock = [&](Time t) { return format_clock(scenario.epoch_utc_ms + t.ms, offset); };
    const Holders after = holders(state);
    std::string text = fmt::format("{}, {} to {}\n\n{}\n", span.name, clock(span.from),
                                   clock(span.to), paragraph(summary(after)));
    const std::vector<StoryLine> told = most_important(weighed(), kLinesMost);
    if (!told.empty()) text += '\n';
    for (const StoryLine& line : told) text += to_text(scenario, line) + "\n";
    listener_(text);
    lines_.clear();
    before_ = after;
  }
}

StageStory::Holders StageStory::holders(const state::State& state) const {
  Holders all;
  for (const PlaceId place : places_) {
    int holder = -1;
    for (const Side side : {Side::kFirst, Side::kSecond}) {
      if (state::control_share(state, place, side) > 0.5) holder = static_cast<int>(side);
    }
    all.push_back(holder);
  }
  return all;
}

std::vector<StoryLine> StageStory::weighed() const {
  std::map<PlaceId, Time> next;  // when a crest changes hands again
  for (const PlaceId place : places_) next[place] = kNever;
  std::vector<StoryLine> lines = lines_;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    if (line->kind != state::info_of(state::EventKind::k_captured).name) continue;
    const auto crest = next.find(line->place);
    if (crest == next.end() || crest->second - line->at < kHeldAtLeast) line->importance = 1;
    if (crest != next.end()) crest->second = line->at;
  }
  return lines;
}

double StageStory::sum(std::size_t row) const {
  return sim::over_span(rows_[row], ledger_.values()[row], bounds_, spans_[next_]);
}

std::string StageStory::summary(const Holders& after) const {
  std::string text;
  for (const Side side : {Side::kFirst, Side::kSecond}) text += losses_text(side);
  text += crests_text(after);
  for (const Side side : {Side::kFirst, Side::kSecond}) text += tanks_text(side) + air_text(side);
  text.pop_back();
  return text;
}

std::string StageStory::losses_text(Side side) const {
  const double killed = sum(row_of(Sum::k_killed, side)),
               wounded = sum(row_of(Sum::k_wounded, side)),
               missing = sum(row_of(Sum::k_missing, side)), lost = killed + wounded + missing;
  const std::string& adjective = scenario_.side(side).adjective;
  if (lost == 0) return fmt::format("The {} side loses nobody. ", adjective);
  std::vector<Cause> causes;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (rows_[r].group == "losses" && rows_[r].side == side) {
      causes.emplace_back(sum(r), rows_[r].name);
    }
  }
  const Cause& worst = *std::max_element(causes.begin(), causes.end());
  const std::string to = worst.first == lost ? "all to " + worst.second
                                             : "mainly to " + listed(main_causes(causes, 3));
  return fmt::format("The {} side loses {} {}, {} of them killed, {}. ", adjective, grouped(lost),
                     lost == 1 ? "man" : "men", killed == 0 ? "none" : grouped(killed), to);
}

std::string StageStory::crests_text(const Holders& after) const {
  std::array<std::vector<std::string>, 3> won;  // by the side that has them now; last: neither
  for (std::size_t p = 0; p < places_.size(); ++p) {
    if (after[p] == before_[p]) continue;
    won[after[p] < 0 ? 2 : static_cast<std::size_t>(after[p])].push_back(
        scenario_.place(places_[p]).names.en);
  }
  std::string text;
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    const auto& names = won[index_of(side)];
    if (names.empty()) continue;
    text += fmt::format("{} {} passed into {} hands. ", listed(names),
                        names.size() == 1 ? "has" : "have", scenario_.side(side).adjective);
  }
  if (!won[2].empty()) {
    text += fmt::format("{} {} contested at the end. ", listed(won[2]),
                        won[2].size() == 1 ? "is" : "are");
  }
  return text.empty() ? "At the end every crest is in the hands that held it before. " : text;
}

std::string StageStory::tanks_text(Side side) const {
  const double hit = sum(row_of(Sum::k_tanks_hit, side));
  if (hit == 0) return {};
  const double lost =
      sum(row_of(HullPhase::kKnockedOut, side)) + sum(row_of(HullPhase::kBurnt, side));
  return fmt::format(
      "{} {} {} put out of action; at the end {} {} and {} {} knocked out or burnt on the field. ",
      grouped(hit), scenario_.side(side).adjective, hit == 1 ? "tank is" : "tanks are",
      grouped(sum(row_of(HullPhase::kRunning, side))),
      sum(row_of(HullPhase::kRunning, side)) == 1 ? "runs" : "run", grouped(lost),
      lost == 1 ? "lies" : "lie");
}

std::string StageStory::air_text(Side side) const {
  const double sorties = sum(row_of(Sum::k_sorties, side));
  if (sorties == 0) return {};
  const double lost = sum(row_of(Sum::k_aircraft_lost, side));
  const double bombs_t = sum(row_of(Sum::k_bombs_t, side));
  const std::string bombs =
      bombs_t < 0.5 ? "" : fmt::format(" and drop {:.0f} t of bombs", bombs_t);
  return fmt::format("{} aircraft fly {} {}{}; {} {} lost. ", scenario_.side(side).adjective,
                     grouped(sorties), sorties == 1 ? "sortie" : "sorties", bombs,
                     lost == 0 ? "none" : grouped(lost), lost <= 1 ? "is" : "are");
}

}  // namespace khasan::report
