#pragma once

#include "audit_verify/original.hpp"

/// Looking into JSON that others wrote.
namespace belfry::audit_verify {

[[nodiscard]] json::Value parsed(const Document& file);

/// A member; null where there is none.
[[nodiscard]] const json::Value* inside(const json::Value& object, std::string_view name);

/// A text or a number as text; empty where it is null or absent.
[[nodiscard]] std::string words_of(const json::Value& value);
[[nodiscard]] std::string words_in(const json::Value& object, std::string_view name);

/// A whole number, or a text that spells one.
[[nodiscard]] std::int64_t number_of(const json::Value& value);
[[nodiscard]] std::int64_t number_in(
    const json::Value& object, std::string_view name, std::int64_t otherwise
);

/// The elements of a list; of a single value itself; of nothing none.
[[nodiscard]] std::vector<const json::Value*> each_in(
    const json::Value& object, std::string_view name
);

}  // namespace belfry::audit_verify
