#pragma once

#include <cstdint>
#include <functional>

/// Sizes of polling rounds. The chance that a round of n ballots stops is a sawtooth in n: over the
/// sizes at which the same count of the winner's votes stops it rises, and falls where one more
/// vote is asked for.
namespace belfry::audit {

/// The largest size at which a count stops the round.
struct LastSize {
    std::int64_t size = 0;
    /// How much of another ballot there would still be room for, in [0, 1).
    double room = 0.0;
};

struct RoundRule {
    double share = 0.5;       ///< The winner's of the relevant ballots, as reported.
    std::int64_t fewest = 1;  ///< The fewest votes that can ever stop a round.
    /// For this many votes; `near` is a guess.
    std::function<LastSize(std::int64_t votes, std::int64_t near)> last;
};

/// The smallest size of all that stops with probability `certainty`; not the one from which all
/// larger ones do.
[[nodiscard]] std::int64_t smallest_on_teeth(const RoundRule& rule, double certainty);

}  // namespace belfry::audit
