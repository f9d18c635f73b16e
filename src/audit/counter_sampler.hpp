#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

/// Rivest's counter sampler (2011), as in Stark's tools and in Colorado.
namespace belfry::audit {

/// Numbers `first` to `last` of a pile.
struct NumberRange {
    std::int64_t first = 1;
    std::int64_t last = 1;
};

/// pick_i = first + SHA-256(seed "," i) mod (last − first + 1), i = 1, 2, … `skip` picks come
/// before the ones that are given: those of earlier rounds.
[[nodiscard]] std::vector<std::int64_t> draw_with_replacement(
    std::string_view seed, NumberRange range, std::int64_t skip, std::int64_t count
);

/// The same with repeats left out; the counter goes on over them. At most the whole range.
[[nodiscard]] std::vector<std::int64_t> draw_without_replacement(
    std::string_view seed, NumberRange range, std::int64_t skip, std::int64_t count
);

}  // namespace belfry::audit
