#include "cli/rehearsal_inputs.hpp"

#include <csignal>
#include <filesystem>

#include <fmt/format.h>

#include "cli/file_source.hpp"
#include "simulation/preset.hpp"

namespace belfry::cli {

namespace {

std::stop_source interrupted;

void stop_on_signal(int) {
    interrupted.request_stop();
}

/// A preset's part, or what the file of this name holds.
template <class T>
Result<T> named(const std::string& name, T simulation::Preset::* part) {
    if (const auto* preset = simulation::preset(name)) {
        return preset->*part;
    }
    const auto text = bytes_of_file(name);
    if (!text) {
        return std::unexpected(text.error());
    }
    auto read = json::parse_as<T>(*text);
    if (!read) {
        auto refusal = read.error();
        refusal.summary = fmt::format("{}: {}", name, refusal.summary);
        return std::unexpected(std::move(refusal));
    }
    return read;
}

}  // namespace

Result<NamedCity> city_named(const std::string& name, const city::Choices& choices) {
    if (std::filesystem::is_directory(name)) {
        auto folder = read_city_folder(name, choices);
        if (!folder) {
            return std::unexpected(folder.error());
        }
        auto city = folder->model.city;
        return NamedCity{std::move(city), std::move(*folder)};
    }
    if (!choices.empty()) {
        return refuse(
            Refusal::Kind::invalid,
            "city_has_no_columns",
            "--column, --mapping and --sheet say what columns of lists mean" +
                (name.empty() ? "" : ", and " + name + " is no folder of lists") +
                ". Name the folder with --city."
        );
    }
    auto city = named(name, &simulation::Preset::city);
    if (!city) {
        return std::unexpected(city.error());
    }
    return NamedCity{std::move(*city)};
}

Result<simulation::Scenario> scenario_named(const std::string& name) {
    if (name.empty() || name == "none") {
        return simulation::Scenario{"none", "No trouble", {}};
    }
    return named(name, &simulation::Preset::scenario);
}

Result<simulation::Plan> plan_named(const std::string& name) {
    if (name.empty() || name == "none") {
        return simulation::Plan{"none", "No plan", {}, {}};
    }
    return named(name, &simulation::Preset::plan);
}

std::stop_token stopped_by_interrupt() {
    std::signal(SIGINT, stop_on_signal);
    return interrupted.get_token();
}

}  // namespace belfry::cli
