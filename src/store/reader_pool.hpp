#pragma once

#include <mutex>
#include <vector>

#include "store/session.hpp"

namespace belfry::store {

/// Sessions for reading, lent one at a time. There are as many as ever read at once; some are kept.
class ReaderPool {
public:
    explicit ReaderPool(Connect connect) : connect_(std::move(connect)) {}

    /// Runs `work` in one snapshot. A work may read again inside.
    void read(const std::function<void(Connection&)>& work);

private:
    std::unique_ptr<Session> take();
    void give_back(std::unique_ptr<Session> session);

    Connect connect_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Session>> idle_;
};

}  // namespace belfry::store
