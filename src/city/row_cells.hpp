#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "city/read_city.hpp"

namespace belfry::city {

/// One row by the meaning of its cells. What has to be repaired to be read is noted.
class RowCells {
public:
    /// Where each meaning stands in a table.
    class Columns {
    public:
        explicit Columns(const ColumnMapping& mapping);

        /// Learns in which columns of figures a point separates thousands: where some figure, such
        /// as `2.886`, is no whole number otherwise, and no other says the opposite. And which
        /// columns of numbers end with ".0".
        void look_at(const RawTable& table);

        [[nodiscard]] bool has(Meaning meaning) const { return at(meaning).has_value(); }

        [[nodiscard]] std::optional<std::size_t> at(Meaning meaning) const {
            return columns_[static_cast<std::size_t>(meaning)];
        }

        /// Whether numbers of this meaning, such as those of precincts, all end with ".0", as some
        /// programs write whole ones.
        [[nodiscard]] bool has_point_zero(Meaning meaning) const {
            return point_zero_[static_cast<std::size_t>(meaning)];
        }

        [[nodiscard]] bool has_pointed_thousands(Meaning meaning) const {
            return pointed_[static_cast<std::size_t>(meaning)];
        }

    private:
        std::array<std::optional<std::size_t>, 64> columns_{};
        std::array<bool, 64> pointed_{};
        std::array<bool, 64> point_zero_{};
    };

    RowCells(const Columns& columns, const RawRow& row, std::vector<RowNote>& notes)
        : columns_(columns), row_(row), notes_(notes) {}

    /// As it stands; empty where there is no such column.
    [[nodiscard]] std::string_view raw(Meaning meaning) const;

    /// Tidied. Notes blanks, line breaks and texts that stand for nothing.
    [[nodiscard]] std::string text(Meaning meaning);

    /// Notes what is no whole number from 0 on, and leaves it out; what stands for one ("≈900",
    /// "900*") is read. Points out one that is too large to be true.
    [[nodiscard]] std::optional<std::int64_t> count(Meaning meaning);

    void repair(
        const std::string& code, const std::string& field = {}, const std::string& value = {}
    );
    void remark(
        const std::string& code, const std::string& field = {}, const std::string& value = {}
    );

private:
    const Columns& columns_;
    const RawRow& row_;
    std::vector<RowNote>& notes_;
};

/// Points out what nobody sees in the sheet, what the file does not hold, and letters that it lost.
void point_out_state(const RawRow& row, std::vector<RowNote>& notes);

/// By which a row calls its place: a name, an address, or a number.
[[nodiscard]] std::string place_in_words(const RowCells& cells);

/// What a row says of a place but for the figures that it may say of a precinct; `key` and `name`
/// may be empty. `has_blanks`: directions in addresses stand by themselves in this table.
[[nodiscard]] PollingPlace place_in(RowCells& cells, const RawTable& table, bool has_blanks);

/// The coordinates of a row, as the place's.
void read_coordinates_of(RowCells& cells, PollingPlace& place);

/// The figures of a row that names no precinct: they are the place's.
void read_own_figures(RowCells& cells, PollingPlace& place);

/// What a row says of a precinct; `key` may be empty. `located`: the row's coordinates are its own.
[[nodiscard]] Precinct precinct_in(RowCells& cells, bool located);

}  // namespace belfry::city
