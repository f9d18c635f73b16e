#include "transparency/replies.hpp"

#include <algorithm>

#include "transparency/submission.hpp"

namespace belfry::transparency {

namespace {

/// What is published is not to wait for a peer that is silent.
constexpr std::chrono::seconds for_the_last{2};
constexpr std::chrono::milliseconds between_waits{100};

}  // namespace

std::size_t Replies::put(std::size_t who, std::optional<Reply> reply) {
    const std::scoped_lock lock(mutex_);
    replies_[who] = std::move(reply);
    ++done_;
    came_.notify_one();
    return done_;
}

bool Replies::wait(const Clock& clock) {
    std::unique_lock lock(mutex_);
    std::optional<std::chrono::steady_clock::time_point> enough_since;
    while (done_ < of()) {
        const auto now = clock.monotonic();
        if (!enough_since && cosigned() >= quorum_of(of())) {
            enough_since = now;
        }
        if (enough_since && now - *enough_since >= for_the_last) {
            return false;
        }
        came_.wait_for(lock, between_waits);
    }
    return true;
}

std::vector<Reply> Replies::said() {
    const std::scoped_lock lock(mutex_);
    std::vector<Reply> out;
    for (const auto& reply : replies_) {
        if (reply) {
            out.push_back(*reply);
        }
    }
    return out;
}

std::size_t Replies::cosigned() const {
    return static_cast<std::size_t>(std::ranges::count_if(replies_, [](const auto& reply) {
        return reply && reply->cosignature;
    }));
}

}  // namespace belfry::transparency
