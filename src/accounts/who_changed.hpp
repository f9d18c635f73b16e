#pragma once

#include <expected>
#include <utility>

#include "accounts/person_ref.hpp"
#include "base/refusal.hpp"
#include "json/json.hpp"
#include "store/database.hpp"

namespace belfry::accounts {

/// Puts name and title where a recorded value has a person by number alone: `{"id": 5}`.
[[nodiscard]] json::Value with_names(json::Value value, const People& people);

/// The refusal of a clash, with the names of those who saved in between and of the people whom
/// their changes name.
[[nodiscard]] Refusal with_names(Refusal refusal, const People& people);

/// Everybody, from `database`.
[[nodiscard]] People people_in(store::Database& database);

/// Runs `write`; where it is refused because others saved in between, says who.
template <class Write>
auto saying_who(store::Database& database, const Write& write) -> decltype(write()) {
    auto result = write();
    if (!result && !result.error().differences.empty()) {
        return std::unexpected(with_names(std::move(result.error()), people_in(database)));
    }
    return result;
}

}  // namespace belfry::accounts
