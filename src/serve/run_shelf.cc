#include "serve/run_shelf.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "record/record_reader.h"
#include "serve/battle_shelf.h"
#include "serve/protocol_json.h"

namespace khasan::serve {

namespace fs = std::filesystem;

namespace {

// When the file was written, as ISO 8601 in UTC.
Text time_of(const fs::path& file) {
  std::error_code failed;
  const auto written = fs::last_write_time(file, failed);
  if (failed) return {};
  const auto utc = std::chrono::file_clock::to_sys(written).time_since_epoch();
  return format_iso(std::chrono::duration_cast<std::chrono::milliseconds>(utc).count(), 0);
}

// What a record says about itself; of one that was put here by hand, or has lost its card.
RunCard card_from(const record::Header& header, const Text& id) {
  RunCard card;
  card.id = id;
  card.battle = battle_id_of(header.battle);
  card.title = header.battle_id;
  card.seed = header.seed, card.replication = header.replication;
  card.roe = header.roe;
  for (const std::string& what_if : header.what_ifs) {
    if (is_id(what_if)) card.what_ifs.push_back(what_if);
  }
  card.changes = header.what_ifs;
  if (header.forked_at) card.forked_at_ms = header.forked_at->ms;
  card.state = RunState::kDone;
  return card;
}

}  // namespace

bool is_id(const std::string& text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), fits);
}

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<Document> document_in(const std::string& path, const std::string& kind, const Text& id) {
  std::string text = file_text(path);
  if (text.empty()) {
    Error error = unknown(kind, id);
    error.found = id + ", of which only the record is here";
    return error;
  }
  return std::make_shared<const std::string>(std::move(text));
}

RunShelf::RunShelf(std::string folder) : folder_(std::move(folder)) {
  std::error_code failed;
  fs::create_directories(folder_, failed);
  std::vector<fs::path> records;
  for (const auto& entry : fs::directory_iterator(folder_, failed)) {
    if (entry.path().extension() == ".unfinished") {
      fs::remove(entry.path(), failed);
    } else if (entry.path().extension() == ".rec" && is_id(entry.path().stem().string())) {
      records.push_back(entry.path());
    }
  }
  for (const fs::path& file : records) {
    const Text id = file.stem().string();
    const Result<record::RecordReader> record = record::RecordReader::open(file.string());
    if (!record) {
      faults_.insert(faults_.end(), record.errors().begin(), record.errors().end());
      continue;
    }
    const Result<RunCard> kept = request_from<RunCard>(file_text(card_path(id)));
    RunCard card = kept ? kept.value() : card_from(record.value().header(), id);
    card.id = id;
    if (card.made_at.empty()) card.made_at = time_of(file);
    put(card);
  }
}

List<RunCard> RunShelf::cards() const {
  const std::lock_guard lock(mutex_);
  List<RunCard> cards = cards_;
  std::stable_sort(cards.begin(), cards.end(),
                   [](const RunCard& a, const RunCard& b) { return a.made_at > b.made_at; });
  return cards;
}

Result<RunCard> RunShelf::find(const Text& id) const {
  const std::lock_guard lock(mutex_);
  for (const RunCard& card : cards_) {
    if (card.id == id) return card;
  }
  return unknown("run", id);
}

List<RunCard> RunShelf::line_of(const Text& id) const {
  List<RunCard> line;
  std::optional<Text> next = id;
  while (next) {
    const auto is_next = [&](const RunCard& card) { return card.id == *next; };
    const Result<RunCard> card = find(*next);
    // Cards are files: one that somebody changed may lead back.
    if (!card || std::any_of(line.begin(), line.end(), is_next)) break;
    line.push_back(card.value());
    next = card.value().forked_from;
  }
  return line;
}

void RunShelf::put(const RunCard& card) {
  const std::lock_guard lock(mutex_);
  const auto at = std::lower_bound(cards_.begin(), cards_.end(), card.id,
                                   [](const RunCard& a, const Text& id) { return a.id < id; });
  if (at != cards_.end() && at->id == card.id) {
    *at = card;
  } else {
    cards_.insert(at, card);
  }
}

}  // namespace khasan::serve
