// Ten minutes of the story: gathers the events of a window by company and kind, then writes one
// sentence for each gathering. Used by StoryTeller alone.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "report/story.h"

namespace khasan::report {

class StoryWindow {
 public:
  StoryWindow(const scenario::Scenario& scenario, StoryMemory& memory)
      : scenario_(scenario), memory_(memory) {}
  void add(const state::Event& event);
  // All sentences, by time.
  std::vector<StoryLine> lines();

 private:
  // Events of one kind of one company (and one place) that make one sentence together.
  struct Gathering {
    state::Event first;
    int count = 0;
    int64_t a = 0, b = 0, c = 0, d = 0;
    std::vector<UnitId> units;  // the platoons it is about, in order of appearance
    UnitId enemy{};             // company of the object of the first event that has one
    double range_m = -1;
    std::vector<std::string> weapons;
  };
  // Kind, company, place and order.
  using Key = std::tuple<state::EventKind, UnitId, uint32_t, uint32_t>;

  Key key_of(const state::Event& event) const;
  UnitId company(const state::Event& event) const;
  void note_weapon(Gathering& g, const state::Event& event) const;
  void write(const Gathering& g, UnitId unit);
  void write_contact(const Gathering& g, UnitId unit);
  void write_fire(const Gathering& g, UnitId unit);
  void write_losses(const Gathering& g, UnitId unit);
  void write_morale(const Gathering& g, UnitId unit);
  void write_order(const Gathering& g);
  void write_decision(const Gathering& g);
  void write_shells(const Gathering& g, UnitId unit);
  void write_capture(const Gathering& g);
  void write_sky(const Gathering& g);
  void write_air(const Gathering& g, UnitId unit);
  bool is_bomb(const state::Event& event) const;
  void write_armour(const Gathering& g, UnitId unit);
  void write_other(const Gathering& g, UnitId unit);
  void write_flare(const Gathering& g);
  void write_fight(const Gathering& g, UnitId unit);
  void write_guns(const Gathering& g, UnitId unit);
  // Whether the like was told within `span` before; notes that it is told now.
  bool is_old(const Gathering& g, UnitId unit, uint32_t other, Time span);
  void say(const Gathering& g, UnitId unit, int importance, std::string text);
  // "the Japanese company 1, I/75".
  std::string whole_name(UnitId unit) const;
  std::string where_text(terrain::Point at) const;

  const scenario::Scenario& scenario_;
  StoryMemory& memory_;
  std::map<Key, Gathering> gathered_;
  std::vector<StoryLine> lines_;
};

}  // namespace khasan::report
