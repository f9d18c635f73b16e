#include "city/precinct_list.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "city/cell.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 9 && std::ranges::all_of(text, is_digit);
}

/// `12`, `12A`, `A12`, `12-3`, a range of two: what is sure to be no name with a comma in it.
bool is_code(std::string_view text) {
    const auto letters = std::ranges::count_if(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    });
    return letters <= 2 && std::ranges::any_of(text, is_digit) &&
           std::ranges::all_of(text, [](char letter) {
               return is_digit(letter) || letter == '-' || letter == ' ' || letter == '.' ||
                      (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
           });
}

std::vector<std::string> split(std::string_view text, std::string_view between) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(between), text.size());
        if (auto part = tidy(text.substr(0, end)); !part.empty()) {
            out.push_back(std::move(part));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// With a plain hyphen, and commas for "and".
std::string plain(std::string_view text) {
    std::string out(text);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> same{
        {{"\xE2\x80\x93", "-"},
         {"\xE2\x80\x94", "-"},
         {" and ", ","},
         {" y ", ","},
         {" AND ", ","},
         {"&", ","}}
    };
    for (const auto& [from, to] : same) {
        for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at)) {
            out.replace(at, from.size(), to);
            at += to.size();
        }
    }
    return out;
}

struct Range {
    std::string first;
    std::string last;
    bool in_words = false;  ///< "1 to 5"

    [[nodiscard]] int size() const { return number(last) - number(first) + 1; }

    static int number(std::string_view text) {
        int value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }
};

/// Two numbers; whichever is larger.
std::optional<Range> range_in(std::string_view text) {
    for (const std::string_view between : {"-", " to ", " through ", " thru ", " al ", " a "}) {
        const auto folded = text::fold(text);
        const auto at = folded.find(between);
        if (at == std::string::npos) {
            continue;
        }
        Range out{
            tidy(std::string_view(folded).substr(0, at)),
            tidy(std::string_view(folded).substr(at + between.size())),
            between != "-"
        };
        return is_number(out.first) && is_number(out.last) ? std::optional(std::move(out))
                                                           : std::nullopt;
    }
    return {};
}

constexpr int longest_range = 500;

bool runs_upwards(const Range& range) {
    return range.size() > 1 && range.size() <= longest_range;
}

std::vector<std::string> parts_of(std::string_view cell) {
    std::vector<std::string> out;
    for (const auto& part : split(cell, ";|\n")) {
        auto smaller = split(plain(part), ",");
        if (smaller.size() > 1 && std::ranges::all_of(smaller, [](const std::string& each) {
                return is_code(each) || range_in(each);
            })) {
            std::ranges::move(smaller, std::back_inserter(out));
        } else {
            out.push_back(part);
        }
    }
    return out;
}

std::vector<std::string> all_of(const Range& range) {
    std::vector<std::string> out;
    // Noughts in front stay: 001-003.
    const auto width = range.first.starts_with('0') ? range.first.size() : 0;
    const int first = Range::number(range.first);
    for (int number = first; number < first + range.size(); ++number) {
        out.push_back(fmt::format("{:0{}}", number, width));
    }
    return out;
}

}  // namespace

bool hyphens_are_ranges(const RawTable& table, const RowCells::Columns& columns) {
    const auto column = columns.at(Meaning::precinct_list);
    // Rooms of one building repeat their list.
    std::set<std::string> lists;
    for (const auto& row : table.rows) {
        if (column && *column < row.cells.size()) {
            lists.insert(row.cells[*column]);
        }
    }
    std::set<std::string> seen;
    bool plain_ones = false;
    bool any = false;
    for (const auto& list : lists) {
        for (const auto& part : parts_of(list)) {
            const auto range = range_in(plain(part));
            if (range && !runs_upwards(*range)) {
                return false;
            }
            plain_ones = plain_ones || is_number(part);
            any = any || (range && !range->in_words);
            auto keys = range ? all_of(*range) : std::vector{part};
            for (auto& key : keys) {
                if (!seen.insert(std::move(key)).second) {
                    return false;
                }
            }
        }
    }
    return any && plain_ones;
}

bool has_hyphens_in_keys(const RawTable& table, const RowCells::Columns& columns) {
    const auto column = columns.at(Meaning::precinct_key);
    return column && std::ranges::any_of(table.rows, [&](const RawRow& row) {
               const auto range =
                   *column < row.cells.size() ? range_in(tidy(row.cells[*column])) : std::nullopt;
               return range && !range->in_words;
           });
}

PrecinctList precinct_list(std::string_view cell, bool hyphens) {
    PrecinctList out;
    for (auto& part : parts_of(cell)) {
        const auto range = range_in(plain(part));
        if (range && runs_upwards(*range) && (hyphens || range->in_words)) {
            std::ranges::move(all_of(*range), std::back_inserter(out.keys));
            out.ranges.push_back(std::move(part));
        } else {
            out.keys.push_back(std::move(part));
        }
    }
    return out;
}

}  // namespace belfry::city
