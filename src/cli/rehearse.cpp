#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.hpp"
#include "simulation/preset.hpp"
#include "simulation/report.hpp"
#include "simulation/validation.hpp"

/// The rehearsal of an Election Day from files, without a server.
namespace belfry::cli {

namespace {

std::stop_source interrupted;

std::optional<simulation::Rehearsal> on_this_machine(
    const simulation::Model& model,
    simulation::RunOptions options  // NOLINT(performance-unnecessary-value-param): as a Runner
) {
    return simulation::rehearse(model, options);
}

Runner runner = on_this_machine;

/// Under mpirun the program beside this one takes over; it does not come back.
void hand_over_to_mpi(const Output& out) {
    const char* processes = std::getenv("OMPI_COMM_WORLD_SIZE");
    if (processes == nullptr || runner != on_this_machine) {
        return;
    }
    std::error_code none;
    const auto beside = std::filesystem::read_symlink("/proc/self/exe", none).parent_path();
    const auto program = (beside / "belfry-mpi").string();
    std::ifstream mine("/proc/self/cmdline", std::ios::binary);
    std::string all(std::istreambuf_iterator<char>(mine), {});
    std::vector<char*> arguments;
    for (std::size_t at = 0; at < all.size(); at += std::strlen(all.data() + at) + 1) {
        arguments.push_back(all.data() + at);
    }
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    static_cast<void>(
        out.fail("there is no belfry-mpi beside this program: every process runs alone")
    );
}

/// Ctrl-C ends the run after the block at hand: what was simulated until then is shown.
void stop_on_signal(int) {
    interrupted.request_stop();
}

Result<std::string> content_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return refuse(
            Refusal::Kind::not_found,
            "no_such_file",
            fmt::format("{}: there is no such file, or it cannot be read.", file)
        );
    }
    return std::string(std::istreambuf_iterator<char>(in), {});
}

/// What the file of this name holds; the fields of a refusal begin with it.
template <class T>
Result<T> read_file(const std::string& file) {
    const auto text = content_of(file);
    if (!text) {
        return std::unexpected(text.error());
    }
    auto read = json::parse_as<T>(*text);
    if (!read) {
        auto refusal = read.error();
        refusal.summary = fmt::format("{}: {}", file, refusal.summary);
        return std::unexpected(std::move(refusal));
    }
    return read;
}

struct Inputs {
    simulation::City city;
    simulation::Scenario scenario{"none", "No trouble", {}};
    simulation::Plan plan{"none", "No plan", {}, {}};
};

/// Names of presets stand for their city, scenario and plan.
Result<Inputs> read_inputs(const RehearseWish& wish) {
    Inputs inputs;
    const auto take = [](auto& into, const std::string& name, auto member) -> Result<bool> {
        using T = std::remove_reference_t<decltype(into)>;
        if (name.empty()) {
            return true;
        }
        if (const auto* preset = simulation::preset(name)) {
            into = preset->*member;
            return true;
        }
        auto read = read_file<T>(name);
        if (!read) {
            return std::unexpected(read.error());
        }
        into = std::move(*read);
        return true;
    };
    using simulation::Preset;
    for (const auto& taken : {
             take(inputs.city, wish.city, &Preset::city),
             take(inputs.scenario, wish.scenario, &Preset::scenario),
             take(inputs.plan, wish.plan, &Preset::plan),
         }) {
        if (!taken) {
            return std::unexpected(taken.error());
        }
    }
    return inputs;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

void rehearse_by(Runner other) {
    runner = other;
}

int rehearse(const RehearseWish& wish, const Output& out) {
    hand_over_to_mpi(out);
    const auto inputs = read_inputs(wish);
    if (!inputs) {
        return out.refuse(inputs.error());
    }
    const auto model = simulation::make_model(inputs->city, inputs->scenario, inputs->plan);
    if (!model) {
        return out.refuse(model.error());
    }
    simulation::RunOptions options;
    options.days = wish.days;
    options.seed = wish.seed;
    options.threads = wish.threads;
    options.cancel = interrupted.get_token();
    if (wish.half_width > 0) {
        options.stop_rule = simulation::StopRule{wish.half_width};
    }
    std::signal(SIGINT, stop_on_signal);
    const auto start = std::chrono::steady_clock::now();
    const auto ran = runner(*model, options);
    if (!ran) {
        return done;  // another process says what came of it
    }
    const auto& result = *ran;
    const simulation::ReportOptions shown{wish.confidence, wish.seed, !wish.city_only};
    if (out.as_json()) {
        auto report = simulation::report(*model, result, shown);
        report["elapsed"] = seconds_since(start);
        fmt::print("{}\n", json::canonical(report));
    } else {
        fmt::print("{}", simulation::table(*model, result, shown));
    }
    return done;
}

int list_presets(const Output& out) {
    if (out.as_json()) {
        json::Array all;
        for (const auto& preset : simulation::presets()) {
            all.push_back(json::write(preset));
        }
        fmt::print("{}\n", json::canonical(json::Object{{"presets", std::move(all)}}));
        return done;
    }
    for (const auto& preset : simulation::presets()) {
        const auto& incident = preset.incident;
        fmt::print(
            "{}\n  {} — {}, {}\n", preset.id, preset.name, incident.place, to_iso(incident.date)
        );
        fmt::print("  What failed: {}. When: {}.\n", incident.what_failed, incident.when);
        fmt::print("  Published: {}. Remedy: {}.\n", incident.effect, incident.remedy);
        fmt::print(
            "  Simulated: {}\n  Not reproduced: {}\n", preset.expected, preset.not_reproduced
        );
        for (const auto& source : incident.sources) {
            fmt::print("  Source: {}\n", source);
        }
        fmt::print("\n");
    }
    return done;
}

}  // namespace belfry::cli
