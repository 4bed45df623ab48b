#include "state/effects.h"

#include <algorithm>

#include "base/hash.h"
#include "state/apply_parts.h"
#include "state/effect_fields.h"

namespace khasan::state {

namespace {

// Calls visit(buffer) for every buffer, in the order of their declaration.
template <class E, class Visit>
void for_each_buffer(E& effects, Visit&& visit) {
  std::apply([&](auto&... buffer) { (visit(buffer), ...); }, Fields<Effects>::tie(effects));
}

template <class Buffer>
void sort(Buffer& buffer) {
  std::stable_sort(buffer.begin(), buffer.end(),
                   [](const auto& a, const auto& b) { return a.subject < b.subject; });
}

}  // namespace

void Effects::clear() {
  for_each_buffer(*this, [](auto& buffer) { buffer.clear(); });
}

bool Effects::empty() const {
  bool none = true;
  for_each_buffer(*this, [&](const auto& buffer) { none = none && buffer.empty(); });
  return none;
}

uint64_t digest_of(const Effects& effects, uint64_t before) {
  Digest digest(before);
  for_each_buffer(effects, [&](const auto& buffer) {
    if (buffer.empty()) return;
    digest.add(buffer.size());
    for (const auto& effect : buffer) {
      for_each_number(effect, [&](const auto& number) { digest.add(bits_of(number)); });
    }
  });
  return digest.value();
}

bool is_noted(const State& state, const Restraint& held) {
  const Restrained one{held.rule, held.order, held.unit, held.what};
  return std::find(state.restrained.begin(), state.restrained.end(), one) != state.restrained.end();
}

void parts::sort_by_subject(Effects& effects) {
  sort(effects.shots);
  sort(effects.losses);
  sort(effects.doses);
  sort(effects.hulls);
  sort(effects.flights);
}

}  // namespace khasan::state
