#include "record/tick_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <unordered_map>

#include "record/bytes.h"

namespace khasan::record {

namespace {

using state::Cause;
using state::Event;
using state::EventKind;
using state::EventLog;

// The whole numbers of an event but for its time, kind and subject, in the order of their columns.
constexpr std::size_t kNumbers = 11, kSideColumn = 0, kCauseColumn = 1;
using Numbers = std::array<uint32_t, kNumbers>;

Numbers numbers_of(const Event& e) {
  const auto plain = [](int32_t x) { return static_cast<uint32_t>(x); };
  return {static_cast<uint32_t>(e.side),
          static_cast<uint32_t>(e.cause),
          e.object.value,
          e.unit.value,
          e.place.value,
          e.weapon.value,
          e.order.value,
          plain(e.a),
          plain(e.b),
          plain(e.c),
          plain(e.d)};
}

void set_numbers(Event& e, const Numbers& n) {
  const auto plain = [](uint32_t x) { return static_cast<int32_t>(x); };
  e.side = static_cast<Side>(n[0]);
  e.cause = static_cast<Cause>(n[1]);
  e.object.value = n[2];
  e.unit.value = n[3];
  e.place.value = n[4];
  e.weapon.value = n[5];
  e.order.value = n[6];
  e.a = plain(n[7]);
  e.b = plain(n[8]);
  e.c = plain(n[9]);
  e.d = plain(n[10]);
}

// The event that each is told by its difference from: the last one before of its kind and subject,
// else the last of its kind, else a blank one. As positions + 1; 0 is the blank one.
std::vector<uint32_t> references_of(const EventLog& events) {
  std::array<uint32_t, static_cast<std::size_t>(EventKind::kCount)> last_of_kind{};
  std::unordered_map<uint64_t, uint32_t> last;
  std::vector<uint32_t> references;
  references.reserve(events.size());
  for (const Event& e : events) {
    const auto kind = static_cast<std::size_t>(e.kind);
    uint32_t& own = last[uint64_t{kind} << 32 | e.subject.value];
    references.push_back(own != 0 ? own : last_of_kind[kind]);
    own = last_of_kind[kind] = static_cast<uint32_t>(references.size());
  }
  return references;
}

// The event at a position + 1.
const Event& at(const EventLog& events, uint32_t position) {
  static const Event kBlank;
  return position == 0 ? kBlank : events[position - 1];
}

void write_difference(ByteWriter& writer, uint32_t x, uint32_t reference) {
  writer.signed_varint(static_cast<int32_t>(x - reference));
}

// A difference that no 32 bits hold is as wrong as a missing one: `sound` tells.
uint32_t read_difference(ByteReader& reader, uint32_t reference, bool& sound) {
  const int64_t difference = reader.signed_varint();
  sound &= difference == static_cast<int32_t>(difference);
  return reference + static_cast<uint32_t>(difference);
}

// Times wrap around instead of overflowing, whatever the bytes say.
Time sum(Time reference, int64_t difference) {
  return {static_cast<int64_t>(static_cast<uint64_t>(reference.ms) +
                               static_cast<uint64_t>(difference))};
}
int64_t difference(Time x, Time reference) {
  return static_cast<int64_t>(static_cast<uint64_t>(x.ms) - static_cast<uint64_t>(reference.ms));
}

void write_ticks(ByteWriter& writer, const std::vector<Tick>& ticks) {
  Time now;
  for (const Tick& tick : ticks) {
    writer.signed_varint(difference(tick.now, now));
    now = tick.now;
  }
  for (const Tick& tick : ticks) writer.varint(tick.events);

  // Most digests are new and look like chance: whether one is new, then the new ones in full.
  uint64_t digest = 0;
  ByteWriter news;
  for (const Tick& tick : ticks) {
    const bool is_new = tick.digest != digest;
    writer.fixed(static_cast<uint8_t>(is_new));
    if (is_new) news.fixed(tick.digest);
    digest = tick.digest;
  }
  writer.raw(news.bytes());
}

// False: they cannot be.
bool read_ticks(ByteReader& reader, std::vector<Tick>& ticks, std::size_t event_count) {
  Time now;
  for (Tick& tick : ticks) tick.now = now = sum(now, reader.signed_varint());
  std::size_t events = 0;
  for (Tick& tick : ticks) {
    const uint64_t count = reader.varint();
    if (count > event_count - events) return false;
    events += tick.events = static_cast<std::size_t>(count);
  }
  std::vector<uint8_t> is_new;
  for (std::size_t i = 0; i < ticks.size(); ++i) is_new.push_back(reader.fixed<uint8_t>());
  uint64_t digest = 0;
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    if (is_new[i] > 1) return false;
    if (is_new[i] == 1) digest = reader.fixed<uint64_t>();
    ticks[i].digest = digest;
  }
  return events == event_count;
}

// A coordinate by its bits: equal ones give 0, near ones have their first bits in common.
void write_where(ByteWriter& writer, const EventLog& events,
                 const std::vector<uint32_t>& references, double terrain::Point::*coordinate) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    const terrain::Point near = at(events, references[i]).where;
    writer.varint(std::bit_cast<uint64_t>(events[i].where.*coordinate) ^
                  std::bit_cast<uint64_t>(near.*coordinate));
  }
}
void read_where(ByteReader& reader, EventLog& events, const std::vector<uint32_t>& references,
                double terrain::Point::*coordinate) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    const terrain::Point near = at(events, references[i]).where;
    events[i].where.*coordinate =
        std::bit_cast<double>(reader.varint() ^ std::bit_cast<uint64_t>(near.*coordinate));
  }
}

void write_events(ByteWriter& writer, const EventLog& events) {
  // What finds an event's reference comes first.
  for (const Event& e : events) writer.varint(static_cast<uint64_t>(e.kind));
  uint32_t subject = 0;
  for (const Event& e : events) {
    write_difference(writer, e.subject.value, subject);
    subject = e.subject.value;
  }
  const std::vector<uint32_t> references = references_of(events);
  std::vector<Numbers> numbers = {numbers_of(Event{})};
  numbers.reserve(events.size() + 1);
  for (const Event& e : events) numbers.push_back(numbers_of(e));
  for (std::size_t column = 0; column < kNumbers; ++column) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      write_difference(writer, numbers[i + 1][column], numbers[references[i]][column]);
    }
  }
  write_where(writer, events, references, &terrain::Point::x_m);
  write_where(writer, events, references, &terrain::Point::y_m);
}

Error decode_error(const std::string& found, const std::string& expected) {
  Error error;
  error.found = found;
  error.expected = expected;
  error.fix = "read it with the version of Khasan that recorded it";
  return error;
}

// Kinds and subjects. Errors: kinds that this version does not know.
Errors read_keys(ByteReader& reader, EventLog& events, bool& sound) {
  for (Event& e : events) {
    const uint64_t kind = reader.varint();
    if (kind >= static_cast<uint64_t>(EventKind::kCount)) {
      return {decode_error("an event of kind " + std::to_string(kind),
                           "a kind below " + std::to_string(static_cast<int>(EventKind::kCount)))};
    }
    e.kind = static_cast<EventKind>(kind);
  }
  uint32_t subject = 0;
  for (Event& e : events) e.subject.value = subject = read_difference(reader, subject, sound);
  return {};
}

// The other columns.
void read_columns(ByteReader& reader, EventLog& events, bool& sound) {
  const std::vector<uint32_t> references = references_of(events);
  std::vector<Numbers> numbers(events.size() + 1, numbers_of(Event{}));
  for (std::size_t column = 0; column < kNumbers; ++column) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      numbers[i + 1][column] = read_difference(reader, numbers[references[i]][column], sound);
    }
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    sound &= numbers[i + 1][kSideColumn] < kSideCount;
    sound &= numbers[i + 1][kCauseColumn] <= static_cast<uint32_t>(state::kLastCause);
    set_numbers(events[i], numbers[i + 1]);
  }
  read_where(reader, events, references, &terrain::Point::x_m);
  read_where(reader, events, references, &terrain::Point::y_m);
}

// The time of an event is that of its tick, as a rule.
void write_times(ByteWriter& writer, const TickBatch& batch) {
  std::size_t i = 0;
  for (const Tick& tick : batch.ticks) {
    for (const std::size_t end = i + tick.events; i < end; ++i) {
      writer.signed_varint(difference(batch.events[i].at, tick.now));
    }
  }
}
void read_times(ByteReader& reader, TickBatch& batch) {
  std::size_t i = 0;
  for (const Tick& tick : batch.ticks) {
    for (const std::size_t end = i + tick.events; i < end; ++i) {
      batch.events[i].at = sum(tick.now, reader.signed_varint());
    }
  }
}

}  // namespace

std::string encode(const TickBatch& batch) {
  ByteWriter writer;
  writer.varint(batch.ticks.size());
  writer.varint(batch.events.size());
  write_ticks(writer, batch.ticks);
  write_times(writer, batch);
  write_events(writer, batch.events);
  return writer.take();
}

Result<TickBatch> decode(std::string_view bytes) {
  const auto damaged = [](const std::string& found) {
    return decode_error(found, "the ticks of a record");
  };
  ByteReader reader(bytes);
  const uint64_t ticks = reader.varint(), events = reader.varint();
  if (ticks > std::min(kBatchTicksMax, reader.left()) ||
      events > std::min(kBatchEventsMax, reader.left())) {
    return damaged(std::to_string(ticks) + " ticks and " + std::to_string(events) + " events in " +
                   std::to_string(bytes.size()) + " bytes");
  }
  TickBatch batch;
  batch.ticks.resize(static_cast<std::size_t>(ticks));
  batch.events.resize(static_cast<std::size_t>(events));
  bool sound = read_ticks(reader, batch.ticks, batch.events.size());
  if (!sound) return damaged("ticks that do not fit their events");
  read_times(reader, batch);
  if (Errors errors = read_keys(reader, batch.events, sound); !errors.empty()) return errors;
  read_columns(reader, batch.events, sound);
  if (!sound || !reader.ok()) return damaged("events that cannot be");
  if (reader.left() > 0) return damaged(std::to_string(reader.left()) + " bytes too many");
  return batch;
}

}  // namespace khasan::record
