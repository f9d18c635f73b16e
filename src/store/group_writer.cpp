#include "store/group_writer.hpp"

#include "base/bug.hpp"

namespace belfry::store {

GroupWriter::GroupWriter(Connect connect)
    : connect_(std::move(connect)), session_(connect_()), crowd_([this] { serve_crowd(); }) {
}

GroupWriter::~GroupWriter() {
    {
        std::unique_lock lock(mutex_);
        freed_.wait(lock, [&] { return !busy_; });
        stopping_ = true;
    }
    called_.notify_one();
    crowd_.join();
}

void GroupWriter::write(const Work& work, const std::function<void()>& once_durable) {
    check(leader_.load() != std::this_thread::get_id(), "a write inside a write never ends");
    Request request{
        .work = work, .once_durable = once_durable, .failure = {}, .mutex = {}, .moved = {}
    };
    std::unique_lock lock(mutex_);
    waiting_.push_back(&request);
    if (busy_) {
        lock.unlock();
        std::unique_lock own(request.mutex);
        request.moved.wait(own, [&] { return request.done; });
    } else {
        lead(lock);
        lock.unlock();
    }
    if (request.failure) {
        std::rethrow_exception(request.failure);
    }
}

/// Carries out one's own request, and leaves what has come meanwhile, which would hold up one's
/// answer, to the other thread.
void GroupWriter::lead(std::unique_lock<std::mutex>& lock) {
    busy_ = true;
    carry_group(lock);
    if (waiting_.empty() && !session_->wants_tidying()) {
        set_free();
    } else {
        taken_over_ = true;
        called_.notify_one();
    }
}

/// With the lock held, but not meanwhile: all that wait now.
void GroupWriter::carry_group(std::unique_lock<std::mutex>& lock) {
    const auto batch = std::exchange(waiting_, {});
    lock.unlock();
    leader_ = std::this_thread::get_id();
    carry_out(batch);
    leader_ = std::thread::id();
    let_go(batch);
    lock.lock();
}

/// Under each one's lock: a request lives on its caller's stack and is gone as soon as it may go
/// on.
void GroupWriter::let_go(const Batch& batch) {
    for (auto* const request : batch) {
        const std::scoped_lock lock(request->mutex);
        request->done = true;
        request->moved.notify_one();
    }
}

/// With the lock held, and when nobody waits.
void GroupWriter::set_free() {
    busy_ = false;
    freed_.notify_all();
}

void GroupWriter::serve_crowd() {
    std::unique_lock lock(mutex_);
    while (true) {
        called_.wait(lock, [&] { return stopping_ || taken_over_; });
        if (!taken_over_) {
            return;
        }
        do {
            if (session_->wants_tidying()) {
                lock.unlock();
                session_->tidy();
                lock.lock();
            }
            if (!waiting_.empty()) {
                carry_group(lock);
            }
        } while (!waiting_.empty());
        taken_over_ = false;
        set_free();
    }
}

void GroupWriter::carry_out(const Batch& batch) noexcept {
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
