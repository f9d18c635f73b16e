#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Consistent sampling (Rivest 2018, as VotingWorks uses it): every ballot has a ticket number that
/// hangs on the seed and its own id alone, so that contests and jurisdictions can share a sample.
namespace belfry::audit {

/// U(s): "0." and the decimal digits of SHA-256(s), at least 64 of them, in reverse order.
[[nodiscard]] std::string uniform_from(std::string_view text);

/// The first ticket of an id: U(hex SHA-256(seed) id).
[[nodiscard]] std::string first_ticket(std::string_view seed, std::string_view id);

/// A ticket after `ticket`, uniform between it and 1.
[[nodiscard]] std::string next_ticket(std::string_view ticket);

/// The leading nines and `digits` more, cut off.
[[nodiscard]] std::string trimmed(std::string_view ticket, std::size_t digits);

struct ConsistentDraw {
    std::string ticket;     ///< Trimmed.
    std::size_t index = 0;  ///< Into the ids.
    int generation = 1;     ///< How often this id has been drawn by now.

    friend bool operator==(const ConsistentDraw&, const ConsistentDraw&) = default;
};

/// Which draws of the sequence are wanted: those after the `skip` of earlier rounds.
struct DrawSpan {
    std::size_t skip = 0;
    std::size_t count = 0;
};

/// Draws in ascending order of tickets (as text), equal ones by id. Without replacement there are
/// no more draws than ids. `digits` as in trimmed; Arlo shows 18.
[[nodiscard]] std::vector<ConsistentDraw> draw_consistent(
    std::string_view seed,
    std::span<const std::string> ids,
    DrawSpan wanted,
    bool with_replacement = true,
    std::size_t digits = 18
);

}  // namespace belfry::audit
