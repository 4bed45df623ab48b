#include "lessons/exchange.h"

#include <algorithm>

#include "base/maths.h"

namespace khasan::lessons {

namespace {

// Share of the men lost. Half a man where nobody fell, so that a bloodless fight has a logarithm
// (after Haldane 1956, who adds one half to every count; here recorded counts stay as they are).
double share_lost(double losses, double men) { return std::max(losses, 0.5) / men; }

// +1 for the side that holds, -1 for the other.
double sign_of(Holder holder) {
  return holder == Holder::kOwn ? 1 : holder == Holder::kEnemy ? -1 : 0;
}

}  // namespace

Engagement seen_by_enemy(const Engagement& engagement) {
  const Holder holder = engagement.holder == Holder::kOwn     ? Holder::kEnemy
                        : engagement.holder == Holder::kEnemy ? Holder::kOwn
                                                              : Holder::kNobody;
  return {holder, engagement.enemy_men, engagement.enemy_losses, engagement.own_men,
          engagement.own_losses};
}

double shown_strength(const Engagement& engagement) {
  return 0.5 * pinned_log(share_lost(engagement.enemy_losses, engagement.enemy_men) /
                          share_lost(engagement.own_losses, engagement.own_men));
}

double planned_strength(const Engagement& engagement, double gamma) {
  return pinned_log(engagement.own_men / engagement.enemy_men) + gamma * sign_of(engagement.holder);
}

double residual(const Engagement& engagement, double gamma) {
  return shown_strength(engagement) - planned_strength(engagement, gamma);
}

Observation observe(std::span<const Engagement> engagements, double gamma, double noise_variance) {
  double sum = 0;
  for (const Engagement& engagement : engagements) sum += residual(engagement, gamma);
  const int count = static_cast<int>(engagements.size());
  return {count > 0 ? sum / count : 0, noise_variance, count};
}

}  // namespace khasan::lessons
