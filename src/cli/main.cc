// khasan: reads the command line and calls a verb (commands.h).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <exception>
#include <thread>

#include "cli/commands.h"
#include "study/pairs.h"
#include "study/shapley.h"

namespace khasan::cli {

int fail(const Errors& errors) {
  for (const Error& error : errors) fmt::print(stderr, "{}\n", to_text(error));
  if (errors.size() > 1) fmt::print(stderr, "{} errors\n", errors.size());
  return kBadInput;
}

namespace {

constexpr int kReplicationsMax = 10'000'000, kThreadsMax = 1024, kSnapshotMinutesMax = 1'000'000;

// As a shell takes it for one word: in quotes where it must be.
std::string as_word(const std::string& argument) {
  const bool is_plain =
      !argument.empty() && std::all_of(argument.begin(), argument.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || std::strchr("_./=:,+@%-", c) != nullptr;
      });
  if (is_plain) return argument;
  std::string word = "'";
  for (const char c : argument) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string command_line(int argc, char** argv) {
  std::string text = "khasan";
  for (int i = 1; i < argc; ++i) text += " " + as_word(argv[i]);
  return text;
}

// CLI11 would take -1 for the largest number. Empty when all is well.
std::string check_seed(const std::string& text) {
  uint64_t seed = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (fault == std::errc{} && end == text.data() + text.size()) return {};
  return "'" + text + "' is no whole number from 0 to 18446744073709551615";
}

void add_run(CLI::App& app, RunOptions& options) {
  CLI::App* run = app.add_subcommand("run", "Play a battle and compare it with the record");
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  CLI::Option* battle = run->add_option("battle", options.battle, "Folder of the battle");
  CLI::Option* study = run->add_option("--study", options.study, "Play one run of this study");
  study->excludes(battle);
  run->add_option("--point", options.point, "Number of the point of the study")
      ->needs(study)
      ->check(CLI::Range(0, kReplicationsMax));
  run->add_option("--rep", options.rep, "Number of the run at that point")
      ->needs(study)
      ->check(CLI::Range(0, kReplicationsMax));
  run->callback([battle, study] {
    if (battle->count() + study->count() == 0) throw CLI::RequiredError("battle or --study");
  });
  run->add_option("--seed", options.seed, "Number of the chance")
      ->capture_default_str()
      ->check(CLI::Validator(check_seed, ""));
  run->add_option("--replications", options.replications, "How many runs")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  run->add_option("--first", options.first,
                  "Replication of run 0: which chance the runs begin with")
      ->check(CLI::Range(0, kReplicationsMax));
  run->add_option("--threads", options.threads,
                  "Runs at the same time; results do not depend on it")
      ->check(CLI::Range(1, kThreadsMax));
  run->add_option("--without", options.without,
                  "Leave out a mechanism (again for another); names: khasan phases")
      ->allow_extra_args(false);
  run->add_option("--roe", options.roe,
                  "Change a rule of engagement (again for another): ID=off, ID=from:TIME, "
                  "ID=until:TIME; cease_fire=off plays on to the end")
      ->allow_extra_args(false);
  run->add_option("--what-if", options.what_if,
                  "Change the battle (again for another): a file, or NAME of whatifs/NAME.yaml")
      ->allow_extra_args(false);
  run->add_option("--mode", options.mode,
                  "historical: as recorded; free: the actors of its crisis decide whether, when "
                  "and with what it is fought")
      ->capture_default_str()
      ->check(CLI::IsMember({"historical", "free"}));
  run->add_option("--crisis-what-if", options.crisis_what_if,
                  "Change the crisis of a free run (again for another), as for khasan crisis")
      ->allow_extra_args(false);
  run->add_option("--story", options.story, "Number of the run that is told and shown")
      ->capture_default_str()
      ->check(CLI::Range(0, kReplicationsMax));
  run->add_flag("--full-story", options.full_story,
                "Tell every line, also of a battle of more than three days");
  run->add_flag("--draw-parameters", options.draw_parameters, "Draw parameters over their ranges");
  run->add_option("--evidence", options.evidence,
                  "Disputed figures: best, drawn over their ranges, or a profile of the battle")
      ->capture_default_str();
  run->add_flag("--evidence-table", options.evidence_table,
                "Play under each evidence, and name the figures that move the outcomes");
  run->add_flag("--json", options.json, "Print the results as one JSON object");
  run->add_option("--report", options.report,
                  "Write an HTML report to this file; its folder must be there");
  run->add_option("--record", options.record,
                  "Write the record of the run that is told (--story) to this file");
  run->add_option("--snapshots", options.snapshots_min,
                  "Minutes of the battle between the snapshots of a record (default: some thirty)")
      ->check(CLI::Range(1, kSnapshotMinutesMax));
  run->add_flag("--quiet", options.quiet, "No story, no progress");
}

CLI::App* add_record_verb(CLI::App& app, const char* name, const char* what,
                          RecordOptions& options) {
  CLI::App* verb = app.add_subcommand(name, what);
  verb->add_option("file", options.file, "Record, made by khasan run --record")->required();
  verb->add_option("--battle", options.battle,
                   "Folder of the battle, if it is not where it was recorded");
  return verb;
}

void add_records(CLI::App& app, RecordOptions& options) {
  CLI::App* verify =
      add_record_verb(app, "verify", "Play a recorded run again and compare step by step", options);
  verify->add_flag("--json", options.json, "Print the result as one JSON object");
  CLI::App* replay =
      add_record_verb(app, "replay", "Tell the story of a recorded run again", options);
  replay->add_option("--from", options.from, "Moment, such as 1938-07-31T02:00+09:00");
  replay->add_option("--to", options.to, "Moment; without an offset by the first side's clock");
  replay->add_flag("--full-story", options.full_story,
                   "Tell every line, also of a battle of more than three days");
  CLI::App* diff = add_record_verb(
      app, "diff", "Find where two recorded runs part, and how far it spreads", options);
  diff->add_option("other", options.other, "The other record")->required();
  diff->add_flag("--json", options.json, "Print the result as one JSON object");
}

void add_fork(CLI::App& app, ForkOptions& options) {
  CLI::App* fork = app.add_subcommand("fork", "Play other futures of a recorded run");
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  fork->add_option("file", options.file, "Record, made by khasan run --record")->required();
  fork->add_option("--at", options.at,
                   "Moment from which they are played, such as 1938-07-31T02:00+09:00")
      ->required();
  fork->add_option("--replications", options.replications,
                   "How many futures; the first has the chance of the record")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  fork->add_option("--threads", options.threads,
                   "Futures at the same time; results do not depend on it")
      ->check(CLI::Range(1, kThreadsMax));
  fork->add_option("--roe", options.roe, "Change a rule of engagement from then on, as for run")
      ->allow_extra_args(false);
  fork->add_option("--what-if", options.what_if, "Change the battle from then on, as for run")
      ->allow_extra_args(false);
  fork->add_option("--without", options.without, "Leave out a mechanism from then on")
      ->allow_extra_args(false);
  fork->add_option("--battle", options.battle,
                   "Folder of the battle, if it is not where it was recorded");
  fork->add_option("--record", options.record, "Write the record of the first future to this file");
  fork->add_flag("--json", options.json, "Print the results as one JSON object");
}

void add_explain(CLI::App& app, ExplainOptions& options) {
  CLI::App* explain = app.add_subcommand("explain", "Say why a recorded run came out as it did");
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  explain->add_option("file", options.file, "Record, made by khasan run --record")->required();
  explain
      ->add_option("--why", options.why,
                   "What is asked: \"PLACE.control.SIDE at TIME\", \"lost.SIDE at TIME\", "
                   "\"fit.SIDE at TIME\" or the id of a measure")
      ->required();
  explain->add_option("--from", options.from,
                      "Moment from which causes are taken out (default: where the record begins)");
  explain->add_option("-n,--futures", options.futures, "How many futures with each set of causes")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  explain->add_option("--causes", options.causes, "Only these, by id, with commas between")
      ->delimiter(',');
  explain->add_option("--group", options.group, "How many of the strongest causes get shares")
      ->capture_default_str()
      ->check(CLI::Range(0, static_cast<int>(study::kPlayersMax)));
  explain
      ->add_option("--threads", options.threads,
                   "Futures at the same time; results do not depend on it")
      ->check(CLI::Range(1, kThreadsMax));
  explain->add_option("--battle", options.battle,
                      "Folder of the battle, if it is not where it was recorded");
  explain->add_flag("--json", options.json, "Print the result as one JSON object");
}

void add_debrief(CLI::App& app, DebriefOptions& options) {
  CLI::App* debrief = app.add_subcommand(
      "debrief",
      "Write the after-action report of a recorded run: one HTML file, to read or print");
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  debrief->add_option("file", options.file, "Record, made by khasan run or play --record")
      ->required();
  debrief->add_option("-o,--output", options.output, "File to write")->capture_default_str();
  debrief->add_option("--explain", options.explain, "How many turning points are explained")
      ->capture_default_str()
      ->check(CLI::Range(0, 100));
  debrief
      ->add_option("--futures", options.futures,
                   "How many futures with each set of causes, as for explain")
      ->capture_default_str()
      ->check(CLI::Range(2, kReplicationsMax));
  debrief
      ->add_option("--threads", options.threads,
                   "Futures at the same time; results do not depend on it")
      ->check(CLI::Range(1, kThreadsMax));
  debrief->add_option("--battle", options.battle,
                      "Folder of the battle, if it is not where it was recorded");
}

void add_compare(CLI::App& app, CompareOptions& options) {
  CLI::App* compare =
      app.add_subcommand("compare", "Play pairs of runs that differ in one thing, and say in what");
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  compare->add_option("battle", options.battle, "Folder of the battle")->required();
  compare
      ->add_option("--what-if", options.what_if,
                   "What is otherwise (again for another): a file, or NAME of whatifs/NAME.yaml")
      ->allow_extra_args(false);
  compare->add_option("--roe", options.roe, "A rule of engagement that is otherwise, as for run")
      ->allow_extra_args(false);
  compare
      ->add_option("--crisis-what-if", options.crisis_what_if,
                   "What is otherwise in the crisis (again for another), as for khasan crisis: "
                   "compares free runs")
      ->allow_extra_args(false);
  compare->add_option("--without", options.without, "A mechanism that is left out")
      ->allow_extra_args(false);
  compare->add_option("-n,--pairs", options.pairs, "How many pairs, at most")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  compare->add_option("--until-width", options.until_width,
                      "MEASURE=WIDTH: stop when the 95 % interval of its difference is so narrow");
  compare->add_option("--seed", options.seed, "Number of the chance")
      ->capture_default_str()
      ->check(CLI::Validator(check_seed, ""));
  compare->add_option("--threads", options.threads, "Runs at the same time")
      ->check(CLI::Range(1, kThreadsMax));
  compare->add_option("--evidence", options.evidence, "As for run")->capture_default_str();
  compare->add_flag("--draw-parameters", options.draw_parameters, "As for run");
  compare
      ->add_option("--ripples", options.ripples,
                   "Number of a pair: follow how its difference spreads, by unit, place and time")
      ->check(CLI::Range(0, kReplicationsMax));
  compare->add_option("--ripples-csv", options.ripples_csv,
                      "Write what differs in that pair to this file, by moment and unit");
  compare->add_option("--report", options.report,
                      "Write an HTML report of the changed battle, with the ripples of the pair");
  compare->add_flag("--json", options.json, "Print the result as one JSON object");
}

void add_lesson(CLI::App& app, LessonOptions& options) {
  CLI::App* lesson = app.add_subcommand(
      "lesson", "Write a lesson on a battle as one page that needs no network, for a class");
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  lesson->add_option("battle", options.battle, "Folder of the battle; it has a lesson.yaml")
      ->required();
  lesson->add_option("-o,--out", options.out, "File to write; its folder must be there")
      ->capture_default_str();
  lesson->add_option("-n,--pairs", options.pairs, "How many pairs of runs answer each question")
      ->capture_default_str()
      ->check(CLI::Range(study::kPairsMin, kReplicationsMax));
  lesson->add_option("--seed", options.seed, "Number of the chance")
      ->capture_default_str()
      ->check(CLI::Validator(check_seed, ""));
  lesson->add_option("--threads", options.threads, "Runs at the same time")
      ->check(CLI::Range(1, kThreadsMax));
}

void add_study(CLI::App& app, StudyOptions& options) {
  CLI::App* study = app.add_subcommand("study", "Play a designed experiment and keep its results");
  study->add_option("file", options.file, "The study (docs/study_format.md)")->required();
  study->add_option("--out", options.out, "Folder of the results (default: NAME.results)");
  study->add_flag("--resume", options.resume, "Go on with results that are there already");
  study
      ->add_option("--threads", options.threads,
                   "Runs at the same time (default: all processors; under mpirun one a rank)")
      ->check(CLI::Range(1, kThreadsMax));
  study->add_flag("--json", options.json, "Print the results as one JSON object");
}

void add_match(CLI::App& crisis, CrisisMatchOptions& options) {
  CLI::App* match = crisis.add_subcommand(
      "match", "Search the ranges for sets of numbers that the record does not rule out");
  match->add_option("battle", options.battle, "Folder with crisis.yaml")->required();
  match->add_option("--out", options.out, "Table of the sets that is written")
      ->capture_default_str();
  match->add_option("--wanted", options.wanted, "How many sets")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  match->add_option("--waves", options.waves, "Waves of candidates, at most")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  match->add_option("--candidates", options.candidates, "Of a wave")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  match->add_option("--runs", options.runs, "Of a candidate")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  match->add_option("--seed", options.seed, "Number of the chance")
      ->capture_default_str()
      ->check(CLI::Validator(check_seed, ""));
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  match->add_option("--threads", options.threads, "Candidates at the same time")
      ->check(CLI::Range(1, kThreadsMax));
}

void add_fit_surrogate(CLI::App& crisis, FitSurrogateOptions& options) {
  CLI::App* fit = crisis.add_subcommand(
      "fit-surrogate", "Fit the fast battle of the crisis to runs of the element-level one");
  fit->add_option("battle", options.battle, "Folder of the battle")->required();
  fit->add_option("--out", options.out, "Write the fitted numbers to this file, as a what-if");
  fit->add_option("--runs", options.runs, "Of the battle")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  fit->add_option("--seed", options.seed, "Number of the chance")
      ->capture_default_str()
      ->check(CLI::Validator(check_seed, ""));
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  fit->add_option("--threads", options.threads, "Runs at the same time")
      ->check(CLI::Range(1, kThreadsMax));
}

void add_crisis(CLI::App& app, CrisisOptions& options, CrisisMatchOptions& match,
                FitSurrogateOptions& fit) {
  CLI::App* crisis = app.add_subcommand(
      "crisis", "Play the crisis before a battle: its odds, what changes them, one run told");
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  CLI::Option* battle = crisis->add_option("battle", options.battle, "Folder with crisis.yaml");
  crisis
      ->add_option("--what-if", options.what_if,
                   "Change the crisis (again for another): a file, or NAME of "
                   "crisis_whatifs/NAME.yaml; says what the change does")
      ->allow_extra_args(false);
  crisis->add_option("-n,--runs", options.runs, "How many runs in all, shared by the sets")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  crisis->add_option("--sets", options.sets, "Sets of numbers, where they are drawn")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  crisis->add_flag("--drawn", options.drawn,
                   "Draw the sets over all ranges, though the battle ships matched ones");
  crisis->add_option("--sets-from", options.sets_file, "Table of sets (khasan crisis match)");
  CLI::Option* then = crisis->add_option(
      "--then", options.then,
      "Folder of the next crisis: its odds with what was learned in this one, against nothing "
      "learned");
  crisis
      ->add_option("--story", options.story,
                   "Tell this run instead, and show its ladder; with --report, tell it on the page")
      ->check(CLI::Range(0, kReplicationsMax));
  crisis->add_option("--report", options.report, "Write an HTML page of the crisis to this file")
      ->excludes(then);
  crisis->add_option("--seed", options.seed, "Number of the chance")
      ->capture_default_str()
      ->check(CLI::Validator(check_seed, ""));
  crisis->add_option("--threads", options.threads, "Sets at the same time")
      ->check(CLI::Range(1, kThreadsMax));
  crisis->add_flag("--json", options.json, "Print the result as one JSON object");
  add_match(*crisis, match);
  add_fit_surrogate(*crisis, fit);
  crisis->callback([crisis, battle] {
    if (battle->count() == 0 && crisis->get_subcommands().empty()) {
      throw CLI::RequiredError("battle");
    }
  });
}

void add_serve(CLI::App& app, ServeOptions& options) {
  CLI::App* serve = app.add_subcommand(
      "serve",
      "Open the battles in a browser: watch, ask, fork, compare; nobody else can reach it");
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  serve->add_option("battle", options.battle, "Folder of the battle that is shown first");
  serve->add_option("--port", options.port, "Port to listen on; 0: any that is free")
      ->capture_default_str()
      ->check(CLI::Range(0, 65535));
  serve->add_flag("--open", options.open, "Open a browser there");
  serve
      ->add_option("--listen", options.listen,
                   "Address to listen on; another than this machine's own needs a token")
      ->capture_default_str();
  serve
      ->add_option("--token", options.token,
                   "What visitors must know (default with --listen: one is made and printed)")
      ->envname("KHASAN_TOKEN");
  serve->add_option("--token-file", options.token_file,
                    "File with the token, which no list of processes shows then");
  serve->add_option("--results", options.results, "Folder in which runs and studies are kept")
      ->capture_default_str();
  serve->add_option("--threads", options.threads, "Jobs at the same time")
      ->check(CLI::Range(1, kThreadsMax));
}

void add_play(CLI::App& app, PlayOptions& options) {
  CLI::App* play = app.add_subcommand(
      "play", "Lead a side by a file of orders, which pass through the chain of command");
  play->add_option("battle", options.battle, "Folder of the battle")->required();
  play->add_option("--side", options.side, "Side that you lead, by its id")->required();
  play->add_option("--orders", options.orders, "File of your orders")->required();
  play->add_option("--headquarters", options.headquarters,
                   "Unit at whose headquarters you sit (default: the highest above each unit)");
  play->add_option("--seed", options.seed, "Number of the chance")
      ->capture_default_str()
      ->check(CLI::Validator(check_seed, ""));
  play->add_option("--replication", options.replication, "Which run of that chance")
      ->capture_default_str()
      ->check(CLI::Range(0, kReplicationsMax));
  play->add_option("--what-if", options.what_if, "Change the battle first, as for run")
      ->allow_extra_args(false);
  play->add_option("--roe", options.roe, "Change a rule of engagement first, as for run")
      ->allow_extra_args(false);
  play->add_option("--record", options.record, "Write the record of the game to this file");
  play->add_flag("--json", options.json, "Print the result as one JSON object");
}

void add_contest(CLI::App& app, ContestOptions& options) {
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  CLI::App* contest = app.add_subcommand(
      "contest", "Have commanders lead the sides, and score many games by the victory conditions");
  contest->add_option("battle", options.battle, "Folder of the battle")->required();
  contest
      ->add_option(
          "--lead", options.lead,
          "SIDE=LEADER: plan (default), nobody, cautious (a commander who waits), commander")
      ->allow_extra_args(false);
  contest->add_option("-n,--replications", options.replications, "Games")
      ->capture_default_str()
      ->check(CLI::Range(1, kReplicationsMax));
  contest->add_option("--seed", options.seed, "Number of the chance")
      ->capture_default_str()
      ->check(CLI::Validator(check_seed, ""));
  contest->add_option("--threads", options.threads, "Games at the same time")
      ->check(CLI::Range(1, kThreadsMax));
  contest->add_option("--what-if", options.what_if, "Change the battle first, as for run")
      ->allow_extra_args(false);
  contest->add_option("--roe", options.roe, "Change a rule of engagement first, as for run")
      ->allow_extra_args(false);
  contest->add_flag("--json", options.json, "Print the result as one JSON object");
}

struct Arguments {
  PlayOptions play;
  ContestOptions contest;
  DebriefOptions debrief;
  ServeOptions serve;
  CrisisOptions crisis;
  CrisisMatchOptions match;
  FitSurrogateOptions fit;
  RunOptions run;
  RecordOptions record;
  ForkOptions fork;
  ExplainOptions explain;
  CompareOptions compare;
  LessonOptions lesson;
  StudyOptions study;
  std::string checked, created;
  std::vector<std::string> check_what_if;
  bool check_json = false, phases_json = false;
};

void add_verbs(CLI::App& app, Arguments& arguments) {
  app.require_subcommand(1);
  app.set_version_flag("--version", "khasan " KHASAN_VERSION);
  add_run(app, arguments.run);
  add_records(app, arguments.record);
  add_fork(app, arguments.fork);
  add_explain(app, arguments.explain);
  add_debrief(app, arguments.debrief);
  add_compare(app, arguments.compare);
  add_lesson(app, arguments.lesson);
  add_study(app, arguments.study);
  add_crisis(app, arguments.crisis, arguments.match, arguments.fit);
  add_play(app, arguments.play);
  add_contest(app, arguments.contest);
  add_serve(app, arguments.serve);
  CLI::App* check = app.add_subcommand("check", "Read a battle and report its errors");
  check->add_option("battle", arguments.checked, "Folder of the battle")->required();
  check->add_option("--what-if", arguments.check_what_if, "With these changes, as for run")
      ->allow_extra_args(false);
  check->add_flag("--json", arguments.check_json, "Print the result as one JSON object");
  CLI::App* phases = app.add_subcommand("phases", "Show what a step consists of");
  phases->add_flag("--json", arguments.phases_json, "Print the table as one JSON object");
  CLI::App* create = app.add_subcommand("new", "Start a battle from the template");
  create->add_option("name", arguments.created, "Folder to make")->required();
  app.add_subcommand("version", "Print the version");
}

int print_version() {
  fmt::print("khasan {}\n", KHASAN_VERSION);
  return kDone;
}

int run_verb(const CLI::App& app, const Arguments& arguments) {
  if (app.got_subcommand("run")) return command_run(arguments.run);
  if (app.got_subcommand("crisis")) {
    const CLI::App* crisis = app.get_subcommand("crisis");
    if (crisis->got_subcommand("match")) return command_crisis_match(arguments.match);
    if (crisis->got_subcommand("fit-surrogate")) return command_fit_surrogate(arguments.fit);
    return command_crisis(arguments.crisis);
  }
  if (app.got_subcommand("play")) return command_play(arguments.play);
  if (app.got_subcommand("contest")) return command_contest(arguments.contest);
  if (app.got_subcommand("serve")) return command_serve(arguments.serve);
  if (app.got_subcommand("study")) return command_study(arguments.study);
  if (app.got_subcommand("compare")) return command_compare(arguments.compare);
  if (app.got_subcommand("lesson")) return command_lesson(arguments.lesson);
  if (app.got_subcommand("verify")) return command_verify(arguments.record);
  if (app.got_subcommand("replay")) return command_replay(arguments.record);
  if (app.got_subcommand("diff")) return command_diff(arguments.record);
  if (app.got_subcommand("fork")) return command_fork(arguments.fork);
  if (app.got_subcommand("explain")) return command_explain(arguments.explain);
  if (app.got_subcommand("debrief")) return command_debrief(arguments.debrief);
  if (app.got_subcommand("check"))
    return command_check(arguments.checked, arguments.check_what_if, arguments.check_json);
  if (app.got_subcommand("phases")) return command_phases(arguments.phases_json);
  if (app.got_subcommand("new")) return command_new(arguments.created);
  return print_version();
}

int run_program(int argc, char** argv) {
  CLI::App app("Khasan asks a battle what if, and answers with odds, reasons and a map.", "khasan");
  Arguments arguments;
  arguments.run.command = arguments.play.command = arguments.fork.command =
      arguments.study.command = arguments.compare.command = arguments.crisis.command =
          arguments.lesson.command = command_line(argc, argv);
  add_verbs(app, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kBadInput;
  }
  return run_verb(app, arguments);
}

}  // namespace

}  // namespace khasan::cli

int main(int argc, char** argv) {
  try {
    return khasan::cli::run_program(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "khasan: {}\n", error.what());
    return khasan::cli::kBadInput;
  }
}
