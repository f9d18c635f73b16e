#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "program/city.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// What the fictional city brought, with the revision each thing had then.
using DemoObjects = std::map<record::Object, record::Revision>;

[[nodiscard]] DemoObjects demo_objects(store::Connection& db);
void add_demo_object(
    store::Connection& db, const record::Object& object, record::Revision revision
);

/// Whether the fictional city is loaded.
[[nodiscard]] bool demo_is_loaded(store::Connection& db);

/// Whose things are looked at: the city's own, the fictional city's, or both together.
enum class Whose { everybodys, own, fictional };

/// The condition, to be added to a query, on column `id` of a thing of `kind`.
[[nodiscard]] std::string only(Whose whose, std::string_view kind, std::string_view id);

/// Keeps the city whose place the fictional one takes.
void keep_real_city(store::Connection& db, const City& city);
[[nodiscard]] City kept_city(store::Connection& db);

/// Forgets all of the above.
void clear_demo(store::Connection& db);

}  // namespace belfry::program
