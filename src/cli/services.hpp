#pragma once

#include "city/demo_city.hpp"
#include "program/services.hpp"
#include "text/catalog.hpp"
#include "web/house.hpp"

namespace belfry::cli {

/// What the programme's modules need, on the command line: nothing is sent, nobody waits for a
/// page.
[[nodiscard]] inline program::Services services_of(web::House& house) {
    return {
        *house.database,
        *house.record,
        house.clock,
        house.random,
        text::Catalog::embedded(),
        [](record::Writing&, const accounts::OutgoingMail&) { return false; },
        [](store::Connection&) { return std::string(); },
        {city::demo_part()}
    };
}

}  // namespace belfry::cli
