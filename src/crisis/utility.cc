#include "crisis/utility.h"

#include <algorithm>
#include <cmath>

#include "crisis/logit.h"

namespace khasan::crisis {
namespace {

// Days after which a loss feels its worst.
constexpr double kHardened_d = 20;
// Occupying: what a resolved enemy takes from the prize, and what waiting is worth (models: crisis,
// section 6).
constexpr double kOccupied_risk = 0.4, kWaiting = 0.5;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

double mass(const View& view, int side, int rung) { return view.numbers.rung[rung].mass[side]; }

// Root in (1): battle noise and doubt about strength.
double spread(const View& view) {
  const double noise = view.numbers.battle_noise;
  return std::sqrt(noise * noise + view.belief().var_strength());
}

double own_strength(const View& view) { return view.belief().strength() + view.self().optimism; }

// What a rung costs an actor, spiral risk included.
double price(const View& view, int rung) {
  return view.self().cost_weight * view.numbers.rung[rung].cost +
         view.numbers.rung[rung].spiral * war_loss(view);
}

// The principal of the enemy as the view's actor sees him, of either type.
View enemy(const View& view, bool resolved) {
  return {view.theatre, view.numbers, view.now, view.theatre.sides[at(view.other())].principal,
          resolved};
}

// Mean over the enemy's types, by what the view's side believes of them.
template <class Value>
double over_types(const View& view, Value&& value) {
  const double resolved = view.belief().resolved;
  return resolved * value(true) + (1 - resolved) * value(false);
}

double sunk(const View& view) { return view.now.audience[at(view.side())]; }

// How the loss of the prize feels by now.
double erosion(const View& view) {
  const double days = view.now.day - view.now.lost_since[at(view.side())];
  return view.self().erosion * std::clamp(days, 0.0, kHardened_d) / kHardened_d;
}

}  // namespace

double war_loss(const View& view) {
  const SideNumbers& side = view.numbers.side[view.side()];
  return view.self().war_loss * (1 + side.commitment_weight * view.now.commitment[at(view.side())]);
}

double success_chance(const View& view, int rung, int level) {
  return normal_cdf((mass(view, view.side(), rung) - mass(view, view.other(), level) +
                     own_strength(view) - view.numbers.heights * view.now.crest[at(view.other())]) /
                    spread(view));
}

double loss_chance(const View& view, int rung, int level) {
  return normal_cdf((mass(view, view.other(), rung) - mass(view, view.side(), level) -
                     own_strength(view) - view.numbers.heights) /
                    spread(view));
}

int next_strike(const Theatre& theatre, int side, int level) {
  int highest = kNobody;
  for (int k = 0; k < static_cast<int>(theatre.ladder.size()); ++k) {
    if (!theatre.ladder[at(k)].possible[side]) continue;
    if (k > level) return k;
    highest = k;
  }
  return highest;
}

double counter_chance(const View& view, double success) {
  const int rung = next_strike(view.theatre, view.other(), view.now.level[at(view.other())]);
  if (rung == kNobody) return 0;
  return over_types(view, [&](bool resolved) {
    const View j = enemy(view, resolved);
    return logistic(j.self().precision * (success * j.stake() - price(j, rung) + sunk(j)));
  });
}

double hold_value(const View& view) {
  const double own = view.now.crest[at(view.side())];
  const double theirs = view.now.crest[at(view.other())];
  if (own + theirs == 0) return view.stake() / 2;
  // Whoever has lost it in battle swallows the whole audience cost by doing nothing.
  const double swallowed = view.now.lost_in_battle[at(view.side())] ? sunk(view) : 0;
  return own * view.stake() - theirs * (erosion(view) + swallowed);
}

double strike_value(const View& view, int rung) {
  const int other_next = next_strike(view.theatre, view.other(), view.now.level[at(view.other())]);
  const auto taken_back = [&](int level) {
    if (other_next == kNobody) return 0.0;
    const double chance = loss_chance(view, other_next, level);
    return counter_chance(view, chance) * chance;
  };
  const double v = view.stake();
  const int level = view.now.level[at(view.side())];
  if (view.now.crest[at(view.side())] > 0.5) {
    return v + v * (taken_back(level) - taken_back(std::max(level, rung))) - price(view, rung);
  }
  const double p = success_chance(view, rung, view.now.level[at(view.other())]);
  // Rungs between the shot and the first strike that were left out.
  const int left_out = std::min(rung, view.theatre.first_strike) -
                       std::max(view.now.climbed[at(view.side())], view.theatre.shot) - 1;
  return p * v * (1 - taken_back(rung)) + (1 - p) * hold_value(view) - price(view, rung) -
         view.numbers.skip * std::max(0, left_out);
}

Threat threat(const View& view, int rung) {
  const double publicity = view.numbers.rung[rung].publicity;
  const int strike = view.theatre.sides[at(view.side())].threatened;
  const double fight = strike_value(view, strike);
  const double back_down = hold_value(view) - sunk(view) - view.self().audience * publicity;
  Threat made;
  made.carried_out = logistic(view.self().precision * (fight - back_down));
  const double p = success_chance(view, strike, view.now.level[at(view.other())]);
  const auto refuses = [&](bool resolved) {
    const View j = enemy(view, resolved);
    const double struck = (1 - p) * j.stake() - price(j, strike);
    return logistic(j.self().precision *
                    (made.carried_out * struck + (1 - made.carried_out) * j.stake() + sunk(j) +
                     j.self().audience * publicity));
  };
  made.refused_resolved = refuses(true);
  made.refused_other = refuses(false);
  made.refused = over_types(
      view, [&](bool resolved) { return resolved ? made.refused_resolved : made.refused_other; });
  made.value = (1 - made.refused) * view.stake() +
               made.refused * (made.carried_out * fight + (1 - made.carried_out) * back_down) -
               price(view, rung);
  return made;
}

double refusal_gain(const View& view, int rung) {
  const std::size_t i = at(view.side());
  const int strike = view.theatre.sides[1 - i].threatened;
  // The sender as the receiver sees him: strong by the receiver's belief, whatever his own is.
  Situation seen = view.now;
  Belief& his = seen.belief[1 - i];
  const Belief& own = view.belief();
  const View sender{view.theatre, view.numbers, seen, view.theatre.sides[1 - i].principal, false};
  his.quantity = -own_strength(view) - sender.self().optimism;
  his.quality = 0;
  his.var_quantity = own.var_quantity, his.covariance = own.covariance;
  his.var_quality = own.var_quality;
  const double publicity = view.numbers.rung[rung].publicity;
  const double carried_out = over_types(view, [&](bool resolved) {
    View j = sender;
    j.resolved = resolved;
    const double back_down = hold_value(j) - sunk(j) - j.self().audience * publicity;
    return logistic(j.self().precision * (strike_value(j, strike) - back_down));
  });
  const double struck = loss_chance(view, strike, view.now.level[i]);
  const double v = view.stake();
  return carried_out * ((1 - struck) * v - price(view, strike)) + (1 - carried_out) * v +
         sunk(view) + view.self().audience * publicity;
}

double occupation_gain(const View& view, double zeal) {
  const double resolved = view.belief().resolved;
  const double go = view.stake() * (1 - kOccupied_risk * resolved) -
                    price(view, view.theatre.occupy) - view.self().discipline + zeal;
  return go - kWaiting * view.stake() * (1 - resolved);
}

double probing_gain(const View& view, double variance) {
  const int strike = view.theatre.sides[at(view.side())].threatened;
  const auto best = [&](const Situation& seen) {
    const View then{view.theatre, view.numbers, seen, view.actor, view.resolved};
    return std::max(strike_value(then, strike), hold_value(then));
  };
  const double spread_seen = std::sqrt(view.belief().var_strength() + variance);
  const auto after = [&](double deviations) {
    Situation seen = view.now;
    Belief& belief = seen.belief[at(view.side())];
    learn_strength(belief, belief.strength() + deviations * spread_seen, variance);
    return best(seen);
  };
  const double root3 = std::sqrt(3.0);
  const double expected = (after(-root3) + 4 * after(0) + after(root3)) / 6;
  return expected - best(view.now) - price(view, view.theatre.reconnoitre);
}

double cease_fire_gain(const View& view) {
  const std::size_t i = at(view.side());
  const double v = view.stake();
  const double tired = view.numbers.fatigue * view.now.since_war;
  const int level = view.now.level[i];
  if (view.now.crest[i] >= view.now.crest[1 - i]) {
    const int other_next = next_strike(view.theatre, view.other(), view.now.level[1 - i]);
    const double lost = other_next == kNobody ? 0 : loss_chance(view, other_next, level);
    const double go_on = v * (1 - counter_chance(view, lost) * lost);
    return v * (1 - view.numbers.share) - (go_on - tired);
  }
  const double swallow = -sunk(view) - erosion(view);
  const int next = next_strike(view.theatre, view.side(), level);
  const double go_on = next == kNobody ? swallow : std::max(strike_value(view, next), swallow);
  return v * view.numbers.share - sunk(view) - (go_on - tired);
}

}  // namespace khasan::crisis
