#include "city/log_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "city/cell.hpp"
#include "program/local_time.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

/// A moment as a log has it: the day where it says one, and minutes after midnight.
struct Moment {
    std::optional<Date> day;
    double minute = 0;
};

std::optional<Date> day_in(std::string_view text) {
    if (const auto day = date_from_iso(text)) {
        return day;
    }
    unsigned month = 0;
    unsigned day = 0;
    int year = 0;
    char rest = '\0';
    const std::string copy(text);
    if (std::sscanf(copy.c_str(), "%2u/%2u/%4d%c", &month, &day, &year, &rest) != 3) {
        return {};
    }
    const Date out{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    return out.ok() ? std::optional(out) : std::nullopt;
}

/// Seconds count: `7:06:25 AM` is 426.4 minutes.
std::optional<double> clock_in(std::string_view text) {
    const auto time = time_in_cell(text);
    if (!time) {
        return {};
    }
    const auto first = text.find(':');
    const auto second = first == std::string_view::npos ? first : text.find(':', first + 1);
    double seconds = 0;
    if (second != std::string_view::npos && second + 2 < text.size()) {
        seconds = number_in_cell(text.substr(second + 1, 2)).value_or(0);
    }
    return time->minutes + seconds / 60;
}

std::optional<Moment> moment_in(std::string_view cell, const std::string& zone) {
    const auto text = tidy(cell);
    if (const auto instant = instant_from_iso(text)) {
        const auto day = program::local_day(zone, *instant);
        const auto midnight = program::moment_of(zone, day, std::chrono::minutes(0));
        const std::chrono::duration<double, std::ratio<60>> since = *instant - midnight;
        const auto hands = program::local_clock(zone, *instant);
        return Moment{
            day, static_cast<double>(hands.count()) + since.count() - std::floor(since.count())
        };
    }
    const auto blank = text.find_first_of(" T");
    if (blank != std::string::npos) {
        const auto day = day_in(std::string_view(text).substr(0, blank));
        const auto clock = clock_in(std::string_view(text).substr(blank + 1));
        if (day && clock) {
            return Moment{day, *clock};
        }
    }
    // A spreadsheet's days since 1899-12-30.
    if (const auto serial = number_in_cell(text); serial && *serial > 20'000 && *serial < 80'000) {
        const auto days = static_cast<int>(std::floor(*serial));
        const std::chrono::sys_days zero{std::chrono::year(1899) / 12 / 30};
        return Moment{
            Date(zero + std::chrono::days(days)), (*serial - std::floor(*serial)) * 24 * 60
        };
    }
    const auto clock = clock_in(text);
    return clock ? std::optional(Moment{{}, *clock}) : std::nullopt;
}

std::string folded(std::string_view heading) {
    std::string out;
    for (const char letter : text::fold(tidy(heading))) {
        out += letter == '_' || letter == '-' ? ' ' : letter;
    }
    return out;
}

class LogReader {
public:
    LogReader(const RawTable& table, const Election& election)
        : table_(table), election_(election) {
        for (const auto& heading : table.headers) {
            headings_.push_back(folded(heading));
        }
        length_ =
            static_cast<double>(minutes_open(election, election.opens, election.closes).count());
    }

    Result<ReadLog> read() {
        if (!learn_columns()) {
            return refuse(
                Refusal::Kind::invalid,
                "log_not_understood",
                table_.file +
                    " is no log that Belfry understands. It looks for columns with the "
                    "precinct, the time and the voter's number; or with the time of each "
                    "check-in; or with begin and end, or a duration, of each service."
            );
        }
        out_.counts.rows = static_cast<std::int64_t>(table_.rows.size() + table_.before.size());
        for (const auto& row : table_.before) {
            set_aside(row.line, "above_heading");
        }
        for (const auto& row : table_.rows) {
            switch (out_.kind) {
                case LogKind::voter_reports:
                    read_report(row);
                    break;
                case LogKind::check_ins:
                    read_check_in(row);
                    break;
                case LogKind::durations:
                    read_duration(row);
                    break;
            }
        }
        return std::move(out_);
    }

private:
    std::optional<std::size_t> column(std::initializer_list<std::string_view> words) const {
        for (const auto word : words) {
            for (std::size_t at = 0; at < headings_.size(); ++at) {
                if (headings_[at] == word || headings_[at].starts_with(std::string(word) + " ")) {
                    return at;
                }
            }
        }
        return {};
    }

    bool learn_columns() {
        precinct_ = column({"precinct"});
        ward_ = column({"ward"});
        division_ = column({"division", "div"});
        number_ = column({"voter number", "obs", "voters so far", "cumulative"});
        minute_ = column({"minute"});
        stamp_ = column({"timestamp", "submitted"});
        method_ = column({"vote method", "method"});
        time_ = column(
            {"time of day",
             "check in time",
             "checkin time",
             "checked in at",
             "check in",
             "voted at",
             "time",
             "issued at",
             "issued",
             "timestamp",
             "date time",
             "datetime"}
        );
        begin_ = column({"start", "start time", "begin", "started at", "began", "started"});
        end_ =
            column({"end", "end time", "finish", "finished at", "ended", "completed at", "finished"}
            );
        seconds_ =
            column({"duration seconds", "seconds", "duration s", "duration (s)", "duration sec"});
        minutes_ =
            column({"duration minutes", "minutes", "duration (min)", "duration min", "duration"});
        const bool somewhere = precinct_ || (ward_ && division_);
        if (somewhere && number_ && (minute_ || time_)) {
            out_.kind = LogKind::voter_reports;
            return true;
        }
        if ((begin_ && end_) || seconds_ || minutes_) {
            out_.kind = LogKind::durations;
            return true;
        }
        out_.kind = LogKind::check_ins;
        return time_.has_value();
    }

    std::string_view cell(const RawRow& row, const std::optional<std::size_t>& column) const {
        return column && *column < row.cells.size() ? std::string_view(row.cells[*column])
                                                    : std::string_view();
    }

    void set_aside(std::size_t line, std::string code, std::string value = {}) {
        ++out_.counts.set_aside;
        out_.rows.push_back({line, Fate::set_aside, std::move(code), std::move(value)});
    }

    void taken(std::size_t line, const char* repair = nullptr, std::string value = {}) {
        if (repair == nullptr) {
            ++out_.counts.read;
        } else {
            ++out_.counts.repaired;
            out_.rows.push_back({line, Fate::repaired, repair, std::move(value)});
        }
    }

    /// Two digits, as `5` and `05` are the same division.
    static std::string two_digits(std::string_view text) {
        auto out = tidy(text);
        return out.size() == 1 ? "0" + out : out;
    }

    std::string precinct_of(const RawRow& row) const {
        return precinct_ ? tidy(cell(row, precinct_))
                         : two_digits(cell(row, ward_)) + two_digits(cell(row, division_));
    }

    /// The day on which most reports were made: those of another day were trials.
    bool is_of_the_day(const RawRow& row) const {
        const auto said = moment_in(cell(row, stamp_), election_.time_zone);
        return !said || !said->day || !election_.date || *said->day == *election_.date;
    }

    void read_report(const RawRow& row) {
        constexpr double most = 5'000;
        if (text::fold(tidy(cell(row, method_))).find("mail") != std::string::npos) {
            set_aside(row.line, "by_mail");
            return;
        }
        if (!is_of_the_day(row)) {
            set_aside(row.line, "other_day", tidy(cell(row, stamp_)));
            return;
        }
        const auto count = number_in_cell(cell(row, number_));
        if (!count || *count < 1 || *count > most) {
            set_aside(row.line, "voter_number_unusable", tidy(cell(row, number_)));
            return;
        }
        const auto precinct = precinct_of(row);
        if (precinct.empty()) {
            set_aside(row.line, "names_nothing");
            return;
        }
        if (minute_) {
            add_report(row.line, precinct, number_in_cell(cell(row, minute_)), *count);
            return;
        }
        const auto moment = moment_in(cell(row, time_), election_.time_zone);
        add_report(
            row.line,
            precinct,
            moment ? std::optional(moment->minute - election_.opens.minutes) : std::nullopt,
            *count
        );
    }

    void add_report(
        std::size_t line, const std::string& precinct, std::optional<double> minute, double count
    ) {
        const char* repair = nullptr;
        // Half a day off: 1:45 was meant in the afternoon, when polls were open.
        if (minute && *minute < 0 && *minute + 720 <= length_) {
            *minute += 720;
            repair = "half_a_day_later";
        }
        if (!minute || *minute < 0 || *minute > length_) {
            set_aside(line, "outside_hours");
            return;
        }
        taken(line, repair);
        out_.reports.push_back({precinct, *minute, count});
    }

    void read_check_in(const RawRow& row) {
        const auto moment = moment_in(cell(row, time_), election_.time_zone);
        if (!moment) {
            set_aside(row.line, "time_not_read", tidy(cell(row, time_)));
        } else if (moment->day && election_.date && *moment->day != *election_.date) {
            set_aside(row.line, "other_day", tidy(cell(row, time_)));
        } else if (const double minute = moment->minute - election_.opens.minutes;
                   minute < 0 || minute >= length_) {
            set_aside(row.line, "outside_hours", tidy(cell(row, time_)));
        } else {
            taken(row.line);
            out_.check_ins.push_back(minute);
        }
    }

    std::optional<double> duration_of(const RawRow& row) const {
        if (begin_ && end_) {
            const auto from = moment_in(cell(row, begin_), election_.time_zone);
            const auto to = moment_in(cell(row, end_), election_.time_zone);
            return from && to && from->day == to->day ? std::optional(to->minute - from->minute)
                                                      : std::nullopt;
        }
        if (const auto seconds = number_in_cell(cell(row, seconds_))) {
            return *seconds / 60;
        }
        return number_in_cell(cell(row, minutes_));
    }

    void read_duration(const RawRow& row) {
        const auto minutes = duration_of(row);
        if (!minutes || !(*minutes > 0) || *minutes > 60) {
            set_aside(row.line, "duration_unusable");
            return;
        }
        taken(row.line);
        out_.durations.push_back(*minutes);
        const auto began = moment_in(cell(row, begin_), election_.time_zone);
        if (!began || (began->day && election_.date && *began->day != *election_.date)) {
            return;
        }
        const double minute = began->minute - election_.opens.minutes;
        if (minute >= 0 && minute < length_) {
            out_.check_ins.push_back(minute);
        }
    }

    const RawTable& table_;
    const Election& election_;
    std::vector<std::string> headings_;
    double length_ = 0;
    ReadLog out_;
    std::optional<std::size_t> precinct_, ward_, division_, number_, minute_, stamp_, method_,
        time_;
    std::optional<std::size_t> begin_, end_, seconds_, minutes_;
};

std::optional<std::size_t> heading(const RawTable& table, std::string_view wanted) {
    for (std::size_t at = 0; at < table.headers.size(); ++at) {
        if (folded(table.headers[at]) == wanted) {
            return at;
        }
    }
    return {};
}

bool has_turnouts(const RawTable& table) {
    return heading(table, "precinct") && heading(table, "turnout");
}

}  // namespace

Result<ReadLog> read_log(const RawTable& table, const Election& election) {
    return LogReader(table, election).read();
}

Result<Turnouts> read_turnouts(const RawTable& table, const std::string& wanted) {
    const auto precinct = heading(table, "precinct");
    const auto turnout = heading(table, "turnout");
    const auto election = heading(table, "election");
    if (!precinct || !turnout) {
        return refuse(
            Refusal::Kind::invalid,
            "log_not_understood",
            table.file + " has no columns `precinct` and `turnout`."
        );
    }
    Turnouts out;
    for (const auto& row : table.rows) {
        if (std::max(*precinct, *turnout) >= row.cells.size()) {
            continue;
        }
        const bool meant = wanted.empty() || !election || *election >= row.cells.size() ||
                           tidy(row.cells[*election]) == wanted;
        const auto voters = number_in_cell(row.cells[*turnout]);
        if (meant && voters && *voters > 0) {
            out[tidy(row.cells[*precinct])] = *voters;
        }
    }
    return out;
}

Result<Fit> fit_log(
    const std::vector<RawTable>& tables, const Election& election, const std::string& turnout_of
) {
    if (tables.empty()) {
        return refuse(
            Refusal::Kind::invalid,
            "file_has_no_rows",
            "There is no table in the file: give a CSV or a spreadsheet with a row of headings."
        );
    }
    Turnouts turnouts;
    const RawTable* log = &tables.front();
    for (const auto& table : tables) {
        if (tables.size() > 1 && has_turnouts(table)) {
            auto read = read_turnouts(table, turnout_of);
            if (!read) {
                return std::unexpected(read.error());
            }
            turnouts = std::move(*read);
        } else {
            log = &table;
        }
    }
    auto read = read_log(*log, election);
    if (!read) {
        return std::unexpected(read.error());
    }
    constexpr std::size_t most_notes = 100;
    Fit fit;
    fit.kind = read->kind;
    fit.rows = read->counts;
    read->rows.resize(std::min(read->rows.size(), most_notes));
    fit.notes = std::move(read->rows);
    const auto length =
        static_cast<double>(minutes_open(election, election.opens, election.closes).count());
    const auto slots = static_cast<std::size_t>(std::max(1.0, std::round(length / 60)));
    if (read->kind == LogKind::durations) {
        const auto service = fit_service(std::move(read->durations));
        if (!service) {
            return std::unexpected(service.error());
        }
        fit.service = ServiceTime{service->time, "fitted_durations"};
        fit.mean = service->mean;
        fit.sd = service->sd;
        fit.used = service->used;
        // Few beginnings on the day make no profile, and that is no reason to refuse the times.
        if (auto arrivals = fit_check_ins(read->check_ins, length, slots)) {
            fit.arrivals = std::move(arrivals->profile);
        }
        return fit;
    }
    auto arrivals = read->kind == LogKind::check_ins
                        ? fit_check_ins(read->check_ins, length, slots)
                        : fit_reports(std::move(read->reports), turnouts, length, slots);
    if (!arrivals) {
        return std::unexpected(arrivals.error());
    }
    fit.arrivals = std::move(arrivals->profile);
    fit.typical_error = arrivals->typical_error;
    fit.used = arrivals->used;
    return fit;
}

}  // namespace belfry::city
