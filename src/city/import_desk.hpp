#pragma once

#include "city/city_change.hpp"
#include "city/import.hpp"
#include "city/import_store.hpp"
#include "program/services.hpp"
#include "record/record.hpp"

/// What people do with imports; the routes and the command line both come here.
namespace belfry::city {

using program::Services;

/// Who acts, and on which revision of the import.
struct ImportActor {
    record::Actor actor;
    std::int64_t account = 0;  ///< 0: the command line.
    std::optional<record::Revision> based_on = std::nullopt;
};

inline constexpr std::size_t most_import_files = 30;

/// Begins a draft with a file. Refuses what read_tables refuses, and keeps nothing then.
[[nodiscard]] Result<Import> begin_import(
    const Services& services, const ImportActor& who, SourceFile file
);

/// Refuses (conflict, `import_is_over`) an import that is no draft.
[[nodiscard]] Result<Import> add_file(
    const Services& services, const ImportActor& who, Id<Import> id, SourceFile file
);

/// Refuses meanings that do not fit (check_mapping), by field.
[[nodiscard]] Result<Import> change_import(
    const Services& services, const ImportActor& who, Id<Import> id, const ImportChange& change
);

/// The import as it would be, or as it was, confirmed.
[[nodiscard]] Result<Import> show_import(const Services& services, Id<Import> id);

/// What becomes of each row, sentences in `language`.
[[nodiscard]] Result<std::vector<ImportRow>> import_rows(
    const Services& services, Id<Import> id, const std::string& language
);

/// What the import would change of the city, or changed of it.
[[nodiscard]] Result<std::vector<CityChange>> import_changes(
    const Services& services, Id<Import> id
);

/// Makes the city what the files say, and remembers what the columns meant. Refuses
/// `import_says_nothing` where no row names a place or precinct.
[[nodiscard]] Result<Import> confirm_import(
    const Services& services, const ImportActor& who, Id<Import> id
);

/// Puts back what was there before, but for what people changed and what was redacted since. Only
/// the import that was confirmed last can be undone (`import_not_last`).
[[nodiscard]] Result<Import> undo_import(
    const Services& services, const ImportActor& who, Id<Import> id
);

/// Drops a draft with its files.
[[nodiscard]] Result<void> discard_import(
    const Services& services, const ImportActor& who, Id<Import> id
);

}  // namespace belfry::city
