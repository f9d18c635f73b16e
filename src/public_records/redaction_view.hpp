#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/access.hpp"
#include "public_records/exemption.hpp"
#include "public_records/redaction.hpp"
#include "public_records/retention_view.hpp"
#include "public_records/services.hpp"

/// What people are shown before they decide: exactly what goes, what stays, and what stands in the
/// way.
namespace belfry::public_records {

/// One value of a record.
struct PreviewValue {
    std::int64_t entry = 0;
    Instant at;
    std::string actor;  ///< A name; empty where there is none.
    std::string action;
    std::string field;
    json::Value value;                    ///< null where it was redacted.
    std::optional<std::string> redacted;  ///< The statute it was redacted under.
    bool newest = false;                  ///< What the field says today.
    bool live = false;                    ///< The record's page shows it; a bar takes its place.
    bool can_go = false;
    bool goes = false;  ///< With the redaction that is shown.
};
BOOST_DESCRIBE_STRUCT(
    PreviewValue, (), (entry, at, actor, action, field, value, redacted, newest, live, can_go, goes)
)

/// One record with all its values.
struct RecordView {
    std::string object;  ///< `task/12`
    std::string title;
    std::string link;
    std::vector<PreviewValue> values;
    std::vector<std::string> obstacles;  ///< Codes: why nothing of it may go today.
    std::vector<std::string> holds;      ///< The matters of those that keep it.
    std::optional<std::string> series;   ///< Its retention series.
    std::optional<Date> kept_until;
    bool begun = false;  ///< Whether the period of retention has begun.
    bool newer = false;  ///< Values were added since the redaction was proposed; these stay.
    bool file_goes = false;
    std::vector<ExemptionMark> marks;
};
BOOST_DESCRIBE_STRUCT(
    RecordView,
    (),
    (object,
     title,
     link,
     values,
     obstacles,
     holds,
     series,
     kept_until,
     begun,
     newer,
     file_goes,
     marks)
)

/// `goes`: the values that a redaction of this kind takes; empty: none.
[[nodiscard]] RecordView view_of(
    store::Connection& db,
    const Services& services,
    const http::Caller& caller,
    const RedactionTarget& target,
    RedactionKind kind
);

}  // namespace belfry::public_records
