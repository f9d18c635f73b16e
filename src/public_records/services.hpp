#pragma once

#include "base/instant.hpp"
#include "program/services.hpp"
#include "public_records/shelf.hpp"

namespace belfry::public_records {

/// What the module needs from the program around it. All of it outlives the routes.
struct Services {
    const program::Services& program;
    /// What the city keeps, and where the values of each kind lie.
    const Shelves& shelves;
};

/// The day in the city.
[[nodiscard]] Date today_in_city(const program::Services& services, store::Connection& db);

/// Whether the record knows the object; the ten steps are there before anybody has changed them.
[[nodiscard]] bool is_object(store::Connection& db, const record::Object& object);

}  // namespace belfry::public_records
