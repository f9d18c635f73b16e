#include "audit/hash_sampler.hpp"

#include <algorithm>
#include <numeric>

#include "base/check.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit {

HashGenerator::HashGenerator(std::string_view seed) : text_(seed) {
    text_.push_back(',');
}

Wide HashGenerator::next() {
    const Wide out(crypto::sha256(text_));
    text_.push_back('\0');
    return out;
}

std::vector<Wide> sample_numbers(std::string_view seed, std::size_t cards) {
    // Number k hashes k bytes more: a running hash is copied, so that all take linear time.
    crypto::Sha256 running;
    running.add(seed).add(",");
    std::vector<Wide> out;
    out.reserve(cards);
    constexpr std::byte zero{0};
    for (std::size_t at = 0; at < cards; ++at) {
        out.emplace_back(running.so_far());
        running.add(std::span(&zero, 1));
    }
    return out;
}

SharedSample sample_contests(
    std::span<const Wide> numbers,
    std::span<const std::vector<std::uint32_t>> contests_of,
    std::span<const std::size_t> sizes
) {
    check(numbers.size() == contests_of.size(), "every card has a number");
    std::vector<std::size_t> order(numbers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t card) { return numbers[card]; });
    SharedSample out;
    out.thresholds.resize(sizes.size());
    std::vector<std::size_t> counted(sizes.size(), 0);
    for (const auto card : order) {
        bool taken = false;
        for (const auto contest : contests_of[card]) {
            if (counted[contest] < sizes[contest]) {
                ++counted[contest];
                out.thresholds[contest] = numbers[card];
                taken = true;
            }
        }
        if (taken) {
            out.cards.push_back(card);
        }
    }
    return out;
}

}  // namespace belfry::audit
