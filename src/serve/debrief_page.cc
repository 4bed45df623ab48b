#include "serve/debrief_page.h"

#include <algorithm>

#include "base/fault.h"
#include "record/record_reader.h"
#include "report/debrief.h"
#include "report/document.h"
#include "report/explanation_text.h"
#include "report/fires.h"
#include "report/html.h"
#include "report/page_template.h"
#include "report/recorder.h"
#include "report/stage_story.h"
#include "serve/recorded_run.h"
#include "sim/run.h"
#include "study/curves.h"
#include "study/explain.h"
#include "study/score.h"

namespace khasan::serve {

namespace {

using record::RecordReader;
using report::StoryLine;
using report::TurningPoint;
using scenario::Scenario;

// What is gathered while the run is played again.
struct Watched {
  report::TrackRecorder tracks;
  report::FireRecorder fires;
  report::DebriefWatcher debrief;
  std::vector<StoryLine> story;
  report::StoryWatcher teller;
  study::CurveRecorder curves;
  study::Replications runs;  // the one

  explicit Watched(const Scenario& scenario)
      : tracks(scenario),
        debrief(scenario),
        teller(scenario, [this](const StoryLine& line) { story.push_back(line); }),
        curves(scenario) {}
};

// The standings at the end.
std::vector<sim::VictoryStanding> watch(const RecordedRun& run, uint64_t number, Watched& watched) {
  sim::Play play(run.scenario(), run.plan());
  sim::Watchers all(
      {&watched.tracks, &watched.fires, &watched.debrief, &watched.teller, &watched.curves});
  const sim::Outcome outcome = sim::finish(play, &all);
  study::Replication one;
  one.number = static_cast<int>(number);
  one.measures = outcome.measures;
  one.ledger = outcome.ledger;
  one.hash = outcome.hash;
  one.curves = watched.curves.take();
  watched.runs.runs.push_back(std::move(one));
  return watched.debrief.victory().standings(play.state());
}

// Why the place was taken, of the turning points at which most was at stake.
Errors explain_turning_points(const RecordedRun& run, const DebriefPlan& wanted,
                              std::vector<TurningPoint>& points) {
  std::vector<TurningPoint*> order;
  for (TurningPoint& point : points) order.push_back(&point);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->points > b->points; });
  order.resize(std::min(order.size(), static_cast<std::size_t>(wanted.explain)));
  sim::Play start(run.scenario(), run.plan());
  const sim::SavedPlay from = start.save();
  for (std::size_t i = 0; i < order.size(); ++i) {
    study::Question question;
    question.side = order[i]->side;
    question.place = order[i]->place;
    question.at = order[i]->at + minutes(10);
    study::ExplainPlan plan;
    plan.run = run.plan();
    plan.futures = wanted.futures;
    plan.threads = wanted.threads;
    plan.stop = wanted.stop;
    const Result<study::Explanation> result = study::explain(run.scenario(), from, question, plan);
    if (!result) return result.errors();
    if (result.value().interrupted) return {};
    order[i]->why = report::paragraph_of(run.scenario(), result.value());
    if (wanted.progress) wanted.progress(static_cast<int>(i) + 1, static_cast<int>(order.size()));
  }
  return {};
}

std::string report_of(const RecordedRun& run, const record::Header& header, Watched& watched) {
  const std::vector<study::Score> scores = study::score(run.scenario(), watched.runs);
  report::ReportInput in;
  in.scenario = &run.scenario();
  in.replications = &watched.runs;
  in.scores = &scores;
  in.run.number = watched.runs.runs.front().number;
  in.run.tracks = &watched.tracks;
  in.run.fires = &watched.fires;
  in.run.story = watched.story;
  in.seed = header.seed;
  in.command = header.command;
  in.version = KHASAN_VERSION;
  return report::document_of(in);
}

// What commanders decided while it was played, the most important of it.
std::vector<std::string> decisions_of(const Scenario& scenario,
                                      const std::vector<StoryLine>& story) {
  constexpr std::size_t kTold = 24;
  std::vector<StoryLine> lines;
  for (const StoryLine& line : story) {
    const bool is_one =
        line.kind == "decided" || line.kind == "held_by_rule" || line.kind == "released";
    if (is_one) lines.push_back(line);
  }
  std::vector<std::string> told;
  for (const StoryLine& line : report::most_important(lines, kTold)) {
    told.push_back(clock_text(scenario, line.at).substr(0, 12) + "  " + line.text);
  }
  return told;
}

}  // namespace

Result<Debriefing> debriefing_of(const std::string& file, const DebriefPlan& wanted) {
  Result<RecordReader> opened = RecordReader::open(file);
  if (!opened) return opened.errors();
  const record::Header& header = opened.value().header();
  if (header.forked_at) {
    return fault(file, "a future that was forked from another run",
                 "a run that was recorded from its start",
                 "debrief the run that it was forked from, or play it: " + header.command);
  }
  const Result<RecordedRun> run = RecordedRun::load(header, file, {wanted.battle, {}, {}, {}});
  if (!run) return run.errors();
  const Scenario& scenario = run.value().scenario();
  Watched watched(scenario);
  report::DebriefInput in;
  in.scenario = &scenario;
  in.player = header.player;
  in.standings = watch(run.value(), header.replication, watched);
  in.turning_points = watched.debrief.turning_points();
  const Errors errors = explain_turning_points(run.value(), wanted, in.turning_points);
  if (!errors.empty()) return errors;
  const std::string report = report_of(run.value(), header, watched);
  in.report = &report;
  in.opinions = watched.debrief.opinions();
  in.orders = watched.debrief.orders();
  in.run = &watched.runs;
  in.decisions = decisions_of(scenario, watched.story);
  return Debriefing{report::html_of(report::page_template(), report::debrief_document(in)),
                    static_cast<int>(in.turning_points.size()), static_cast<int>(in.orders.size())};
}

}  // namespace khasan::serve
