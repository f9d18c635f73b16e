#include "simulation/cheapest_counts.hpp"

#include <algorithm>
#include <cstdint>

namespace belfry::simulation {

namespace {

constexpr std::int64_t most_combinations = 100'000;

using Counts = std::vector<int>;

struct Candidate {
    double cost = 0;
    Counts counts;
};

std::int64_t combinations(const std::vector<CountRange>& ranges) {
    std::int64_t product = 1;
    for (const auto& range : ranges) {
        product = std::min(most_combinations * 100, product * (range.most - range.least + 1));
    }
    return product;
}

/// Narrowed around `known`, the widest first, until all can be listed.
std::vector<CountRange> narrowed(std::vector<CountRange> ranges, const Counts& known) {
    while (combinations(ranges) > most_combinations) {
        const auto widest = std::ranges::max_element(ranges, {}, [](const CountRange& range) {
            return range.most - range.least;
        });
        const int here = known[static_cast<std::size_t>(widest - ranges.begin())];
        widest->least = here - (here - widest->least) / 2;
        widest->most = here + (widest->most - here) / 2;
    }
    return ranges;
}

double cost_of(const std::vector<CountRange>& ranges, const Counts& counts) {
    double cost = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        cost += ranges[i].unit_cost * counts[i];
    }
    return cost;
}

/// All counts that cost less than `limit`, the dearest first.
std::vector<Candidate> cheaper_than(double limit, const std::vector<CountRange>& ranges) {
    std::vector<Candidate> found;
    Counts counts;
    for (const auto& range : ranges) {
        counts.push_back(range.least);
    }
    for (;;) {
        const double cost = cost_of(ranges, counts);
        if (cost < limit) {
            found.push_back({cost, counts});
        }
        std::size_t place = 0;
        while (place < ranges.size() && counts[place] == ranges[place].most) {
            counts[place] = ranges[place].least;
            ++place;
        }
        if (place == ranges.size()) {
            break;
        }
        ++counts[place];
    }
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
        return a.cost != b.cost ? a.cost > b.cost : a.counts > b.counts;
    });
    return found;
}

/// Nowhere more.
bool is_below(const Counts& a, const Counts& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] > b[i]) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::vector<int> cheapest_counts(
    const std::vector<CountRange>& ranges, const Counts& known, int most_looks, const Holds& holds
) {
    Counts best = known;
    auto left = cheaper_than(cost_of(ranges, known), narrowed(ranges, known));
    for (int looks = 0; looks < most_looks && !left.empty(); ++looks) {
        const Candidate tried = left[left.size() / 3];
        if (holds(tried.counts)) {
            best = tried.counts;
            std::erase_if(left, [&](const Candidate& other) { return other.cost >= tried.cost; });
        } else {
            std::erase_if(left, [&](const Candidate& other) {
                return is_below(other.counts, tried.counts);
            });
        }
    }
    return best;
}

}  // namespace belfry::simulation
