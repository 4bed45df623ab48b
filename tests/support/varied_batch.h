// Ticks and events of every kind with all sorts of numbers, the same each time.
#pragma once

#include "base/hash.h"
#include "record/tick_codec.h"

namespace khasan::testing {

// `events` events, three a tick; every fourth tick has none and an old digest.
inline record::TickBatch varied_batch(int events) {
  uint64_t chance = 1;
  const auto draw = [&](uint64_t n) { return (chance = mix(chance + 0x9e3779b97f4a7c15ull)) % n; };
  const auto maybe_id = [&] {
    return draw(3) == 0 ? ElementId::kNoneValue : static_cast<uint32_t>(draw(700));
  };
  const auto number = [&] { return static_cast<int32_t>(draw(2) == 0 ? draw(9) : draw(1u << 31)); };
  record::TickBatch batch;
  Time now = seconds(5);
  for (int i = 0; i < events; ++i) {
    if (i % 3 == 0) {
      now += milliseconds(static_cast<int64_t>(1 + draw(60'000)));
      batch.ticks.push_back({now, mix(chance), 0});
    }
    if (i % 9 == 8) batch.ticks.push_back({now += seconds(2), batch.ticks.back().digest, 0});
    state::Event e;
    e.kind = static_cast<state::EventKind>(draw(static_cast<uint64_t>(state::EventKind::kCount)));
    e.at = draw(5) == 0 ? now - milliseconds(static_cast<int64_t>(draw(4000))) : now;
    e.side = static_cast<Side>(draw(kSideCount));
    e.cause = static_cast<state::Cause>(draw(static_cast<uint64_t>(state::kLastCause) + 1));
    e.subject.value = maybe_id();
    e.object.value = maybe_id();
    e.unit.value = maybe_id();
    e.place.value = maybe_id();
    e.weapon.value = maybe_id();
    e.order.value = maybe_id();
    e.a = number();
    e.b = -number();
    e.c = number();
    e.d = number();
    if (draw(4) != 0) e.where = {static_cast<double>(draw(900'000)) / 7, 1.0 / (1 + i)};
    batch.events.push_back(e);
    ++batch.ticks.back().events;
  }
  return batch;
}

}  // namespace khasan::testing
