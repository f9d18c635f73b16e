#include "accounts/passwords.hpp"

#include <algorithm>

#include "accounts/account.hpp"
#include "accounts/password.hpp"
#include "crypto/password.hpp"

namespace belfry::accounts {

namespace {

using namespace std::chrono_literals;

std::string pair_of(std::string_view account, std::string_view address) {
    return email_key(account) + " " + network_of(address);
}

std::unexpected<Refusal> too_many(std::chrono::seconds wait) {
    auto refused =
        refuse(Refusal::Kind::too_many, "too_many_tries", "Too many tries. Wait a few minutes.");
    refused.error().wait_seconds = wait.count();
    return refused;
}

}  // namespace

Passwords::Passwords(const Clock& clock) : Passwords(clock, Limits()) {
}

Passwords::Passwords(const Clock& clock, const Limits& limits)
    : clock_(clock),
      turns_(limits.at_once, limits.waiting),
      together_(10, 15min),
      by_account_(100, 1h),
      by_network_(100, 15min),
      links_(100, 15min) {
}

Result<std::string> Passwords::hash(std::string_view password) {
    return turns_.run([&] { return crypto::hash_password(password); });
}

Result<bool> Passwords::matches(
    const std::optional<std::string>& encoded, std::string_view password
) {
    const bool possible = encoded.has_value() && password.size() <= most_password;
    const auto right = turns_.run([&] {
        return crypto::password_matches(
            possible ? *encoded : crypto::password_of_nobody(), password.substr(0, most_password)
        );
    });
    if (!right) {
        return right;
    }
    return possible && *right;
}

Result<void> Passwords::count_try(std::string_view account, std::string_view address) {
    const auto now = clock_.monotonic();
    const auto take = [&](RateLimit& limit, const std::string& key) -> Result<void> {
        return limit.take(key, now) ? Result<void>() : too_many(limit.wait(key, now));
    };
    auto counted = take(together_, pair_of(account, address));
    if (counted) {
        counted = take(by_network_, network_of(address));
    }
    return counted ? take(by_account_, email_key(account)) : counted;
}

void Passwords::forgive_try(std::string_view account, std::string_view address) {
    const auto now = clock_.monotonic();
    together_.give_back(pair_of(account, address), now);
    by_network_.give_back(network_of(address), now);
    by_account_.give_back(email_key(account), now);
}

void Passwords::note_failure(std::int64_t account) {
    constexpr std::size_t most = 1000;  // of one account; the limits above let fewer through
    const std::scoped_lock lock(failures_mutex_);
    auto& times = failures_[account];
    if (times.size() < most) {
        times.push_back(clock_.monotonic());
    }
}

std::vector<std::pair<std::int64_t, int>> Passwords::take_failures(int least) {
    const auto now = clock_.monotonic();
    const std::scoped_lock lock(failures_mutex_);
    std::vector<std::pair<std::int64_t, int>> out;
    std::erase_if(failures_, [&](const auto& entry) {
        const auto& [account, times] = entry;
        const auto count = static_cast<int>(std::ranges::count_if(times, [&](auto when) {
            return now - when <= 1h;
        }));
        if (count >= least) {
            out.emplace_back(account, count);
        }
        return count == 0 || count >= least;
    });
    return out;
}

Result<void> Passwords::count_link(std::string_view address) {
    const auto network = network_of(address);
    const auto now = clock_.monotonic();
    return links_.take(network, now) ? Result<void>() : too_many(links_.wait(network, now));
}

}  // namespace belfry::accounts
