#include "accounts/rate_limit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include <arpa/inet.h>
#include <fmt/format.h>

namespace belfry::accounts {

RateLimit::RateLimit(int most, std::chrono::seconds period, std::size_t keys)
    : most_(most), per_second_(most / static_cast<double>(period.count())), keys_(keys) {
}

bool RateLimit::take(std::string_view key, Time now) {
    const std::scoped_lock lock(mutex_);
    auto& mine = bucket(key, now);
    if (mine.left < 1) {
        return false;
    }
    mine.left -= 1;
    return true;
}

std::chrono::seconds RateLimit::wait(std::string_view key, Time now) {
    const std::scoped_lock lock(mutex_);
    const auto missing = std::max(0.0, 1 - bucket(key, now).left);
    return std::chrono::seconds(
        std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(missing / per_second_)))
    );
}

void RateLimit::give_back(std::string_view key, Time now) {
    const std::scoped_lock lock(mutex_);
    auto& mine = bucket(key, now);
    mine.left = std::min(most_, mine.left + 1);
}

RateLimit::Bucket& RateLimit::bucket(std::string_view key, Time now) {
    auto found = buckets_.find(std::string(key));
    if (found == buckets_.end()) {
        if (buckets_.size() >= keys_) {
            drop_full(now);
        }
        const auto name = buckets_.size() >= keys_ ? std::string() : std::string(key);
        found = buckets_.try_emplace(name, Bucket{most_, now}).first;
    }
    auto& mine = found->second;
    const std::chrono::duration<double> since = now - mine.at;
    mine.left = std::min(most_, mine.left + std::max(0.0, since.count()) * per_second_);
    mine.at = std::max(mine.at, now);
    return mine;
}

void RateLimit::drop_full(Time now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        const std::chrono::duration<double> since = now - entry.second.at;
        return entry.second.left + since.count() * per_second_ >= most_;
    });
}

std::string network_of(std::string_view address) {
    std::string text(address);
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
        return fmt::format("{}.{}.{}.0/24", bytes[0], bytes[1], bytes[2]);
    }
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) {
        return text;
    }
    constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) {
        return fmt::format("{}.{}.{}.0/24", bytes[12], bytes[13], bytes[14]);
    }
    std::string out;
    for (std::size_t i = 0; i < 8; ++i) {
        out += fmt::format("{:02x}", bytes[i]);
    }
    return out + "/64";
}

}  // namespace belfry::accounts
