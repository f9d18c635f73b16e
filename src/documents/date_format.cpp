#include "documents/date_format.hpp"

#include <array>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace belfry::documents {

namespace {

constexpr std::array<std::string_view, 12> months{
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
};
constexpr std::array<std::string_view, 7> weekdays{
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
};

std::string number(unsigned value, std::size_t letters) {
    return fmt::format("{:0{}}", value, letters == 1 ? 1 : 2);
}

std::string month(unsigned value, std::size_t letters) {
    const auto name = months.at(value - 1);
    switch (letters) {
        case 1:
        case 2:
            return number(value, letters);
        case 3:
            return std::string(name.substr(0, 3));
        case 5:
            return std::string(name.substr(0, 1));
        default:
            return std::string(name);
    }
}

std::string part_of_date(char letter, std::size_t letters, std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    if (letter == 'm') {
        return month(unsigned(date.month()), letters);
    }
    if (letter == 'y') {
        const auto year = static_cast<unsigned>(int(date.year()));
        return letters <= 2 ? number(year % 100, 2) : std::to_string(year);
    }
    if (letters <= 2) {
        return number(unsigned(date.day()), letters);
    }
    const auto name = weekdays.at(std::chrono::weekday(day).c_encoding());
    return std::string(letters == 3 ? name.substr(0, 3) : name);
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// Takes a format apart from its beginning to its first semicolon.
class Format {
public:
    Format(std::string_view rest, std::chrono::sys_days day) : rest_(rest), day_(day) {}

    std::optional<std::string> shown() {
        while (!rest_.empty() && rest_.front() != ';') {
            if (!step()) {
                return {};
            }
        }
        return is_date_ ? std::optional(std::move(out_)) : std::nullopt;
    }

private:
    /// False where it shows something else than a date.
    bool step() {
        const char first = rest_.front();
        switch (lower(first)) {
            case 'y':
            case 'm':
            case 'd':
                take_date(lower(first));
                return true;
            case '"':
                return take_until('"', true);
            case '[':
                // A language or a color; hours, minutes or seconds beyond a day.
                return (rest_.size() < 2 || !std::string_view("hms").contains(lower(rest_[1]))) &&
                       take_until(']', false);
            case '\\':
                rest_.remove_prefix(1);
                out_ += rest_.substr(0, 1);
                break;
            case '_':
            case '*':
                rest_.remove_prefix(1);
                break;
            case '/':
            case '-':
            case '.':
            case ',':
            case ' ':
                out_ += first;
                break;
            default:
                return false;
        }
        rest_.remove_prefix(rest_.empty() ? 0 : 1);
        return true;
    }

    void take_date(char letter) {
        std::size_t letters = 0;
        while (letters < rest_.size() && lower(rest_[letters]) == letter) {
            ++letters;
        }
        rest_.remove_prefix(letters);
        out_ += part_of_date(letter, letters, day_);
        is_date_ = true;
    }

    bool take_until(char end, bool is_shown) {
        const auto at = rest_.find(end, 1);
        if (at == std::string_view::npos) {
            return false;
        }
        out_ += is_shown ? rest_.substr(1, at - 1) : std::string_view();
        rest_.remove_prefix(at + 1);
        return true;
    }

    std::string_view rest_;
    std::chrono::sys_days day_;
    std::string out_;
    bool is_date_ = false;
};

}  // namespace

std::optional<std::string> shown_date(std::string_view format, double days) {
    constexpr double last = 2'958'465;  // the end of the year 9999
    constexpr double leap = 60;         // a day that spreadsheets have and 1900 had not
    if (!(days >= 1 && days <= last) || days != std::floor(days) || days == leap) {
        return {};
    }
    const std::chrono::sys_days zero{std::chrono::year(1899) / 12 / 30};
    const auto whole = static_cast<int>(days) + (days < leap ? 1 : 0);
    return Format(format, zero + std::chrono::days(whole)).shown();
}

std::string_view usual_date_format(int number) {
    switch (number) {
        case 14:
            return "m/d/yyyy";
        case 15:
            return "d-mmm-yy";
        case 16:
            return "d-mmm";
        case 17:
            return "mmm-yy";
        default:
            return {};
    }
}

}  // namespace belfry::documents
