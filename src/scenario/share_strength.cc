// Men of a unit over its parts: those that the battle file gives first, the rest in proportion to
// the tables by largest remainders (Hamilton's method), ties in path order; then weapons by men.
#include <algorithm>
#include <cstdint>

#include "scenario/compilation.h"

namespace khasan::scenario {

int establishment_of(const Formed& unit) {
  int men = 0;
  for (const Recruit& element : unit.elements) men += element.spec->element.men;
  for (const Formed& child : unit.children) men += establishment_of(child);
  return men;
}

namespace {

// Shares of `total` in proportion to `weights`, whole numbers that add up to it.
std::vector<int> largest_remainders(int total, const std::vector<int>& weights) {
  int64_t sum = 0;
  for (int w : weights) sum += w;
  std::vector<int> shares(weights.size(), 0);
  if (sum == 0) return shares;
  std::vector<std::pair<int64_t, std::size_t>> remainders;  // negated, so that the largest is first
  int left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const int64_t product = static_cast<int64_t>(weights[i]) * total;
    shares[i] = static_cast<int>(product / sum);
    left -= shares[i];
    remainders.emplace_back(-(product % sum), i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t k = 0; left > 0; ++k, --left) ++shares[remainders[k].second];
  return shares;
}

// Men by the tables that no entry of the battle file fixes.
int free_establishment(const Formed& unit) {
  int men = 0;
  for (const Recruit& e : unit.elements) men += e.fixed ? 0 : e.spec->element.men;
  for (const Formed& child : unit.children) {
    if (child.given_men < 0) men += free_establishment(child);
  }
  return men;
}

int fixed_men(const Formed& unit) {
  int men = 0;
  for (const Recruit& e : unit.elements) men += e.fixed ? e.men : 0;
  for (const Formed& child : unit.children) {
    men += child.given_men >= 0 ? child.given_men : fixed_men(child);
  }
  return men;
}

// Shares `men` over the free elements of a unit and of its children, level by level, so that
// companies differ by one man at most and not by one a squad.
void share_free(Formed& unit, int men) {
  std::vector<int> weights;
  for (const Recruit& e : unit.elements) weights.push_back(e.fixed ? 0 : e.spec->element.men);
  for (const Formed& child : unit.children) {
    weights.push_back(child.given_men >= 0 ? 0 : free_establishment(child));
  }
  const std::vector<int> shares = largest_remainders(men, weights);
  std::size_t i = 0;
  for (Recruit& e : unit.elements) {
    if (!e.fixed) e.men = shares[i];
    ++i;
  }
  for (Formed& child : unit.children) {
    if (child.given_men < 0) share_free(child, shares[i]);
    ++i;
  }
}

const Where& where_strength_stands(const Formed& unit) {
  if (const FigureSpec* men = unit.said(&UnitSpec::strength)) return men->where;
  return unit.said(&UnitSpec::strength_fraction)->where;
}

void share_given(Compilation& c, Formed& unit) {
  const int table = establishment_of(unit), fixed = fixed_men(unit);
  const int free = free_establishment(unit), rest = unit.given_men - fixed;
  const std::string found = std::to_string(unit.given_men) + " men";
  if (table == 0 && !c.errors.empty()) return;  // its organisation is the fault
  if (rest < 0) {
    c.fault(where_strength_stands(unit), found,
            "at least the " + std::to_string(fixed) + " men of the parts with their own strength");
  } else if (rest > 0 && free == 0) {
    c.fault(where_strength_stands(unit), found,
            "the " + std::to_string(fixed) + " men of its parts, for no others are in its tables");
  } else if (rest > free && unit.given_men <= table) {
    c.fault(where_strength_stands(unit), found,
            "at most " + std::to_string(free + fixed) + " men, by the tables and its parts");
  } else {
    share_free(unit, rest);
  }
}

void read_given(Formed& unit) {
  if (const FigureSpec* men = unit.said(&UnitSpec::strength)) {
    unit.given_men = static_cast<int>(men->figure.best + 0.5);
  } else if (const FigureSpec* share = unit.said(&UnitSpec::strength_fraction)) {
    unit.given_men = static_cast<int>(share->figure.best * establishment_of(unit) + 0.5);
  }
}

// Individual weapons follow the men; crews keep their weapon while half of them are there.
void arm(const Scenario& s, const Compilation& c, Recruit& e) {
  const forces::ElementTemplate& table = e.spec->element;
  const std::size_t slots = std::min(table.weapons.size(), e.counts.size());
  int crews = 0;
  const auto type_of = [&](std::size_t i) -> const forces::Weapon* {
    const auto found = c.weapons.find(table.weapons[i].weapon);
    return found == c.weapons.end() ? nullptr : &s.weapon(found->second);
  };
  for (std::size_t i = 0; i < slots; ++i) {
    const forces::Weapon* type = type_of(i);
    if (!type || type->crew < 2 || type->kind == forces::WeaponKind::kHandGrenade) continue;
    e.counts[i] = std::min(table.weapons[i].count, (e.men - crews) * 2 / type->crew);
    crews = std::min(e.men, crews + e.counts[i] * type->crew);
  }
  // The table itself may arm the crews too: never fewer than its own share for the men left.
  int individual = 0;
  for (std::size_t i = 0; i < slots; ++i) {
    const forces::Weapon* type = type_of(i);
    if (!type) continue;
    const int count = table.weapons[i].count, of = std::max(1, table.men);
    const int scaled = std::min(count, static_cast<int>(static_cast<int64_t>(count) * e.men / of));
    if (type->kind == forces::WeaponKind::kHandGrenade) {
      e.counts[i] = scaled;
    } else if (type->crew < 2) {
      e.counts[i] = std::min(
          {count, std::max(scaled, e.men - crews - individual), std::max(0, e.men - individual)});
      individual += e.counts[i];
    }
  }
}

void drop_empty(Formed& unit) {
  std::erase_if(unit.elements, [](const Recruit& e) { return e.men == 0; });
}

}  // namespace

void share_strength(Compilation& c) {
  for_each_unit(c.forces, [](Formed& unit) {
    for (Recruit& e : unit.elements) {
      if (!e.fixed) e.men = e.spec->element.men;
    }
    read_given(unit);
  });
  for_each_unit(c.forces, [&](Formed& unit) {
    if (unit.given_men >= 0) share_given(c, unit);
  });
  for_each_unit(c.forces, [&](Formed& unit) {
    for (Recruit& e : unit.elements) arm(c.scenario, c, e);
    drop_empty(unit);
  });
}

}  // namespace khasan::scenario
