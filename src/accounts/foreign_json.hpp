#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "json/json.hpp"

/// JSON whose form others decide — browsers, identity providers: what is not as expected is absent.
namespace belfry::accounts {

/// The member of that name; empty where there is none or it is no text.
[[nodiscard]] inline std::optional<std::string> text_at(
    const json::Object& object, std::string_view name
) {
    const auto* found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::optional(std::string(found->get_string()))
                                                  : std::nullopt;
}

/// The object that these bytes are; empty where they are none.
[[nodiscard]] inline std::optional<json::Object> object_in(std::span<const std::byte> bytes) {
    auto value =
        json::parse(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    return value && value->is_object() ? std::optional(value->get_object()) : std::nullopt;
}

}  // namespace belfry::accounts
