#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/rate_limit.hpp"
#include "accounts/turns.hpp"
#include "base/instant.hpp"

namespace belfry::accounts {

/// Makes and tries passwords: at most two at once, because each takes 46 MB; and counts tries, by
/// account and by network. Safe for all threads.
class Passwords {
public:
    /// How many hashes are made at once, and how many wait for their turn.
    struct Limits {
        std::size_t at_once = 2;
        std::size_t waiting = 64;
    };

    explicit Passwords(const Clock& clock);
    Passwords(const Clock& clock, const Limits& limits);

    /// Refuses (too_many) when too many wait.
    [[nodiscard]] Result<std::string> hash(std::string_view password);

    /// Whether it is the password that `encoded` was made from. Without `encoded` — no such
    /// account, or none that may sign in — false after the same work.
    [[nodiscard]] Result<bool> matches(
        const std::optional<std::string>& encoded, std::string_view password
    );

    /// Counts one try to sign in to `account` (an e-mail address, known or not) from `address`:
    /// 10 in 15 minutes for both together, 100 an hour for the account, 100 in 15 minutes for the
    /// network. Refuses (too_many) what is beyond.
    [[nodiscard]] Result<void> count_try(std::string_view account, std::string_view address);

    /// The try was right: it does not count.
    void forgive_try(std::string_view account, std::string_view address);

    /// Notes that somebody failed to sign in to this account.
    void note_failure(std::int64_t account);

    /// Accounts with at least `least` failures in the last hour, and how many: each is told once,
    /// and counted anew.
    [[nodiscard]] std::vector<std::pair<std::int64_t, int>> take_failures(int least);

    /// Counts one use of a link's secret from `address`.
    [[nodiscard]] Result<void> count_link(std::string_view address);

private:
    const Clock& clock_;
    Turns turns_;
    RateLimit together_;
    RateLimit by_account_;
    RateLimit by_network_;
    RateLimit links_;
    std::mutex failures_mutex_;
    std::map<std::int64_t, std::vector<std::chrono::steady_clock::time_point>> failures_;
};

}  // namespace belfry::accounts
