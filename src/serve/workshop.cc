#include "serve/workshop.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>

#include "report/html.h"
#include "serve/battle_shelf.h"
#include "serve/comparison_job.h"
#include "serve/debrief_page.h"
#include "serve/game_shelf.h"
#include "serve/job_queue.h"
#include "serve/kept_files.h"
#include "serve/moment.h"
#include "serve/protocol_json.h"
#include "serve/question_job.h"
#include "serve/run_job.h"
#include "serve/run_shelf.h"
#include "serve/study_shelf.h"

namespace khasan::serve {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

// Runs whose battle is kept, and moments of each, so that the next look is quick. A state of the
// fortnight takes 3 MB: 75 MB in all.
constexpr std::size_t kWarmRuns = 3, kWarmMoments = 8;

// A run at a moment, ready to be asked again.
struct WarmRun {
  Text id;
  std::shared_ptr<const RecordedRun> run;  // none: the battle as it is
  SharedScenario as_it_is;
  sim::RunPlan plan;
  std::vector<std::pair<Time, sim::SavedPlay>> moments;  // asked for; the last one comes last

  const scenario::Scenario& scenario() const { return run ? run->scenario() : *as_it_is; }
  // The latest state of these at or before a moment.
  const sim::SavedPlay* before(Time at) const {
    const sim::SavedPlay* best = nullptr;
    for (const auto& [asked, saved] : moments) {
      if (saved.state.now > at) continue;
      if (best == nullptr || saved.state.now > best->state.now) best = &saved;
    }
    return best;
  }
};

// A run of the battle as it is, of this version, with nothing drawn or left out, led by nobody.
bool is_plain(const record::Header& header) {
  return header.version == KHASAN_VERSION && header.evidence == "best" && !header.draw_parameters &&
         !header.draw_terrain && !header.free && header.without.empty() &&
         header.what_ifs.empty() && header.roe.empty() && header.player.empty();
}

class Workshop final : public Desk {
 public:
  explicit Workshop(const WorkshopOptions& options)
      : options_(options),
        runs_(options.results + "/runs"),
        comparisons_(read_all<Comparison>(options.results + "/comparisons")),
        explanations_(read_all<ExplanationCard>(options.results + "/questions")),
        shelf_(options.battles, options.results + "/cache"),
        games_(shelf_, runs_, options.results + "/games"),
        studies_(shelf_, options.results + "/studies", options.results + "/cache"),
        queue_(
            options.threads, options.limits.jobs, [this](const Job& job) { tell(job); },
            [this](const Text& job) { forget(job); }) {
    remember_jobs();
    for (auto& [id, comparison] : comparisons_) {
      if (comparison.state != JobState::kDone) comparison.state = JobState::kStopped;
    }
  }

  List<BattleCard> battles() override { return shelf_.cards(); }
  Result<Battle> battle(const Text& id) override {
    const Result<OfferedBattle*> battle = shelf_.find(id);
    if (!battle) return battle.errors();
    return battle.value()->battle();
  }
  Result<Document> ground(const Text& id) override {
    const Result<OfferedBattle*> battle = shelf_.find(id);
    if (!battle) return battle.errors();
    return battle.value()->ground();
  }
  Result<Document> deployment(const Text& id) override {
    const Result<OfferedBattle*> battle = shelf_.find(id);
    if (!battle) return battle.errors();
    return battle.value()->deployment();
  }
  Result<Document> crisis(const Text& id) override {
    const Result<OfferedBattle*> battle = shelf_.find(id);
    if (!battle) return battle.errors();
    return battle.value()->crisis();
  }
  Result<Viewshed> viewshed(const Text& id, const ViewshedQuery& query) override {
    const Result<SharedScenario> scenario = shelf_.scenario(id);
    if (!scenario) return scenario.errors();
    return viewshed_of(*scenario.value(), query);
  }
  Result<LineOfSight> line(const Text& id, const LineQuery& query) override {
    const Result<SharedScenario> scenario = shelf_.scenario(id);
    if (!scenario) return scenario.errors();
    return line_of(*scenario.value(), query);
  }

  List<RunCard> runs() override { return runs_.cards(); }
  Result<Document> document(const Text& id) override {
    const Errors errors = complete(id);
    if (!errors.empty()) return errors;
    return document_in(runs_.document_path(id), "run", id);
  }
  Result<Document> play(const Text& id) override {
    const Errors errors = complete(id);
    if (!errors.empty()) return errors;
    return document_in(runs_.play_path(id), "run", id);
  }
  Result<std::string> record(const Text& id) override {
    const Result<RunCard> run = runs_.find(id);
    if (!run) return run.errors();
    return runs_.record_path(id);
  }
  Result<std::string> debrief(const Text& id) override {
    const Result<std::string> file = record(id);
    if (!file) return file.errors();
    Result<Debriefing> made = debriefing_of(file.value(), {});
    if (!made) return made.errors();
    return std::move(made.value().html);
  }
  Result<Moment> moment(const Text& id, const MomentQuery& query) override;
  Result<List<Suggestion>> suggestions(const Text& id) override;

  List<Comparison> comparisons() override {
    const std::lock_guard lock(mutex_);
    List<Comparison> all;
    for (const auto& [id, comparison] : comparisons_) all.push_back(comparison);
    return all;
  }
  Result<Comparison> comparison(const Text& id) override {
    const std::lock_guard lock(mutex_);
    const auto found = comparisons_.find(id);
    if (found == comparisons_.end()) return unknown("comparison", id);
    return found->second;
  }
  Result<Document> pairs(const Text& id) override {
    const Result<Comparison> known = comparison(id);
    if (!known) return known.errors();
    return document_in(options_.results + "/comparisons/" + id + ".pairs", "comparison", id);
  }
  Result<ExplanationCard> explanation(const Text& id) override {
    const std::lock_guard lock(mutex_);
    const auto found = explanations_.find(id);
    if (found == explanations_.end()) return unknown("question", id);
    return found->second;
  }
  List<StudyCard> studies() override { return studies_.cards(); }
  Result<Document> study_document(const Text& id) override { return studies_.document(id); }

  List<GameCard> games() override { return games_.cards(); }
  Result<GameCard> begin_game(const GameRequest& request, const Text& visitor) override {
    return games_.begin(request, visitor);
  }
  Result<Game> game(const Text& id) override { return games_.game(id); }
  Result<GameView> view(const Text& game) override { return games_.view(game); }
  Result<GameView> advance(const Text& game, const AdvanceRequest& request) override {
    return games_.advance(game, request);
  }
  Result<OrderPreview> preview(const Text& game, const OrderRequest& request) override {
    return games_.preview(game, request);
  }
  Result<OrderCard> give(const Text& game, const OrderRequest& request) override {
    return games_.give(game, request);
  }
  Result<OrderCard> recall(const Text& game, const RecallRequest& request) override {
    return games_.recall(game, request);
  }
  Result<RunCard> end_game(const Text& id) override;
  Result<std::string> game_record(const Text& id) override { return games_.record(id); }
  Result<GameCard> remove_game(const Text& id) override { return games_.remove(id); }

  Result<Job> submit(const RunRequest& request, const Text& visitor) override;
  Result<Job> submit(const ComparisonRequest& request, const Text& visitor) override;
  Result<Job> submit(const QuestionRequest& request, const Text& visitor) override;
  Result<Job> submit(const StudyRequest& request, const Text& visitor) override;
  Result<Job> submit(const StudyRunRequest& request, const Text& visitor) override;
  List<Job> jobs() override { return queue_.jobs(); }
  Result<Job> job(const Text& id) override { return queue_.job(id); }
  Result<Job> stop(const Text& id) override { return queue_.stop(id); }
  Limits limits() override { return options_.limits; }
  void on_change(std::function<void(const Change&)> told) override {
    const std::lock_guard lock(telling_);
    told_ = std::move(told);
  }

 private:
  void remember_jobs();
  void tell(const Job& job);
  void forget(const Text& job) {
    std::error_code ignored;
    fs::remove(options_.results + "/jobs/" + job + ".json", ignored);
  }
  void tell(const Change& change) {
    const std::lock_guard lock(telling_);
    if (told_) told_(change);
  }
  Result<Job> enqueue(JobKind kind, const Text& title, const Text& result, const Text& visitor,
                      Work work);
  Result<WarmRun*> warm(const Text& id);
  Errors look(WarmRun& run, Time at);
  Text run_at(const Text& id, Time at) const;
  Errors complete(const Text& run);
  void take(const Comparison& comparison, const std::string& pairs);

  const WorkshopOptions options_;
  RunShelf runs_;
  std::mutex mutex_;    // of the two maps
  std::mutex telling_;  // of told_
  std::mutex looking_;  // of warm_
  std::mutex completing_;
  std::map<Text, Comparison> comparisons_;
  std::map<Text, ExplanationCard> explanations_;
  std::vector<WarmRun> warm_;  // the last one asked for comes last
  std::function<void(const Change&)> told_;
  BattleShelf shelf_;
  GameShelf games_;
  StudyShelf studies_;
  JobQueue queue_;  // last: its threads end before what they use
};

// Makes the documents of a record that was put there by hand; who asks waits as long as it plays.
Errors Workshop::complete(const Text& id) {
  const Result<RunCard> run = runs_.find(id);
  if (!run) return run.errors();
  const std::lock_guard lock(completing_);
  std::error_code failed;
  const bool is_whole =
      fs::exists(runs_.document_path(id), failed) && fs::exists(runs_.play_path(id), failed);
  if (is_whole) return {};
  JobContext quiet([](int64_t, int64_t) {});
  return make_documents(run.value(), runs_, quiet);
}

// Those of the last time; what was under way then has been stopped.
void Workshop::remember_jobs() {
  for (auto& [id, job] : read_all<Job>(options_.results + "/jobs")) {
    Job known = job;
    if (known.state == JobState::kQueued || known.state == JobState::kRunning) {
      known.state = JobState::kStopped;
      known.seconds_left.reset();
      report::write_file(options_.results + "/jobs/" + id + ".json", to_json(known));
    }
    queue_.remember(known);
  }
}

void Workshop::tell(const Job& job) {
  // Progress is not kept, only what a job has become.
  if (job.state != JobState::kRunning || job.done == 0) {
    report::write_file(options_.results + "/jobs/" + job.id + ".json", to_json(job));
  }
  tell(Change{"job:" + job.id, to_json(JobChanged{job})});
}

Result<Job> Workshop::enqueue(JobKind kind, const Text& title, const Text& result,
                              const Text& visitor, Work work) {
  Job job;
  job.kind = kind;
  job.title = title;
  job.result = result;
  return queue_.add(std::move(job), visitor, std::move(work));
}

Result<WarmRun*> Workshop::warm(const Text& id) {
  const auto known =
      std::find_if(warm_.begin(), warm_.end(), [&](const WarmRun& run) { return run.id == id; });
  if (known != warm_.end()) {
    std::rotate(known, known + 1, warm_.end());
    return &warm_.back();
  }
  const std::string path = runs_.record_path(id);
  const auto reader = record::RecordReader::open(path);
  if (!reader) return reader.errors();
  const record::Header& header = reader.value().header();
  WarmRun warm;
  warm.id = id;
  warm.plan.seed = header.seed, warm.plan.replication = header.replication;
  const Result<RunCard> card = runs_.find(id);
  const Result<SharedScenario> battle = shelf_.scenario(card ? card.value().battle : "");
  if (is_plain(header) && battle && battle.value()->hash == header.scenario_hash) {
    warm.as_it_is = battle.value();
  } else {
    Result<RecordedRun> run = RecordedRun::load(header, path);
    if (!run) return run.errors();
    warm.run = std::make_shared<const RecordedRun>(run.take());
    warm.plan = warm.run->plan();
  }
  if (warm_.size() >= kWarmRuns) warm_.erase(warm_.begin());
  warm_.push_back(std::move(warm));
  return &warm_.back();
}

Result<Moment> Workshop::moment(const Text& id, const MomentQuery& query) {
  const Result<RunCard> card = runs_.find(id);
  if (!card) return card.errors();
  const std::lock_guard lock(looking_);
  const Result<WarmRun*> found = warm(run_at(id, Time{query.t_ms}));
  if (!found) return found.errors();
  WarmRun& run = *found.value();
  const scenario::Scenario& scenario = run.scenario();
  const bool is_element =
      query.element >= 0 && static_cast<std::size_t>(query.element) < scenario.elements.size();
  if (!is_element) return unknown("element", std::to_string(query.element));
  const Errors errors = look(run, Time{query.t_ms});
  if (!errors.empty()) return errors;
  Moment moment = moment_of(scenario, run.moments.back().second.state,
                            ElementId{static_cast<uint32_t>(query.element)});
  moment.run = id;
  return moment;
}

Result<RunCard> Workshop::end_game(const Text& id) {
  const Result<RunCard> run = games_.end(id);
  if (run) tell(Change{{}, to_json(RunAdded{run.value()})});
  return run;
}

// Brings the run to a moment, as the last of those that are kept.
Errors Workshop::look(WarmRun& run, Time at) {
  auto& moments = run.moments;
  const auto known = std::find_if(moments.begin(), moments.end(),
                                  [&](const auto& moment) { return moment.first == at; });
  if (known != moments.end()) {
    std::rotate(known, known + 1, moments.end());
    return {};
  }
  auto reader = record::RecordReader::open(runs_.record_path(run.id));
  if (!reader) return reader.errors();
  Result<sim::SavedPlay> saved =
      saved_at(reader.value(), run.scenario(), run.plan, at, run.before(at));
  if (!saved) return saved.errors();
  if (moments.size() >= kWarmMoments) moments.erase(moments.begin());
  moments.emplace_back(at, saved.take());
  return {};
}

// The run in which a moment was played: of a fork's past, one that it was forked from.
Text Workshop::run_at(const Text& id, Time at) const {
  const List<RunCard> line = runs_.line_of(id);
  for (const RunCard& card : line) {
    if (!card.forked_at_ms || at.ms >= *card.forked_at_ms) return card.id;
  }
  return line.empty() ? id : line.back().id;
}

Result<List<Suggestion>> Workshop::suggestions(const Text& id) {
  const Result<RunCard> card = runs_.find(id);
  if (!card) return card.errors();
  const Result<SharedScenario> scenario = shelf_.scenario(card.value().battle);
  if (!scenario) return scenario.errors();
  return suggestions_for(*scenario.value());
}

Result<Job> Workshop::submit(const RunRequest& request, const Text& visitor) {
  Result<RunOrder> checked = check_run(request, shelf_, runs_);
  if (!checked) return checked.errors();
  const auto order = std::make_shared<const RunOrder>(checked.take());
  return enqueue(JobKind::kRun, order->title, order->id, visitor,
                 [this, order](JobContext& job) -> Result<Text> {
                   const bool is_new = !runs_.find(order->id);
                   const Clock::time_point begun = Clock::now();
                   const Result<RunCard> card = play_run(*order, runs_, job);
                   if (!card) return card.errors();
                   if (is_new && !order->request.fork_of) {
                     shelf_.took(order->request.battle,
                                 std::chrono::duration<double>(Clock::now() - begun).count());
                   }
                   if (is_new) tell(Change{{}, to_json(RunAdded{card.value()})});
                   return card.value().id;
                 });
}

void Workshop::take(const Comparison& comparison, const std::string& pairs) {
  {
    const std::lock_guard lock(mutex_);
    comparisons_[comparison.id] = comparison;
  }
  const std::string path = options_.results + "/comparisons/" + comparison.id;
  if (!pairs.empty()) report::write_file(path + ".pairs", pairs);
  report::write_file(path + ".json", to_json(comparison));
  tell(Change{"comparison:" + comparison.id, to_json(ComparisonChanged{comparison})});
}

Result<Job> Workshop::submit(const ComparisonRequest& request, const Text& visitor) {
  Result<ComparisonOrder> checked = check_comparison(request, shelf_, runs_);
  if (!checked) return checked.errors();
  const auto order = std::make_shared<const ComparisonOrder>(checked.take());
  return enqueue(
      JobKind::kComparison, order->title, order->id, visitor,
      [this, order](JobContext& job) -> Result<Text> {
        const Result<Comparison> there = comparison(order->id);
        if (there && there.value().state == JobState::kDone) return order->id;
        const Errors errors = play_comparison(
            *order, runs_, 1, job,
            [this](const Comparison& grown, const std::string& pairs) { take(grown, pairs); });
        if (errors.empty()) return order->id;
        if (Result<Comparison> known = comparison(order->id)) {
          known.value().state = job.stop() ? JobState::kStopped : JobState::kFailed;
          take(known.value(), {});
        }
        return errors;
      });
}

Result<Job> Workshop::submit(const QuestionRequest& request, const Text& visitor) {
  const Result<RunCard> run = runs_.find(request.run);
  if (!run) return run.errors();
  const Result<SharedScenario> scenario = shelf_.scenario(run.value().battle);
  if (!scenario) return scenario.errors();
  Result<QuestionOrder> checked = check_question(request, *scenario.value(), runs_);
  if (!checked) return checked.errors();
  const auto order = std::make_shared<const QuestionOrder>(checked.take());
  return enqueue(JobKind::kQuestion, order->title, order->id, visitor,
                 [this, order](JobContext& job) -> Result<Text> {
                   if (explanation(order->id)) return order->id;
                   const Result<ExplanationCard> card = answer(*order, 1, job);
                   if (!card) return card.errors();
                   const Errors errors =
                       report::write_file(options_.results + "/questions/" + order->id + ".json",
                                          to_json(card.value()));
                   if (!errors.empty()) return errors;
                   const std::lock_guard lock(mutex_);
                   explanations_[order->id] = card.value();
                   return order->id;
                 });
}

Result<Job> Workshop::submit(const StudyRequest& request, const Text& visitor) {
  const Result<StudyCard> checked = studies_.check(request);
  if (!checked) return checked.errors();
  const StudyCard& card = checked.value();
  return enqueue(JobKind::kStudy, card.title, card.id, visitor,
                 [this, card](JobContext& job) -> Result<Text> {
                   const Errors errors = studies_.play(card, options_.threads, job);
                   if (!errors.empty()) return errors;
                   return card.id;
                 });
}

Result<Job> Workshop::submit(const StudyRunRequest& request, const Text& visitor) {
  const Result<RunOrder> checked = studies_.check_run(request);
  if (!checked) return checked.errors();
  return enqueue(JobKind::kRun, checked.value().title, checked.value().id, visitor,
                 [this, request, order = checked.value()](JobContext& job) mutable -> Result<Text> {
                   if (runs_.find(order.id)) return order.id;
                   const Errors errors = studies_.describe(request, order);
                   if (!errors.empty()) return errors;
                   const Result<RunCard> card = play_run(order, runs_, job);
                   if (!card) return card.errors();
                   tell(Change{{}, to_json(RunAdded{card.value()})});
                   return order.id;
                 });
}

}  // namespace

Result<std::unique_ptr<Desk>> open_workshop(const WorkshopOptions& options) {
  constexpr const char* kParts[] = {"runs",  "comparisons", "questions", "studies",
                                    "games", "jobs",        "cache"};
  for (const char* part : kParts) {
    std::error_code failed;
    fs::create_directories(options.results + "/" + part, failed);
    const Errors errors = report::check_writable(options.results + "/" + part + "/.probe");
    if (!errors.empty()) return errors;
  }
  return std::unique_ptr<Desk>(std::make_unique<Workshop>(options));
}

}  // namespace khasan::serve
