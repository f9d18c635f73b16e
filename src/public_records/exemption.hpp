#pragma once

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"

/// What the law lets a city withhold from a public-records request, with its dates.
namespace belfry::public_records {

struct Exemption {
    Id<Exemption> id = {};
    std::string name = {};     ///< Short, as it stands on a black bar: "Security plans".
    std::string statute = {};  ///< As it is cited: "5 ILCS 140/7(1)(v)".
    std::string text = {};     ///< The law's own words; may be empty.
    std::string source = {};   ///< Where the words are from: an address or a book; may be empty.
    std::optional<Date> valid_from = std::nullopt;  ///< Absent: always was.
    std::optional<Date> review_on = std::nullopt;   ///< When somebody looks whether it still holds.
    std::optional<Date> expires_on = std::nullopt;  ///< The last day on which it holds.
    std::int64_t revision = 0;

    friend bool operator==(const Exemption&, const Exemption&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Exemption, (), (id, name, statute, text, source, valid_from, review_on, expires_on, revision)
)

enum class ExemptionState {
    not_yet,     ///< Its first day is still to come.
    in_force,    ///< It may be used.
    review_due,  ///< It may be used, and somebody has to look whether it still holds.
    expired,     ///< It may not be used any more; what it withheld has to be looked at.
};
BOOST_DESCRIBE_ENUM(ExemptionState, not_yet, in_force, review_due, expired)

[[nodiscard]] ExemptionState state_on(const Exemption& exemption, Date today);

/// Whether something may be withheld under it today.
[[nodiscard]] bool is_usable(const Exemption& exemption, Date today);

struct ExemptionWish {
    std::string name;
    std::string statute;
    std::optional<std::string> text;
    std::optional<std::string> source;
    std::optional<Date> valid_from;
    std::optional<Date> review_on;
    std::optional<Date> expires_on;
};
BOOST_DESCRIBE_STRUCT(
    ExemptionWish, (), (name, statute, text, source, valid_from, review_on, expires_on)
)

/// `exemption` as wished. Refuses, by field, an empty name or statute, and an end or a review
/// before the first day (`before_start`).
[[nodiscard]] Result<Exemption> changed(Exemption exemption, const ExemptionWish& wish);

/// Says that an exemption covers something.
struct ExemptionMark {
    Id<ExemptionMark> id = {};
    Id<Exemption> exemption = {};
    std::string object_kind = {};  ///< `task`
    std::int64_t object_id = 0;    ///< 0: every object of the kind.
    std::string field = {};        ///< Empty: the whole object.
    std::string reason = {};       ///< Why it covers this; may be empty.
    std::int64_t revision = 0;

    friend bool operator==(const ExemptionMark&, const ExemptionMark&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ExemptionMark, (), (id, exemption, object_kind, object_id, field, reason, revision)
)

struct ExemptionMarkWish {
    Id<Exemption> exemption;
    std::string object_kind;
    std::optional<std::int64_t> object_id;
    std::optional<std::string> field;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ExemptionMarkWish, (), (exemption, object_kind, object_id, field, reason))

}  // namespace belfry::public_records
