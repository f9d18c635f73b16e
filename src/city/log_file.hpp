#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "city/arrival_fit.hpp"
#include "city/date_order.hpp"
#include "city/raw_table.hpp"
#include "city/read_city.hpp"

/// Logs and reports of a past Election Day, from tables to what arrival_fit.hpp takes. Every row is
/// accounted for.
namespace belfry::city {

/// What a log tells. One of durations that says when each began tells when voters came as well.
enum class LogKind { voter_reports, check_ins, durations };
BOOST_DESCRIBE_ENUM(LogKind, voter_reports, check_ins, durations)

struct LogRow {
    std::size_t line = 0;
    Fate fate = Fate::read;
    std::string code;  ///< `import.note.<code>`; empty for a row read as it stands.
    std::string value;

    friend bool operator==(const LogRow&, const LogRow&) = default;
};
BOOST_DESCRIBE_STRUCT(LogRow, (), (line, fate, code, value))

struct ReadLog {
    LogKind kind = LogKind::check_ins;
    std::vector<ArrivalReport> reports;
    std::vector<double> check_ins;  ///< Minutes after opening.
    std::vector<double> durations;  ///< Minutes.
    FateCounts counts;
    std::vector<LogRow> rows;  ///< Repaired and set aside only.
    std::optional<Date> day;   ///< Whose rows were counted; absent where the log names no day.
    std::optional<DateReading> dates;  ///< Absent where no date depends on the order.
};

/// What kind of log the headings say; refuses `log_not_understood`, naming the columns it looks
/// for: precinct (or ward and division), time and voter number; or a time of check-in; or a
/// beginning and an end, or a duration in seconds or minutes.
///
/// Times are those of the wall clock in `election.time_zone`; a log of instants is refused where
/// that is not known (`time_zone_needed`). Hours are counted from the election's opening. A log of
/// several days counts for one: the election's own or else the one with most rows. A voter counts
/// once, and not where the check-in was cancelled. In voter reports a time of 1:45 in the morning
/// is taken for the afternoon, votes by mail and numbers beyond 5,000 are set aside. `order` is
/// that of dates such as 05/11/2024 where a person said it; otherwise it is found out
/// (date_order.hpp).
[[nodiscard]] Result<ReadLog> read_log(
    const RawTable& table, const Election& election, std::optional<DateOrder> order = {}
);

/// `precinct,election,turnout`: those of the election named `wanted`, all where it is empty.
[[nodiscard]] Result<Turnouts> read_turnouts(const RawTable& table, const std::string& wanted);

/// What was fitted, for the screen that shows it before it is used.
struct Fit {
    LogKind kind = LogKind::check_ins;
    FateCounts rows;
    std::vector<LogRow> notes;  ///< The first hundred.
    std::optional<ArrivalProfile> arrivals;
    std::optional<double> typical_error;
    std::optional<ServiceTime> service;
    std::optional<double> mean;
    std::optional<double> sd;
    std::int64_t used = 0;
    std::optional<Date> day;  ///< Whose rows were counted; absent where the log names no day.
    std::optional<DateReading> dates;  ///< Absent where no date depends on the order.
};
BOOST_DESCRIBE_STRUCT(
    Fit, (), (kind, rows, notes, arrivals, typical_error, service, mean, sd, used, day, dates)
)

/// What a person says of a log.
struct FitWish {
    std::string turnout_of;  ///< The election meant in a table of turnouts; empty: all.
    std::optional<DateOrder> date_order;
};

/// Reads and fits. A second table of turnouts makes a fit of voter reports exact. No table at all
/// is refused as `file_has_no_rows`.
[[nodiscard]] Result<Fit> fit_log(
    const std::vector<RawTable>& tables, const Election& election, const FitWish& wish
);

}  // namespace belfry::city
