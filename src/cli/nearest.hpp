#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace belfry::cli {

/// The word that somebody meant who wrote `word`: the one with the fewest letters added, left out,
/// changed or swapped with their neighbour (at most a third of the word). Empty when none is near.
[[nodiscard]] std::optional<std::string> nearest(
    std::string_view word, std::span<const std::string> known
);

}  // namespace belfry::cli
