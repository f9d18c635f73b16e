#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"

/// How long records are kept by law, and what is done with them then.
namespace belfry::public_records {

/// The day from which the period counts.
enum class RetentionStart {
    election,  ///< The first Election Day on or after the day the record was made.
    closing,   ///< When it was closed: a task done, a decision answered; else its last change.
    creation,  ///< When it was made.
};
BOOST_DESCRIBE_ENUM(RetentionStart, election, closing, creation)

enum class RetentionUnit { days, months, years };
BOOST_DESCRIBE_ENUM(RetentionUnit, days, months, years)

/// What is done with a record once its period is over. Nothing is done by itself.
enum class Disposition {
    destroy,    ///< Its values are removed, as a redaction that two approve.
    transfer,   ///< It goes to an archive first, then as above.
    review,     ///< Somebody looks whether it is kept on.
    permanent,  ///< It is kept for ever; there is no period.
};
BOOST_DESCRIBE_ENUM(Disposition, destroy, transfer, review, permanent)

struct RetentionSeries {
    Id<RetentionSeries> id = {};
    std::string name = {};  ///< "Federal election records".
    RetentionStart starts_with = RetentionStart::election;
    std::int64_t period = 0;  ///< In `unit`; 0 where kept for ever.
    RetentionUnit unit = RetentionUnit::months;
    Disposition disposition = Disposition::review;
    std::string citation = {};  ///< "52 U.S.C. 20701".
    std::string source = {};    ///< Where that can be read; may be empty.
    /// Whether single values may be redacted under a statute before the period is over.
    bool redaction_allowed = false;
    std::int64_t revision = 0;

    friend bool operator==(const RetentionSeries&, const RetentionSeries&) = default;
};
BOOST_DESCRIBE_STRUCT(
    RetentionSeries,
    (),
    (id, name, starts_with, period, unit, disposition, citation, source, redaction_allowed, revision
    )
)

struct RetentionSeriesWish {
    std::string name;
    RetentionStart starts_with = RetentionStart::election;
    std::optional<std::int64_t> period;
    RetentionUnit unit = RetentionUnit::months;
    Disposition disposition = Disposition::review;
    std::string citation;
    std::optional<std::string> source;
    std::optional<bool> redaction_allowed;
};
BOOST_DESCRIBE_STRUCT(
    RetentionSeriesWish,
    (),
    (name, starts_with, period, unit, disposition, citation, source, redaction_allowed)
)

/// `series` as wished. Refuses, by field, an empty name or citation, and a period that is not at
/// least 1 and at most a hundred years, where there is one.
[[nodiscard]] Result<RetentionSeries> changed(
    RetentionSeries series, const RetentionSeriesWish& wish
);

/// Says that records belong to a series.
struct RetentionAssignment {
    Id<RetentionAssignment> id = {};
    Id<RetentionSeries> series = {};
    std::string object_kind = {};  ///< `task`
    std::int64_t object_id = 0;    ///< 0: every object of the kind that has no row of its own.
    std::optional<Date> starts_on = std::nullopt;  ///< In place of the day that would follow.
    std::string reason = {};                       ///< Why this one differs; may be empty.
    std::int64_t revision = 0;

    friend bool operator==(const RetentionAssignment&, const RetentionAssignment&) = default;
};
BOOST_DESCRIBE_STRUCT(
    RetentionAssignment, (), (id, series, object_kind, object_id, starts_on, reason, revision)
)

struct RetentionAssignmentWish {
    Id<RetentionSeries> series;
    std::string object_kind;
    std::optional<std::int64_t> object_id;
    std::optional<Date> starts_on;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(
    RetentionAssignmentWish, (), (series, object_kind, object_id, starts_on, reason)
)

/// What the days of an object's retention follow from.
struct RetentionFacts {
    Date made_on = {};
    std::optional<Date> closed_on = std::nullopt;
    std::vector<Date> elections = {};  ///< Election Days of the city, in order.
};

/// The day the period counts from; empty while there is none: not closed, no election known.
[[nodiscard]] std::optional<Date> start_of(
    const RetentionSeries& series, const std::optional<Date>& own, const RetentionFacts& facts
);

/// The last day on which it has to be kept, counted from `start`: 22 months from 3 November 2026 is
/// 3 September 2028; where the month is too short, its last day. Empty: for ever.
[[nodiscard]] std::optional<Date> kept_until(const RetentionSeries& series, Date start);

}  // namespace belfry::public_records
