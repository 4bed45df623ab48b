// Goal: a draw is a function of what it decides and of nothing else.
// Method: change one field of the key at a time; all words must change. Even spread is checked
// with a chi-square test on fixed keys, so the outcome is always the same.
#include "base/rng.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "base/hash.h"

namespace khasan {
namespace {

TEST(Rng, the_same_key_gives_the_same_number) {
  const Rng a(7, 3), b(7, 3);
  EXPECT_EQ(a.words(Stream::kChance, Purpose::kTest, 1, 2, seconds(3), 4),
            b.words(Stream::kChance, Purpose::kTest, 1, 2, seconds(3), 4));
}

TEST(Rng, every_field_of_the_key_counts) {
  const auto words = [](uint64_t seed, uint64_t replication, Stream stream, Purpose purpose,
                        uint64_t subject, uint64_t object, int64_t ms, uint32_t n) {
    return Rng(seed, replication).words(stream, purpose, subject, object, Time{ms}, n)[0];
  };
  const std::set<uint64_t> seen{words(1, 1, Stream::kChance, Purpose::kTest, 1, 1, 1, 1),
                                words(2, 1, Stream::kChance, Purpose::kTest, 1, 1, 1, 1),
                                words(1, 2, Stream::kChance, Purpose::kTest, 1, 1, 1, 1),
                                words(1, 1, Stream::kEvidence, Purpose::kTest, 1, 1, 1, 1),
                                words(1, 1, Stream::kChance, Purpose::kParameterValue, 1, 1, 1, 1),
                                words(1, 1, Stream::kChance, Purpose::kTest, 2, 1, 1, 1),
                                words(1, 1, Stream::kChance, Purpose::kTest, 1, 2, 1, 1),
                                words(1, 1, Stream::kChance, Purpose::kTest, 1, 1, 2, 1),
                                words(1, 1, Stream::kChance, Purpose::kTest, 1, 1, 1, 2)};
  EXPECT_EQ(seen.size(), 9u);
}

TEST(Rng, fields_stand_whole_in_the_counter) {
  // Subject, object, time, then stream | purpose | n; key: seed, replication.
  const uint64_t what = (uint64_t{2} << 48) | (uint64_t{12} << 32) | 5;
  const auto expected = philox4x64_10({11, 22, 33'000, what}, {44, 55});
  EXPECT_EQ(Rng(44, 55).words(Stream::kParameters, Purpose::kDetection, 11, 22, seconds(33), 5),
            expected);
}

TEST(Rng, a_mixed_replication_takes_each_stream_from_its_own) {
  const uint64_t mixed = mixed_replication({3, 0, kMixableMax - 1, 9});
  const auto of = [](uint64_t replication, Stream stream) {
    return Rng(44, replication).words(stream, Purpose::kTest, 1, 2, seconds(3), 4);
  };
  EXPECT_EQ(of(mixed, Stream::kChance), of(3, Stream::kChance));
  EXPECT_EQ(of(mixed, Stream::kEvidence), of(0, Stream::kEvidence));
  EXPECT_EQ(of(mixed, Stream::kParameters), of(kMixableMax - 1, Stream::kParameters));
  EXPECT_EQ(of(mixed, Stream::kTerrain), of(9, Stream::kTerrain));
}

TEST(Rng, numbers_never_reach_zero_or_one) {
  EXPECT_GT(Rng::unit_interval(0), 0.0);
  EXPECT_LT(Rng::unit_interval(~uint64_t{0}), 1.0);
  // Both tails are equally fine: u and its mirror 1 - u are exact.
  EXPECT_EQ(1.0 - Rng::unit_interval(~uint64_t{0}), Rng::unit_interval(0));
}

TEST(Rng, numbers_of_neighbouring_keys_spread_evenly) {
  std::array<int, 100> bins{};
  const Rng rng(1938, 0);
  const int trials = 100'000;
  for (int i = 0; i < trials; ++i) {
    const uint64_t subject = static_cast<uint64_t>(i % 100);
    const double u = rng.uniform(Purpose::kTest, subject, 0, seconds(i / 100));
    ++bins[static_cast<std::size_t>(u * 100)];
  }
  double chi2 = 0;
  for (const int n : bins) chi2 += (n - 1000.0) * (n - 1000.0) / 1000.0;
  // 99 degrees of freedom: 0.1 % and 99.9 % points.
  EXPECT_GT(chi2, 59.0);
  EXPECT_LT(chi2, 149.0);
}

TEST(Hash, keys_of_paths_are_pinned_and_differ) {
  EXPECT_EQ(stable_key(""), mix(0xcbf29ce484222325ull));
  EXPECT_NE(stable_key("su/40rd/118rr"), stable_key("su/40rd/119rr"));
  EXPECT_NE(stable_key("ab"), stable_key("ba"));
}

TEST(Hash, running_hash_depends_on_order_but_not_on_the_sign_of_zero) {
  Hasher ab, ba, plus, minus;
  ab.add(uint64_t{1}), ab.add(uint64_t{2});
  ba.add(uint64_t{2}), ba.add(uint64_t{1});
  EXPECT_NE(ab.value(), ba.value());
  plus.add(0.0), minus.add(-0.0);
  EXPECT_EQ(plus.value(), minus.value());
}

}  // namespace
}  // namespace khasan
