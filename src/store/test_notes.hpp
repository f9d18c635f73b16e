#pragma once

#include "store/test_database.hpp"

namespace belfry::store {

/// A table to fill.
inline const Migration notes{
    1,
    "notes",
    "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
    "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)",
};

inline void add_note(Connection& db, std::int64_t id, std::size_t letters) {
    db.execute("INSERT INTO note (id, text) VALUES ($1, $2)", id, std::string(letters, 'x'));
}

inline std::int64_t note_count(Database& database) {
    return database.read([](Connection& db) {
        return db.value<std::int64_t>("SELECT count(*) FROM note").value();
    });
}

}  // namespace belfry::store
