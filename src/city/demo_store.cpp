#include "city/demo_store.hpp"

#include "city/stored_json.hpp"

namespace belfry::city {

void keep_own(store::Connection& db, const OwnCity& own) {
    db.execute("DELETE FROM own_city");
    db.execute("INSERT INTO own_city (id, data) VALUES (1, $1)", for_column(own));
}

std::optional<OwnCity> kept_own(store::Connection& db) {
    return db.query_one("SELECT data FROM own_city WHERE id = 1", [](const store::Row& row) {
        return from_column<OwnCity>(row.text(0));
    });
}

void forget_own(store::Connection& db) {
    db.execute("DELETE FROM own_city");
}

}  // namespace belfry::city
