#include "city/continued.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "city/address.hpp"
#include "city/cell.hpp"

namespace belfry::city {

namespace {

/// What names a place or tells where it is.
constexpr std::array naming{
    Meaning::place_key, Meaning::place_name, Meaning::place_text, Meaning::address
};

/// What goes with the place.
constexpr std::array describing{
    Meaning::building,
    Meaning::address_more,
    Meaning::house_number,
    Meaning::city,
    Meaning::state,
    Meaning::zip,
    Meaning::location_type,
    Meaning::opens,
    Meaning::closes,
    Meaning::hours,
    Meaning::lat,
    Meaning::lon,
    Meaning::position,
    Meaning::ward,
    Meaning::county
};

const std::string& cell_of(const RawRow& row, std::size_t column) {
    static const std::string nothing;
    return column < row.cells.size() ? row.cells[column] : nothing;
}

/// All that names a place, in one text; empty where nothing does.
std::string place_of(const RawRow& row, const RowCells::Columns& columns) {
    std::string out;
    for (const auto meaning : naming) {
        if (const auto column = columns.at(meaning)) {
            out += tidy(cell_of(row, *column));
            out += '|';
        }
    }
    return out.find_first_not_of('|') == std::string::npos ? std::string() : out;
}

/// Blank as cells are that nobody filled: "n/a" says that there is no place.
bool names_no_place(const RawRow& row, const RowCells::Columns& columns) {
    return std::ranges::all_of(naming, [&](Meaning meaning) {
        const auto column = columns.at(meaning);
        return !column || is_blank(cell_of(row, *column));
    });
}

bool names_a_precinct(const RawRow& row, const RowCells::Columns& columns) {
    for (const auto meaning : {Meaning::precinct_key, Meaning::precinct_name}) {
        const auto column = columns.at(meaning);
        if (column && !is_blank(cell_of(row, *column))) {
            const bool total = std::ranges::any_of(row.cells, [](const std::string& cell) {
                return is_total(tidy(cell));
            });
            return !total;
        }
    }
    return false;
}

}  // namespace

Continued::Continued(const RawTable& table, const RowCells::Columns& columns)
    : table_(table), columns_(columns) {
    const auto content = content_of(table, columns);
    const bool whole = content == TableContent::places_with_precincts;
    if (!whole && content != TableContent::precincts) {
        return;
    }
    from_.resize(table.rows.size());
    std::iota(from_.begin(), from_.end(), std::size_t{0});
    take_merged();
    if (whole) {
        take_groups();
    }
}

void Continued::take_merged() {
    const auto names = [&](std::size_t column) {
        return std::ranges::any_of(naming, [&](Meaning meaning) {
            return columns_.at(meaning) == column;
        });
    };
    for (const auto& merged : table_.merged) {
        if (merged.first_row == merged.last_row || !names(merged.first_column)) {
            continue;
        }
        const auto first =
            std::ranges::lower_bound(table_.rows, merged.first_row, {}, &RawRow::line);
        if (first == table_.rows.end() || first->line != merged.first_row) {
            continue;  // over headings
        }
        for (auto row = first + 1; row != table_.rows.end() && row->line <= merged.last_row;
             ++row) {
            if (names_no_place(*row, columns_)) {
                from_[static_cast<std::size_t>(row - table_.rows.begin())] =
                    static_cast<std::size_t>(first - table_.rows.begin());
            }
        }
    }
}

/// Only where the list says each place once, at least two of them, and three rows of ten lack one:
/// else a row without a place is a precinct without one.
void Continued::take_groups() {
    std::set<std::string> named;
    std::vector<std::pair<std::size_t, std::size_t>> lacking;
    std::optional<std::size_t> above;
    for (std::size_t at = 0; at < table_.rows.size(); ++at) {
        const auto& row = table_.rows[at];
        const auto place = place_of(row, columns_);
        if (!place.empty()) {
            if (!named.insert(place).second) {
                return;
            }
            above = names_a_precinct(row, columns_) ? std::optional(at) : std::nullopt;
        } else if (!names_a_precinct(row, columns_) || from_[at] != at) {
            continue;
        } else if (!above || !names_no_place(row, columns_)) {
            return;
        } else {
            lacking.emplace_back(at, *above);
        }
    }
    if (named.size() >= 2 && lacking.size() * 10 >= (lacking.size() + named.size()) * 3) {
        for (const auto& [row, place] : lacking) {
            from_[row] = place;
        }
    }
}

std::optional<RawRow> Continued::whole(std::size_t row) const {
    if (from_.empty() || from_[row] == row) {
        return {};
    }
    auto out = table_.rows[row];
    const auto& above = table_.rows[from_[row]];
    const auto take = [&](Meaning meaning) {
        const auto column = columns_.at(meaning);
        if (!column || is_blank(cell_of(above, *column)) || !is_blank(cell_of(out, *column))) {
            return;
        }
        out.cells.resize(std::max(out.cells.size(), *column + 1));
        out.cells[*column] = above.cells[*column];
    };
    std::ranges::for_each(naming, take);
    std::ranges::for_each(describing, take);
    return out;
}

}  // namespace belfry::city
