#include "command/expectation.h"

#include <algorithm>
#include <cmath>

#include "base/maths.h"
#include "command/picture.h"
#include "command/staff.h"

namespace khasan::command {

using scenario::Param;

namespace {

constexpr double kNineInTen = 1.2815515655446004;  // exact: quantile of the normal law

// A sum of lognormal times, as the lognormal of the same mean and variance (Fenton 1960). The sum
// is never sooner than a moment until which somebody is busy: `floor_s` and what comes after it.
class Sum {
 public:
  explicit Sum(double sigma_log) : sigma2_(sigma_log * sigma_log) {}

  void add(double median_s) {
    const double mean_s = median_s * pinned_exp(sigma2_ / 2);
    mean_s_ += mean_s;
    variance_ += mean_s * mean_s * (pinned_exp(sigma2_) - 1);
    sure_s_ = std::max(sure_s_, 0.0);
  }
  // Work is taken up at `free_s` at the earliest: what has come before then has waited.
  void wait_until(double free_s) {
    if (free_s <= 0) return;
    const double waits_s = free_s - sure_s_ - mean_s_;
    if (waits_s <= 0) return;
    sure_s_ = free_s;
    mean_s_ = variance_ = 0;
  }
  // `z`: of the normal law.
  double quantile_s(double z) const {
    if (mean_s_ <= 0) return sure_s_;
    const double log_variance = pinned_log(1 + variance_ / (mean_s_ * mean_s_));
    const double median_s = mean_s_ * pinned_exp(-log_variance / 2);
    return sure_s_ + median_s * pinned_exp(z * std::sqrt(log_variance));
  }

 private:
  double sigma2_;
  double sure_s_ = 0, mean_s_ = 0, variance_ = 0;
};

class Chain {
 public:
  Chain(const Staff& staff, Time from)
      : staff_(staff), from_(from), sum_(staff.param(Param::command_delay_sigma_log)) {}

  void link(UnitId from, UnitId to) {
    const double median_s = link_median_s(staff_, from, to);
    if (median_s > 0) sum_.add(median_s);
  }
  void work(UnitId unit, forces::Echelon echelon) {
    const UnitId worker = acting_headquarters(staff_, unit);
    const Time free = staff_.state.headquarters_free[worker.index()];
    sum_.wait_until((free - from_).seconds());
    sum_.add(decision_median_s(staff_, echelon));
  }
  void arrive(UnitId unit, Time earliest = Time{}) {
    const auto at = [&](double z) {
      return std::max(from_ + from_seconds(sum_.quantile_s(z)), earliest);
    };
    arrivals.push_back({unit, at(-kNineInTen), at(0), at(kNineInTen)});
  }
  std::vector<Arrival> arrivals;

 private:
  const Staff& staff_;
  Time from_;
  Sum sum_;
};

forces::Echelon at_most_company(forces::Echelon echelon) {
  return std::min(echelon, forces::Echelon::kCompany);
}

// The unit below that hears last: by runner, over the longest way.
UnitId last_below(const Staff& staff, UnitId unit) {
  UnitId last;
  double longest_s = -1;
  for (const UnitId child : staff.scenario.unit(unit).children) {
    if (!is_alive(staff.scenario, staff.state, child)) continue;
    const double way_s = link_median_s(staff, unit, child);
    if (way_s > longest_s) last = child, longest_s = way_s;
  }
  return last;
}

}  // namespace

std::vector<Arrival> expect_order(const scenario::Scenario& scenario, const state::State& state,
                                  const scenario::PlayerOrder& order) {
  const Rng unused(0, 0);
  const state::Tick tick;
  state::Effects effects;
  std::vector<PassedOn> passed_on;
  const Staff staff{scenario, state, unused, tick, effects, passed_on};
  const UnitId issuer = acting_headquarters(staff, order.seat);
  // Orders are looked at with every whole minute.
  Chain chain(staff, {(state.now.ms / minutes(1).ms + 1) * minutes(1).ms});
  chain.work(issuer, scenario.unit(issuer).echelon);
  chain.arrive(issuer);
  UnitId from = issuer;
  for (const UnitId hq : between(staff, issuer, order.unit)) {
    chain.link(from, hq);
    chain.work(hq, scenario.unit(hq).echelon);
    chain.arrive(hq);
    from = hq;
  }
  chain.link(from, order.unit);
  if (issuer != order.unit) {
    chain.work(order.unit, at_most_company(scenario.unit(order.unit).echelon));
  }
  chain.arrive(order.unit, order.not_before);
  const UnitId last = last_below(staff, order.unit);
  if (last.exists()) {
    chain.link(order.unit, last);
    chain.work(last, at_most_company(scenario.unit(last).echelon));
    chain.arrive(last, order.not_before);
  }
  return std::move(chain.arrivals);
}

}  // namespace khasan::command
