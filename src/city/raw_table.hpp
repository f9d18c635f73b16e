#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/refusal.hpp"
#include "city/area.hpp"
#include "city/place.hpp"
#include "documents/delimited.hpp"
#include "documents/sheets.hpp"

/// Files as tables, whatever their format: what comes before columns get a meaning.
namespace belfry::city {

/// A file as a person gave it.
struct SourceFile {
    std::string name;
    std::string bytes;
};

enum class FileFormat { delimited, workbook, geojson, kml, vip_xml, vip_text, unused };
BOOST_DESCRIBE_ENUM(FileFormat, delimited, workbook, geojson, kml, vip_xml, vip_text, unused)

/// What the rows of a table are, as far as the format says.
enum class TableKind { any, places, precincts, links };
BOOST_DESCRIBE_ENUM(TableKind, any, places, precincts, links)

struct RawRow {
    std::size_t line = 0;  ///< Line of a text, row of a sheet, number of a feature or element.
    std::vector<std::string> cells;
    bool unclosed_quote =
        false;            ///< One cell, the line as it stands: a quotation mark has no pair.
    bool hidden = false;  ///< In the sheet.
    std::size_t lost_results = 0;  ///< Formulas whose result the file does not have.
};

struct RawTable {
    std::string file;
    std::string name;  ///< Of the sheet or element; empty where a file is one table.
    FileFormat format = FileFormat::delimited;
    TableKind kind = TableKind::any;
    PlaceKind usual_place = PlaceKind::polling_place;  ///< What a row's place is unless it says.
    std::optional<documents::TextForm> form;           ///< Of a text.
    std::vector<std::string> headers;
    std::vector<RawRow> before;  ///< Rows above the heading.
    std::vector<RawRow> rows;
    std::vector<MultiPolygon> areas;  ///< Of a GeoJSON, one for each row; empty where it has none.
    bool hidden = false;              ///< Of a sheet: who opens the workbook does not see it.
    std::vector<documents::MergedCells> merged;  ///< Of a sheet; rows as `line`.
};

inline constexpr std::size_t most_file_bytes = 25U * 1024 * 1024;
inline constexpr std::size_t most_rows = 200'000;  ///< Of one table.
inline constexpr std::size_t most_columns = 500;

/// The refusal with the file's name as a value, so that every language can say which of several
/// files it was: in a problem without a field that has the refusal's own code.
[[nodiscard]] std::unexpected<Refusal> about_file(Refusal refusal, const std::string& name);

/// Reads files of any format that Belfry knows; zip archives are opened. Files of a VIP 3 feed that
/// say nothing about places and precincts give no table. Refuses, naming the file: what is no table
/// (other_file.hpp, or `file_is_not_text` where nothing tells what it is), a printed report
/// (`file_is_fixed_width`), a file without rows
/// (`file_has_no_rows`), one with quotation marks that have no pair in many rows
/// (`file_quotes_broken`), more than most_rows (`file_too_long`), and JSON or XML of another kind.
[[nodiscard]] Result<std::vector<RawTable>> read_tables(std::vector<SourceFile> files);

/// The features of a GeoJSON document: of a FeatureCollection, the one Feature that it is, or an
/// area by itself; Esri's JSON as GeoJSON, and metres of a known plane as degrees (projection.hpp).
/// Empty for anything else.
[[nodiscard]] json::Array features_in(const json::Value& document);

/// The same for one file that is no archive.
[[nodiscard]] Result<std::vector<RawTable>> read_json(const SourceFile& file);
[[nodiscard]] Result<std::vector<RawTable>> read_xml(const SourceFile& file);

/// Features of GeoJSON as a table. Refuses `file_is_no_geojson` and `file_too_long`.
[[nodiscard]] Result<std::vector<RawTable>> table_of_features(
    const std::string& file, FileFormat format, const json::Array& features
);

/// Whether the file is one of a VIP 3 feed, by its name.
[[nodiscard]] bool is_vip_text(const std::string& name);

/// The kind of a VIP 3 table by its file's name; empty: says nothing about places and precincts.
[[nodiscard]] std::optional<TableKind> kind_of_vip_text(const std::string& name);

}  // namespace belfry::city
