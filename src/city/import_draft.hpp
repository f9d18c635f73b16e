#pragma once

#include <vector>

#include "city/import.hpp"
#include "city/import_store.hpp"
#include "text/catalog.hpp"

/// What follows from the files of an import and from what was decided about them.
namespace belfry::city {

/// Files as tables, with what their columns mean and what becomes of their rows.
struct Draft {
    std::vector<RawTable> tables;
    std::vector<ColumnMapping> mappings;
    std::vector<bool> remembered;  ///< The meanings are those of an earlier file.
    ReadCity read;
};

/// Decided meanings go before remembered ones, these before proposals.
[[nodiscard]] Result<Draft> read_draft(
    std::vector<SourceFile> files,
    const ImportPlan& plan,
    const RememberedMeanings& remembered,
    const CityData& present
);

/// The import with what would come of it, in the city as it is now.
[[nodiscard]] Import assemble(
    const StoredImport& stored,
    std::vector<ImportFile> files,
    const Draft& draft,
    const CityData& present
);

/// What becomes of places that the files do not name, as somebody decided or else as is usual.
[[nodiscard]] Absent decided_absent(
    const StoredImport& stored, const CityData& present, const CityData& incoming
);

/// The table whose areas are those of precincts, and the precinct of each of its rows; the one with
/// most of them. Empty: no file has any.
struct DraftAreas {
    const RawTable* table = nullptr;
    std::vector<std::string> precincts;
    std::int64_t count = 0;  ///< Of areas that are a precinct's.
};

[[nodiscard]] DraftAreas areas_of(const Draft& draft);

/// Takes decisions into the plan. Refuses, by field, those that do not fit their table.
[[nodiscard]] Result<void> decide(ImportPlan& plan, const Draft& draft, const ImportChange& change);

[[nodiscard]] std::vector<Meaning> meanings_of(const ColumnMapping& mapping);

/// The sentences of a row, in `language`.
[[nodiscard]] std::string say_notes(
    const text::Catalog& catalog, std::string_view language, const std::vector<RowNote>& notes
);

/// One line for each row of the files, in their order.
[[nodiscard]] std::vector<ImportRow> shown_rows(
    const Draft& draft, const text::Catalog& catalog, std::string_view language
);

}  // namespace belfry::city
