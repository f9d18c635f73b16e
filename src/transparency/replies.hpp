#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <vector>

#include "base/instant.hpp"
#include "transparency/errand.hpp"

namespace belfry::transparency {

/// What the peers of a round have said so far. Each is put there by a thread of its own.
class Replies {
public:
    explicit Replies(std::size_t of) : replies_(of) {}

    [[nodiscard]] std::size_t of() const { return replies_.size(); }

    /// Empty where the database failed: that peer is asked again in the next round. Gives how many
    /// are done.
    std::size_t put(std::size_t who, std::optional<Reply> reply);

    /// Waits for all, but for the last of them two seconds once enough have cosigned. Gives whether
    /// all are there.
    [[nodiscard]] bool wait(const Clock& clock);

    /// In the order of the peers.
    [[nodiscard]] std::vector<Reply> said();

private:
    [[nodiscard]] std::size_t cosigned() const;

    std::vector<std::optional<Reply>> replies_;
    std::size_t done_ = 0;
    std::mutex mutex_;
    std::condition_variable came_;
};

}  // namespace belfry::transparency
