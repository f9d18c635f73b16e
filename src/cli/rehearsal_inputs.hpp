#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "cli/city_folder.hpp"
#include "simulation/plan.hpp"

/// What the commands of the rehearsal read: files, or the names of presets.
namespace belfry::cli {

struct NamedCity {
    simulation::City city;
    std::optional<CityFolder> folder = std::nullopt;  ///< Where the city came as lists.
};

/// The city in the file of this name, in the lists of the folder of this name, or that of the
/// preset. `choices` say what the columns of lists mean; they are refused for anything else.
[[nodiscard]] Result<NamedCity> city_named(
    const std::string& name, const city::Choices& choices = {}
);

/// Without a name, or `none`: a day without trouble.
[[nodiscard]] Result<simulation::Scenario> scenario_named(const std::string& name);

/// Without a name, or `none`: no measures.
[[nodiscard]] Result<simulation::Plan> plan_named(const std::string& name);

/// Ctrl-C ends a run after the work at hand: what there is until then is shown.
[[nodiscard]] std::stop_token stopped_by_interrupt();

}  // namespace belfry::cli
