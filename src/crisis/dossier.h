// What a crisis file says that people read and the engine does not need: who says what, what is
// disputed, what runs are judged by. Filled by src/load, shown by src/report.
#pragma once

#include <string>
#include <vector>

namespace khasan::crisis {

// A short sentence for the story, and who says so.
struct Passage {
  std::string text;
  std::vector<std::string> sources;  // ids, or "assumed"
};

// What the odds are judged by: a measure (sim/crisis_measures.h) and the range that is accepted.
struct Target {
  std::string id, text, measure;
  double low = 0, high = 0;
  std::string recorded;
};

// A rate of other crises that nothing was fitted to, with what the model has against it.
struct BaseRate {
  std::string id, text, measure;
  double rate = 0;
  int n = 0;  // cases behind it; 0: not said
  std::vector<std::string> sources;
};

// Where the popular account and the record differ.
struct Version {
  std::string what, popular, record;
  std::vector<std::string> sources;
};

// Help from outside to a third party: by route and month, for all to see.
struct Delivery {
  std::string month, route, what;
  double count = 0;
  std::vector<std::string> sources;
};

// What pilots, or communiques, claimed and what is recorded; NaN: not known.
struct Claim {
  std::string month, what, note;
  double claimed = 0, recorded = 0;
  bool is_false = false;
  std::vector<std::string> sources;
};

struct Dossier {
  std::vector<Passage> actors, ladder, reports, commitments;  // by the index that the theatre has
  std::vector<Target> targets;
  std::vector<BaseRate> base_rates;
  std::vector<Version> versions;
  std::vector<Delivery> deliveries;
  std::vector<Claim> claims;
};

}  // namespace khasan::crisis
