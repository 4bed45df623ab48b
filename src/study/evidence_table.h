// One battle under different evidence: its outcomes under each stream, run by run on the same
// chance, and the disputed figures that move them most (docs/methods/evidence.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "study/movers.h"
#include "study/replications.h"
#include "study/score.h"

namespace khasan::study {

inline constexpr std::size_t kMoversNamed = 3;

// The runs under one evidence.
struct EvidenceStream {
  std::string id, title, note;  // "best", "drawn", or of a profile
  Replications replications;
};

// Mean difference to the first stream over the runs of one number in which both gave a value.
struct Shift {
  int n = 0;
  double mean = 0;
  Interval ci;  // 95 %, normal
  bool differs() const { return n > 1 && (ci.low > 0 || ci.high < 0); }
};

struct Cell {
  Estimate estimate;
  Shift shift;  // n = 0 in the first stream
};

struct EvidenceLine {
  std::size_t measure = 0;         // position in scenario.measures
  std::optional<double> recorded;  // best value of the record
  std::vector<Cell> cells;         // by stream
  std::vector<Mover> movers;       // inputs: positions in table.disputes
};

struct EvidenceTable {
  std::vector<EvidenceStream> streams;  // best, drawn, profiles
  std::vector<EvidenceLine> lines;
  std::vector<std::string> disputes;  // names
  int drawn_runs = 0;
};

// `streams` begins with the best evidence; the one called "drawn" gives the movers, with the
// figures that its runs drew under that seed.
EvidenceTable evidence_table(const scenario::Scenario& scenario,
                             std::vector<EvidenceStream> streams, uint64_t seed);

}  // namespace khasan::study
