#include "program/day_words.hpp"

#include <fmt/format.h>

namespace belfry::program {

std::string short_day(const Words& words, Date day) {
    const auto month = words.say(fmt::format("date.month.{}", static_cast<unsigned>(day.month())));
    return words.say(
        "date.short", {{"month", month}, {"day", std::to_string(static_cast<unsigned>(day.day()))}}
    );
}

std::string dollars(Money amount) {
    const auto cents = amount.in_cents();
    auto whole = std::to_string(cents / 100);
    for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3) {
        whole.insert(static_cast<std::size_t>(at), ",");
    }
    return cents % 100 == 0 ? "$" + whole : fmt::format("${}.{:02}", whole, cents % 100);
}

}  // namespace belfry::program
