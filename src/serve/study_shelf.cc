#include "serve/study_shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/fault.h"
#include "base/hash.h"
#include "report/html.h"
#include "serve/protocol_json.h"
#include "serve/run_shelf.h"
#include "serve/studied_battle.h"
#include "study/study.h"

namespace khasan::serve {

namespace fs = std::filesystem;

namespace {

// The same on every machine: of the files of the battle, of the study, and of how much is played.
Text id_of(const OfferedBattle& battle, const std::string& file, int replications) {
  Hasher hasher;
  hasher.add(battle.key());
  hasher.add(std::string_view(battle.id()));
  hasher.add(std::string_view(file));
  hasher.add(static_cast<uint64_t>(replications));
  return fmt::format("s{:016x}", hasher.value());
}

// "Varies guards, fog, wire."
Text sentence_of(const scenario::StudySpec& spec) {
  if (spec.factors.empty()) return "Draws chance, evidence, parameters and ground apart.";
  Text names;
  for (const scenario::FactorSpec& factor : spec.factors) {
    names += (names.empty() ? "" : ", ") + factor.id;
  }
  return "Varies " + names + ".";
}

std::string card_path(const std::string& folder) { return folder + "/card.json"; }

// How many runs a folder of results holds.
int runs_in(const std::string& folder) {
  const Result<int> runs = study::ResultStore::runs_in(folder + "/results.sqlite");
  return runs ? runs.value() : 0;
}

}  // namespace

StudyShelf::StudyShelf(const BattleShelf& battles, std::string folder, std::string kept)
    : battles_(battles), folder_(std::move(folder)), kept_(std::move(kept)) {
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder_, failed)) {
    const std::string path = entry.path().string();
    const Result<StudyCard> kept_card = request_from<StudyCard>(file_text(card_path(path)));
    if (!kept_card || kept_card.value().id != entry.path().filename()) continue;
    StudyCard card = kept_card.value();
    if (card.state != StudyState::kDone) {
      card.state = StudyState::kStopped;
      card.runs_done = runs_in(path);
    }
    played_.emplace(card.id, card);
  }
}

Result<StudyCard> StudyShelf::shipped_card(OfferedBattle& battle, const std::string& file) const {
  const std::string kept = kept_ + "/" + id_of(battle, file, 0) + ".study.json";
  Result<StudyCard> known = request_from<StudyCard>(file_text(kept));
  if (known) return known;
  const Result<scenario::StudySpec> read = read_study(battle.folder() + "/studies/" + file);
  if (!read) return read.errors();
  const scenario::StudySpec& spec = read.value();
  std::error_code failed;
  if (!fs::equivalent(spec.battle, battle.folder(), failed)) return unknown("study", file);
  StudyCard card;
  card.id = id_of(battle, file, spec.replications);
  card.battle = battle.id(), card.file = file;
  card.title = spec.title, card.sentence = sentence_of(spec);
  card.design = study::word_of(spec.design);
  card.points = static_cast<int>(study::points_of(spec).size());
  card.replications = spec.replications;
  card.runs = card.points * card.replications;
  report::write_file(kept, to_json(card));
  return card;
}

// Read when they are asked for first.
List<StudyCard> StudyShelf::shipped() {
  const std::lock_guard lock(reading_);
  if (shipped_) return *shipped_;
  shipped_.emplace();
  for (OfferedBattle* battle : battles_.all()) {
    std::vector<std::string> files;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(battle->folder() + "/studies", failed)) {
      if (entry.path().extension() == ".yaml") files.push_back(entry.path().filename().string());
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      const Result<StudyCard> card = shipped_card(*battle, file);
      if (card) shipped_->push_back(card.value());
    }
  }
  return *shipped_;
}

bool StudyShelf::is_current(const StudyCard& card) const {
  const Result<OfferedBattle*> battle = battles_.find(card.battle);
  return battle && id_of(*battle.value(), card.file, card.replications) == card.id;
}

List<StudyCard> StudyShelf::cards() {
  List<StudyCard> cards = shipped();
  const std::lock_guard lock(mutex_);
  for (const auto& [id, played] : played_) {
    StudyCard card = played;
    card.current = is_current(card);
    if (const auto play = open_.find(id); play != open_.end())
      card.runs_done = play->second->done();
    const auto known = std::find_if(cards.begin(), cards.end(),
                                    [&](const StudyCard& other) { return other.id == card.id; });
    if (known == cards.end()) {
      cards.push_back(card);
    } else {
      *known = card;
    }
  }
  return cards;
}

Result<StudyCard> StudyShelf::find(const Text& id) {
  for (const StudyCard& card : cards()) {
    if (card.id == id) return card;
  }
  return unknown("study", id);
}

Result<StudyCard> StudyShelf::check(const StudyRequest& request) {
  Result<StudyCard> found = find(request.study);
  if (!found) return found;
  StudyCard card = found.take();
  const int asked = request.replications.value_or(card.replications);
  const int most = std::max(1, Limits{}.study_runs / std::max(1, card.points));
  if (!card.current) {
    return fault("study", "a study whose battle has changed since",
                 "a study of the battle as it is", "take it from the list anew");
  }
  if (card.design == "spread" && asked != 1) {
    return fault("replications", std::to_string(asked), "1: each point of a spread is one run");
  }
  if (asked < 1 || asked > most) {
    return fault("replications", std::to_string(asked), "1 to " + std::to_string(most));
  }
  if (asked == card.replications) return card;
  const Result<OfferedBattle*> battle = battles_.find(card.battle);
  if (!battle) return battle.errors();
  const Text id = id_of(*battle.value(), card.file, asked);
  if (const Result<StudyCard> there = find(id)) return there;
  card.id = id;
  card.replications = asked;
  card.runs = card.points * asked;
  card.runs_done = 0;
  card.state = StudyState::kReady;
  return card;
}

StudyOrder StudyShelf::order_of(const StudyCard& card) const {
  const Result<OfferedBattle*> battle = battles_.find(card.battle);
  const std::string folder = battle ? battle.value()->folder() : "";
  return {folder + "/studies/" + card.file, folder_ + "/" + card.id, card.replications};
}

void StudyShelf::put(const StudyCard& card) {
  const std::lock_guard lock(mutex_);
  played_[card.id] = card;
  report::write_file(card_path(folder_ + "/" + card.id), to_json(card));
}

Result<std::shared_ptr<StudyPlay>> StudyShelf::open(const StudyOrder& order) {
  const std::lock_guard lock(opening_);
  return StudyPlay::open(order);
}

Errors StudyShelf::play(const StudyCard& asked, int threads, JobContext& job) {
  const Result<StudyCard> known = find(asked.id);
  StudyCard card = known ? known.value() : asked;
  if (card.state == StudyState::kDone) return {};
  const StudyOrder order = order_of(card);
  const Result<std::shared_ptr<StudyPlay>> opened = open(order);
  if (!opened) return opened.errors();
  StudyPlay& play = *opened.value();
  std::error_code ignored;
  fs::remove(study_document_path(order.folder), ignored);  // it would be old while this is played
  card.state = StudyState::kRunning;
  card.runs_done = play.done();
  put(card);
  {
    const std::lock_guard lock(mutex_);
    open_[card.id] = opened.value();
  }
  Errors errors = play.play(threads, job);
  const Errors unwritten = play.write();
  errors.insert(errors.end(), unwritten.begin(), unwritten.end());
  card.runs_done = play.done();
  card.state = play.is_whole() ? StudyState::kDone : StudyState::kStopped;
  put(card);
  const std::lock_guard lock(mutex_);
  open_.erase(card.id);
  if (errors.empty() && !play.is_whole()) {
    return {fault("study", "a study that was stopped", "all its runs", "go on with it")};
  }
  return errors;
}

Result<Document> StudyShelf::document(const Text& id) {
  const Result<StudyCard> card = find(id);
  if (!card) return card.errors();
  const StudyOrder order = order_of(card.value());
  std::shared_ptr<StudyPlay> play;
  {
    const std::lock_guard lock(mutex_);
    if (const auto under_way = open_.find(id); under_way != open_.end()) play = under_way->second;
  }
  std::error_code failed;
  const bool has_results = card.value().runs_done > 0 && card.value().state != StudyState::kReady;
  if (play == nullptr && has_results && !fs::exists(study_document_path(order.folder), failed)) {
    // It ended before its document was written.
    const std::lock_guard lock(opening_);
    const Result<std::shared_ptr<StudyPlay>> opened = StudyPlay::open(order);
    if (!opened) return opened.errors();
    const Errors errors = opened.value()->write();
    if (!errors.empty()) return errors;
  }
  if (play == nullptr) return document_in(study_document_path(order.folder), "study", id);
  std::string text = play->document();
  if (text.empty()) return unknown("study", id);
  return std::make_shared<const std::string>(std::move(text));
}

Result<RunOrder> StudyShelf::check_run(const StudyRunRequest& request) {
  const Result<StudyCard> found = find(request.study);
  if (!found) return found.errors();
  const StudyCard& card = found.value();
  if (!card.current) {
    return fault("study", "a study whose battle has changed since",
                 "a study of the battle as it is", "play the study anew");
  }
  const bool is_point = request.point >= 0 && request.point < card.points;
  if (!is_point || request.replication < 0 || request.replication >= card.replications) {
    return fault(
        "point", fmt::format("point {}, run {}", request.point, request.replication),
        fmt::format("a point below {} and a run below {}", card.points, card.replications));
  }
  const Result<OfferedBattle*> battle = battles_.find(card.battle);
  if (!battle) return battle.errors();
  RunOrder order;
  order.request.battle = card.battle;
  order.battle = battle.value();
  order.title = fmt::format("{} Point {}, run {}", card.title, request.point, request.replication);
  order.command = fmt::format("khasan run --study {} --point {} --rep {}", order_of(card).file,
                              request.point, request.replication);
  Hasher hasher;
  hasher.add(std::string_view(to_json(request)));
  order.id = fmt::format("r{:016x}", hasher.value());
  return order;
}

Errors StudyShelf::describe(const StudyRunRequest& request, RunOrder& order) {
  const Result<StudyCard> card = find(request.study);
  if (!card) return card.errors();
  Result<scenario::StudySpec> spec = read_study(order_of(card.value()));
  if (!spec) return spec.errors();
  study::Study study;
  study.points = study::points_of(spec.value());
  study.spec = spec.take();
  Result<record::Header> header = header_of(study, {request.point, request.replication});
  if (!header) return header.errors();
  order.described = header.take();
  return {};
}

}  // namespace khasan::serve
