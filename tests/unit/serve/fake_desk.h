// A desk for tests: one battle, one run, one job, and texts that are told what they hold.
#pragma once

#include <mutex>
#include <stdexcept>

#include "serve/desk.h"

namespace khasan::serve {

class FakeDesk : public Desk {
 public:
  Document large = std::make_shared<const std::string>(std::string(8 << 20, 'x'));
  std::mutex gate;
  std::string record_path;
  std::string submitted_by;
  std::function<void(const Change&)> told;

  List<BattleCard> battles() override {
    List<BattleCard> list(1);
    list[0].id = "hill";
    return list;
  }
  Result<Battle> battle(const Text& id) override { return only(id, "hill", "battle", Battle{}); }
  Result<Document> ground(const Text& id) override { return only(id, "hill", "battle", large); }
  Result<Document> crisis(const Text& id) override { return unknown("crisis", id); }
  Result<Document> deployment(const Text& id) override { return only(id, "hill", "battle", large); }
  Result<Viewshed> viewshed(const Text& id, const ViewshedQuery& query) override {
    Viewshed seen;
    seen.x = query.x;
    return only(id, "hill", "battle", seen);
  }
  // Takes as long as `gate` is locked.
  Result<LineOfSight> line(const Text&, const LineQuery&) override {
    const std::lock_guard wait(gate);
    return LineOfSight{};
  }
  List<RunCard> runs() override { return {}; }
  Result<Document> document(const Text& id) override { return only(id, "run-1", "run", large); }
  Result<Document> play(const Text& id) override { return only(id, "run-1", "run", large); }
  Result<Moment> moment(const Text& id, const MomentQuery&) override {
    return only(id, "run-1", "run", Moment{});
  }
  Result<List<Suggestion>> suggestions(const Text&) override { return List<Suggestion>{}; }
  Result<std::string> record(const Text& id) override {
    return only(id, "run-1", "run", record_path);
  }
  List<Comparison> comparisons() override { return {}; }
  Result<Comparison> comparison(const Text& id) override { return unknown("comparison", id); }
  Result<Document> pairs(const Text& id) override { return unknown("comparison", id); }
  Result<ExplanationCard> explanation(const Text& id) override { return unknown("question", id); }
  List<StudyCard> studies() override { return {}; }
  Result<Document> study_document(const Text& id) override { return unknown("study", id); }
  List<GameCard> games() override { return {}; }
  Result<GameCard> begin_game(const GameRequest&, const Text& visitor) override {
    submitted_by = visitor;
    return GameCard{};
  }
  Result<Game> game(const Text& id) override { return only(id, "game-1", "game", Game{}); }
  Result<GameView> view(const Text& id) override { return only(id, "game-1", "game", GameView{}); }
  Result<GameView> advance(const Text& id, const AdvanceRequest& request) override {
    GameView view;
    view.now_ms = request.until_ms;
    return only(id, "game-1", "game", view);
  }
  Result<OrderPreview> preview(const Text& id, const OrderRequest&) override {
    return only(id, "game-1", "game", OrderPreview{});
  }
  Result<OrderCard> give(const Text& id, const OrderRequest& request) override {
    OrderCard card;
    card.unit = request.unit;
    return only(id, "game-1", "game", card);
  }
  Result<OrderCard> recall(const Text& id, const RecallRequest& request) override {
    OrderCard card;
    card.order = request.order;
    return only(id, "game-1", "game", card);
  }
  Result<RunCard> end_game(const Text& id) override {
    return only(id, "game-1", "game", RunCard{});
  }
  Result<std::string> debrief(const Text& id) override {
    return only(id, "run-1", "run", std::string("<meta content=\"script-src 'sha256-x';\">"));
  }
  Result<std::string> game_record(const Text& id) override {
    return only(id, "game-1", "game", record_path);
  }
  Result<GameCard> remove_game(const Text& id) override {
    return only(id, "game-1", "game", GameCard{});
  }
  Result<Job> submit(const RunRequest&, const Text& visitor) override {
    submitted_by = visitor;
    return Job{};
  }
  Result<Job> submit(const ComparisonRequest&, const Text&) override {
    return too_many("8 jobs", "at most 8");
  }
  Result<Job> submit(const QuestionRequest&, const Text&) override { return Job{}; }
  Result<Job> submit(const StudyRequest&, const Text&) override {
    throw std::runtime_error("the disc is full");
  }
  Result<Job> submit(const StudyRunRequest&, const Text&) override { return Job{}; }
  List<Job> jobs() override { return {}; }
  Result<Job> job(const Text& id) override { return only(id, "job-1", "job", Job{}); }
  Result<Job> stop(const Text& id) override { return only(id, "job-1", "job", Job{}); }
  Limits limits() override { return {}; }
  void on_change(std::function<void(const Change&)> tell) override { told = std::move(tell); }

 private:
  template <class T>
  Result<T> only(const Text& id, const Text& known, const char* kind, T value) {
    if (id != known) return unknown(kind, id);
    return value;
  }
};

}  // namespace khasan::serve
