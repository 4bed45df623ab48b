// The dossier of a crisis: what runs are judged by, what other crises did, who says what.
#include <cmath>
#include <limits>
#include <set>

#include "load/battle_files.h"
#include "load/crisis_parts.h"

namespace khasan::load {

using crisis::BaseRate;
using crisis::Claim;
using crisis::Delivery;
using crisis::Dossier;
using crisis::Target;
using crisis::Version;

namespace {

constexpr Limits kCases{0, 1e9, "a number of cases, 0 or more"};
constexpr Limits kCount{0, 1e9, "a number, 0 or more"};

// A month of the calendar, "1938-02".
std::string read_month(const Value& value) {
  const std::string month = value.text("a month");
  const auto digit = [&](std::size_t i) { return month[i] >= '0' && month[i] <= '9'; };
  const bool shaped = month.size() == 7 && month[4] == '-' && digit(0) && digit(1) && digit(2) &&
                      digit(3) && digit(5) && digit(6) && month.substr(5) >= "01" &&
                      month.substr(5) <= "12";
  if (!shaped && !month.empty()) value.fault(month, "a month", "write e.g. 1938-02");
  return month;
}

// Who says so; somebody must.
std::vector<std::string> read_who(Map& map) {
  const Value value = map.need("sources");
  std::vector<std::string> sources = value.sources();
  if (value.is_list() && sources.empty()) value.fault("no source", "the id of one, or assumed");
  return sources;
}

Target read_target(Map& map, std::set<std::string>& seen) {
  Target target;
  const Value id = map.need("id");
  target.id = id.id();
  if (!seen.insert(target.id).second) id.fault(target.id, "each target once");
  target.text = map.need("text").text();
  target.measure = map.need("measure").id();
  const Value accept = map.need("accept");
  const std::vector<Value> ends = accept.items();
  if (accept.is_list() && ends.size() != 2) accept.fault(accept.found(), "[low, high]");
  if (ends.size() == 2) {
    target.low = ends[0].number();
    target.high = ends[1].number();
    if (!(target.low < target.high)) accept.fault("an empty range", "low < high");
  }
  target.recorded = map.need("recorded").text();
  return target;
}

BaseRate read_base_rate(Map& map, std::set<std::string>& seen) {
  BaseRate rate;
  const Value id = map.need("id");
  rate.id = id.id();
  if (!seen.insert(rate.id).second) id.fault(rate.id, "each base rate once");
  rate.text = map.need("text").text();
  map.with("measure", [&](const Value& v) { rate.measure = v.id(); });
  rate.rate = map.need("rate").number(kCount);
  map.with("n", [&](const Value& v) { rate.n = v.integer(kCases); });
  rate.sources = read_who(map);
  return rate;
}

Version read_version(Map& map) {
  Version version;
  version.what = map.need("what").text();
  version.popular = map.need("popular").text();
  version.record = map.need("record").text();
  version.sources = read_who(map);
  return version;
}

Delivery read_delivery(Map& map) {
  Delivery delivery;
  delivery.month = read_month(map.need("month"));
  delivery.route = map.need("route").text();
  delivery.what = map.need("what").text();
  delivery.count = map.need("count").number(kCount);
  delivery.sources = read_who(map);
  return delivery;
}

Claim read_claim(Map& map) {
  Claim claim;
  claim.month = read_month(map.need("month"));
  claim.what = map.need("what").text();
  claim.claimed = map.need("claimed").number(kCount);
  claim.recorded = std::numeric_limits<double>::quiet_NaN();
  map.with("recorded", [&](const Value& v) { claim.recorded = v.number(kCount); });
  map.with("is_false", [&](const Value& v) { claim.is_false = v.boolean(); });
  map.with("note", [&](const Value& v) { claim.note = v.text(); });
  claim.sources = read_who(map);
  return claim;
}

// Every item of an optional list through `read`.
template <class Item, class Read>
void read_list(Map& map, std::string_view key, std::vector<Item>& items, Read&& read) {
  for (const Value& value : map.take(key).items()) {
    Map one(value);
    items.push_back(read(one));
    one.finish();
  }
}

}  // namespace

crisis::Passage read_passage(Map& map) {
  crisis::Passage passage;
  map.with("text", [&](const Value& v) { passage.text = v.text("a sentence"); });
  map.with("sources", [&](const Value& v) { passage.sources = v.sources(); });
  skip_evidence(map);
  return passage;
}

void read_dossier(Reading& reading, const std::string& path, Dossier& dossier) {
  const auto document = Document::open(reading, path);
  if (!document) return;
  Map map(document->root());
  read_format(map.need("format"), "khasan-crisis-dossier-1");
  std::set<std::string> targets, rates;
  read_list(map, "targets", dossier.targets, [&](Map& one) { return read_target(one, targets); });
  read_list(map, "base_rates", dossier.base_rates,
            [&](Map& one) { return read_base_rate(one, rates); });
  read_list(map, "versions", dossier.versions, read_version);
  read_list(map, "deliveries", dossier.deliveries, read_delivery);
  read_list(map, "claims", dossier.claims, read_claim);
  map.finish();
}

}  // namespace khasan::load
