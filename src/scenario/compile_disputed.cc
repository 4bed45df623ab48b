// The figures on which sources disagree, each with what it sets in the compiled battle.
#include <algorithm>

#include "base/hash.h"
#include "scenario/compilation.h"
#include "scenario/figures.h"

namespace khasan::scenario {

namespace {

// The figures with a range, and which one a figure of the spec is.
class Register {
 public:
  explicit Register(Compilation& c) : disputed_(c.scenario.disputed) {
    visit_figures(c.spec, [&](const std::string& name, FigureKind kind, const FigureSpec& spec,
                              std::size_t index) { add(name, kind, spec, index); });
  }
  // Notes that the figure sets what has that index; does nothing for one without a range.
  void aim(const FigureSpec* figure, std::size_t index) {
    if (figure == nullptr) return;
    const auto found = std::find(figures_.begin(), figures_.end(), figure);
    if (found == figures_.end()) return;
    disputed_[static_cast<std::size_t>(found - figures_.begin())].targets.push_back(
        static_cast<uint32_t>(index));
  }

 private:
  void add(const std::string& name, FigureKind kind, const FigureSpec& spec, std::size_t index) {
    if (kind == FigureKind::kCeaseFire) return;  // all runs of a study end together
    const bool needs_best = kind == FigureKind::kStrength || kind == FigureKind::kStrengthFraction;
    if (!(spec.figure.low < spec.figure.high) || (needs_best && spec.figure.best <= 0)) return;
    const std::string& dispute = spec.dispute.empty() ? name : spec.dispute;
    disputed_.push_back(
        {name, dispute, stable_key(dispute), kind, spec.figure, spec.by_profile, {}});
    figures_.push_back(&spec);
    const bool of_a_unit = kind <= FigureKind::kNightTraining;
    if (!of_a_unit) disputed_.back().targets.push_back(static_cast<uint32_t>(index));
  }

  std::vector<Disputed>& disputed_;
  std::vector<const FigureSpec*> figures_;  // by position in disputed_
};

struct Handed {
  const FigureSpec* strength = nullptr;
  const FigureSpec* training = nullptr;
};

std::size_t index_of_element(const Scenario& s, const std::string& path) {
  const auto found = std::lower_bound(
      s.elements.begin(), s.elements.end(), path,
      [](const ElementDef& element, const std::string& wanted) { return element.path < wanted; });
  return static_cast<std::size_t>(found - s.elements.begin());
}

// The nearest unit above that states a strength sets the men of an element, unless it has its own.
void aim_forces(const Compilation& c, const std::vector<Formed>& units, const Handed& above,
                Register& figures) {
  for (const Formed& unit : units) {
    Handed own = above;
    if (const auto* men = unit.said(&UnitSpec::strength)) {
      own.strength = men;
    } else if (const auto* share = unit.said(&UnitSpec::strength_fraction)) {
      own.strength = share;
    }
    if (const auto* training = unit.said(&UnitSpec::night_training)) own.training = training;
    const auto id = c.units.find(unit.path);
    if (id != c.units.end()) figures.aim(own.training, id->second.index());
    for (const Recruit& e : unit.elements) {
      const std::size_t index = index_of_element(c.scenario, e.path);
      figures.aim(e.strength != nullptr ? e.strength : own.strength, index);
      figures.aim(e.digging, index);
    }
    aim_forces(c, unit.children, own, figures);
  }
}

}  // namespace

void compile_disputed(Compilation& c) {
  Register figures(c);
  aim_forces(c, c.forces, {}, figures);
  for (const ProfileSpec& profile : c.spec.profiles) {
    c.scenario.profiles.push_back({profile.id, profile.title, profile.note});
  }
  // What sets nothing, such as the strength of a part that is absent, is not drawn.
  std::erase_if(c.scenario.disputed, [](const Disputed& d) { return d.targets.empty(); });
}

}  // namespace khasan::scenario
