#include "base/hash.h"

#include "state/fields.h"

namespace khasan::state {

namespace {

template <class T>
void add(Digest& digest, const T& value) {
  if constexpr (IsList<T>::value) {
    // A battle that no crisis governs has no trace of one.
    constexpr bool of_crisis = std::is_same_v<T, std::vector<scenario::Release>> ||
                               std::is_same_v<T, std::vector<scenario::Footing>>;
    if (of_crisis && value.empty()) return;
    digest.add(value.size());
    for (const auto& row : value) add(digest, row);
  } else if constexpr (IsArray<T>::value) {
    for (const auto& item : value) add(digest, item);  // of lists, or of numbers
  } else {
    for_each_number(value, [&](const auto& number) { digest.add(bits_of(number)); });
  }
}

}  // namespace

uint64_t hash(const State& state) {
  Digest digest(0);
  std::apply([&](const auto&... field) { (add(digest, field), ...); }, Fields<State>::tie(state));
  return mix(digest.value());
}

}  // namespace khasan::state
