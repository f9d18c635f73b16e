#include "audit/hash_sampler.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <unordered_map>

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

std::uint64_t HashGenerator::bits(unsigned bits) {
    check(bits >= 1 && bits <= 64, "bits are asked for up to 64 at a time");
    const auto mask = [](unsigned width) {
        return width == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
    };
    std::uint64_t out = 0;
    unsigned got = 0;
    while (got < bits) {
        if (kept_left_ == 0) {
            kept_ = next();
            kept_left_ = 256;
        }
        const auto take = std::min(bits - got, kept_left_);
        out |= (kept_.bits_from(256 - kept_left_) & mask(take)) << got;
        kept_left_ -= take;
        got += take;
    }
    return out;
}

std::int64_t HashGenerator::whole(std::int64_t first, std::int64_t last) {
    check(last > first, "a range holds at least one number");
    const auto size = static_cast<std::uint64_t>(last - first);
    const auto width = static_cast<unsigned>(std::bit_width(size - 1));
    if (width == 0) {
        return first;
    }
    auto drawn = bits(width);
    while (drawn >= size) {
        drawn = bits(width);
    }
    return first + static_cast<std::int64_t>(drawn);
}

std::vector<std::size_t> shuffled(HashGenerator& generator, std::size_t size, std::size_t count) {
    std::vector<std::size_t> out(size);
    std::iota(out.begin(), out.end(), std::size_t{0});
    count = std::min(count, size);
    for (std::size_t at = 0; at < count; ++at) {
        const double left = static_cast<double>(size - at);
        const auto ahead = static_cast<std::size_t>(generator.uniform() * left);
        std::swap(out[at], out[std::min(at + ahead, size - 1)]);
    }
    out.resize(count);
    return out;
}

std::vector<std::int64_t> sample_by_index(
    HashGenerator& generator, std::int64_t size, std::size_t count, bool with_replacement
) {
    std::vector<std::int64_t> out;
    std::unordered_map<std::int64_t, std::int64_t> moved;  // Places that another number took.
    const auto at_place = [&](std::int64_t place) {
        const auto found = moved.find(place);
        return found == moved.end() ? place : found->second;
    };
    auto left = size;
    while (out.size() < count && left > 0) {
        const auto place = generator.whole(1, left + 1);
        out.push_back(at_place(place));
        if (!with_replacement) {
            moved[place] = at_place(left);
            --left;
        }
    }
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

namespace {

/// Hands out cards by ascending number, as many as are asked for and no more sorting than that.
class Ascending {
    struct Entry {
        std::uint64_t leading;
        std::size_t card;
    };

    /// The leading bits order almost every pair without a look at the whole number.
    struct Later {
        std::span<const Wide> numbers;

        bool operator()(const Entry& a, const Entry& b) const {
            return a.leading != b.leading ? a.leading > b.leading
                                          : numbers[a.card] > numbers[b.card];
        }
    };

public:
    explicit Ascending(std::span<const Wide> numbers) : numbers_(numbers) {
        heap_.reserve(numbers.size());
        for (std::size_t card = 0; card < numbers.size(); ++card) {
            heap_.push_back({numbers[card].leading(), card});
        }
        std::ranges::make_heap(heap_, Later{numbers_});
    }

    [[nodiscard]] bool empty() const { return heap_.empty(); }

    std::size_t next() {
        std::ranges::pop_heap(heap_, Later{numbers_});
        const auto card = heap_.back().card;
        heap_.pop_back();
        return card;
    }

private:
    std::span<const Wide> numbers_;
    std::vector<Entry> heap_;
};

}  // namespace

SharedSample sample_contests(
    std::span<const Wide> numbers, const CardStyles& styles, std::span<const std::size_t> sizes
) {
    check(numbers.size() == styles.style_of.size(), "every card has a number and a style");
    SharedSample out;
    out.thresholds.resize(sizes.size());
    std::vector<std::size_t> left(sizes.begin(), sizes.end());
    auto open = static_cast<std::size_t>(std::ranges::count_if(left, [](std::size_t size) {
        return size > 0;
    }));
    Ascending cards(numbers);
    while (open > 0 && !cards.empty()) {
        const auto card = cards.next();
        bool taken = false;
        for (const auto contest : styles.contests_of[styles.style_of[card]]) {
            if (left[contest] > 0) {
                --left[contest];
                open -= left[contest] == 0 ? 1U : 0U;
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

std::optional<Wide> opportunistic_threshold(
    const CardStyles& styles, std::span<const std::optional<Wide>> thresholds, std::uint32_t contest
) {
    std::vector<bool> used(styles.contests_of.size(), false);
    for (const auto style : styles.style_of) {
        used[style] = true;
    }
    std::optional<Wide> smallest;
    for (std::size_t style = 0; style < used.size(); ++style) {
        const auto& on_card = styles.contests_of[style];
        if (!used[style] || std::ranges::find(on_card, contest) == on_card.end()) {
            continue;
        }
        std::optional<Wide> covered;
        for (const auto each : on_card) {
            if (each < thresholds.size() && thresholds[each]) {
                covered = covered ? std::max(*covered, *thresholds[each]) : thresholds[each];
            }
        }
        if (!covered) {
            return {};
        }
        smallest = smallest ? std::min(*smallest, *covered) : covered;
    }
    return smallest;
}

}  // namespace belfry::audit
