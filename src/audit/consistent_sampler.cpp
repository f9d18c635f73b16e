#include "audit/consistent_sampler.hpp"

#include <algorithm>
#include <numeric>
#include <queue>
#include <tuple>

#include "audit/wide.hpp"
#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit {

namespace {

constexpr std::size_t least_digits = 64;

std::string uniform_of(const crypto::Digest& digest) {
    auto digits = Wide(digest).decimal();
    std::ranges::reverse(digits);
    if (digits.size() < least_digits) {
        digits.append(least_digits - digits.size(), '0');
    }
    return "0." + digits;
}

/// The first nineteen digits of the ticket as a number: orders almost every pair without its text.
std::uint64_t leading_digits(const crypto::Digest& digest) {
    auto rest = Wide(digest).modulo(10'000'000'000'000'000'000U);
    std::uint64_t out = 0;
    for (int at = 0; at < 19; ++at) {
        out = out * 10 + rest % 10;
        rest /= 10;
    }
    return out;
}

struct Candidate {
    std::string ticket;
    std::size_t index = 0;
    int generation = 1;
};

/// Positions of the `count` ids with the smallest first tickets: only they can be among the first
/// `count` draws, since a later ticket of an id is always larger than its first.
std::vector<std::size_t> smallest(
    std::string_view prefix, std::span<const std::string> ids, std::size_t count
) {
    std::vector<std::uint64_t> keys(ids.size());
    crypto::Sha256 hash;
    for (std::size_t at = 0; at < ids.size(); ++at) {
        hash.restart();
        keys[at] = leading_digits(hash.add(prefix).add(ids[at]).finish());
    }
    std::vector<std::size_t> order(ids.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (count >= order.size()) {
        return order;
    }
    const auto cut = order.begin() + static_cast<std::ptrdiff_t>(count);
    std::ranges::nth_element(order, cut, {}, [&](std::size_t at) { return keys[at]; });
    // Those that share their leading digits with the one at the cut are kept too.
    const auto limit = keys[*cut];
    std::erase_if(order, [&](std::size_t at) { return keys[at] > limit; });
    return order;
}

}  // namespace

std::string uniform_from(std::string_view text) {
    return uniform_of(crypto::sha256(text));
}

std::string first_ticket(std::string_view seed, std::string_view id) {
    return uniform_from(crypto::to_hex(crypto::sha256(seed)).append(id));
}

std::string next_ticket(std::string_view ticket) {
    std::string extended(ticket);
    extended.push_back('0');
    // "0." and the leading nines stay; what follows is drawn anew until it is larger.
    std::size_t kept = 2;
    while (kept < extended.size() && extended[kept] >= '9') {
        ++kept;
    }
    for (int attempt = 1;; ++attempt) {
        std::string asked(ticket);
        asked.append(":").append(std::to_string(attempt));
        std::string next = extended.substr(0, kept) + uniform_from(asked).substr(2);
        if (next > extended) {
            return next;
        }
    }
}

std::string trimmed(std::string_view ticket, std::size_t digits) {
    std::size_t nines = 2;
    while (nines < ticket.size() && ticket[nines] >= '9') {
        ++nines;
    }
    return std::string(ticket.substr(0, nines + digits));
}

std::vector<ConsistentDraw> draw_consistent(
    std::string_view seed,
    std::span<const std::string> ids,
    DrawSpan wanted,
    bool with_replacement,
    std::size_t digits
) {
    std::vector<ConsistentDraw> out;
    if (ids.empty()) {
        return out;
    }
    const auto total = wanted.skip + wanted.count;
    const auto prefix = crypto::to_hex(crypto::sha256(seed));
    const auto later = [&](const Candidate& a, const Candidate& b) {
        return std::tie(a.ticket, ids[a.index]) > std::tie(b.ticket, ids[b.index]);
    };
    std::priority_queue<Candidate, std::vector<Candidate>, decltype(later)> heap(later);
    for (const auto at : smallest(prefix, ids, total)) {
        heap.push({uniform_from(prefix + ids[at]), at, 1});
    }
    for (std::size_t drawn = 0; drawn < total && !heap.empty(); ++drawn) {
        auto top = heap.top();
        heap.pop();
        if (drawn >= wanted.skip) {
            out.push_back({trimmed(top.ticket, digits), top.index, top.generation});
        }
        if (with_replacement) {
            heap.push({next_ticket(top.ticket), top.index, top.generation + 1});
        }
    }
    return out;
}

}  // namespace belfry::audit
