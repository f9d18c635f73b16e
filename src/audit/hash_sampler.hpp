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

    /// The next `bits` bits, 1 to 64, from a store of digests: the lowest first, what is left over
    /// is kept for the next call.
    [[nodiscard]] std::uint64_t bits(unsigned bits);

    /// A number from `first` to `last` − 1: bits of the width of the range until they lie in it.
    [[nodiscard]] std::int64_t whole(std::int64_t first, std::int64_t last);

private:
    std::string text_;
    Wide kept_;               ///< Digest whose low bits are used up.
    unsigned kept_left_ = 0;  ///< How many of its bits are still there.
};

/// 0 … n − 1 in random order, or the first `count` of them: Fisher, Yates, Knuth and Durstenfeld,
/// each place filled by ⌊u (n − i)⌋ of the rest.
[[nodiscard]] std::vector<std::size_t> shuffled(
    HashGenerator& generator, std::size_t size, std::size_t count
);

/// `count` numbers from 1 to `size`, by whole(); without replacement the last number takes the
/// place of each that was drawn, and the range shrinks by one.
[[nodiscard]] std::vector<std::int64_t> sample_by_index(
    HashGenerator& generator, std::int64_t size, std::size_t count, bool with_replacement
);

/// One number for each card, in the cards' order; phantoms come last.
[[nodiscard]] std::vector<Wide> sample_numbers(std::string_view seed, std::size_t cards);

/// Which contests each card holds. Cards are few kinds: each has a style, and the style its
/// contests, by number.
struct CardStyles {
    std::vector<std::uint32_t> style_of;                  ///< By card.
    std::vector<std::vector<std::uint32_t>> contests_of;  ///< By style.
};

/// A sample that several contests share.
struct SharedSample {
    std::vector<std::size_t> cards;               ///< In ascending order of their numbers.
    std::vector<std::optional<Wide>> thresholds;  ///< For each contest: the last number it counts.
};

/// Goes through the cards by ascending number and takes each that carries a contest still short of
/// its size; each such contest counts it. Larger sizes give the same sample and more: a further
/// round goes on where the last one ended. Jurisdictions are but contests that lie on their cards
/// only.
[[nodiscard]] SharedSample sample_contests(
    std::span<const Wide> numbers, const CardStyles& styles, std::span<const std::size_t> sizes
);

/// The cards that count for a contest that nobody sampled for, where other contests' samples cover
/// it: those with a number up to the smallest threshold of its cards, a card's threshold being the
/// largest of its contests'. Every one of its cards up to there was looked at, so that they are a
/// random sample of it. Empty where some card of the contest is in no sampled contest, or there is
/// no card.
[[nodiscard]] std::optional<Wide> opportunistic_threshold(
    const CardStyles& styles, std::span<const std::optional<Wide>> thresholds, std::uint32_t contest
);

}  // namespace belfry::audit
