#include "city/date_order.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "city/cell.hpp"

namespace belfry::city {

namespace {

/// One or two digits; 0 for anything else.
int small_number(std::string_view text) {
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && text.size() <= 2 && value > 0 ? value : 0;
}

/// Two digits or four; 0 for anything else.
int year_in(std::string_view text) {
    if (text.size() == 2) {
        const int two = small_number(text);
        return two == 0 ? 0 : 2000 + two;
    }
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && text.size() == 4 && value >= 1990 && value < 2200 ? value : 0;
}

/// The day on which the United States elect their Congress (2 U.S.C. § 7).
bool is_federal_election_day(Date day) {
    const auto number = static_cast<unsigned>(day.day());
    return day.month() == std::chrono::November && number >= 2 && number <= 8 &&
           std::chrono::weekday(std::chrono::sys_days(day)) == std::chrono::Tuesday;
}

/// The different dates of a log, read both ways.
class BothReadings {
public:
    void add(const NumericDate& date) {
        const auto month_first = date.read(DateOrder::month_first);
        const auto day_first = date.read(DateOrder::day_first);
        only_month_first_ = only_month_first_ || (month_first && !day_first);
        only_day_first_ = only_day_first_ || (day_first && !month_first);
        if (month_first && day_first) {
            depends_ = depends_ || *month_first != *day_first;
            month_first_.insert(*month_first);
            day_first_.insert(*day_first);
        }
    }

    [[nodiscard]] bool depend_on_order() const { return depends_; }

    [[nodiscard]] std::optional<DateOrder> by_the_log() const {
        if (only_month_first_ != only_day_first_) {
            return one_of(only_month_first_, only_day_first_);
        }
        return one_of(lie_within_weeks(month_first_), lie_within_weeks(day_first_));
    }

    [[nodiscard]] std::optional<DateOrder> by_the_election(const std::optional<Date>& day) const {
        const auto own =
            day ? one_of(month_first_.contains(*day), day_first_.contains(*day)) : std::nullopt;
        return own ? own
                   : one_of(
                         std::ranges::any_of(month_first_, is_federal_election_day),
                         std::ranges::any_of(day_first_, is_federal_election_day)
                     );
    }

private:
    static std::optional<DateOrder> one_of(bool month_first, bool day_first) {
        if (month_first == day_first) {
            return {};
        }
        return month_first ? DateOrder::month_first : DateOrder::day_first;
    }

    /// Early voting lasts weeks, not months; the eleventh of each month is no log.
    static bool lie_within_weeks(const std::set<Date>& days) {
        constexpr std::chrono::days most{50};
        return !days.empty() &&
               std::chrono::sys_days(*days.rbegin()) - std::chrono::sys_days(*days.begin()) <= most;
    }

    std::set<Date> month_first_;
    std::set<Date> day_first_;
    bool only_month_first_ = false;
    bool only_day_first_ = false;
    bool depends_ = false;
};

}  // namespace

std::optional<Date> NumericDate::read(DateOrder order) const {
    const int month = order == DateOrder::month_first ? first : second;
    const int day = order == DateOrder::month_first ? second : first;
    const Date out{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}
    };
    return out.ok() ? std::optional(out) : std::nullopt;
}

std::optional<NumericDate> numeric_date_in(std::string_view cell) {
    NumericDate out;
    out.text = tidy(cell);
    out.text.resize(std::min(out.text.find_first_of(" T,"), out.text.size()));
    const auto before_second = out.text.find_first_of("/-.");
    const auto before_year = before_second == std::string::npos
                                 ? before_second
                                 : out.text.find_first_of("/-.", before_second + 1);
    if (before_year == std::string::npos) {
        return {};
    }
    const std::string_view text = out.text;
    out.first = small_number(text.substr(0, before_second));
    out.second = small_number(text.substr(before_second + 1, before_year - before_second - 1));
    out.year = year_in(text.substr(before_year + 1));
    const bool date = out.first > 0 && out.second > 0 && out.year > 0;
    return date ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<DateReading> reading_of_dates(
    const std::vector<std::string_view>& cells,
    const std::optional<Date>& election,
    std::optional<DateOrder> said
) {
    BothReadings readings;
    std::optional<NumericDate> example;
    for (const auto cell : cells) {
        if (auto date = numeric_date_in(cell)) {
            readings.add(*date);
            const auto day = date->read(DateOrder::day_first);
            const bool tells = day && date->read(DateOrder::month_first) &&
                               day != date->read(DateOrder::month_first);
            if (tells && !example) {
                example = std::move(date);
            }
        }
    }
    if (!readings.depend_on_order()) {
        return {};
    }
    DateReading out;
    out.example = example->text;
    const auto by_log = readings.by_the_log();
    const auto by_election = readings.by_the_election(election);
    const auto order = said ? said : by_log ? by_log : by_election;
    out.order = order.value_or(DateOrder::month_first);
    out.basis = said          ? OrderBasis::person
                : by_log      ? OrderBasis::log
                : by_election ? OrderBasis::election
                              : OrderBasis::assumed;
    out.is_day = example->read(out.order);
    return out;
}

}  // namespace belfry::city
