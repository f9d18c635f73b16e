#include "city/cell.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "documents/delimited.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// Takes digits off the front; at most `most` of them.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
    std::size_t length = 0;
    int value = 0;
    while (length < text.size() && length < most && is_digit(text[length])) {
        value = value * 10 + (text[length] - '0');
        ++length;
    }
    if (length == 0) {
        return {};
    }
    text.remove_prefix(length);
    return value;
}

void skip_blanks(std::string_view& text) {
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
}

/// Takes `am`, `p.m.`, `p. m.` and their like off the front; 'a', 'p', or NUL.
char take_half(std::string_view& text) {
    for (const std::string_view form :
         {"a.m.", "p.m.", "a. m.", "p. m.", "a.m", "p.m", "a m ", "p m ", "am", "pm", "a", "p"}) {
        // "7:00 a 20:00", "7:00 a las 20:00": no half of a day.
        auto after = text.substr(std::min(form.size(), text.size()));
        const bool letter_follows = !after.empty() && after.front() >= 'a' && after.front() <= 'z';
        skip_blanks(after);
        const bool time_follows =
            !after.empty() && (is_digit(after.front()) || after.starts_with("la"));
        if (form.size() == 1 && (letter_follows || time_follows)) {
            continue;
        }
        if (text.starts_with(form)) {
            text.remove_prefix(form.size());
            return form.front();
        }
    }
    return '\0';
}

/// `0700`, `2000 hrs`.
std::optional<simulation::ClockTime> take_four_digits(std::string_view& text) {
    auto rest = text;
    const auto digits = take_number(rest, 4);
    const auto length = text.size() - rest.size();
    if (!digits || length != 4 || (!rest.empty() && is_digit(rest.front())) || *digits / 100 > 24 ||
        *digits % 100 > 59) {
        return {};
    }
    skip_blanks(rest);
    for (const std::string_view unit : {"hours", "hrs", "h"}) {
        if (rest.starts_with(unit)) {
            rest.remove_prefix(unit.size());
            break;
        }
    }
    text = rest;
    return simulation::at_clock(*digits / 100, *digits % 100);
}

/// Takes words off the front that only say which day, or lead to a time: "Tuesday", "martes,",
/// "from", "de".
void skip_leading_words(std::string_view& text) {
    // The other days of the week are those of early voting.
    constexpr std::array<std::string_view, 14> leading{
        "tuesday",
        "tues",
        "tue",
        "martes",
        "election day",
        "dia de la eleccion",
        "hours",
        "horario",
        "from",
        "open",
        "abierto",
        "desde",
        "de",
        "las"
    };
    for (bool again = true; again;) {
        skip_blanks(text);
        again = false;
        for (const auto word : leading) {
            const auto after = text.substr(std::min(word.size(), text.size()));
            if (text.starts_with(word) && !after.empty() &&
                std::string_view(" :,.").find(after.front()) != std::string_view::npos) {
                text = after;
                while (!text.empty() &&
                       std::string_view(" :,.").find(text.front()) != std::string_view::npos) {
                    text.remove_prefix(1);
                }
                again = true;
                break;
            }
        }
    }
}

/// Without a time zone at the end, or the word hours: all places of a city have one zone.
std::string_view without_zone(std::string_view text) {
    constexpr std::array<std::string_view, 17> zones{
        "est",
        "edt",
        "cst",
        "cdt",
        "mst",
        "mdt",
        "pst",
        "pdt",
        "hst",
        "akst",
        "akdt",
        "ast",
        "et",
        "ct",
        "mt",
        "pt",
        "hours"
    };
    const auto at = text.find_last_of(' ');
    const auto last = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
    return std::ranges::find(zones, last) == zones.end() ? text : text.substr(0, at);
}

/// `2026-11-03 07:00:00`, `11/3/2026 7:00 AM`: what a spreadsheet makes of a time is without its
/// day.
std::string_view without_day(std::string_view text) {
    const auto at = text.find_first_of(" t");
    if (at == std::string_view::npos) {
        return text;
    }
    const auto day = text.substr(0, at);
    const bool is_day = day.size() >= 6 && std::ranges::all_of(day, [](char letter) {
                            return is_digit(letter) || letter == '-' || letter == '/';
                        });
    return is_day ? text.substr(at + 1) : text;
}

/// Whether a point may stand between hour and minutes: only where two times are, as a number alone
/// may be one.
enum class Pointed { no, yes };

/// Minutes after the hour: `:30`, `.30`, `h30`, `h`; seconds are passed over. Empty: no minutes are
/// said; a minute above 59 is none.
std::optional<int> take_minutes(std::string_view& text, Pointed pointed) {
    if (text.starts_with('h')) {
        text.remove_prefix(1);
        const auto minute = take_number(text, 2);
        return minute.value_or(0);
    }
    const bool point = pointed == Pointed::yes && text.size() >= 3 && text[0] == '.' &&
                       is_digit(text[1]) && is_digit(text[2]);
    if (!text.starts_with(':') && !point) {
        return {};
    }
    text.remove_prefix(1);
    const auto minute = take_number(text, 2);
    if (minute && text.starts_with(':')) {
        text.remove_prefix(1);
        if (take_number(text, 2).value_or(60) > 59) {
            return 60;
        }
    }
    return minute.value_or(60);
}

std::optional<simulation::ClockTime> take_time(
    std::string_view& text, Pointed pointed = Pointed::no
) {
    skip_leading_words(text);
    text = without_day(text);
    skip_blanks(text);
    for (const auto& [word, hour] : std::array<std::pair<std::string_view, int>, 4>{
             {{"noon", 12}, {"midnight", 24}, {"mediodia", 12}, {"medianoche", 24}}
         }) {
        if (text.starts_with(word)) {
            text.remove_prefix(word.size());
            return simulation::at_clock(hour);
        }
    }
    if (const auto whole = take_four_digits(text)) {
        return whole;
    }
    auto hour = take_number(text, 2);
    if (!hour) {
        return {};
    }
    const auto minute = take_minutes(text, pointed);
    if (minute.value_or(0) > 59) {
        return {};
    }
    skip_blanks(text);
    const char half = take_half(text);
    if (half != '\0') {
        if (*hour < 1 || *hour > 12) {
            return {};
        }
        hour = *hour % 12 + (half == 'p' ? 12 : 0);
    }
    if (*hour > 24 || (half == '\0' && !minute)) {
        return {};
    }
    return simulation::at_clock(*hour, minute.value_or(0));
}

}  // namespace

bool is_blank(std::string_view cell) {
    return cell.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string tidy(std::string_view cell) {
    std::string out;
    for (const char letter : documents::without_guard(cell)) {
        const bool blank = letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n' ||
                           letter == '\f' || letter == '\v';
        if (!blank) {
            out += letter;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (out.ends_with(' ')) {
        out.pop_back();
    }
    // Blanks that do not break are blanks as well: the wide one, the narrow one before "PM", the
    // thin one between thousands.
    for (const std::string_view blank : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"}) {
        for (auto at = out.find(blank); at != std::string::npos; at = out.find(blank, at)) {
            out.replace(at, blank.size(), " ");
        }
    }
    // The last ones are a spreadsheet's errors.
    constexpr std::array<std::string_view, 14> nothing{
        "na",
        "n/a",
        "null",
        "none",
        "nan",
        "-",
        "--",
        "no data",
        "#n/a",
        "#ref!",
        "#value!",
        "#name?",
        "#null!",
        "#div/0!"
    };
    const auto folded = out.size() <= 8 ? text::fold(out) : std::string("long");
    for (const auto word : nothing) {
        if (folded == word) {
            return {};
        }
    }
    return out;
}

std::optional<double> number_in_cell(std::string_view cell) {
    std::string digits;
    std::size_t since_comma = 0;
    bool comma = false;
    bool point = false;
    for (const char letter : tidy(cell)) {
        if (letter == ',' || letter == ' ' || letter == '\'') {
            // Thousands only: three digits between them, none after the point.
            if (digits.empty() || point || (comma && since_comma != 3)) {
                return {};
            }
            comma = true;
            since_comma = 0;
            continue;
        }
        point = point || letter == '.';
        since_comma += !point && is_digit(letter) ? 1U : 0U;
        digits += letter;
    }
    if (digits.empty() || (comma && since_comma != 3)) {
        return {};
    }
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() ||
        !std::isfinite(value)) {
        return {};
    }
    return value;
}

std::optional<std::int64_t> count_in_cell(std::string_view cell) {
    const auto number = number_in_cell(cell);
    if (!number || *number < 0 || *number > 1e9 || *number != std::floor(*number)) {
        return {};
    }
    return static_cast<std::int64_t>(*number);
}

std::optional<simulation::ClockTime> time_in_cell(std::string_view cell) {
    const auto folded = text::fold(tidy(cell));
    auto rest = without_zone(folded);
    if (const auto time = take_time(rest); time && rest.empty()) {
        return time;
    }
    // A spreadsheet keeps a time as part of a day, after the number of the day where it has one.
    // Days of 1954 to 2119: what is neither that nor a part of a day is a time written with a
    // point.
    constexpr double first_day = 20'000;
    constexpr double last_day = 80'000;
    const auto serial = number_in_cell(cell);
    const double part = serial ? *serial - std::floor(*serial) : 0;
    const double minutes = std::round(part * 24 * 60);
    const bool is_serial =
        serial && *serial > 0 && (*serial < 1 || (*serial >= first_day && *serial < last_day));
    if (is_serial && minutes > 0 && minutes < 24 * 60) {
        return simulation::ClockTime{minutes};
    }
    return {};
}

std::optional<Hours> hours_in_cell(std::string_view cell) {
    const auto folded = text::fold(tidy(cell));
    std::string_view rest = without_zone(folded);
    const auto opens = take_time(rest, Pointed::yes);
    if (!opens) {
        return {};
    }
    skip_blanks(rest);
    for (const std::string_view between :
         {"-",
          "\xE2\x80\x93",
          "\xE2\x80\x94",
          "to ",
          "until ",
          "till ",
          "through ",
          "thru ",
          "hasta las ",
          "hasta la ",
          "hasta ",
          "a las ",
          "a la ",
          "\xC3\xA0 ",
          "a "}) {
        if (rest.starts_with(between)) {
            rest.remove_prefix(between.size());
            const auto closes = take_time(rest, Pointed::yes);
            skip_blanks(rest);
            if (!closes || !rest.empty() || !(*opens < *closes)) {
                return {};
            }
            return Hours{*opens, *closes};
        }
    }
    return {};
}

}  // namespace belfry::city
