// What the steps of a ladder are worth to an actor: equations (1), (4), (5), (6) of the crisis
// model (docs/methods/crisis.md), closed forms of small logit games solved by backward induction.
// All in units of about the worth of the prize. They read a situation and change nothing.
#pragma once

#include <array>

#include "crisis/belief.h"
#include "crisis/theatre.h"

namespace khasan::crisis {

// Where both sides stand at one moment.
struct Situation {
  double day = 0;
  std::array<Belief, kSides> belief{};
  std::array<double, kSides> crest{0, 0};       // share of the prize held; both 0: nobody's
  std::array<double, kSides> lost_since{0, 0};  // day from which the loss of it counts
  std::array<bool, kSides> lost_in_battle{false, false};
  std::array<int, kSides> level{0, 0};        // rung to which it is committed: its mass
  std::array<int, kSides> climbed{0, 0};      // highest rung used
  std::array<double, kSides> audience{0, 0};  // audience stock
  std::array<double, kSides> commitment{0, 0};
  double since_war = 0;  // days of fighting
  double strain = 0;     // of the relation between the two: what public steps add up to
};

// One actor's view: its side's belief, its stake by type, its losses. Cheap to make.
struct View {
  const Theatre& theatre;
  const Numbers& numbers;
  const Situation& now;
  int actor = 0;
  bool resolved = false;  // the type of its side
  int side() const { return theatre.actors[static_cast<std::size_t>(actor)].side; }
  int other() const { return 1 - side(); }
  const ActorNumbers& self() const { return numbers.actor[actor]; }
  const Belief& belief() const { return now.belief[static_cast<std::size_t>(side())]; }
  double stake() const { return self().stake * (resolved ? numbers.resolved : numbers.unresolved); }
};

// What general war would cost an actor, with what its side has tied down elsewhere.
double war_loss(const View& view);
// Chance that a strike of the view's side at `rung` takes the prize from an enemy at `level` (1).
double success_chance(const View& view, int rung, int level);
// Chance that the enemy's strike at `rung` takes the prize from the view's side at `level`.
double loss_chance(const View& view, int rung, int level);
// The enemy's next strike above its level; its highest where it is there already.
int next_strike(const Theatre& theatre, int side, int level);
// Chance that the enemy, having lost, strikes back at his next rung where he would succeed with
// chance `success` (4).
double counter_chance(const View& view, double success);
// What the prize is worth as it is held now: the value of not acting.
double hold_value(const View& view);
// Value of a strike at `rung`: of taking the prize, or, where it is held, of holding it better (5).
double strike_value(const View& view, int rung);

// A threat at a rung below the strikes (letter, demand, mobilising) and what it may lead to (6).
struct Threat {
  double value = 0;        // of making it
  double carried_out = 0;  // chance that the sender strikes when it is refused
  double refused = 0;      // chance, over the receiver's types
  double refused_resolved = 0, refused_other = 0;  // by his type
};
Threat threat(const View& view, int rung);
// The receiver's side of it: what refusing a demand is worth more than conceding it, by his own
// belief about what the sender will do.
double refusal_gain(const View& view, int rung);

// Occupying an empty prize, against waiting; `zeal` is added to the wish to go.
double occupation_gain(const View& view, double zeal);
// What a look at the enemy is worth before it is taken: how much better the choice between the
// strike that the side threatens and holding gets on average, less the cost of the rung. `variance`
// > 0 of the look. Three points of Gauss and Hermite stand for what it may show.
double probing_gain(const View& view, double variance);
// A cease-fire in place, against going on.
double cease_fire_gain(const View& view);

}  // namespace khasan::crisis
