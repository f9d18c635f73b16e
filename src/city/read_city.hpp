#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "city/mapping.hpp"
#include "city/place.hpp"

/// From tables and the meaning of their columns to places and precincts, every row accounted for.
namespace belfry::city {

/// Every row has exactly one.
enum class Fate { read, repaired, set_aside };
BOOST_DESCRIBE_ENUM(Fate, read, repaired, set_aside)

/// `remark`: read as it stands, but worth a look; `repair`: what was changed; `reason`: why the row
/// was set aside.
enum class NoteKind { remark, repair, reason };
BOOST_DESCRIBE_ENUM(NoteKind, remark, repair, reason)

/// The sentence is `import.note.<code>` in the catalogs, with blanks `{field}`, `{value}` and
/// `{kept}`.
struct RowNote {
    NoteKind kind = NoteKind::remark;
    std::string code;
    std::string field;
    std::string value;      ///< What stood there, or which row is meant.
    std::string kept = {};  ///< What another row says and what stays, with that row.

    friend bool operator==(const RowNote&, const RowNote&) = default;
};
BOOST_DESCRIBE_STRUCT(RowNote, (), (kind, code, field, value, kept))

struct RowFate {
    std::size_t table = 0;  ///< Position in the list of tables.
    std::size_t line = 0;
    Fate fate = Fate::read;
    std::string place;     ///< Key of the place it says something about.
    std::string precinct;  ///< … and of the precinct.
    std::vector<RowNote> notes;

    friend bool operator==(const RowFate&, const RowFate&) = default;
};

/// Of one table: `rows` is the sum of the three.
struct FateCounts {
    std::int64_t rows = 0;
    std::int64_t read = 0;
    std::int64_t repaired = 0;
    std::int64_t set_aside = 0;

    friend bool operator==(const FateCounts&, const FateCounts&) = default;
};
BOOST_DESCRIBE_STRUCT(FateCounts, (), (rows, read, repaired, set_aside))

struct ReadCity {
    CityData city;
    std::vector<RowFate> rows;  ///< By table, then as in the file.
    std::vector<FateCounts> tables;
};

/// `mappings` has one for each table (check_mapping). `known_places` are keys of places that are
/// there already: precincts may name them without their being in the files.
///
/// Places come first whatever the order of the files. A place or precinct that several tables
/// describe gets from each what the others lack; where two say different things the first stays and
/// the other row says so. Nothing is made up: a place that stands for none ("TBD") leaves
/// its precincts without a place.
[[nodiscard]] ReadCity read_city(
    const std::vector<RawTable>& tables,
    const std::vector<ColumnMapping>& mappings,
    const std::vector<std::string>& known_places = {}
);

}  // namespace belfry::city
