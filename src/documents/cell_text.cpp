#include "documents/cell_text.hpp"

#include <array>

#include <fmt/format.h>

namespace belfry::documents {

std::string neutralised(std::string_view text) {
    constexpr std::array<std::string_view, 8> openings = {
        "=", "+", "-", "@", "＝", "＋", "－", "＠"
    };
    const auto first = text.find_first_not_of(" \t\r\n\v\f");
    const auto rest = first == std::string_view::npos ? std::string_view() : text.substr(first);
    bool runs = !text.empty() && (text.front() == '\t' || text.front() == '\r');
    for (const auto opening : openings) {
        runs = runs || rest.starts_with(opening);
    }
    return runs ? "'" + std::string(text) : std::string(text);
}

std::string in_dollars(Money amount) {
    const auto cents = amount.in_cents();
    const auto size =
        cents < 0 ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
    return fmt::format("{}{}.{:02}", cents < 0 ? "-" : "", size / 100, size % 100);
}

}  // namespace belfry::documents
