#include "state/event.h"

#include <array>

namespace khasan::state {

const EventInfo& info_of(EventKind kind) {
  static constexpr std::array kInfo{
#define KHASAN_EVENT(name, importance, meaning) EventInfo{#name, importance, meaning},
#include "state/event.def"
#undef KHASAN_EVENT
  };
  return kInfo[static_cast<std::size_t>(kind)];
}

}  // namespace khasan::state
