#include "city/several_tables.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "city/cell.hpp"
#include "city/heading.hpp"
#include "city/table_look.hpp"

namespace belfry::city {

namespace {

/// Two headings or more and nothing else, and not the ones above all rows.
bool begins_another(const RawRow& row, const std::vector<std::string>& headings) {
    std::size_t known = 0;
    for (const auto& cell : row.cells) {
        if (is_blank(cell)) {
            continue;
        }
        if (!is_known_heading(cell)) {
            return false;
        }
        ++known;
    }
    return known >= 2 && tidied(row.cells) != headings;
}

/// What is the same for every table of a sheet.
RawTable like(const RawTable& table, std::size_t number) {
    RawTable out;
    out.file = table.file;
    out.name = table.name;
    if (number > 1) {
        out.name += fmt::format("{}({})", out.name.empty() ? "" : " ", number);
    }
    out.format = table.format;
    out.kind = table.kind;
    out.usual_place = table.usual_place;
    out.form = table.form;
    out.hidden = table.hidden;
    out.merged = table.merged;
    return out;
}

std::vector<RawTable> below_each_other(RawTable table) {
    const auto headings = tidied(table.headers);
    std::vector<RawTable> out;
    auto rows = std::move(table.rows);
    table.rows.clear();
    out.push_back(std::move(table));
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const bool more = at + 1 < rows.size();
        if (more && begins_another(rows[at], headings)) {
            if (out.back().rows.empty()) {
                // Two rows of headings: the first is no table.
                out.back().rows.push_back(std::move(rows[at]));
                continue;
            }
            auto next = like(out.front(), out.size() + 1);
            next.headers = std::move(rows[at].cells);
            while (is_blank(next.headers.back())) {
                next.headers.pop_back();
            }
            out.push_back(std::move(next));
        } else {
            out.back().rows.push_back(std::move(rows[at]));
        }
    }
    return out;
}

bool is_empty_column(const RawTable& table, std::size_t column) {
    const auto blank = [&](const std::vector<std::string>& cells) {
        return column >= cells.size() || is_blank(cells[column]);
    };
    return blank(table.headers) && std::ranges::all_of(table.rows, blank, &RawRow::cells);
}

/// Whether the heading is one of places' numbers or names.
bool names_places(const std::string& heading) {
    const auto guesses = guesses_of(plain_heading(heading));
    return std::ranges::any_of(guesses, [](const HeadingGuess& guess) {
        return guess.confidence >= 1 &&
               (guess.meaning == Meaning::place_key || guess.meaning == Meaning::place_name);
    });
}

RawTable columns_of(const RawTable& table, std::size_t from, std::size_t until) {
    const auto cut = [&](const std::vector<std::string>& cells) {
        const auto begin =
            cells.begin() + static_cast<std::ptrdiff_t>(std::min(from, cells.size()));
        const auto end = cells.begin() + static_cast<std::ptrdiff_t>(std::min(until, cells.size()));
        return std::vector<std::string>(begin, end);
    };
    auto out = like(table, from == 0 ? 1 : 2);
    out.headers = cut(table.headers);
    out.before = from == 0 ? table.before : std::vector<RawRow>();
    for (const auto& row : table.rows) {
        auto part = row;
        part.cells = cut(row.cells);
        if (!std::ranges::all_of(part.cells, is_blank)) {
            out.rows.push_back(std::move(part));
        }
    }
    std::erase_if(out.merged, [&](const documents::MergedCells& cells) {
        return cells.first_column < from || cells.last_column >= until;
    });
    for (auto& cells : out.merged) {
        cells.first_column -= from;
        cells.last_column -= from;
    }
    return out;
}

/// The two parts, or nothing where the table is one. There are two where columns on both sides of
/// an empty one name places.
std::vector<RawTable> beside_each_other(const RawTable& table) {
    const auto& headings = table.headers;
    const auto width = headings.size();
    // Each heading is looked at once: guesses are dear, and a sheet may have hundreds of columns.
    const auto first = std::ranges::find_if(headings, names_places);
    const auto last = std::ranges::find_if(headings.rbegin(), headings.rend(), names_places);
    const auto begin = static_cast<std::size_t>(first - headings.begin()) + 1;
    const auto end = static_cast<std::size_t>(headings.rend() - last);
    for (auto column = std::max<std::size_t>(begin, 2); column + 2 < width && column + 1 < end;
         ++column) {
        if (!is_empty_column(table, column)) {
            continue;
        }
        std::vector<RawTable> out;
        out.push_back(columns_of(table, 0, column));
        out.push_back(columns_of(table, column + 1, width));
        const bool both = !out[0].rows.empty() && !out[1].rows.empty();
        return both ? out : std::vector<RawTable>();
    }
    return {};
}

/// The rows that a row with carriage returns inside is; empty where it is one.
std::vector<RawRow> rows_in(const RawRow& row, std::size_t width) {
    std::vector<RawRow> out;
    RawRow now;
    now.line = row.line;
    for (const auto& cell : row.cells) {
        std::string_view rest = cell;
        for (auto end = rest.find('\r'); end != std::string_view::npos; end = rest.find('\r')) {
            now.cells.emplace_back(rest.substr(0, end));
            out.push_back(now);
            now.cells.clear();
            rest.remove_prefix(end + 1);
        }
        now.cells.emplace_back(rest);
    }
    out.push_back(std::move(now));
    const bool fits = out.size() > 1 && std::ranges::all_of(out, [&](const RawRow& one) {
                          return one.cells.size() == width;
                      });
    return fits ? out : std::vector<RawRow>();
}

}  // namespace

std::vector<RawTable> tables_apart(RawTable table) {
    if (auto parts = beside_each_other(table); !parts.empty()) {
        return parts;
    }
    return below_each_other(std::move(table));
}

void set_rows_apart(RawTable& table) {
    const auto width = table.headers.size();
    const bool any = std::ranges::any_of(table.rows, [&](const RawRow& row) {
        return row.cells.size() > width;
    });
    if (!any || width < 2) {
        return;
    }
    std::vector<RawRow> rows;
    rows.reserve(table.rows.size());
    for (auto& row : table.rows) {
        auto parts = row.cells.size() > width ? rows_in(row, width) : std::vector<RawRow>();
        if (parts.empty()) {
            rows.push_back(std::move(row));
        } else {
            std::ranges::move(parts, std::back_inserter(rows));
        }
    }
    table.rows = std::move(rows);
}

}  // namespace belfry::city
