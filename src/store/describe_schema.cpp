#include "store/describe_schema.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace belfry::store {

namespace {

using Lines = std::vector<std::string>;

std::string text_at(const Row& row, int column) {
    return row.get<std::string>(column);
}

/// Rows of (line, column, column of the other table or ""), one for each column of a key or index,
/// put together: `index a on t` + (x, y).
Lines with_columns(Connection& db, std::string_view sql) {
    std::map<std::string, std::pair<std::string, std::string>> columns;
    db.query(sql, [&](const Row& row) {
        auto& [own, other] = columns[text_at(row, 0)];
        own += (own.empty() ? "" : ", ") + text_at(row, 1);
        if (const auto target = text_at(row, 2); !target.empty()) {
            other += (other.empty() ? " to " : ", ") + target;
        }
        return 0;
    });
    Lines out;
    for (const auto& [line, names] : columns) {
        // What follows a `|` only told two keys of one table apart.
        out.push_back(
            fmt::format("{} ({}){}", line.substr(0, line.find('|')), names.first, names.second)
        );
    }
    return out;
}

constexpr std::string_view sqlite_columns =
    "SELECT t.name || '.' || c.name || CASE c.type WHEN 'INTEGER' THEN ' bigint'"
    "  WHEN 'TEXT' THEN ' text' WHEN 'REAL' THEN ' double precision' WHEN 'BLOB' THEN ' bytea'"
    "  ELSE ' ' || c.type END"
    " || CASE WHEN c.\"notnull\" OR (c.pk > 0 AND c.type = 'INTEGER' AND NOT EXISTS (SELECT 1 FROM"
    "  pragma_table_info(t.name) k WHERE k.pk > 1)) THEN ' not null' ELSE '' END"
    " FROM sqlite_schema t JOIN pragma_table_info(t.name) c"
    " WHERE t.type = 'table' AND t.name NOT LIKE 'search\\_%' ESCAPE '\\' AND t.name NOT LIKE"
    " 'sqlite\\_%' ESCAPE '\\'";

constexpr std::string_view sqlite_keys =
    "SELECT t.name || ' primary key', c.name, '' FROM sqlite_schema t"
    " JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.pk > 0"
    " AND t.name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY t.name, c.pk";

constexpr std::string_view sqlite_indexes =
    "SELECT CASE i.origin WHEN 'c' THEN CASE i.\"unique\" WHEN 1 THEN 'unique ' ELSE '' END"
    "  || 'index ' || i.name || ' on ' || t.name ELSE t.name || ' unique|' || i.name END,"
    " coalesce(c.name, '(expression)'), ''"
    " FROM sqlite_schema t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c"
    " WHERE t.type = 'table' AND i.origin <> 'pk' AND t.name NOT LIKE 'search\\_%' ESCAPE '\\'"
    " ORDER BY t.name, i.name, c.seqno";

constexpr std::string_view sqlite_arrows =
    "SELECT t.name || ' points to ' || f.\"table\" || '|' || f.id, f.\"from\","
    " coalesce(f.\"to\", (SELECT k.name FROM pragma_table_info(f.\"table\") k WHERE k.pk = 1))"
    " FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f"
    " WHERE t.type = 'table' AND t.name NOT LIKE 'search\\_%' ESCAPE '\\'"
    " ORDER BY t.name, f.id, f.seq";

constexpr std::string_view postgres_columns =
    "SELECT table_name || '.' || column_name || ' ' || data_type"
    " || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END"
    " FROM information_schema.columns WHERE table_schema = current_schema()"
    " AND table_name NOT LIKE 'search\\_%'";

constexpr std::string_view postgres_keys =
    "SELECT t.relname || ' primary key', a.attname::text, ''"
    " FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid"
    " CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (number, place)"
    " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number"
    " WHERE t.relnamespace = current_schema()::regnamespace AND i.indisprimary"
    " AND t.relname NOT LIKE 'search\\_%' ORDER BY t.relname, k.place";

constexpr std::string_view postgres_indexes =
    "SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid"
    "  AND c.contype = 'u') THEN t.relname || ' unique|' || x.relname"
    "  ELSE CASE WHEN i.indisunique THEN 'unique ' ELSE '' END"
    "  || 'index ' || x.relname || ' on ' || t.relname END,"
    " coalesce(a.attname::text, '(expression)'), ''"
    " FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid"
    " CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (number, place)"
    " LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number"
    " WHERE t.relnamespace = current_schema()::regnamespace AND NOT i.indisprimary"
    " AND t.relname NOT LIKE 'search\\_%' ORDER BY t.relname, x.relname, k.place";

constexpr std::string_view postgres_arrows =
    "SELECT t.relname || ' points to ' || o.relname || '|' || c.conname, a.attname::text,"
    " b.attname::text"
    " FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class o ON o.oid ="
    " c.confrelid CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY k (own, other,"
    " place)"
    " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.own"
    " JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = k.other"
    " WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace"
    " AND t.relname NOT LIKE 'search\\_%' ORDER BY t.relname, c.conname, k.place";

}  // namespace

std::vector<std::string> describe_schema(Connection& db) {
    const bool sqlite = db.engine() == Engine::sqlite;
    auto lines = db.query(sqlite ? sqlite_columns : postgres_columns, [](const Row& row) {
        return text_at(row, 0);
    });
    for (const auto sql :
         {sqlite ? sqlite_keys : postgres_keys,
          sqlite ? sqlite_indexes : postgres_indexes,
          sqlite ? sqlite_arrows : postgres_arrows}) {
        const auto more = with_columns(db, sql);
        lines.insert(lines.end(), more.begin(), more.end());
    }
    std::ranges::sort(lines);
    return lines;
}

}  // namespace belfry::store
