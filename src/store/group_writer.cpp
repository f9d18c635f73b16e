#include "store/group_writer.hpp"

namespace belfry::store {

GroupWriter::GroupWriter(Connect connect)
    : connect_(std::move(connect)), session_(connect_()), thread_([this] { serve(); }) {
}

GroupWriter::~GroupWriter() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wanted_.notify_one();
    thread_.join();
}

void GroupWriter::write(const Work& work, const std::function<void()>& once_durable) {
    check(std::this_thread::get_id() != thread_.get_id(), "a write inside a write never ends");
    Request request{work, once_durable, {}, false, {}};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&request);
    wanted_.notify_one();
    request.finished.wait(lock, [&] { return request.done; });
    lock.unlock();
    if (request.failure) {
        std::rethrow_exception(request.failure);
    }
}

void GroupWriter::serve() {
    std::unique_lock lock(mutex_);
    while (true) {
        wanted_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) {
            return;
        }
        const auto batch = std::exchange(waiting_, {});
        lock.unlock();
        carry_out(batch);
        lock.lock();
        // Under the lock: a request lives on its caller's stack and is gone as soon as it may go
        // on.
        for (auto* const request : batch) {
            request->done = true;
            request->finished.notify_one();
        }
        lock.unlock();
        session_->between_batches();
        lock.lock();
    }
}

void GroupWriter::carry_out(const std::deque<Request*>& batch) {
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

void GroupWriter::run_all(const std::deque<Request*>& batch) {
    begin(session_, connect_, &Session::begin_writing);
    finish(*session_, [&] {
        for (auto* const request : batch) {
            run(*request);
        }
    });
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
