#pragma once

#include <string>

#include "cli/add_command.hpp"
#include "cli/commands.hpp"

namespace belfry::cli {

struct CityWish {
    std::string file;
    ElectionFitWish fit;
};

/// The election: `election`. `add` adds a command that
/// works on a city's data; `wish` and `place` must live as long as `app`.
void add_city(CLI::App& app, CityWish& wish, const web::Place& place, const AddCommand& add);

}  // namespace belfry::cli
