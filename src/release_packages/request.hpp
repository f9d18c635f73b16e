#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "accounts/person_ref.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "public_records/shelf.hpp"
#include "release_packages/deadline.hpp"

namespace belfry::release_packages {

enum class RequestState {
    open,
    answered,
    denied,     ///< Nothing is given out, or there is nothing.
    withdrawn,  ///< Whoever asked does not ask any more.
};
BOOST_DESCRIBE_ENUM(RequestState, open, answered, denied, withdrawn)

/// Somebody asked for records of the city under public-records law.
struct RecordsRequest {
    Id<RecordsRequest> id = {};
    std::string title = {};      ///< What is asked for; stands on packages.
    std::string requester = {};  ///< Who asks; stands on no package. May be empty.
    std::string contact = {};    ///< How they are reached; may be empty.
    std::string details = {};    ///< In their own words; may be empty.
    Date received = {};
    std::int64_t days = 10;         ///< In which the law wants an answer.
    std::int64_t extra_days = 0;    ///< By which the time was extended.
    std::string extra_reason = {};  ///< Why; empty without an extension.
    DayCount counted = DayCount::business;
    std::string law = {};                      ///< That names the days; may be empty.
    std::vector<Date> closed_days = {};        ///< On which the city is closed, beside holidays.
    Date due = {};                             ///< Follows from the above.
    std::string words = {};                    ///< That the records have to hold; may be empty.
    std::vector<std::string> kinds = {};       ///< Of objects: `task`. None: all.
    std::optional<Date> since = std::nullopt;  ///< Of the entries' days in the city.
    std::optional<Date> until = std::nullopt;  ///< The last day.
    RequestState state = RequestState::open;
    std::optional<Date> closed_on = std::nullopt;
    std::string closing_note = {};
    /// Who answers it and is told when it comes due; absent: all who may.
    std::optional<accounts::PersonRef> owner = std::nullopt;
    std::int64_t revision = 0;

    friend bool operator==(const RecordsRequest&, const RecordsRequest&) = default;
};
BOOST_DESCRIBE_STRUCT(
    RecordsRequest,
    (),
    (id,
     title,
     requester,
     contact,
     details,
     received,
     days,
     extra_days,
     extra_reason,
     counted,
     law,
     closed_days,
     due,
     words,
     kinds,
     since,
     until,
     state,
     closed_on,
     closing_note,
     owner,
     revision)
)

/// Days from `received` on, extension included.
[[nodiscard]] Deadline deadline_of(const RecordsRequest& request, const HolidayList& holidays);

struct RequestWish {
    std::string title;
    std::optional<std::string> requester;
    std::optional<std::string> contact;
    std::optional<std::string> details;
    Date received;
    std::int64_t days = 0;
    std::optional<std::int64_t> extra_days;
    std::optional<std::string> extra_reason;
    std::optional<DayCount> counted;
    std::optional<std::string> law;
    std::optional<std::vector<Date>> closed_days;
    std::optional<std::string> words;
    std::optional<std::vector<std::string>> kinds;
    std::optional<Date> since;
    std::optional<Date> until;
    /// Null: nobody in particular; absent: as it was, of a new one whoever enters it.
    std::optional<std::optional<std::int64_t>> owner_id = {};
};
BOOST_DESCRIBE_STRUCT(
    RequestWish,
    (),
    (title,
     requester,
     contact,
     details,
     received,
     days,
     extra_days,
     extra_reason,
     counted,
     law,
     closed_days,
     words,
     kinds,
     since,
     until,
     owner_id)
)

inline constexpr std::int64_t most_days = 365;
inline constexpr std::size_t most_closed_days = 100;

/// What a wish is held against.
struct RequestRules {
    const public_records::Shelves& shelves;
    const HolidayList& holidays;
    Date today;
};

/// `request` as wished, with its due day. Refuses, by field, what does not fit, kinds that are no
/// records of the city (`kind_not_kept`), and a day of receipt after `today` (`still_to_come`); a
/// request that is closed as a whole (`request_closed`).
[[nodiscard]] Result<RecordsRequest> changed(
    RecordsRequest request, const RequestWish& wish, const RequestRules& rules
);

struct Closing {
    RequestState state = RequestState::open;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Closing, (), (state, note))

/// Closes a request or opens it again. Refuses to deny, and to answer without a package, where no
/// note says why.
[[nodiscard]] Result<RecordsRequest> closed(
    RecordsRequest request, const Closing& wish, bool has_package, Date today
);

}  // namespace belfry::release_packages
