#include "city/table_look.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "city/address.hpp"
#include "city/cell.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

std::string cell_at(const RawRow& row, std::size_t column) {
    return column < row.cells.size() ? tidy(row.cells[column]) : std::string();
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool is_month(std::string_view text) {
    constexpr std::array<std::string_view, 12> months{
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };
    return std::ranges::find(months, text) != months.end();
}

}  // namespace

TableContent content_of(const RawTable& table, const RowCells::Columns& columns) {
    const auto any = [&](std::initializer_list<Meaning> meanings) {
        return std::ranges::any_of(meanings, [&](Meaning one) { return columns.has(one); });
    };
    const bool precinct = any({Meaning::precinct_key, Meaning::precinct_name});
    const bool described = any({Meaning::place_name, Meaning::place_text, Meaning::address});
    if (table.kind == TableKind::links) {
        return precinct && columns.has(Meaning::place_key) ? TableContent::links
                                                           : TableContent::nothing;
    }
    if (precinct) {
        return described ? TableContent::places_with_precincts : TableContent::precincts;
    }
    return described || columns.has(Meaning::place_key) ? TableContent::places
                                                        : TableContent::nothing;
}

std::vector<std::string> tidied(const std::vector<std::string>& cells) {
    std::vector<std::string> out;
    out.reserve(cells.size());
    for (const auto& cell : cells) {
        out.push_back(tidy(cell));
    }
    while (!out.empty() && out.back().empty()) {
        out.pop_back();
    }
    return out;
}

bool directions_have_blanks(const RawTable& table, const RowCells::Columns& columns) {
    const auto column = columns.at(Meaning::address);
    if (!column) {
        return true;
    }
    std::size_t lacking = 0;
    for (const auto& row : table.rows) {
        lacking += *column < row.cells.size() && may_lack_blank(row.cells[*column]) ? 1U : 0U;
    }
    return lacking * 5 < table.rows.size() * 3;
}

bool numbers_repeat(const RawTable& table, const RowCells::Columns& columns) {
    const auto column = columns.at(Meaning::precinct_key);
    if (!column || columns.has(Meaning::county)) {
        return false;
    }
    std::size_t count = 0;
    std::set<std::string> different;
    for (const auto& row : table.rows) {
        const auto key = *column < row.cells.size() ? tidy(row.cells[*column]) : std::string();
        if (!key.empty()) {
            ++count;
            different.insert(key);
        }
    }
    return different.size() * 2 < count;
}

bool wards_number_anew(const RawTable& table, const RowCells::Columns& columns) {
    const auto ward = columns.at(Meaning::ward);
    const auto precinct = columns.at(Meaning::precinct_key);
    if (!ward || !precinct) {
        return false;
    }
    std::map<std::string, std::string> ward_of;
    for (const auto& row : table.rows) {
        const auto number = cell_at(row, *precinct);
        const auto in = cell_at(row, *ward);
        if (!number.empty() && !in.empty() && ward_of.try_emplace(number, in).first->second != in) {
            return true;
        }
    }
    return false;
}

bool rows_have_several_cells(const RawTable& table) {
    constexpr std::ptrdiff_t several = 3;
    const auto wide = std::ranges::count_if(table.rows, [](const RawRow& row) {
        return std::ranges::count_if(row.cells, [](const auto& cell) {
                   return cell.find_first_not_of(" \t\r\n") != std::string::npos;
               }) >= several;
    });
    return static_cast<std::size_t>(wide) * 2 >= table.rows.size();
}

std::vector<bool> columns_with_numbers(const RawTable& table, const RowCells::Columns& columns) {
    std::size_t width = table.headers.size();
    for (const auto& row : table.rows) {
        width = std::max(width, row.cells.size());
    }
    std::vector<bool> out(width + 1);
    for (const auto meaning :
         {Meaning::place_key,
          Meaning::precinct_key,
          Meaning::precinct_name,
          Meaning::precinct_list,
          Meaning::place_text}) {
        if (const auto column = columns.at(meaning)) {
            out[*column] = true;
        }
    }
    return out;
}

bool is_total(const std::string& cell) {
    auto folded = text::fold(cell);
    while (!folded.empty() && (folded.back() == ':' || folded.back() == ' ')) {
        folded.pop_back();
    }
    constexpr std::array<std::string_view, 10> whole{
        "total",
        "totals",
        "subtotal",
        "subtotals",
        "sub-total",
        "sum",
        "gran total",
        "total general",
        "end of worksheet",
        "end of report"
    };
    constexpr std::array<std::string_view, 6> beginnings{
        "total number of ",
        "total registered",
        "total precincts",
        "total polling",
        "total voters",
        "total ballots"
    };
    return std::ranges::find(whole, folded) != whole.end() || folded.ends_with(" total") ||
           folded.ends_with(" totals") ||
           std::ranges::any_of(beginnings, [&](auto begin) { return folded.starts_with(begin); });
}

namespace {

/// `11/4/2026`, `2026-11-04`
bool is_date_with_year(std::string_view text, char between) {
    const auto first = text.find(between);
    const auto second = first == std::string_view::npos ? first : text.find(between, first + 1);
    if (second == std::string_view::npos) {
        return false;
    }
    const std::array parts{
        text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)
    };
    const auto& year = between == '-' ? parts[0] : parts[2];
    return std::ranges::all_of(parts, all_digits) && year.size() == 4 &&
           (year.starts_with("19") || year.starts_with("20")) &&
           parts[0].size() + parts[1].size() + parts[2].size() <= 8;
}

}  // namespace

bool is_spoiled_number(std::string_view text) {
    if (is_date_with_year(text, '/') || is_date_with_year(text, '-')) {
        return true;
    }
    const auto folded = text::fold(text);
    const std::string_view all = folded;
    if (const auto exponent = all.find("e+"); exponent != std::string_view::npos) {
        const auto digits = all.substr(0, exponent);
        return all_digits(all.substr(exponent + 2)) && digits.contains('.') &&
               std::ranges::all_of(digits, [](char one) { return is_digit(one) || one == '.'; });
    }
    const auto dash = all.find('-');
    if (dash == std::string_view::npos) {
        return false;
    }
    const auto before = all.substr(0, dash);
    const auto after = all.substr(dash + 1);
    return (is_month(before) && all_digits(after) && after.size() <= 2) ||
           (is_month(after) && all_digits(before) && before.size() <= 2);
}

}  // namespace belfry::city
