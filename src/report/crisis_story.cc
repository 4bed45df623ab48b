#include "report/crisis_story.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/time.h"
#include "crisis/logit.h"
#include "lessons/conclusions.h"
#include "lessons/next_incident.h"
#include "sim/aftermath.h"

namespace khasan::report {

using crisis::Deed;
using crisis::Dossier;
using crisis::Theatre;
using crisis::Told;

namespace {

constexpr double kDay_ms = 86'400'000;
constexpr std::size_t kColumns = 92;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::string percent(double share) {
  const double p = 100 * share;
  if (p > 99.5 && p < 100) return "over 99 %";
  if (p > 0 && p < 0.5) return "under 1 %";
  return fmt::format("{:.0f} %", p);
}

// Odds of strength in words: 0.41 is "half as strong again as the planners reckon".
std::string strength_text(double log_strength) {
  const double ratio = std::exp(log_strength);
  if (ratio >= 1) return fmt::format("{:.1f} times as strong as the tables say", ratio);
  return fmt::format("{:.1f} times weaker than the tables say", 1 / ratio);
}

std::string sentence_case(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

class Narrator {
 public:
  Narrator(const Theatre& theatre, const Dossier& dossier) : theatre_(theatre), dossier_(dossier) {}

  // What was done, as a clause in the past.
  std::string what(const Told& line) const {
    const std::string who = line.actor == crisis::kNobody ? "" : actor(line.actor);
    const std::string rung = line.rung == crisis::kNobody ? "" : this->rung(line.rung);
    const std::string side = people(line), other = enemy(line), prize = theatre_.prize;
    switch (line.deed) {
      case Deed::kReport:
        return passage(dossier_.reports, line.report, report_text(line.report));
      case Deed::kCommitment:
        return theatre_.commitments[at(line.report)].text;
      case Deed::kSighting:
        return "mapping parties of " + side + " were seen before " + prize;
      case Deed::kOccupied:
        return who + " occupied " + prize + " and dug in";
      case Deed::kPreempted:
        return who + " got to " + prize + " first";
      case Deed::kShot:
        return "a shot was fired on the slope, and a man was dead";
      case Deed::kPretext:
        return "an incident on the spot gave " + side + " a pretext";
      case Deed::kLetter:
        return who + " had letters carried over the line: withdraw";
      case Deed::kDemand:
        return who + " demanded that " + other + " withdraw";
      case Deed::kRefused:
        return who + " refused";
      case Deed::kConceded:
        return who + " gave way: " + prize + " would be empty again";
      case Deed::kMobilised:
        return who + " brought up forces";
      case Deed::kReady:
        return "the forces of " + side + " had assembled";
      case Deed::kSanctioned:
        return who + " gave leave for this: " + rung;
      case Deed::kStopped:
        return "the court stopped it: no attack was to be sanctioned";
      case Deed::kDisobeyed:
        return who + " went ahead without leave: " + rung;
      case Deed::kOrdered:
        return who + " ordered: " + rung;
      case Deed::kPlanned:
        return who + " began to prepare: " + rung;
      case Deed::kStruck:
        return side + " struck: " + rung;
      case Deed::kReinforced:
        return side + " held, and put in more: " + rung;
      case Deed::kTaken:
        return side + " had " + crest(line);
      case Deed::kRepelled:
        return "the attack was thrown back; " + side + " had " + crest(line);
      case Deed::kGeneralWar:
        return "the fighting slipped out of anybody's hand: general war";
      case Deed::kTalksFailed:
        return "the capitals talked, in vain";
      case Deed::kCeaseFire:
        return "cease-fire on the lines as they were";
      case Deed::kFaded:
        return "nobody had struck; the quarrel faded";
    }
    return {};
  }

  // What the doer believed, and why that was enough; empty where nobody chose.
  // `is_new`: what its side believes is not what was last told of it.
  std::string why(const Told& line, bool is_new) const {
    const crisis::Belief& belief = line.belief[at(line.side)];
    switch (line.deed) {
      case Deed::kReport:
        return fmt::format("{} now thought themselves {}, and gave {} that {} meant to fight",
                           people(line), strength_text(belief.strength()), percent(belief.resolved),
                           enemy(line));
      case Deed::kSighting:
        if (line.value == 0) return {};
        return fmt::format(
            "what they might see was worth {:+.3f} after costs: chance {}; {} now thought "
            "themselves {}",
            line.value, percent(line.chance), people(line), strength_text(belief.strength()));
      case Deed::kOccupied:
      case Deed::kPreempted:
        return fmt::format(
            "{} gave {} that {} meant to attack; anyone in that place would have "
            "gone with a chance of {}",
            people(line), percent(belief.resolved), enemy(line), percent(line.chance));
      case Deed::kLetter:
      case Deed::kDemand:
      case Deed::kMobilised:
      case Deed::kSanctioned:
      case Deed::kOrdered:
      case Deed::kDisobeyed:
        if (line.value == 0 && line.hold == 0) return {};  // stood to, without weighing it
        return fmt::format("worth {:+.2f} against {:+.2f} for waiting: chance {}{}", line.value,
                           line.hold, percent(line.chance), is_new ? "; " + beliefs(line) : "");
      case Deed::kRefused:
      case Deed::kConceded:
        return fmt::format(
            "refusing was worth {:+.2f} more than giving way: chance of this "
            "answer {}",
            line.value, percent(line.chance));
      default:
        return {};
    }
  }

 private:
  std::string beliefs(const Told& line) const {
    const crisis::Belief& belief = line.belief[at(line.side)];
    return fmt::format("{} thought themselves {} and gave {} that {} would fight", people(line),
                       strength_text(belief.strength()), percent(belief.resolved), enemy(line));
  }
  std::string people(const Told& line) const { return theatre_.sides[at(line.side)].people; }
  std::string enemy(const Told& line) const { return theatre_.sides[at(1 - line.side)].people; }
  std::string actor(int i) const { return theatre_.actors[at(i)].name; }
  std::string rung(int i) const { return theatre_.ladder[at(i)].name; }
  std::string report_text(int i) const { return theatre_.reports[at(i)].text; }
  static std::string passage(const std::vector<crisis::Passage>& passages, int i,
                             const std::string& otherwise) {
    return at(i) < passages.size() && !passages[at(i)].text.empty() ? passages[at(i)].text
                                                                    : otherwise;
  }
  std::string crest(const Told& line) const {
    const double share = line.crest[at(line.side)];
    if (share >= 0.999) return theatre_.prize;
    if (share <= 0.001) return "nothing of " + theatre_.prize;
    return fmt::format("{} of {}", percent(share), theatre_.prize);
  }

  const Theatre& theatre_;
  const Dossier& dossier_;
};

// Text in lines of at most kColumns, the later ones set in.
std::string wrap(const std::string& text, const std::string& indent) {
  std::string out, line;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find(' ', begin);
    if (end == std::string::npos) end = text.size();
    const std::string word = text.substr(begin, end - begin);
    if (!line.empty() && indent.size() + line.size() + 1 + word.size() > kColumns) {
      out += indent + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    begin = end + 1;
  }
  if (!line.empty()) out += indent + line + "\n";
  return out;
}

// Whether a reader would tell the two apart.
bool is_news(const crisis::Belief& now, const crisis::Belief& before) {
  constexpr double kStrength = 0.05, kResolve = 0.02;
  return std::abs(now.strength() - before.strength()) > kStrength ||
         std::abs(now.resolved - before.resolved) > kResolve;
}

// What the quarrel has done to the relation, and how much of it a settlement has taken off.
std::string strain_text(const Theatre& theatre, const crisis::Outcome& outcome) {
  const double before = theatre.numbers.relation.strain;
  std::string text =
      fmt::format("The strain between the two stood at {:.1f} before the quarrel", before);
  const bool settled =
      outcome.end == crisis::End::kConceded || outcome.end == crisis::End::kCeaseFire;
  const double eased = theatre.numbers.relation.eased;
  if (settled && eased > 0 && eased < 1) {
    text += fmt::format(", at {:.1f} in it", outcome.strain / eased);
  }
  return text + fmt::format(" and at {:.1f} after it.", outcome.strain);
}

}  // namespace

bool climbs(Deed deed) {
  switch (deed) {
    case Deed::kSighting:
    case Deed::kOccupied:
    case Deed::kPreempted:
    case Deed::kShot:
    case Deed::kLetter:
    case Deed::kDemand:
    case Deed::kMobilised:
    case Deed::kStruck:
    case Deed::kReinforced:
    case Deed::kGeneralWar:
      return true;
    default:
      return false;
  }
}

std::string crisis_date(const Theatre& theatre, double day) {
  const int64_t ms = theatre.day_0_utc_ms + static_cast<int64_t>(day * kDay_ms);
  return format_clock(ms, theatre.offset_minutes).substr(0, 6);
}

std::string deed_text(const Theatre& theatre, const Dossier& dossier, const Told& line) {
  return Narrator(theatre, dossier).what(line);
}

std::vector<CrisisLine> crisis_lines(const Theatre& theatre, const Dossier& dossier,
                                     const std::vector<Told>& told) {
  const Narrator narrator(theatre, dossier);
  std::vector<CrisisLine> lines;
  int sightings = 0, talks = 0;
  const Told* last = nullptr;
  std::array<crisis::Belief, crisis::kSides> believed{};  // as last told
  for (const Told& line : told) {
    if (line.deed == Deed::kSighting && ++sightings > 1) continue;
    if (line.deed == Deed::kTalksFailed && ++talks > 1) continue;
    if (line.deed == Deed::kPlanned) continue;  // the strike tells it
    // What came of a strike stands with it, if nothing lies between.
    const bool result = line.deed == Deed::kTaken || line.deed == Deed::kRepelled;
    if (result && last && last->deed == Deed::kStruck && last->side == line.side) {
      lines.back().what += "; " + narrator.what(line);
      continue;
    }
    last = &line;
    const crisis::Belief& belief = line.belief[at(line.side)];
    const std::string why = narrator.why(line, is_news(belief, believed[at(line.side)]));
    if (!why.empty()) believed[at(line.side)] = belief;
    lines.push_back({line.day, sentence_case(narrator.what(line)), why});
  }
  return lines;
}

std::vector<std::string> crisis_lessons(const Theatre& theatre, const crisis::Outcome& outcome,
                                        const sim::Aftermath& after) {
  std::vector<std::string> paragraphs;
  if (outcome.assault_day == crisis::kNoDay) return paragraphs;
  for (int i = 0; i < crisis::kSides; ++i) {
    const crisis::Side& side = theatre.sides[at(i)];
    const lessons::Names names{side.people, theatre.sides[at(1 - i)].people, side.commander};
    const auto ground = after.lost[at(i)] ? lessons::Ground::kLost : lessons::Ground::kWon;
    std::string paragraph;
    for (const std::string& sentence : lessons::conclusions(
             after.lesson[at(i)], sim::habits_of(theatre.numbers, i), ground, names)) {
      paragraph += (paragraph.empty() ? "" : " ") + sentence;
    }
    paragraphs.push_back(paragraph);
  }
  paragraphs.push_back(strain_text(theatre, outcome));
  if (std::isnan(after.per_year)) return paragraphs;
  constexpr double kYear = 1;
  paragraphs.push_back(fmt::format(
      "With what was learned, one recorded border incident in {:.0f} would grow into a major "
      "crisis: {:.1f} a year, and {} that one comes within twelve months.",
      1 / std::max(after.escalation, 1e-9), after.per_year,
      percent(lessons::chance_of_next_within(kYear, after.per_year))));
  return paragraphs;
}

std::string ladder_chart(const Theatre& theatre, const std::vector<Told>& told) {
  if (told.empty()) return {};
  constexpr double kDaysPerColumn = 1.5;
  const auto column = [&](double day) {
    return static_cast<std::size_t>((day - theatre.start_day) / kDaysPerColumn);
  };
  const std::size_t width = column(theatre.end_day) + 1;
  std::vector<std::string> rows(theatre.ladder.size(), std::string(width, '.'));
  for (const Told& line : told) {
    if (!climbs(line.deed) || line.day < theatre.start_day) continue;
    char& cell = rows[at(line.rung)][std::min(column(line.day), width - 1)];
    const char mark = theatre.sides[at(line.side)].adjective.empty()
                          ? static_cast<char>('1' + line.side)
                          : theatre.sides[at(line.side)].adjective[0];
    cell = cell == '.' || cell == mark ? mark : '*';
  }
  std::size_t name = 0;
  for (const crisis::Rung& rung : theatre.ladder) name = std::max(name, rung.name.size());
  name = std::min<std::size_t>(name, 40);
  std::string out;
  for (std::size_t k = theatre.ladder.size(); k-- > 0;) {
    out += fmt::format("{:>2} {:<{}.{}} {}\n", k + 1, theatre.ladder[k].name, name, name, rows[k]);
  }
  std::string axis(width, ' ');
  for (double day = theatre.start_day; day < theatre.end_day - 6; day += 15) {
    const std::string date = crisis_date(theatre, day);
    axis.replace(column(day), std::min(date.size(), width - column(day)), date);
  }
  return out + fmt::format("   {:<{}} {}\n", "", name, axis);
}

std::string crisis_story(const Theatre& theatre, const Dossier& dossier,
                         const std::vector<Told>& told) {
  std::string out;
  for (const CrisisLine& line : crisis_lines(theatre, dossier, told)) {
    std::string head = wrap(line.what.ends_with('.') ? line.what : line.what + ".", "        ");
    head.replace(0, 6, crisis_date(theatre, line.day));
    out += head;
    if (!line.why.empty()) out += wrap("(" + line.why + ")", "          ");
  }
  return out;
}

std::string crisis_conclusions(const Theatre& theatre, const crisis::Outcome& outcome,
                               const sim::Aftermath& after) {
  const std::vector<std::string> lessons = crisis_lessons(theatre, outcome, after);
  std::string out = lessons.empty() ? "" : "\nWhat they concluded\n";
  for (const std::string& paragraph : lessons) out += wrap(paragraph, "  ");
  return out;
}

}  // namespace khasan::report
