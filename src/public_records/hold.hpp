#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "accounts/person_ref.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "record/record.hpp"

/// Legal holds: what must stay as it is because of a lawsuit, an investigation or an audit. While
/// one is in force, what it covers can be neither deleted nor redacted.
namespace belfry::public_records {

enum class HoldScope {
    everything,
    kinds,    ///< All objects of some kinds.
    objects,  ///< Single ones, with what hangs on them.
};
BOOST_DESCRIBE_ENUM(HoldScope, everything, kinds, objects)

struct LegalHold {
    Id<LegalHold> id = {};
    std::string matter = {};     ///< "Doe v. City, 26-CV-1234".
    std::string authority = {};  ///< Who demands it, or under which law; may be empty.
    HoldScope scope = HoldScope::objects;
    std::vector<std::string> kinds = {};  ///< With scope `kinds`: `task`.
    std::vector<std::string> objects = {
    };  ///< With scope `objects`: `task/12`; a step holds all of it.
    Date starts_on = {};
    std::optional<Date> ends_on = std::nullopt;  ///< The last day; absent: until it is released.
    accounts::PersonRef placed_by = {};
    std::optional<accounts::PersonRef> released_by = std::nullopt;
    std::optional<Instant> released_at = std::nullopt;
    std::string release_reason = {};
    std::int64_t revision = 0;

    friend bool operator==(const LegalHold&, const LegalHold&) = default;
};
BOOST_DESCRIBE_STRUCT(
    LegalHold,
    (),
    (id,
     matter,
     authority,
     scope,
     kinds,
     objects,
     starts_on,
     ends_on,
     placed_by,
     released_by,
     released_at,
     release_reason,
     revision)
)

enum class HoldState { not_yet, in_force, ended, released };
BOOST_DESCRIBE_ENUM(HoldState, not_yet, in_force, ended, released)

[[nodiscard]] HoldState state_on(const LegalHold& hold, Date today);

struct LegalHoldWish {
    std::string matter;
    std::optional<std::string> authority;
    HoldScope scope = HoldScope::objects;
    std::optional<std::vector<std::string>> kinds;
    std::optional<std::vector<std::string>> objects;
    std::optional<Date> starts_on;  ///< Absent: today.
    std::optional<Date> ends_on;
};
BOOST_DESCRIBE_STRUCT(
    LegalHoldWish, (), (matter, authority, scope, kinds, objects, starts_on, ends_on)
)

struct HoldRelease {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(HoldRelease, (), (reason))

/// `hold` as wished. Refuses, by field, an empty matter, an end before the start, and a scope that
/// names nothing (`required`). Refuses (conflict, `hold_released`) what was released.
[[nodiscard]] Result<LegalHold> changed(LegalHold hold, const LegalHoldWish& wish, Date today);

/// Refuses an empty reason, and (conflict, `hold_released`) what was released before.
[[nodiscard]] Result<LegalHold> released(
    LegalHold hold, const HoldRelease& why, std::int64_t by, Instant now
);

/// Whether it covers an object, given with all that it hangs on: a comment, its task, the step.
[[nodiscard]] bool covers(const LegalHold& hold, const std::vector<record::Object>& chain);

}  // namespace belfry::public_records
