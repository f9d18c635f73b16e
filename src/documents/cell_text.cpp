#include "documents/cell_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace belfry::documents {

namespace {

/// Of what a reader does not see at the beginning of a cell: Unicode's White_Space, and characters
/// without width that programs leave out.
constexpr std::array<std::string_view, 29> unseen = {
    " ",      "\t",     "\r",     "\n",     "\v",     "\f",     "\xC2\x85", "\u00A0",
    "\u00AD", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",   "\u2005",
    "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B", "\u2028",   "\u2029",
    "\u202F", "\u205F", "\u2060", "\u3000", "\uFEFF"
};

std::string_view without_unseen(std::string_view text) {
    const auto begins = [&](std::string_view each) {
        return text.starts_with(each);
    };
    for (auto found = std::ranges::find_if(unseen, begins); found != unseen.end();
         found = std::ranges::find_if(unseen, begins)) {
        text.remove_prefix(found->size());
    }
    return text;
}

}  // namespace

std::string neutralised(std::string_view text) {
    constexpr std::array<std::string_view, 8> openings = {
        "=", "+", "-", "@", "＝", "＋", "－", "＠"
    };
    const auto rest = without_unseen(text);
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
