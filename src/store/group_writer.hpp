#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "store/database.hpp"
#include "store/session.hpp"

namespace belfry::store {

/// The one writer. Who finds it free carries out the own request, and waits for no other thread.
/// What comes meanwhile forms the next group: a thread carries out all its requests, each between
/// savepoints, commits them together, and goes on until nobody waits. Nobody is told "written"
/// before the commit.
class GroupWriter final : public Writer {
public:
    explicit GroupWriter(Connect connect);
    GroupWriter(const GroupWriter&) = delete;
    GroupWriter& operator=(const GroupWriter&) = delete;
    GroupWriter(GroupWriter&&) = delete;
    GroupWriter& operator=(GroupWriter&&) = delete;

    /// Lets what is waiting be carried out first.
    ~GroupWriter() override;

    void write(const Work& work, const std::function<void()>& once_durable) override;

private:
    struct Request {
        const Work& work;
        const std::function<void()>& once_durable;
        std::exception_ptr failure;
        /// Its own lock: who wakes many would else have all of them queue for one.
        std::mutex mutex;
        std::condition_variable moved;
        bool done = false;
    };

    using Batch = std::deque<Request*>;

    void lead(std::unique_lock<std::mutex>& lock);
    void carry_group(std::unique_lock<std::mutex>& lock);
    static void let_go(const Batch& batch);
    void set_free();
    void serve_crowd();
    /// Ends the program when `once_durable` throws, which it must not: all would wait for ever.
    void carry_out(const Batch& batch) noexcept;
    void run_all(const Batch& batch);
    void run_alone(Request& request);
    void run(Request& request);

    Connect connect_;
    std::unique_ptr<Session> session_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::condition_variable called_;
    Batch waiting_;
    bool busy_ = false;        ///< Somebody has the session.
    bool taken_over_ = false;  ///< … who is the thread for many writers and for checkpoints.
    bool stopping_ = false;
    std::atomic<std::thread::id> leader_;
    std::thread crowd_;
};

}  // namespace belfry::store
