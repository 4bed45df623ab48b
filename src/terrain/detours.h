// Ways round what bars the straight line to a goal near by: flow fields over a window around the
// goal, worked out when first asked for and kept as long as there is room. What next() says depends
// on ground, class, start and goal alone, so that what is kept changes no answer.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/ids.h"
#include "terrain/ground.h"
#include "terrain/mobility.h"

namespace khasan::terrain {

class Flood;
class StepCost;

class Detours {
 public:
  // A way leads at most so far from its goal along either axis, m.
  static constexpr double kReachM = 1500;
  Detours();
  Detours(Detours&&) noexcept;
  Detours& operator=(Detours&&) noexcept;
  ~Detours();
  // The cell to enter next from `from` on the fastest way to `goal`; none where there is no way, or
  // none within reach. All calls to one object are about the same ground and table.
  CellId next(const Ground& ground, const MobilityTable& table, MobilityClass mobility, CellId from,
              CellId goal);

 private:
  static constexpr std::size_t kKept = 1024;
  struct Field {
    CellId goal{};
    MobilityClass mobility = MobilityClass::kFoot;
    int column = 0, row = 0, columns = 0, rows = 0;  // its window
    std::vector<uint8_t> direction;
  };
  Field& field_of(const Ground& ground, const MobilityTable& table, MobilityClass mobility,
                  CellId goal);
  std::vector<Field> kept_;  // by goal and class, the newest in its place
  std::array<std::unique_ptr<StepCost>, kMobilityClassCount> cost_;
  std::unique_ptr<Flood> flood_;
};

}  // namespace khasan::terrain
