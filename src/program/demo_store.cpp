#include "program/demo_store.hpp"

#include <fmt/format.h>

#include "base/check.hpp"

namespace belfry::program {

DemoObjects demo_objects(store::Connection& db) {
    DemoObjects objects;
    db.run("SELECT kind, id, revision FROM demo_object", {}, [&](const store::Row& row) {
        objects[{row.get<std::string>(0), row.integer(1)}] = row.integer(2);
    });
    return objects;
}

void add_demo_object(
    store::Connection& db, const record::Object& object, record::Revision revision
) {
    db.execute(
        "INSERT INTO demo_object (kind, id, revision) VALUES ($1, $2, $3)",
        object.kind,
        object.id,
        revision
    );
}

bool demo_is_loaded(store::Connection& db) {
    return db.value<std::int64_t>("SELECT count(*) FROM demo_city").value_or(0) > 0;
}

std::string only(Whose whose, std::string_view kind, std::string_view id) {
    if (whose == Whose::everybodys) {
        return {};
    }
    return fmt::format(
        " AND {} (SELECT 1 FROM demo_object WHERE demo_object.kind = '{}' AND demo_object.id = {})",
        whose == Whose::own ? "NOT EXISTS" : "EXISTS",
        kind,
        id
    );
}

void keep_real_city(store::Connection& db, const City& city) {
    db.execute(
        "INSERT INTO demo_city (id, city) VALUES (1, $1)", json::canonical(json::write(city))
    );
}

City kept_city(store::Connection& db) {
    const auto text = db.value<std::string>("SELECT city FROM demo_city WHERE id = 1");
    check(text.has_value(), "the fictional city took nobody's place");
    return json::parse_as<City>(*text).value();
}

void clear_demo(store::Connection& db) {
    db.execute("DELETE FROM demo_object");
    db.execute("DELETE FROM demo_city");
}

}  // namespace belfry::program
