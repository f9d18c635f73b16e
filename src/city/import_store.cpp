#include "city/import_store.hpp"

#include "city/stored_json.hpp"
#include "crypto/bytes.hpp"
#include "program/columns.hpp"

namespace belfry::city {

namespace {

constexpr std::size_t piece_bytes = 1024 * 1024;

#define BELFRY_IMPORT_COLUMNS \
    "SELECT id, state, plan, result, made_by, made_at, revision FROM city_import"

StoredImport read_import(const store::Row& row) {
    StoredImport import;
    import.id = row.get<Id<Import>>(0);
    import.state = program::named_at<ImportState>(row, 1);
    import.plan = from_column<ImportPlan>(row.text(2));
    if (!row.text(3).empty()) {
        import.result = from_column<Import>(row.text(3));
    }
    import.by = row.integer(4);
    import.at = row.get<Instant>(5);
    import.revision = row.integer(6);
    return import;
}

std::string content_of(store::Connection& db, Id<Import> id, std::int64_t number) {
    std::string content;
    for (std::int64_t piece = 0;; ++piece) {
        const auto bytes = db.value<store::Bytes>(
            "SELECT bytes FROM city_import_content WHERE import = $1 AND number = $2 AND piece = "
            "$3",
            id,
            number,
            piece
        );
        if (!bytes) {
            return content;
        }
        content.append(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    }
}

}  // namespace

std::vector<StoredImport> list_imports(store::Connection& db) {
    return db.query(BELFRY_IMPORT_COLUMNS " ORDER BY id DESC", read_import);
}

std::optional<StoredImport> find_import(store::Connection& db, Id<Import> id) {
    return db.query_one(BELFRY_IMPORT_COLUMNS " WHERE id = $1", read_import, id);
}

void add_import(store::Connection& db, const StoredImport& import) {
    db.execute(
        "INSERT INTO city_import (id, state, plan, result, before, made_by, made_at, revision)"
        " VALUES ($1, $2, $3, '', '', $4, $5, $6)",
        import.id,
        json::name_of(import.state),
        for_column(import.plan),
        import.by,
        import.at,
        import.revision
    );
}

void save_import(store::Connection& db, const StoredImport& import) {
    db.execute(
        "UPDATE city_import SET state = $2, plan = $3, result = $4, revision = $5 WHERE id = $1",
        import.id,
        json::name_of(import.state),
        for_column(import.plan),
        import.result ? for_column(*import.result) : std::string(),
        import.revision
    );
}

void delete_import(store::Connection& db, Id<Import> id) {
    db.execute("DELETE FROM city_import_content WHERE import = $1", id);
    db.execute("DELETE FROM city_import_file WHERE import = $1", id);
    db.execute("DELETE FROM city_import WHERE id = $1", id);
}

std::optional<CityData> city_before(store::Connection& db, Id<Import> id) {
    const auto text = db.value<std::string>("SELECT before FROM city_import WHERE id = $1", id);
    return text && !text->empty() ? std::optional(from_column<CityData>(*text)) : std::nullopt;
}

void keep_city_before(store::Connection& db, Id<Import> id, const CityData& city) {
    db.execute("UPDATE city_import SET before = $2 WHERE id = $1", id, for_column(city));
}

std::vector<ImportFile> import_files(store::Connection& db, Id<Import> id) {
    return db.query(
        "SELECT name, size FROM city_import_file WHERE import = $1 ORDER BY number",
        [](const store::Row& row) { return ImportFile{row.get<std::string>(0), row.integer(1)}; },
        id
    );
}

std::vector<SourceFile> import_contents(store::Connection& db, Id<Import> id) {
    std::vector<SourceFile> out;
    std::int64_t number = 0;
    for (auto& file : import_files(db, id)) {
        out.push_back({std::move(file.name), content_of(db, id, ++number)});
    }
    return out;
}

void add_import_file(store::Connection& db, Id<Import> id, const SourceFile& file) {
    const auto number =
        db.value<std::int64_t>("SELECT count(*) FROM city_import_file WHERE import = $1", id)
            .value_or(0) +
        1;
    db.execute(
        "INSERT INTO city_import_file (import, number, name, size) VALUES ($1, $2, $3, $4)",
        id,
        number,
        file.name,
        static_cast<std::int64_t>(file.bytes.size())
    );
    std::int64_t piece = 0;
    for (std::size_t at = 0; at < file.bytes.size(); at += piece_bytes) {
        const auto bytes = crypto::bytes_of(std::string_view(file.bytes).substr(at, piece_bytes));
        db.execute(
            "INSERT INTO city_import_content (import, number, piece, bytes)"
            " VALUES ($1, $2, $3, $4)",
            id,
            number,
            piece++,
            store::Bytes(bytes.begin(), bytes.end())
        );
    }
}

RememberedMeanings remembered_meanings(store::Connection& db) {
    RememberedMeanings out;
    const auto rows =
        db.query("SELECT headings, columns FROM column_mapping", [](const store::Row& row) {
            return std::pair(
                row.get<std::string>(0), from_column<std::vector<Meaning>>(row.text(1))
            );
        });
    out.insert(rows.begin(), rows.end());
    return out;
}

void remember_meanings(
    store::Connection& db,
    const std::string& headings,
    const std::vector<Meaning>& meanings,
    Instant at
) {
    db.execute(
        "INSERT INTO column_mapping (headings, columns, used_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (headings) DO UPDATE SET columns = excluded.columns,"
        " used_at = excluded.used_at",
        headings,
        for_column(meanings),
        at
    );
}

}  // namespace belfry::city
