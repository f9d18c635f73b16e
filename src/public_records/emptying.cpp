#include "public_records/emptying.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "text/markdown.hpp"

namespace belfry::public_records {

namespace {

void empty_column(
    store::Connection& db,
    const Shelf& shelf,
    const record::Object& object,
    std::string_view column,
    Blank blank,
    std::string_view bar
) {
    if (blank == Blank::nothing) {
        db.execute(
            fmt::format("UPDATE {} SET {} = NULL WHERE {} = $1", shelf.table, column, shelf.id),
            object.id
        );
        return;
    }
    // What held nothing had nothing to hide: a bar there would say that it had.
    db.execute(
        fmt::format(
            "UPDATE {0} SET {1} = $2 WHERE {2} = $1 AND {1} IS NOT NULL AND {1} <> ''",
            shelf.table,
            column,
            shelf.id
        ),
        object.id,
        blank == Blank::bar    ? bar
        : blank == Blank::list ? "[]"
                               : ""
    );
}

void empty_member(
    store::Connection& db,
    const Shelf& shelf,
    const record::Object& object,
    const ShelfField& field,
    std::string_view bar
) {
    const auto text = db.value<std::string>(
        fmt::format("SELECT {} FROM {} WHERE {} = $1", shelf.document, shelf.table, shelf.id),
        object.id
    );
    auto document = json::parse(text.value_or("{}"));
    check(document && document->is_object(), "a document in a column is no JSON object");
    auto& member = document->as_object()[field.field];
    switch (field.blank) {
        case Blank::bar:
            member = bar;
            break;
        case Blank::empty:
            member = "";
            break;
        case Blank::list:
            member = json::Array();
            break;
        case Blank::nothing:
            member = nullptr;
            break;
    }
    db.execute(
        fmt::format("UPDATE {} SET {} = $2 WHERE {} = $1", shelf.table, shelf.document, shelf.id),
        object.id,
        json::canonical(*document)
    );
}

/// Whether `echo` is one of `texts`, or the beginning of one as it is shortened.
bool repeats(std::string_view echo, const std::vector<std::string>& texts) {
    constexpr std::string_view shortened = "…";
    if (echo.ends_with(shortened)) {
        echo.remove_suffix(shortened.size());
    }
    while (echo.ends_with(' ')) {
        echo.remove_suffix(1);
    }
    return !echo.empty() && std::ranges::any_of(texts, [&](const std::string& text) {
        return text.starts_with(echo) || text::plain_of_markdown(text).starts_with(echo);
    });
}

}  // namespace

bool has_row(store::Connection& db, const Shelf& shelf, const record::Object& object) {
    return !shelf.table.empty() &&
           db.value<std::int64_t>(
               fmt::format("SELECT count(*) FROM {} WHERE {} = $1", shelf.table, shelf.id),
               object.id
           ) == 1;
}

void empty_field(
    store::Connection& db,
    const Shelf& shelf,
    const record::Object& object,
    std::string_view field,
    std::string_view bar
) {
    const auto place = std::ranges::find(shelf.fields, field, &ShelfField::field);
    if (place == shelf.fields.end()) {
        return;
    }
    if (!shelf.document.empty()) {
        empty_member(db, shelf, object, *place, bar);
    } else if (place->columns.empty()) {
        empty_column(db, shelf, object, field, place->blank, bar);
    } else {
        for (const auto column : place->columns) {
            empty_column(db, shelf, object, column, place->blank, bar);
        }
    }
}

void set_revision(
    store::Connection& db, const Shelf& shelf, const record::Object& object, std::int64_t revision
) {
    if (!shelf.revision.empty()) {
        db.execute(
            fmt::format(
                "UPDATE {} SET {} = $2 WHERE {} = $1", shelf.table, shelf.revision, shelf.id
            ),
            object.id,
            revision
        );
    }
}

void delete_row(store::Connection& db, const Shelf& shelf, const record::Object& object) {
    db.execute(
        fmt::format("DELETE FROM {} WHERE {} = $1", shelf.bytes.table, shelf.bytes.column),
        object.id
    );
    db.execute(fmt::format("DELETE FROM {} WHERE {} = $1", shelf.table, shelf.id), object.id);
}

void empty_echoes(
    store::Connection& db,
    const Shelves& shelves,
    const std::vector<record::Object>& chain,
    const std::vector<std::string>& texts,
    std::string_view bar
) {
    for (const auto& echo : shelves.echoes) {
        for (std::size_t i = 0; i < std::min<std::size_t>(chain.size(), 2); ++i) {
            const auto where =
                fmt::format(" WHERE {} = $1 AND {} = $2", echo.kind_column, echo.id_column);
            const auto said = db.query(
                fmt::format("SELECT DISTINCT {} FROM {}", echo.text_column, echo.table) + where,
                [](const store::Row& row) { return row.get<std::string>(0); },
                chain[i].kind,
                chain[i].id
            );
            for (const auto& text : said) {
                if (repeats(text, texts)) {
                    db.execute(
                        fmt::format("UPDATE {0} SET {1} = $3", echo.table, echo.text_column) +
                            where + fmt::format(" AND {} = $4", echo.text_column),
                        chain[i].kind,
                        chain[i].id,
                        bar,
                        text
                    );
                }
            }
        }
    }
}

}  // namespace belfry::public_records
