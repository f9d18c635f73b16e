#include "jobs/running.hpp"

namespace belfry::jobs {

namespace {

constexpr std::chrono::milliseconds between_tellings{500};

}  // namespace

void Running::progress(std::int64_t done, std::int64_t of, Message message) {
    std::unique_lock lock(mutex_);
    job_.job.done = done;
    job_.job.of = of;
    job_.message = std::move(message);
    const auto now = clock_.monotonic();
    if (!told_ || now - told_at_ < between_tellings) {
        return;
    }
    told_at_ = now;
    const auto copy = job_;
    lock.unlock();
    told_(copy);
}

void Running::partial(json::Value result) {
    const std::scoped_lock lock(mutex_);
    job_.job.result = std::move(result);
}

StoredJob Running::now() const {
    const std::scoped_lock lock(mutex_);
    return job_;
}

}  // namespace belfry::jobs
