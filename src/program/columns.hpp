#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "json/json.hpp"
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

template <class E>
[[nodiscard]] E named_at(const store::Row& row, int column) {
    const auto value = json::named<E>(row.text(column));
    check(value.has_value(), "a column holds a name this program does not know");
    return *value;
}

}  // namespace belfry::program
