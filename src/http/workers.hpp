#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace belfry::http {

/// Threads that answer requests, with a bounded queue before them.
class Workers {
public:
    using Work = std::function<void()>;

    Workers(std::size_t threads, std::size_t most_waiting);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    Workers(Workers&&) = delete;
    Workers& operator=(Workers&&) = delete;
    ~Workers();

    /// False when the queue is full: `work` will not be done.
    [[nodiscard]] bool take(Work work);

    /// Work of a stream or a download under way. Never refused: each connection has at most one, so
    /// the number of connections bounds it. Takes turns with requests.
    void take_turn(Work work);

    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::size_t busy() const;

    /// Lets the threads end what they do and drops what waits.
    void stop();

private:
    void work();
    [[nodiscard]] Work next();

    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Work> requests_;
    std::deque<Work> turns_;
    std::size_t most_waiting_;
    std::size_t busy_ = 0;
    bool turn_of_streams_ = false;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace belfry::http
