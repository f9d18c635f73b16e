#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "program/person.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Everybody, those who have left included: their names stand in what they wrote.
[[nodiscard]] People everybody(store::Connection& db);

/// Refuses (field `field`) work for somebody who is not there or has left. Nobody is fine.
[[nodiscard]] Result<void> check_person(
    store::Connection& db, std::string_view field, std::optional<std::int64_t> account
);

/// As above for somebody asked for a decision (`asked_of_id`): their role has to let them answer.
[[nodiscard]] Result<void> check_decider(
    store::Connection& db, std::optional<std::int64_t> account
);

/// The language a person reads: `en`.
[[nodiscard]] std::string language_of(store::Connection& db, std::int64_t account);

/// Active accounts whose roles hold `permission`.
[[nodiscard]] std::vector<std::int64_t> holders_of(
    store::Connection& db, std::string_view permission
);

/// Who stands behind the opaque names in the record.
class Actors {
public:
    explicit Actors(const People& people);

    /// Empty for Belfry itself and for what is unknown.
    [[nodiscard]] std::optional<PersonRef> find(const record::Actor& actor) const;

private:
    std::map<std::string, PersonRef, std::less<>> people_;
};

}  // namespace belfry::program
