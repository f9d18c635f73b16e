#pragma once

#include <optional>
#include <string_view>

#include "http/route.hpp"
#include "json/json.hpp"
#include "program/limits.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

/// Filters in the query of a list: what is not understood is refused, not ignored.
namespace belfry::program {

/// A name of an enumeration; `otherwise` when the query does not say.
template <class E>
[[nodiscard]] Result<E> choice_in(const http::Call& call, std::string_view name, E otherwise) {
    const auto text = call.request.query_value(name);
    if (!text || text->empty()) {
        return otherwise;
    }
    if (const auto found = json::named<E>(*text)) {
        return *found;
    }
    Checked fields;
    fields.problem(name, "not_one_of", "Choose one of the listed values.");
    return std::unexpected(fields.result().error());
}

/// A whole number from 1 on; empty when the query does not say.
[[nodiscard]] Result<std::optional<std::int64_t>> number_in(
    const http::Call& call, std::string_view name
);

/// As above; `me` is the caller.
[[nodiscard]] Result<std::optional<std::int64_t>> person_in(
    const http::Call& call, std::string_view name
);

/// A day; empty when the query does not say.
[[nodiscard]] Result<std::optional<Date>> day_in(const http::Call& call, std::string_view name);

/// `true` or `false`; false when the query does not say.
[[nodiscard]] Result<bool> flag_in(const http::Call& call, std::string_view name);

/// The step in the path. Refuses (not found) one that is none of the ten.
[[nodiscard]] Result<int> step_in(const http::Call& call);

/// What a list is about: `?object=task/12`.
[[nodiscard]] Result<record::Object> subject_in(const http::Call& call, store::Connection& db);

/// As above, for a text that came in a body (field `object`).
[[nodiscard]] Result<record::Object> subject_of(std::string_view text, store::Connection& db);

}  // namespace belfry::program
