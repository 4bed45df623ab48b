#include "study/result_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "study/score.h"

namespace khasan::study {

namespace {

namespace fs = std::filesystem;
using scenario::FactorKind;
using scenario::FactorSpec;

constexpr std::string_view kFormat = "khasan-results-1";

// A prepared statement; parameters and columns by position from 0.
class Statement {
 public:
  Statement(sqlite3* database, const std::string& sql) {
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) {
      statement_ = nullptr;
    }
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  explicit operator bool() const { return statement_ != nullptr; }
  Statement& bind(const std::string& text) {
    sqlite3_bind_text(statement_, ++bound_, text.c_str(), -1, SQLITE_TRANSIENT);
    return *this;
  }
  Statement& bind(int64_t number) {
    sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
  }
  // What is no number is left out.
  Statement& bind(double number) {
    if (std::isfinite(number))
      sqlite3_bind_double(statement_, ++bound_, number);
    else
      sqlite3_bind_null(statement_, ++bound_);
    return *this;
  }
  // Carries it out, for it to be bound anew; false: the database says why.
  bool run() {
    const int outcome = sqlite3_step(statement_);
    sqlite3_reset(statement_);
    bound_ = 0;
    return outcome == SQLITE_DONE;
  }
  // To the next row; false: there is none.
  bool next() { return sqlite3_step(statement_) == SQLITE_ROW; }
  int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  double number(int column) const {
    const bool is_null = sqlite3_column_type(statement_, column) == SQLITE_NULL;
    return is_null ? std::numeric_limits<double>::quiet_NaN()
                   : sqlite3_column_double(statement_, column);
  }
  std::string text(int column) const {
    const auto* text = sqlite3_column_text(statement_, column);
    return text != nullptr ? reinterpret_cast<const char*>(text) : "";
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

// A name of a column: in quotes, for ids may hold points and hyphens.
std::string column(const std::string& name) { return "\"" + name + "\""; }

std::string hex(uint64_t hash) { return fmt::format("{:016x}", hash); }

std::string create_tables(const Study& study, const scenario::Scenario& scenario) {
  std::string points, runs;
  for (const FactorSpec& factor : study.spec.factors) points += ", " + column(factor.id);
  for (const std::size_t m : study.measures) {
    runs += ", " + column(scenario.measures[m].id) + " REAL";
  }
  return "CREATE TABLE study(key TEXT PRIMARY KEY, value TEXT);"
         "CREATE TABLE factors(id TEXT PRIMARY KEY, kind TEXT, unit TEXT, name TEXT, low REAL, "
         "best REAL, high REAL);"
         "CREATE TABLE measures(id TEXT PRIMARY KEY, side TEXT, quantity TEXT, unit TEXT, "
         "recorded_low REAL, recorded_best REAL, recorded_high REAL);"
         "CREATE TABLE points(point INTEGER PRIMARY KEY" +
         points +
         ");"
         "CREATE TABLE runs(point INTEGER, replication INTEGER, seed TEXT, chance TEXT, hash TEXT, "
         "element_steps INTEGER" +
         runs + ", PRIMARY KEY(point, replication)) WITHOUT ROWID;";
}

bool fill_head(sqlite3* database, const Study& study, const std::string& command) {
  Statement head(database, "INSERT INTO study VALUES(?, ?)");
  const auto put = [&](const char* key, const std::string& value) {
    return head.bind(std::string(key)).bind(value).run();
  };
  return head && put("format", std::string(kFormat)) && put("title", study.spec.title) &&
         put("study", study.spec.file) && put("battle", study.spec.battle) &&
         put("seed", std::to_string(study.spec.seed)) &&
         put("replications", std::to_string(study.spec.replications)) &&
         put("evidence", study.spec.evidence) && put("version", KHASAN_VERSION) &&
         put("battle_hash", hex(study.battle_hash)) && put("study_hash", hex(hash_of(study))) &&
         put("command", command);
}

bool fill_columns(sqlite3* database, const Study& study, const scenario::Scenario& scenario) {
  Statement factor(database, "INSERT INTO factors VALUES(?, ?, ?, ?, ?, ?, ?)");
  for (const FactorSpec& one : study.spec.factors) {
    const bool is_choice = one.kind == FactorKind::kChoice;
    const double none = std::numeric_limits<double>::quiet_NaN();
    factor.bind(one.id)
        .bind(std::string(word_of(one.kind)))
        .bind(one.unit)
        .bind(one.name)
        .bind(is_choice ? none : one.figure.low)
        .bind(is_choice || one.kind == FactorKind::kRange ? none : one.figure.best)
        .bind(is_choice ? none : one.figure.high);
    if (!factor.run()) return false;
  }
  Statement measure(database, "INSERT INTO measures VALUES(?, ?, ?, ?, ?, ?, ?)");
  for (const std::size_t m : study.measures) {
    const scenario::Measure& one = scenario.measures[m];
    const scenario::Target* target = target_of(scenario, one.id);
    const double none = std::numeric_limits<double>::quiet_NaN();
    measure.bind(one.id).bind(scenario.side(one.side).id).bind(one.quantity).bind(one.unit);
    measure.bind(target ? target->low : none).bind(target ? target->best : none);
    if (!measure.bind(target ? target->high : none).run()) return false;
  }
  return true;
}

bool fill_points(sqlite3* database, const Study& study) {
  std::string marks = "?";
  for (std::size_t f = 0; f < study.spec.factors.size(); ++f) marks += ", ?";
  Statement point(database, "INSERT INTO points VALUES(" + marks + ")");
  for (std::size_t p = 0; p < study.points.size(); ++p) {
    point.bind(static_cast<int64_t>(p));
    for (std::size_t f = 0; f < study.spec.factors.size(); ++f) {
      const FactorSpec& factor = study.spec.factors[f];
      const std::optional<double>& value = study.points[p].values[f];
      if (factor.kind == FactorKind::kChoice && value)
        point.bind(value_text(factor, value));
      else
        point.bind(value.value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    if (!point.run()) return false;
  }
  return true;
}

}  // namespace

void ResultStore::Closer::operator()(sqlite3* database) const { sqlite3_close(database); }

ResultStore::Unlocker::~Unlocker() {
  if (file >= 0) ::close(file);
}

Error ResultStore::fault(const std::string& found, const std::string& expected,
                         const std::string& fix) const {
  return {path_, 0, 0, {}, found, expected, fix};
}

// The folder is locked, not the file: what others read stays readable. The lock goes with the
// process, however it ends.
Errors ResultStore::lock() {
  const std::string folder = fs::path(path_).parent_path().string();
  lock_.file = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock_.file < 0) return {fault("no folder " + folder, "a folder", "make it first")};
  if (::flock(lock_.file, LOCK_EX | LOCK_NB) == 0) return {};
  return {fault("a study that is writing there now", "a folder that no other study writes",
                "wait for it, or name another folder with --out")};
}

Errors ResultStore::open(const std::string& path) {
  sqlite3* database = nullptr;
  const int outcome = sqlite3_open(path.c_str(), &database);
  database_.reset(database);
  if (outcome != SQLITE_OK) {
    return {
        fault(sqlite3_errmsg(database), "a file that can be written", "name another with --out")};
  }
  return {};
}

// A log beside the file takes what is added, so that others can read meanwhile.
Errors ResultStore::open_to_add() {
  const Errors errors = open(path_);
  return errors.empty() ? run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;") : errors;
}

Errors ResultStore::run(const std::string& sql) const {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return {fault_of_database()};
}

// What the database says went wrong.
Error ResultStore::fault_of_database() const {
  const int why = sqlite3_errcode(database_.get());
  if (why == SQLITE_NOTADB) {
    return fault("no file of results", "one that khasan study made", "name another with --out");
  }
  const bool no_room = why == SQLITE_FULL || why == SQLITE_IOERR;
  return fault(no_room
                   ? std::string("no room on the disk (") + sqlite3_errmsg(database_.get()) + ")"
                   : sqlite3_errmsg(database_.get()),
               "results that can be written",
               no_room ? "make room, then go on with --resume: what was finished is kept" : "");
}

Errors ResultStore::fill(const Study& study, const scenario::Scenario& scenario,
                         const std::string& command) const {
  Errors errors = run("BEGIN;" + create_tables(study, scenario));
  if (!errors.empty()) return errors;
  sqlite3* database = database_.get();
  const bool filled = fill_head(database, study, command) &&
                      fill_columns(database, study, scenario) && fill_points(database, study);
  return filled ? run("COMMIT") : Errors{fault_of_database()};
}

Result<ResultStore> ResultStore::create(const std::string& path, const Study& study,
                                        const scenario::Scenario& scenario,
                                        const std::string& command) {
  ResultStore store(path);
  Errors errors = store.lock();
  if (!errors.empty()) return errors;
  std::error_code failed;
  if (fs::exists(path, failed)) {
    return store.fault("a file that is there already", "a new one",
                       "go on with it by --resume, name another folder with --out, or remove it");
  }
  // Under another name until its head is written: nobody finds half a file.
  const std::string unfinished = path + ".unfinished";
  fs::remove(unfinished, failed);
  errors = store.open(unfinished);
  if (errors.empty()) errors = store.fill(study, scenario, command);
  if (!errors.empty()) return errors;
  store.database_.reset();
  fs::rename(unfinished, path, failed);
  if (failed) return store.fault(failed.message(), "a file that can be written", "");
  errors = store.open_to_add();
  if (!errors.empty()) return errors;
  store.study_ = &study;
  return store;
}

Result<ResultStore> ResultStore::resume(const std::string& path, const Study& study) {
  ResultStore store(path);
  std::error_code failed;
  if (!fs::exists(path, failed)) {
    return store.fault("no such file", "the results of an interrupted study",
                       "leave out --resume to begin it, or name its folder with --out");
  }
  Errors errors = store.lock();
  if (errors.empty()) errors = store.open_to_add();
  if (!errors.empty()) return errors;
  std::string format, title, version, hash;
  Statement head(store.database_.get(), "SELECT key, value FROM study");
  while (head && head.next()) {
    const std::string key = head.text(0);
    if (key == "format") format = head.text(1);
    if (key == "title") title = head.text(1);
    if (key == "version") version = head.text(1);
    if (key == "study_hash") hash = head.text(1);
  }
  if (format != kFormat) {
    return store.fault(format.empty() ? "no file of results" : format, std::string(kFormat),
                       "name another folder with --out");
  }
  if (hash != hex(hash_of(study))) {
    const bool is_other = title != study.spec.title;
    return store.fault(is_other ? "results of another study, \"" + title + "\""
                                : "results of this study as it was before its file, its battle or "
                                  "the program (then " +
                                      version + ") was changed",
                       "results of this study", "name another folder with --out");
  }
  store.study_ = &study;
  return store;
}

Result<int> ResultStore::runs_in(const std::string& path) {
  ResultStore store(path);
  std::error_code failed;
  if (!fs::exists(path, failed)) return store.fault("no such file", "a file of results", "");
  const Errors errors = store.open(path);
  if (!errors.empty()) return errors;
  Statement count(store.database_.get(), "SELECT count(*) FROM runs");
  if (!count || !count.next()) return store.fault_of_database();
  return static_cast<int>(count.integer(0));
}

Errors ResultStore::put(const std::vector<JobResult>& results) {
  std::string marks = "?, ?, ?, ?, ?, ?";
  for (std::size_t m = 0; m < study_->measures.size(); ++m) marks += ", ?";
  Errors errors = run("BEGIN");
  if (!errors.empty()) return errors;
  {
    Statement row(database_.get(), "INSERT INTO runs VALUES(" + marks + ")");
    for (const JobResult& result : results) {
      row.bind(int64_t{result.job.point})
          .bind(int64_t{result.job.replication})
          .bind(std::to_string(study_->spec.seed))
          .bind(std::to_string(replication_of(*study_, result.job)))
          .bind(hex(result.hash))
          .bind(static_cast<int64_t>(result.element_steps));
      for (const double value : result.measures) row.bind(value);
      if (row.run()) continue;
      errors = {fault_of_database()};
      break;
    }
  }
  if (errors.empty()) errors = run("COMMIT");
  // After some faults the database has rolled back by itself.
  if (!errors.empty()) sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  return errors;
}

Result<std::vector<JobResult>> ResultStore::results() const {
  Statement rows(database_.get(), "SELECT * FROM runs ORDER BY point, replication");
  if (!rows) return fault_of_database();
  std::vector<JobResult> all;
  while (rows.next()) {
    JobResult result;
    result.job = {static_cast<int>(rows.integer(0)), static_cast<int>(rows.integer(1))};
    result.hash = std::stoull("0x" + rows.text(4), nullptr, 16);
    result.element_steps = static_cast<uint64_t>(rows.integer(5));
    for (std::size_t m = 0; m < study_->measures.size(); ++m) {
      result.measures.push_back(rows.number(6 + static_cast<int>(m)));
    }
    all.push_back(std::move(result));
  }
  return all;
}

}  // namespace khasan::study
