// Keyed chance: every draw is a pure function of what it decides, never of how many draws came
// before (Philox4x64-10, Salmon et al. 2011, through Random123). Two runs that differ in one cause
// share all other chance; order of units, threads and ranks cannot matter.
//
// The whole key goes into the generator: key words = study seed, replication; counter words =
// subject, object, time, purpose (stream, mechanism, n). No field is hashed away, so no two
// different decisions share a number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/time.h"

namespace khasan {

// Independent streams: what part of the world's uncertainty a draw belongs to.
enum class Stream : uint8_t { kChance = 0, kEvidence = 1, kParameters = 2, kTerrain = 3 };
inline constexpr std::size_t kStreamCount = 4;

// The number of a replication that takes each stream from a replication of its own, so that a study
// can tell what part of the spread comes from which. Numbers of streams lie below kMixableMax.
inline constexpr int kStreamBits = 15;
inline constexpr uint64_t kMixableMax = uint64_t{1} << kStreamBits;
inline constexpr uint64_t kMixedFlag = uint64_t{1} << 63;
constexpr uint64_t mixed_replication(const std::array<uint64_t, kStreamCount>& by_stream) {
  uint64_t number = kMixedFlag;
  for (std::size_t i = 0; i < kStreamCount; ++i) number |= by_stream[i] << (kStreamBits * i);
  return number;
}
// The replication from which a stream of that replication comes: itself, unless it is mixed.
constexpr uint64_t replication_of(uint64_t number, Stream stream) {
  if ((number & kMixedFlag) == 0) return number;
  return (number >> (kStreamBits * static_cast<int>(stream))) & (kMixableMax - 1);
}

// What a draw decides. The numbers are part of the record format: append, never renumber.
enum class Purpose : uint16_t {
  kTest = 0,
  kParameterValue = 1,
  kEvidenceValue = 2,
  kGroundDoubt = 3,  // heights and outlines of reconstructed ground
  kMicroRelief = 10,
  kVisibilityThreshold = 11,
  kDetection = 12,
  kRangeError = 13,
  kEngagement = 20,  // which men of an element fire
  kDirectHit = 21,
  kDirectSeverity = 22,
  kRoundsFired = 23,   // whole bursts out of an expected number
  kMissionError = 30,  // mean point of impact of a fire mission
  kRoundDispersion = 31,
  kBurstHit = 32,
  kBurstSeverity = 33,
  kDud = 34,
  kAdjustment = 35,
  kBreakThreshold = 40,
  kRally = 41,
  kLeaderTest = 42,
  kSurrender = 43,
  kGrenadeThrow = 50,
  kGrenadeHit = 51,
  kGrenadeSeverity = 52,
  kNerveTest = 53,
  kMelee = 54,
  kMeleeSeverity = 55,
  kWireCrossing = 60,
  kFlightLoss = 61,
  kPathChoice = 62,
  kReturn = 63,  // lightly wounded men back in the ranks
  kDecisionDelay = 70,
  kMessageDelay = 71,
  kMessageLoss = 72,
  kMisinterpretation = 73,
  kInitiative = 74,
  kFlare = 80,
  kWeather = 90,
  kTankRounds = 95,  // whole rounds at a tank out of an expected number
  kTankHit = 96,
  kTankPierce = 97,
  kTankKill = 98,
  kTankAssault = 99,
  kBootstrap = 100,  // studies: which runs a resample takes
  kDesign = 101,     // studies: where a point of a design lies
  kCrewHit = 110,
  kCrewSeverity = 111,
  kFlame = 112,
  kFlameSeverity = 113,
  kBogging = 114,
  kStoppage = 115,
  kTankRecovery = 116,
  kShellOnTank = 117,
  kFougasseWorks = 118,
  kFougasseHit = 119,
  kAirAbort = 120,  // a formation turns back from its weather
  kAirAim = 121,    // which part of a place it takes
  kAirError = 122,  // mean point of impact of its salvo
  kBombHit = 123,
  kBombSeverity = 124,
  kStrafeTarget = 125,
  kStrafeHit = 126,
  kAircraftLoss = 127,
  kAirClaim = 128,
  kAircrewSeverity = 128,
  kAirPanels = 129,  // whether a formation makes out the signals of its own men
  kStrafeFind = 130,
  kCrisisTruth = 140,   // what is true and nobody knows: balance of strength, resolve
  kCrisisClock = 141,   // when an actor looks again
  kCrisisShock = 142,   // an actor's mood for an act, once a run
  kCrisisReport = 143,  // whether a report comes
  kCrisisDelay = 144,   // preparations and pauses
  kCrisisBattle = 145,  // the fast battle, uncontrolled escalation
  kCrisisTalks = 146,
};

// The generator itself: four random words from a counter and a key.
std::array<uint64_t, 4> philox4x64_10(const std::array<uint64_t, 4>& counter,
                                      const std::array<uint64_t, 2>& key);

// Chance of one replication of one study.
class Rng {
 public:
  constexpr Rng(uint64_t seed, uint64_t replication) : seed_(seed), replication_(replication) {
    for (std::size_t i = 0; i < kStreamCount; ++i) {
      by_stream_[i] = replication_of(replication, static_cast<Stream>(i));
    }
  }
  constexpr uint64_t seed() const { return seed_; }
  constexpr uint64_t replication() const { return replication_; }

  // Four independent 64-bit words for the decision `purpose` about `subject` and `object` (stable
  // keys; 0 where there is none) at `time`, its `n`-th repetition there (n < 2^32).
  std::array<uint64_t, 4> words(Stream stream, Purpose purpose, uint64_t subject, uint64_t object,
                                Time time, uint32_t n = 0) const;

  // The chance stream: uniform in (0, 1), never 0 nor 1.
  double uniform(Purpose purpose, uint64_t subject, uint64_t object, Time time,
                 uint32_t n = 0) const {
    return unit_interval(words(Stream::kChance, purpose, subject, object, time, n)[0]);
  }

  // Uniform in (0, 1) from a word: the 52 high bits, shifted by half a step. With 53 bits the
  // largest value would round to 1; with 52, u and 1 - u are both exact.
  static constexpr double unit_interval(uint64_t word) {
    return (static_cast<double>(word >> 12) + 0.5) * 0x1.0p-52;
  }

 private:
  uint64_t seed_;
  uint64_t replication_;
  std::array<uint64_t, kStreamCount> by_stream_{};
};

}  // namespace khasan
