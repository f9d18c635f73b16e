#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "city/mapping.hpp"

/// What columns mean, said by their headings and without a form: what `import` and `rehearse` take.
namespace belfry::city {

/// `column` is a heading in any spelling (plain_heading), or a number: `#1` is the first column.
struct ColumnChoice {
    std::string column;
    Meaning meaning = Meaning::ignored;

    friend bool operator==(const ColumnChoice&, const ColumnChoice&) = default;
};
BOOST_DESCRIBE_STRUCT(ColumnChoice, (), (column, meaning))

/// What the columns of one table mean. It fits every table that has all columns which it uses; of
/// the sheets of a workbook only the one of its name, where there is one.
struct TableChoice {
    std::optional<std::string> file;   ///< Where it was saved from; says nothing about where to.
    std::optional<std::string> table;  ///< Sheet or element.
    std::vector<ColumnChoice> columns;

    friend bool operator==(const TableChoice&, const TableChoice&) = default;
};
BOOST_DESCRIBE_STRUCT(TableChoice, (), (file, table, columns))

/// A file of decisions, as `--save-mapping` writes it.
struct SavedMapping {
    std::vector<TableChoice> tables;

    friend bool operator==(const SavedMapping&, const SavedMapping&) = default;
};
BOOST_DESCRIBE_STRUCT(SavedMapping, (), (tables))

/// All that was said; what is more special goes first: columns, then sheets, then tables.
struct Choices {
    std::vector<TableChoice> tables;
    std::vector<ColumnChoice> columns;  ///< Of every table that counts and has such a column.
    std::vector<std::string> sheets;    ///< Those that count; empty: all.

    [[nodiscard]] bool empty() const { return tables.empty() && columns.empty() && sheets.empty(); }
};

/// A table whose columns are to get a meaning.
struct TableToMap {
    std::string file;
    std::string name;  ///< Sheet or element; empty where a file is one table.
    ColumnMapping columns;
};

/// The meanings after the choices; others stay, but for one that was given to another column.
/// Refuses, naming the headings that there are, what fits nowhere: `no_such_column`,
/// `column_on_another_sheet`,
/// `no_such_sheet`, `mapping_fits_no_table`; and two columns of a table with the same meaning
/// (`columns_mean_the_same`).
[[nodiscard]] Result<std::vector<ColumnMapping>> choose(
    std::vector<TableToMap> tables, const Choices& choices
);

/// "registered_voters", "registered-voters", "Registered voters", "voters", "padrón": a meaning by
/// its name or by a heading that says it outright. "ignored" and "nothing" are one, too.
[[nodiscard]] std::optional<Meaning> meaning_called(std::string_view word);

/// `MEANING=COLUMN`. Refuses `column_choice_unclear` and `no_such_meaning`, which lists them.
[[nodiscard]] Result<ColumnChoice> column_choice(const std::string& said);

/// What was decided or proposed, to be saved.
[[nodiscard]] SavedMapping saved_mapping(const std::vector<TableToMap>& tables);

}  // namespace belfry::city
