#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/columns.hpp"
#include "base/check.hpp"
#include "store/connection.hpp"

/// How the programme's days, enumerations and people lie in columns.
namespace belfry::program {

[[nodiscard]] inline std::optional<std::string> day_text(std::optional<Date> day) {
    return day ? std::optional(to_iso(*day)) : std::nullopt;
}

[[nodiscard]] inline std::optional<Date> day_at(const store::Row& row, int column) {
    if (row.is_null(column)) {
        return {};
    }
    const auto day = date_from_iso(row.text(column));
    check(day.has_value(), "a column of days holds something else");
    return day;
}

using accounts::named_at;

}  // namespace belfry::program
