// What a lesson's file says: a battle told in plain words, the questions that a class answers
// before it sees what the simulation says, and how the hour is spent (docs/lesson_format.md). Read
// by load::read_lesson, played by `khasan lesson`.
#pragma once

#include <string>
#include <vector>

namespace khasan::scenario {

inline constexpr int kLessonMinutes = 45;        // what the plan adds up to
inline constexpr std::size_t kQuestionsMin = 6;  // what a lesson asks at least

// Something that is told, and who says so: ids of sources of the battle, or "assumed". No sources:
// it tells of the lesson, not of history.
struct LessonText {
  std::string text;
  std::vector<std::string> sources;
};

// A word that the class may not know.
struct LessonTerm {
  std::string term, meaning;
};

// A part of the hour.
struct LessonPart {
  int minutes = 0;
  std::string title, what;
};

// One "what if", asked of a measure of the battle.
struct LessonQuestion {
  std::string what_if;  // one that the battle ships, by name
  std::string title;    // a few words
  LessonText background;
  std::string question;
  std::string measure;           // the id of the one that answers it
  std::string counted;           // what that measure counts, in plain words
  std::string more, less, same;  // the answers to choose from: what the change does to it
  std::vector<std::string> discuss;
};

struct LessonSpec {
  std::string file, title;
  std::vector<LessonText> introduction;
  std::vector<LessonTerm> terms;
  std::vector<LessonPart> plan;
  std::vector<LessonQuestion> questions;
};

}  // namespace khasan::scenario
