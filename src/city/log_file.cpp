#include "city/log_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "city/cell.hpp"
#include "city/heading.hpp"
#include "city/log_moment.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

/// The words of a heading: "CheckInTime", "check-in_time" and "Check-in time" are the same.
std::string folded(std::string_view heading) {
    return plain_heading(tidy(heading));
}

class LogReader {
public:
    LogReader(const RawTable& table, const Election& election, std::optional<DateOrder> order)
        : table_(table), election_(election), said_order_(order) {
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
        if (election_.time_zone.empty() && std::ranges::any_of(cells_with_dates(), needs_zone)) {
            return refuse(
                Refusal::Kind::invalid,
                "time_zone_needed",
                table_.file +
                    " gives times with their distance from UTC. Say in which time zone the city "
                    "lies (`election set`), then bring it in again."
            );
        }
        out_.dates = reading_of_dates(cells_with_dates(), election_.date, said_order_);
        order_ = out_.dates ? out_.dates->order : DateOrder::month_first;
        day_ = day_of_the_log();
        out_.day = day_;
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

    /// A column by a word that its heading holds somewhere, unless another one makes it another
    /// thing: the end of a service, a zone, a printer's "time out".
    std::optional<std::size_t> column_with(std::initializer_list<std::string_view> words) const {
        constexpr std::array<std::string_view, 12> others{
            "zone",
            "end",
            "finish",
            "out",
            "open",
            "opens",
            "close",
            "closes",
            "duration",
            "wait",
            "start",
            "begin"
        };
        for (std::size_t at = 0; at < headings_.size(); ++at) {
            const auto padded = " " + headings_[at] + " ";
            const auto holds = [&](std::string_view word) {
                return padded.find(" " + std::string(word) + " ") != std::string::npos;
            };
            if (std::ranges::any_of(words, holds) && std::ranges::none_of(others, holds)) {
                return at;
            }
        }
        return {};
    }

    /// "Check-in Start" and its like: by the last word.
    std::optional<std::size_t> column_ending(std::initializer_list<std::string_view> words) const {
        for (std::size_t at = 0; at < headings_.size(); ++at) {
            for (const auto word : words) {
                if (headings_[at].ends_with(" " + std::string(word))) {
                    return at;
                }
            }
        }
        return {};
    }

    void learn_durations() {
        begin_ = column({"start", "start time", "begin", "started at", "began", "started"});
        end_ =
            column({"end", "end time", "finish", "finished at", "ended", "completed at", "finished"}
            );
        if (!begin_ || !end_) {
            begin_ = column_ending({"start", "begin", "started", "inicio"});
            end_ = column_ending({"end", "finish", "finished", "fin"});
        }
        seconds_ = column(
            {"duration seconds", "seconds", "duration s", "duration sec", "duracion segundos"}
        );
        minutes_ = column({"duration minutes", "minutes", "duration min", "duration", "duracion"});
    }

    bool learn_columns() {
        precinct_ = column({"precinct", "precinto"});
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
             "datetime",
             "hora",
             "epoch"}
        );
        if (!time_) {
            time_ = column_with({"time", "timestamp", "datetime", "checkin", "hora", "stamp"});
        }
        date_ = column({"date", "check in date", "checkin date", "voted date", "fecha", "day"});
        voter_ = column(
            {"voter id",
             "voterid",
             "state voter id",
             "vuid",
             "sos id",
             "registration number",
             "voter registration number",
             "reg id",
             "id votante",
             "id del votante",
             "number de votante"}
        );
        status_ = column({"status", "check in status", "voter status", "action", "estado"});
        learn_durations();
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

    std::vector<std::string_view> cells_with_dates() const {
        std::vector<std::string_view> out;
        for (const auto& row : table_.rows) {
            for (const auto& column : {time_, stamp_, begin_, end_, date_}) {
                if (column) {
                    out.push_back(cell(row, column));
                }
            }
        }
        return out;
    }

    /// Of a cell, with the day of its own column where it says none.
    std::optional<Moment> moment(const RawRow& row, const std::optional<std::size_t>& column)
        const {
        auto out = moment_in_cell(cell(row, column), election_.time_zone, order_);
        if (out && !out->day && date_) {
            out->day = day_in_cell(cell(row, date_), order_);
            if (!out->day) {
                const auto stamp = moment_in_cell(cell(row, date_), election_.time_zone, order_);
                out->day = stamp ? stamp->day : std::nullopt;
            }
        }
        return out;
    }

    /// The election's where the log has it, or else the one with the most rows: a log is of a past
    /// election, the others are of trials and of early voting.
    std::optional<Date> day_of_the_log() const {
        const auto& said = stamp_ && out_.kind == LogKind::voter_reports ? stamp_
                           : time_                                       ? time_
                                                                         : begin_;
        std::map<Date, std::size_t> days;
        for (const auto& row : table_.rows) {
            if (const auto at = moment(row, said); at && at->day) {
                ++days[*at->day];
            }
        }
        if (days.empty() || (election_.date && days.contains(*election_.date))) {
            return days.empty() ? std::nullopt : election_.date;
        }
        return std::ranges::max_element(
                   days, {}, [](const auto& day) { return day.second; }
        )->first;
    }

    bool is_of_another_day(const std::optional<Moment>& at) const {
        return at && at->day && day_ && *at->day != *day_;
    }

    /// Whether the voter was checked in before, or not at all in the end; sets the row aside then.
    bool counts_no_voter(const RawRow& row) {
        const auto status = text::fold(tidy(cell(row, status_)));
        for (const auto* word : {"cancel", "void", "anul", "revers", "undo", "undone", "reject"}) {
            if (status.find(word) != std::string::npos) {
                set_aside(row.line, "check_in_cancelled");
                return true;
            }
        }
        const auto voter = tidy(cell(row, voter_));
        if (voter.empty()) {
            return false;
        }
        const auto [first, is_new] = voters_.try_emplace(voter, row.line);
        if (!is_new) {
            set_aside(row.line, "voter_again", std::to_string(first->second));
        }
        return !is_new;
    }

    void read_report(const RawRow& row) {
        constexpr double most = 5'000;
        if (text::fold(tidy(cell(row, method_))).find("mail") != std::string::npos) {
            set_aside(row.line, "by_mail");
            return;
        }
        if (is_of_another_day(moment(row, stamp_))) {
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
        const auto at = moment(row, time_);
        add_report(
            row.line,
            precinct,
            at ? std::optional(at->minute - election_.opens.minutes) : std::nullopt,
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
        const auto at = moment(row, time_);
        if (!at) {
            set_aside(row.line, "time_not_read", tidy(cell(row, time_)));
        } else if (is_of_another_day(at)) {
            set_aside(row.line, "other_day", tidy(cell(row, date_ ? date_ : time_)));
        } else if (const double minute = at->minute - election_.opens.minutes;
                   minute < 0 || minute >= length_) {
            set_aside(row.line, "outside_hours", tidy(cell(row, time_)));
        } else if (!counts_no_voter(row)) {
            taken(row.line);
            out_.check_ins.push_back(minute);
        }
    }

    std::optional<double> duration_of(const RawRow& row) const {
        if (begin_ && end_) {
            const auto from = moment(row, begin_);
            const auto to = moment(row, end_);
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
        const auto began = moment(row, begin_);
        if (!began || is_of_another_day(began)) {
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
    std::optional<std::size_t> begin_, end_, seconds_, minutes_, date_, voter_, status_;
    std::optional<DateOrder> said_order_;
    DateOrder order_ = DateOrder::month_first;
    std::optional<Date> day_;  ///< Whose rows count; absent where the log names none.
    std::unordered_map<std::string, std::size_t> voters_;  ///< And the line where each stood first.
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

Result<void> put_service(std::vector<double> durations, Fit& into) {
    const auto service = fit_service(std::move(durations));
    if (!service) {
        return std::unexpected(service.error());
    }
    into.service = ServiceTime{service->time, "fitted_durations"};
    into.mean = service->mean;
    into.sd = service->sd;
    into.used = service->used;
    return {};
}

}  // namespace

Result<ReadLog> read_log(
    const RawTable& table, const Election& election, std::optional<DateOrder> order
) {
    return LogReader(table, election, order).read();
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
    const std::vector<RawTable>& tables, const Election& election, const FitWish& wish
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
            auto read = read_turnouts(table, wish.turnout_of);
            if (!read) {
                return std::unexpected(read.error());
            }
            turnouts = std::move(*read);
        } else {
            log = &table;
        }
    }
    auto read = read_log(*log, election, wish.date_order);
    if (!read) {
        return std::unexpected(read.error());
    }
    constexpr std::size_t most_notes = 100;
    Fit fit;
    fit.kind = read->kind;
    fit.rows = read->counts;
    fit.day = read->day;
    fit.dates = read->dates;
    read->rows.resize(std::min(read->rows.size(), most_notes));
    fit.notes = std::move(read->rows);
    const auto length =
        static_cast<double>(minutes_open(election, election.opens, election.closes).count());
    const auto slots = static_cast<std::size_t>(std::max(1.0, std::round(length / 60)));
    if (read->kind == LogKind::durations) {
        if (auto put = put_service(std::move(read->durations), fit); !put) {
            return std::unexpected(put.error());
        }
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
