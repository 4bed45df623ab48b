// A workshop over the small battle, with results in a folder beside it.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "serve/workshop.h"
#include "unit/load/battle_folder.h"

namespace khasan::serve {

class WorkshopFolder : public support::BattleFolder {
 protected:
  void SetUp() override {
    support::BattleFolder::SetUp();
    results_ = path("").substr(0, path("").size() - 1) + "_results";
    std::filesystem::remove_all(results_);
    write("whatifs/fog.yaml",
          "format: khasan-what-if-1\ntitle: There is fog.\nchanges:\n"
          "  - {file: battle.yaml, at: [weather, 0, visibility_m], set: 300}\n");
    open();
  }
  void TearDown() override {
    desk_.reset();
    std::filesystem::remove_all(results_);
    support::BattleFolder::TearDown();
  }
  void open() {
    desk_.reset();
    WorkshopOptions options;
    options.battles = {path("")};
    options.results = results_;
    Result<std::unique_ptr<Desk>> desk = open_workshop(options);
    ASSERT_TRUE(desk) << to_text(desk.errors()[0]);
    desk_ = desk.take();
    desk_->on_change([this](const Change&) {
      const std::lock_guard lock(mutex_);
      changed_.notify_all();
    });
    battle_ = desk_->battles().at(0).id;
  }
  RunRequest request() const {
    RunRequest request;
    request.battle = battle_;
    return request;
  }
  template <class Request>
  Job submit(const Request& request) {
    const Result<Job> job = desk_->submit(request, "somebody");
    EXPECT_TRUE(job) << (job ? "" : to_text(job.errors()[0]));
    return job ? job.value() : Job{};
  }
  // The job when it has ended.
  Job ended(const Text& id) {
    std::unique_lock lock(mutex_);
    for (;;) {
      const Job job = desk_->job(id).value();
      if (job.state != JobState::kQueued && job.state != JobState::kRunning) return job;
      changed_.wait_for(lock, std::chrono::milliseconds(50));
    }
  }
  Text run(const RunRequest& request) {
    const Job job = ended(submit(request).id);
    EXPECT_EQ(job.state, JobState::kDone) << (job.error ? job.error->found : "");
    return job.result.value_or("");
  }
  int64_t start_ms() { return desk_->battles().at(0).start_ms; }

  void put(const std::string& name, const std::string& content) const {
    std::ofstream(results_ + "/" + name, std::ios::binary) << content;
  }

  std::unique_ptr<Desk> desk_;
  std::string results_;
  Text battle_;
  std::mutex mutex_;
  std::condition_variable changed_;
};

}  // namespace khasan::serve
