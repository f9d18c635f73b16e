#pragma once

#include <string>
#include <vector>

#include "store/describe_schema.hpp"
#include "store/test_database.hpp"

namespace belfry::store {

/// What `migrations` make on one engine, for a test that holds both against each other:
///
///     EXPECT_EQ(schema_made_by(all, Engine::sqlite), schema_made_by(all, Engine::postgres));
inline std::vector<std::string> schema_made_by(const Migrations& migrations, Engine engine) {
    const TestPlace place(engine);
    const auto opened = open(place.location(), migrations);
    check(opened.has_value(), "the test's database was refused");
    return opened->database->read([](Connection& db) { return describe_schema(db); });
}

}  // namespace belfry::store
