#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "store/database.hpp"
#include "store/session.hpp"

namespace belfry::store {

/// The one writer: a thread with a session of its own that takes all requests that wait, runs each
/// between savepoints, and commits them together. Nobody is told "written" before that commit.
class GroupWriter final : public Writer {
public:
    explicit GroupWriter(Connect connect);
    GroupWriter(const GroupWriter&) = delete;
    GroupWriter& operator=(const GroupWriter&) = delete;
    GroupWriter(GroupWriter&&) = delete;
    GroupWriter& operator=(GroupWriter&&) = delete;

    /// Carries out what is waiting, then ends.
    ~GroupWriter() override;

    void write(const Work& work, const std::function<void()>& once_durable) override;

private:
    struct Request {
        const Work& work;
        const std::function<void()>& once_durable;
        std::exception_ptr failure;
        bool done = false;
        std::condition_variable finished;
    };

    void serve();
    void carry_out(const std::deque<Request*>& batch);
    void run_all(const std::deque<Request*>& batch);
    void run(Request& request);

    Connect connect_;
    std::unique_ptr<Session> session_;
    std::mutex mutex_;
    std::condition_variable wanted_;
    std::deque<Request*> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace belfry::store
