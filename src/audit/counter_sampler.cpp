#include "audit/counter_sampler.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "audit/wide.hpp"
#include "base/check.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit {

namespace {

std::int64_t pick(std::string_view seed, NumberRange range, std::int64_t counter) {
    const auto hashed = Wide(crypto::sha256(fmt::format("{},{}", seed, counter)));
    const auto size = static_cast<std::uint64_t>(range.last - range.first + 1);
    return range.first + static_cast<std::int64_t>(hashed.modulo(size));
}

}  // namespace

std::vector<std::int64_t> draw_with_replacement(
    std::string_view seed, NumberRange range, std::int64_t skip, std::int64_t count
) {
    check(range.last >= range.first, "a range holds at least one number");
    std::vector<std::int64_t> out;
    for (auto at = skip + 1; at <= skip + count; ++at) {
        out.push_back(pick(seed, range, at));
    }
    return out;
}

std::vector<std::int64_t> draw_without_replacement(
    std::string_view seed, NumberRange range, std::int64_t skip, std::int64_t count
) {
    check(range.last >= range.first, "a range holds at least one number");
    const auto wanted = std::min(skip + count, range.last - range.first + 1);
    std::unordered_set<std::int64_t> seen;
    std::vector<std::int64_t> out;
    for (std::int64_t at = 1; static_cast<std::int64_t>(seen.size()) < wanted; ++at) {
        const auto number = pick(seed, range, at);
        if (seen.insert(number).second && static_cast<std::int64_t>(seen.size()) > skip) {
            out.push_back(number);
        }
    }
    return out;
}

}  // namespace belfry::audit
