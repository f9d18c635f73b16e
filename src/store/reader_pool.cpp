#include "store/reader_pool.hpp"

#include <algorithm>
#include <iterator>

namespace belfry::store {

void ReaderPool::read(const std::function<void(Connection&)>& work) {
    auto session = take();
    begin(session, connect_, &Session::begin_reading);
    try {
        work(*session);
    } catch (...) {
        session->roll_back();
        give_back(std::move(session));
        throw;
    }
    session->roll_back();
    give_back(std::move(session));
}

std::unique_ptr<Session> ReaderPool::take() {
    {
        const std::scoped_lock lock(mutex_);
        if (!idle_.empty()) {
            auto session = std::move(idle_.back());
            idle_.pop_back();
            least_idle_ = std::min(least_idle_, idle_.size());
            return session;
        }
    }
    return connect_();
}

void ReaderPool::give_back(std::unique_ptr<Session> session) {
    Sessions closing;  // after the lock is free
    const std::scoped_lock lock(mutex_);
    if (session->usable()) {
        idle_.push_back(std::move(session));
        closing = unwanted();
    }
}

/// Those at the bottom have lain there since the last look.
ReaderPool::Sessions ReaderPool::unwanted() {
    const auto now = now_();
    if (now - looked_ < kept_for) {
        return {};
    }
    const auto end = idle_.begin() + static_cast<std::ptrdiff_t>(least_idle_);
    Sessions out(std::make_move_iterator(idle_.begin()), std::make_move_iterator(end));
    idle_.erase(idle_.begin(), end);
    least_idle_ = idle_.size();
    looked_ = now;
    return out;
}

}  // namespace belfry::store
