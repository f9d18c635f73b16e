#pragma once

#include <optional>
#include <string>
#include <vector>

#include "public_records/retention.hpp"
#include "public_records/services.hpp"
#include "record/record.hpp"

/// How long single records are kept, and which are due.
namespace belfry::public_records {

/// Days that were, or are still to be, the city's Election Day: what it had as its next election
/// when that day came. A day that was corrected before it came is none.
[[nodiscard]] std::vector<Date> election_days(store::Connection& db);

/// What the rules say of one object.
struct ObjectRetention {
    RetentionSeries series;
    std::optional<Date> starts_on;   ///< Absent: the period has not begun.
    std::optional<Date> kept_until;  ///< The last day; absent: not begun, or for ever.

    /// Whether it may not go yet.
    [[nodiscard]] bool runs(Date today) const { return !kept_until || today <= *kept_until; }
};

/// Empty when the object belongs to no series.
[[nodiscard]] std::optional<ObjectRetention> retention_of(
    store::Connection& db, const Shelves& shelves, const record::Object& object
);

enum class DueState {
    due,        ///< Its period is over.
    soon,       ///< It will be within the days asked for.
    not_begun,  ///< Nothing has begun its period yet.
    kept,       ///< Its period runs for longer, or for ever.
};
BOOST_DESCRIBE_ENUM(DueState, due, soon, not_begun, kept)

/// One record in the list of what is due.
struct DueLine {
    std::string object;  ///< `task/12`
    std::string title;   ///< Empty where it has no name (any more).
    std::string link;
    Id<RetentionSeries> series;
    std::string series_name;
    std::string citation;
    Disposition disposition = Disposition::review;
    std::optional<Date> starts_on;
    std::optional<Date> kept_until;
    DueState state = DueState::due;
    bool held = false;                     ///< A legal hold keeps it all the same.
    std::optional<std::int64_t> proposal;  ///< The disposition that was proposed for it.
};
BOOST_DESCRIBE_STRUCT(
    DueLine,
    (),
    (object,
     title,
     link,
     series,
     series_name,
     citation,
     disposition,
     starts_on,
     kept_until,
     state,
     held,
     proposal)
)

/// Every record that belongs to a series and still has values, the earliest first; those that are
/// kept for longer than `soon` days more are left out unless `all`.
[[nodiscard]] std::vector<DueLine> due_lines(
    store::Connection& db,
    const Services& services,
    const std::string& language,
    int soon,
    bool all = false
);

}  // namespace belfry::public_records
