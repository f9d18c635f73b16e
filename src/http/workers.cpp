#include "http/workers.hpp"

#include <utility>

namespace belfry::http {

Workers::Workers(std::size_t threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
    for (std::size_t i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

Workers::~Workers() {
    stop();
}

bool Workers::take(Work work) {
    {
        const std::scoped_lock lock(mutex_);
        const bool free_thread = busy_ + requests_.size() < threads_.size();
        if (stopping_ || (!free_thread && requests_.size() >= most_waiting_)) {
            return false;
        }
        requests_.push_back(std::move(work));
    }
    ready_.notify_one();
    return true;
}

void Workers::take_turn(Work work) {
    {
        const std::scoped_lock lock(mutex_);
        if (!stopping_) {
            turns_.push_back(std::move(work));
        }
    }
    ready_.notify_one();
}

std::size_t Workers::waiting() const {
    const std::scoped_lock lock(mutex_);
    return requests_.size() + turns_.size();
}

std::size_t Workers::busy() const {
    const std::scoped_lock lock(mutex_);
    return busy_;
}

void Workers::stop() {
    std::deque<Work> dropped;
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
        // Dropped work may hold a connection whose end asks for this lock.
        std::swap(dropped, requests_);
    }
    ready_.notify_all();
    for (auto& thread : threads_) {
        thread.join();
    }
    threads_.clear();
    turns_.clear();
}

Workers::Work Workers::next() {
    turn_of_streams_ = !turn_of_streams_;
    auto& queue = requests_.empty() || (turn_of_streams_ && !turns_.empty()) ? turns_ : requests_;
    auto work = std::move(queue.front());
    queue.pop_front();
    return work;
}

void Workers::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        ready_.wait(lock, [this] { return stopping_ || !requests_.empty() || !turns_.empty(); });
        if (stopping_) {
            return;
        }
        ++busy_;
        {
            const auto work = next();
            lock.unlock();
            work();
        }
        lock.lock();
        --busy_;
    }
}

}  // namespace belfry::http
