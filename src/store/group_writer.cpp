#include "store/group_writer.hpp"

#include "base/bug.hpp"

namespace belfry::store {

GroupWriter::GroupWriter(Connect connect)
    : connect_(std::move(connect)), session_(connect_()), tidier_([this] { tidy_up(); }) {
}

GroupWriter::~GroupWriter() {
    {
        std::unique_lock lock(mutex_);
        freed_.wait(lock, [&] { return !busy_ && waiting_.empty(); });
        stopping_ = true;
    }
    untidy_.notify_one();
    tidier_.join();
}

void GroupWriter::write(const Work& work, const std::function<void()>& once_durable) {
    check(leader_.load() != std::this_thread::get_id(), "a write inside a write never ends");
    Request request{work, once_durable, {}, false, {}};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&request);
    request.moved.wait(lock, [&] { return request.done || !busy_; });
    if (!request.done) {
        lead(lock);
    }
    lock.unlock();
    if (request.failure) {
        std::rethrow_exception(request.failure);
    }
}

/// Carries out all that waits, one's own request among them.
void GroupWriter::lead(std::unique_lock<std::mutex>& lock) {
    const auto batch = std::exchange(waiting_, {});
    busy_ = true;
    lock.unlock();
    leader_ = std::this_thread::get_id();
    carry_out(batch);
    leader_ = std::thread::id();
    lock.lock();
    // Under the lock: a request lives on its caller's stack and is gone as soon as it may go on.
    for (auto* const request : batch) {
        request->done = true;
        request->moved.notify_one();
    }
    if (session_->wants_tidying()) {
        // Nobody who waits for an answer does this.
        tidying_ = true;
        untidy_.notify_one();
    } else {
        set_free();
    }
}

/// With the lock held.
void GroupWriter::set_free() {
    busy_ = false;
    if (waiting_.empty()) {
        freed_.notify_all();
    } else {
        waiting_.front()->moved.notify_one();
    }
}

void GroupWriter::tidy_up() {
    std::unique_lock lock(mutex_);
    while (true) {
        untidy_.wait(lock, [&] { return stopping_ || tidying_; });
        if (!tidying_) {
            return;
        }
        lock.unlock();
        session_->tidy();
        lock.lock();
        tidying_ = false;
        set_free();
    }
}

void GroupWriter::carry_out(const Batch& batch) {
    const BugsEndTheProgram for_others;
    try {
        run_all(batch);
    } catch (...) {
        // The transaction is gone and with it the work of all: nobody may be told "written".
        for (auto* const request : batch) {
            if (!request->failure) {
                request->failure = std::current_exception();
            }
        }
    }
    for (auto* const request : batch) {
        if (!request->failure && request->once_durable) {
            request->once_durable();
        }
    }
}

void GroupWriter::run_all(const Batch& batch) {
    begin(session_, connect_, &Session::begin_writing);
    finish(*session_, [&] {
        if (batch.size() == 1) {
            run_alone(*batch.front());
            return;
        }
        for (auto* const request : batch) {
            run(*request);
        }
    });
}

/// Whoever writes alone needs no savepoint, which copies each page: the transaction is undone.
void GroupWriter::run_alone(Request& request) {
    try {
        request.work(*session_);
    } catch (...) {
        request.failure = std::current_exception();
        throw;
    }
}

void GroupWriter::run(Request& request) {
    session_->execute("SAVEPOINT work");
    try {
        request.work(*session_);
        session_->execute("RELEASE SAVEPOINT work");
        return;
    } catch (...) {
        request.failure = std::current_exception();
        if (!session_->in_transaction()) {
            throw;  // a full disk ends the whole transaction, not one statement
        }
        session_->execute("ROLLBACK TO SAVEPOINT work");
        session_->execute("RELEASE SAVEPOINT work");
    }
}

}  // namespace belfry::store
