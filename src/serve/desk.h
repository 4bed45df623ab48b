// What the network asks of those who keep battles and runs: the seam between both. Thread-safe and
// quick; what takes long is a job. No network here, and no HTTP.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "serve/protocol.h"

namespace khasan::serve {

// A large JSON text that many may read at once.
using Document = std::shared_ptr<const std::string>;

// What has changed: a message of the live channel.
struct Change {
  std::string key;      // of two changes with one key only the later one matters; empty: none other
  std::string message;  // JSON
};

// An id that is not in the lists is an error that `unknown` makes; it never becomes a path.
class Desk {
 public:
  virtual ~Desk() = default;

  virtual List<BattleCard> battles() = 0;
  virtual Result<Battle> battle(const Text& id) = 0;
  virtual Result<Document> ground(const Text& battle) = 0;  // khasan-report-1 without a run
  virtual Result<Document> crisis(const Text& battle) = 0;  // khasan-crisis-report-1
  virtual Result<Document> deployment(const Text& battle) = 0;  // a Deployment
  virtual Result<Viewshed> viewshed(const Text& battle, const ViewshedQuery& query) = 0;
  virtual Result<LineOfSight> line(const Text& battle, const LineQuery& query) = 0;

  virtual List<RunCard> runs() = 0;  // newest first
  virtual Result<Document> document(const Text& run) = 0;
  virtual Result<Document> play(const Text& run) = 0;
  virtual Result<Moment> moment(const Text& run, const MomentQuery& query) = 0;
  virtual Result<List<Suggestion>> suggestions(const Text& run) = 0;
  virtual Result<std::string> record(const Text& run) = 0;  // path of the file
  virtual Result<std::string> debrief(const Text& run) = 0;  // HTML; none of a fork

  virtual List<Comparison> comparisons() = 0;
  virtual Result<Comparison> comparison(const Text& id) = 0;
  virtual Result<Document> pairs(const Text& comparison) = 0;  // as in khasan-report-1
  virtual Result<ExplanationCard> explanation(const Text& id) = 0;
  virtual List<StudyCard> studies() = 0;
  // khasan-study-report-1, of the runs that there are while it is played.
  virtual Result<Document> study_document(const Text& id) = 0;

  // Live games. What plays takes a second at most, but for `end`, `game_record` and opening a game
  // that was put away, which is played again.
  virtual List<GameCard> games() = 0;  // newest first
  virtual Result<GameCard> begin_game(const GameRequest& request, const Text& visitor) = 0;
  virtual Result<Game> game(const Text& id) = 0;
  virtual Result<GameView> view(const Text& game) = 0;
  virtual Result<GameView> advance(const Text& game, const AdvanceRequest& request) = 0;
  virtual Result<OrderPreview> preview(const Text& game, const OrderRequest& request) = 0;
  virtual Result<OrderCard> give(const Text& game, const OrderRequest& request) = 0;
  virtual Result<OrderCard> recall(const Text& game, const RecallRequest& request) = 0;
  virtual Result<RunCard> end_game(const Text& id) = 0;
  virtual Result<std::string> game_record(const Text& id) = 0;  // path of the file
  virtual Result<GameCard> remove_game(const Text& id) = 0;

  // `visitor`: who asks; what one visitor may have at once is limited.
  virtual Result<Job> submit(const RunRequest& request, const Text& visitor) = 0;
  virtual Result<Job> submit(const ComparisonRequest& request, const Text& visitor) = 0;
  virtual Result<Job> submit(const QuestionRequest& request, const Text& visitor) = 0;
  virtual Result<Job> submit(const StudyRequest& request, const Text& visitor) = 0;
  virtual Result<Job> submit(const StudyRunRequest& request, const Text& visitor) = 0;
  virtual List<Job> jobs() = 0;
  virtual Result<Job> job(const Text& id) = 0;
  virtual Result<Job> stop(const Text& job) = 0;
  virtual Limits limits() = 0;
  // Called by any thread from then on; an empty function ends it.
  virtual void on_change(std::function<void(const Change&)> told) = 0;
};

// "no battle 'x'": the answer will be 404.
Error unknown(const std::string& kind, const Text& id);
bool is_unknown(const Error& error);
// The visitor has enough under way: the answer will be 429.
Error too_many(const std::string& found, const std::string& expected,
               const std::string& what = "jobs");
bool is_too_many(const Error& error);

}  // namespace khasan::serve
