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

}  // namespace belfry::public_records
