#include "city/basemap_store.hpp"

#include "city/stored_json.hpp"

namespace belfry::city {

namespace {

Basemap read_map(const store::Row& row) {
    auto map = from_column<Basemap>(row.text(0));
    map.revision = row.integer(1);
    return map;
}

}  // namespace

Basemap load_basemap(store::Connection& db) {
    return db
        .query_one("SELECT data, revision FROM basemap ORDER BY revision DESC LIMIT 1", read_map)
        .value_or(Basemap());
}

Basemap basemap_at_a_glance(store::Connection& db) {
    return db
        .query_one("SELECT glance, revision FROM basemap ORDER BY revision DESC LIMIT 1", read_map)
        .value_or(Basemap());
}

Basemap save_basemap(record::Writing& writing, Basemap map) {
    auto& db = writing.db();
    map.revision = writing.revision();
    map.at = writing.at();
    writing.set("kind", map.kind);
    writing.set("source", map.source);
    writing.set("areas", static_cast<std::int64_t>(map.features.size()));
    auto glance = map;
    glance.features.clear();
    db.execute("DELETE FROM basemap WHERE revision < (SELECT max(revision) FROM basemap)");
    db.execute(
        "INSERT INTO basemap (revision, glance, data) VALUES ($1, $2, $3)",
        map.revision,
        for_column(glance),
        for_column(map)
    );
    return map;
}

Result<void> take_basemap_back(
    record::Writing& writing, const record::Actor& actor, std::int64_t import
) {
    const auto now = basemap_at_a_glance(writing.db());
    if (now.kind == BasemapKind::none || now.import != import) {
        return {};
    }
    auto before =
        writing.db()
            .query_one(
                "SELECT data, revision FROM basemap WHERE revision < $1 ORDER BY revision DESC"
                " LIMIT 1",
                read_map,
                now.revision
            )
            .value_or(Basemap());
    auto opened = writing.also({actor, "basemap.restore", {"basemap", 1}});
    if (opened) {
        writing.db().execute("DELETE FROM basemap");
        (void)save_basemap(writing, std::move(before));
    }
    return opened;
}

Result<void> bring_basemap(record::Writing& writing, const record::Actor& actor, Basemap map) {
    const auto now = basemap_at_a_glance(writing.db());
    if (now.kind != BasemapKind::none && now.import == 0) {
        return {};
    }
    auto opened = writing.also({actor, "basemap.update", {"basemap", 1}});
    if (opened) {
        (void)save_basemap(writing, std::move(map));
    }
    return opened;
}

}  // namespace belfry::city
