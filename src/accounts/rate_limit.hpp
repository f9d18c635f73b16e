#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace belfry::accounts {

/// How often something may be tried: so many times at once, then as often as the time brings back.
/// Safe for all threads. Counts on the monotonic clock, so that setting the wall clock frees
/// nobody.
class RateLimit {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// `most` tries per `period` for each key. Beyond `keys` keys, new ones share one count.
    RateLimit(int most, std::chrono::seconds period, std::size_t keys = 100'000);

    /// Counts one try; false, and nothing counted, when there were too many.
    [[nodiscard]] bool take(std::string_view key, Time now);

    /// How long until `key` may try again, in whole seconds, at least one.
    [[nodiscard]] std::chrono::seconds wait(std::string_view key, Time now);

    /// Takes one try back: it turned out to be none of those that are limited.
    void give_back(std::string_view key, Time now);

private:
    struct Bucket {
        double left = 0;
        Time at;
    };

    Bucket& bucket(std::string_view key, Time now);
    void drop_full(Time now);

    const double most_;
    const double per_second_;
    const std::size_t keys_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

/// The network an address is in: /24 of IPv4, /64 of IPv6. Another text is its own network.
[[nodiscard]] std::string network_of(std::string_view address);

}  // namespace belfry::accounts
