#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "city/merge.hpp"
#include "city/read_city.hpp"
#include "program/person.hpp"

/// An import on its way: files, what their columns mean, what would become of every row. Nothing of
/// the city changes until it is confirmed, and then it can be undone.
namespace belfry::city {

enum class ImportState { draft, confirmed, undone };
BOOST_DESCRIBE_ENUM(ImportState, draft, confirmed, undone)

struct ImportFile {
    std::string name;
    std::int64_t size = 0;  ///< Bytes.

    friend bool operator==(const ImportFile&, const ImportFile&) = default;
};
BOOST_DESCRIBE_STRUCT(ImportFile, (), (name, size))

struct ImportTable {
    std::string file;
    std::string name;  ///< Of the sheet or element; empty where a file is one table.
    FileFormat format = FileFormat::delimited;
    std::optional<documents::TextForm> form;  ///< Of a text: encoding, delimiter, line ends.
    ColumnMapping columns;
    bool hidden = false;  ///< A sheet that nobody sees: left out unless somebody says otherwise.
    bool remembered = false;  ///< The meanings are those of an earlier file with these headings.
    bool understood = false;  ///< Some column names a place or precinct.
    std::vector<std::vector<std::string>> sample;  ///< Cells of the first rows.
    FateCounts rows;
};
BOOST_DESCRIBE_STRUCT(
    ImportTable,
    (),
    (file, name, format, form, columns, hidden, remembered, understood, sample, rows)
)

struct Import {
    Id<Import> id;
    ImportState state = ImportState::draft;
    std::vector<ImportFile> files;
    std::vector<ImportTable> tables;
    FateCounts rows;
    Absent absent = Absent::keep;
    MergeCounts places;
    MergeCounts precincts;
    std::int64_t precincts_without_place = 0;
    std::int64_t areas = 0;       ///< Of precincts; they become the map unless people gave one.
    std::vector<KeptField> kept;  ///< What people changed and the files say otherwise.
    bool ready = false;           ///< Can be confirmed.
    program::PersonRef by;
    Instant at;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    Import,
    (),
    (id,
     state,
     files,
     tables,
     rows,
     absent,
     places,
     precincts,
     precincts_without_place,
     areas,
     kept,
     ready,
     by,
     at,
     revision)
)

/// What a person decides about a draft; what is absent stays.
struct TableMeanings {
    int table = 0;                  ///< Position in `tables`.
    std::vector<Meaning> meanings;  ///< One for each column.
};
BOOST_DESCRIBE_STRUCT(TableMeanings, (), (table, meanings))

struct ImportChange {
    std::optional<std::vector<TableMeanings>> tables;
    std::optional<Absent> absent;
};
BOOST_DESCRIBE_STRUCT(ImportChange, (), (tables, absent))

/// A row, as a screen or a spreadsheet shows it.
struct ImportRow {
    std::string file;
    std::string table;
    std::int64_t line = 0;
    Fate fate = Fate::read;
    std::string place;
    std::string precinct;
    std::string notes;  ///< Sentences in the reader's language.
    std::string cells;  ///< As the file has them, with bars between; only for rows set aside.
};
BOOST_DESCRIBE_STRUCT(ImportRow, (), (file, table, line, fate, place, precinct, notes, cells))

/// The decisions so far: by headings (decision_key), so that a further file does not shift them.
struct ImportPlan {
    std::map<std::string, std::vector<Meaning>> meanings;
    std::optional<Absent> absent;

    friend bool operator==(const ImportPlan&, const ImportPlan&) = default;
};
BOOST_DESCRIBE_STRUCT(ImportPlan, (), (meanings, absent))

}  // namespace belfry::city
