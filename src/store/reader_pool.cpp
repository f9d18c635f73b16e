#include "store/reader_pool.hpp"

namespace belfry::store {

namespace {

constexpr std::size_t most_idle = 8;

}  // namespace

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
            return session;
        }
    }
    return connect_();
}

void ReaderPool::give_back(std::unique_ptr<Session> session) {
    const std::scoped_lock lock(mutex_);
    if (session->usable() && idle_.size() < most_idle) {
        idle_.push_back(std::move(session));
    }
}

}  // namespace belfry::store
