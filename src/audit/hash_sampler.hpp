#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/wide.hpp"

/// The SHA-256 generator of cryptorandom, which SHANGRLA samples with.
namespace belfry::audit {

/// h_k = SHA-256(seed "," and k zero bytes), k = 0, 1, 2, … `seed` as text.
class HashGenerator {
public:
    explicit HashGenerator(std::string_view seed);

    /// The next digest as a number.
    [[nodiscard]] Wide next();

    /// The next digest times 2⁻²⁵⁶.
    [[nodiscard]] double uniform() { return next().fraction(); }

private:
    std::string text_;
};

/// One number for each card, in the cards' order; phantoms come last.
[[nodiscard]] std::vector<Wide> sample_numbers(std::string_view seed, std::size_t cards);

/// A card that several contests share, for sampling them together.
struct SharedSample {
    std::vector<std::size_t> cards;               ///< In ascending order of their numbers.
    std::vector<std::optional<Wide>> thresholds;  ///< For each contest: the last number it counts.
};

/// Goes through the cards by ascending number and takes each that carries a contest still short of
/// its size; each such contest counts it. `contests_of[card]` lists the card's contests.
[[nodiscard]] SharedSample sample_contests(
    std::span<const Wide> numbers,
    std::span<const std::vector<std::uint32_t>> contests_of,
    std::span<const std::size_t> sizes
);

}  // namespace belfry::audit
