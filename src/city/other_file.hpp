#pragma once

#include <optional>
#include <string_view>

#include "base/refusal.hpp"
#include "city/raw_table.hpp"

/// Files that hold no list which Belfry reads, known by their first bytes whatever their name says,
/// and what to do with each.
namespace belfry::city {

/// Old and foreign workbooks (`file_is_old_workbook`), workbooks under a password
/// (`file_is_protected`), PDF and word processors' documents (`file_is_document`), pictures
/// (`file_is_picture`), archives other than zip (`file_is_packed`), databases
/// (`file_is_database`), parts of a shapefile (`file_is_shapefile`). Empty for what may be a list.
[[nodiscard]] std::optional<Refusal> refusal_of_other(const SourceFile& file);

/// The same for a zip file that is one document, by the names of what lies in it: an OpenDocument
/// (`file_is_opendocument`), a Word document, a workbook of another program.
[[nodiscard]] std::optional<Refusal> refusal_of_archive(
    const std::string& name, const std::vector<std::string>& members
);

/// And for XML by its outermost element, folded: GPX, GML and their like (`file_is_other_map`), an
/// Excel 2003 workbook.
[[nodiscard]] std::optional<Refusal> refusal_of_xml(
    const std::string& name, std::string_view element
);

/// A map whose form is not read: `file_is_other_map`.
[[nodiscard]] Refusal refusal_of_other_map(const std::string& name);

}  // namespace belfry::city
