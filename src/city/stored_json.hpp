#pragma once

#include <string_view>

#include "base/check.hpp"
#include "json/json.hpp"

namespace belfry::city {

/// What a column of JSON holds. Something else than was written there is a bug.
template <class T>
[[nodiscard]] T from_column(std::string_view text) {
    auto value = json::parse_as<T>(text);
    check(value.has_value(), "a column of JSON holds something else");
    return std::move(*value);
}

template <class T>
[[nodiscard]] std::string for_column(const T& value) {
    return json::canonical(json::write(value));
}

}  // namespace belfry::city
