#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <vector>

#include "store/session.hpp"

namespace belfry::store {

/// Sessions for reading, lent one at a time. There are as many as read at once; one that nobody
/// wanted for `kept_for` is closed, because opening one takes longer than most reads.
class ReaderPool {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds kept_for{10};

    explicit ReaderPool(Connect connect, std::function<Time()> now = std::chrono::steady_clock::now)
        : connect_(std::move(connect)), now_(std::move(now)), looked_(now_()) {}

    /// Runs `work` in one snapshot. A work may read again inside.
    void read(const std::function<void(Connection&)>& work);

private:
    using Sessions = std::vector<std::unique_ptr<Session>>;

    std::unique_ptr<Session> take();
    void give_back(std::unique_ptr<Session> session);
    [[nodiscard]] Sessions unwanted();

    Connect connect_;
    std::function<Time()> now_;
    std::mutex mutex_;
    Sessions idle_;  ///< The last one given back is the first to be lent: its pages are fresh.
    std::size_t least_idle_ = 0;  ///< Since `looked_`.
    Time looked_;
};

}  // namespace belfry::store
