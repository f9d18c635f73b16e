#pragma once

#include <optional>
#include <string>
#include <vector>

#include "city/import.hpp"
#include "store/connection.hpp"

namespace belfry::city {

/// An import as it lies in the database. `result` and `before` are filled once it is confirmed.
struct StoredImport {
    Id<Import> id;
    ImportState state = ImportState::draft;
    ImportPlan plan;
    std::optional<Import> result;
    std::int64_t by = 0;
    Instant at;
    std::int64_t revision = 0;
};

/// Newest first.
[[nodiscard]] std::vector<StoredImport> list_imports(store::Connection& db);
[[nodiscard]] std::optional<StoredImport> find_import(store::Connection& db, Id<Import> id);
void add_import(store::Connection& db, const StoredImport& import);
void save_import(store::Connection& db, const StoredImport& import);
void delete_import(store::Connection& db, Id<Import> id);

/// The city as it was before the import was confirmed; empty until then.
[[nodiscard]] std::optional<CityData> city_before(store::Connection& db, Id<Import> id);
void keep_city_before(store::Connection& db, Id<Import> id, const CityData& city);

[[nodiscard]] std::vector<ImportFile> import_files(store::Connection& db, Id<Import> id);
[[nodiscard]] std::vector<SourceFile> import_contents(store::Connection& db, Id<Import> id);
void add_import_file(store::Connection& db, Id<Import> id, const SourceFile& file);

/// By header_key.
using RememberedMeanings = std::map<std::string, std::vector<Meaning>>;
[[nodiscard]] RememberedMeanings remembered_meanings(store::Connection& db);
void remember_meanings(
    store::Connection& db,
    const std::string& headings,
    const std::vector<Meaning>& meanings,
    Instant at
);

}  // namespace belfry::city
