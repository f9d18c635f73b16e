#pragma once

#include <functional>
#include <mutex>

#include "jobs/jobs.hpp"

namespace belfry::jobs {

/// A job that this server works on.
class Running final : public Work {
public:
    /// `told` hears of progress that readers should see, at most twice a second.
    Running(StoredJob job, const Clock& clock, std::function<void(const StoredJob&)> told)
        : clock_(clock),
          told_(std::move(told)),
          id_(job.job.id),
          input_(job.input),
          actor_(actor_of(job)),
          job_(std::move(job)) {}

    [[nodiscard]] Id<Job> id() const override { return id_; }

    [[nodiscard]] const json::Value& input() const override { return input_; }

    [[nodiscard]] record::Actor actor() const override { return actor_; }

    [[nodiscard]] std::stop_token stop() const override { return stop_.get_token(); }

    void progress(std::int64_t done, std::int64_t of, Message message) override;
    void partial(json::Value result) override;

    /// How it stands now.
    [[nodiscard]] StoredJob now() const;

    void request_stop() { stop_.request_stop(); }

private:
    static record::Actor actor_of(const StoredJob& job) {
        const auto& person = job.job.asked_by;
        return person ? record::Actor::account(person->id) : record::Actor::belfry();
    }

    const Clock& clock_;
    std::function<void(const StoredJob&)> told_;
    const Id<Job> id_;
    const json::Value input_;
    const record::Actor actor_;
    std::stop_source stop_;
    mutable std::mutex mutex_;
    StoredJob job_;
    std::chrono::steady_clock::time_point told_at_{};
};

}  // namespace belfry::jobs
