#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace belfry::audit {

/// Test support: SplitMix64, the same numbers on every machine.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    std::size_t below(std::size_t end) {
        __extension__ using Product = unsigned __int128;
        return static_cast<std::size_t>((static_cast<Product>(next()) * end) >> 64U);
    }

    bool coin() { return (next() >> 63U) != 0; }

    /// In [0, 1).
    double share() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

    std::int64_t heads(std::int64_t flips) {
        std::int64_t out = 0;
        for (; flips >= 64; flips -= 64) {
            out += std::popcount(next());
        }
        return flips == 0 ? out
                          : out + std::popcount(next() >> (64U - static_cast<unsigned>(flips)));
    }

    template <class T>
    void shuffle(std::vector<T>& values) {
        for (std::size_t at = values.size(); at > 1; --at) {
            std::swap(values[at - 1], values[below(at)]);
        }
    }

private:
    std::uint64_t state_;
};

}  // namespace belfry::audit
