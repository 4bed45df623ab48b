#include "study/point_cache.h"

#include <algorithm>

namespace khasan::study {

namespace {
// Jobs come in the order of their points, so that threads play one or two points at a time.
constexpr std::size_t kKept = 2;
}  // namespace

PointCache::PointCache(int points, Compile compile)
    : compile_(std::move(compile)), slots_(static_cast<std::size_t>(points)) {}

Result<PointCache::Shared> PointCache::get(int point) {
  Slot& slot = slots_[static_cast<std::size_t>(point)];
  const std::scoped_lock lock(slot.compiling);
  Shared battle = slot.battle.lock();
  if (battle) return battle;
  Result<PointBattle> compiled = compile_(point);
  if (!compiled) return compiled.errors();
  battle = std::make_shared<const PointBattle>(compiled.take());
  slot.battle = battle;
  const std::scoped_lock guard(last_guard_);
  last_.push_back(battle);
  if (last_.size() > kKept) last_.erase(last_.begin());
  return battle;
}

}  // namespace khasan::study
