#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/compare.hpp"
#include "cli/rehearsal_inputs.hpp"
#include "cli/services.hpp"
#include "rehearsal/day.hpp"
#include "simulation/preset.hpp"
#include "simulation/report.hpp"

/// The rehearsal of an Election Day from files or of the data's city, without a server.
namespace belfry::cli {

namespace {

std::optional<Runners> others;

std::string only(const std::vector<std::string>& names) {
    return names.empty() ? "" : names.front();
}

Result<simulation::Model> model_of(const RehearseWish& wish, const simulation::City& city) {
    const auto scenario = scenario_named(only(wish.scenarios));
    if (!scenario) {
        return std::unexpected(scenario.error());
    }
    const auto plan = plan_named(only(wish.plans));
    if (!plan) {
        return std::unexpected(plan.error());
    }
    return simulation::make_model(city, *scenario, *plan);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

void rehearse_by(const Runners& runners) {
    others = runners;
}

const std::optional<Runners>& other_runners() {
    return others;
}

void hand_over_to_mpi(const Output& out) {
    const char* processes = std::getenv("OMPI_COMM_WORLD_SIZE");
    if (processes == nullptr || others) {
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

namespace {

int rehearse_city(const RehearseWish& wish, const NamedCity& city, const Output& out) {
    if (city.folder) {
        save_mapping(wish.columns.save_mapping, city::saved_mapping(city.folder->tables));
    }
    if (wish.scenarios.size() > 1 || wish.plans.size() > 1) {
        return compare_files(wish, city, out);
    }
    const auto model = model_of(wish, city.city);
    if (!model) {
        return out.refuse(model.error());
    }
    simulation::RunOptions options;
    options.days = wish.days;
    options.seed = wish.seed;
    options.threads = wish.threads;
    options.cancel = stopped_by_interrupt();
    if (::isatty(STDERR_FILENO) != 0) {
        options.progress = [](const simulation::Progress& progress) {
            fmt::print(stderr, "\r{} of {} days", progress.days, progress.of);
        };
    }
    if (wish.half_width > 0) {
        options.stop_rule = simulation::StopRule{wish.half_width};
    }
    const auto start = std::chrono::steady_clock::now();
    const auto ran = others ? others->rehearse(*model, options)
                            : std::optional(simulation::rehearse(*model, options));
    if (!ran) {
        return done;  // another process says what came of it
    }
    if (options.progress) {
        fmt::print(stderr, "\n");
    }
    const auto& result = *ran;
    const simulation::ReportOptions shown{wish.confidence, wish.seed, !wish.city_only};
    if (out.as_json()) {
        auto report = simulation::report(*model, result, shown);
        report["elapsed"] = seconds_since(start);
        if (city.folder) {
            report["city_lists"] = as_json(*city.folder);
        }
        fmt::print("{}\n", json::canonical(report));
    } else {
        if (city.folder) {
            fmt::print("{}\n", in_words(*city.folder));
        }
        fmt::print("{}", simulation::table(*model, result, shown));
    }
    return done;
}

int rehearse_data(const web::Place& place, const RehearseWish& wish, const Output& out) {
    if (others) {
        return out.misunderstood("under mpirun: --city is required");
    }
    std::optional<NamedCity> city;
    const int read = with_house(place, out, [&](web::House& house) -> int {
        auto day = services_of(house).database.read([](store::Connection& db) {
            return rehearsal::load_day(db);
        });
        if (!day) {
            return out.refuse(day.error());
        }
        city = NamedCity{std::move(day->city)};
        return done;
    });
    return city ? rehearse_city(wish, *city, out) : read;
}

}  // namespace

int rehearse(const web::Place& place, const RehearseWish& wish, const Output& out) {
    hand_over_to_mpi(out);
    const auto choices = choices_of(wish.columns);
    if (!choices) {
        return out.refuse(choices.error());
    }
    if (wish.city.empty() && choices->empty()) {
        return rehearse_data(place, wish, out);
    }
    const auto city = city_named(wish.city, *choices);
    return city ? rehearse_city(wish, *city, out) : out.refuse(city.error());
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
        for (const auto& figure : preset.checks) {
            fmt::print(
                "  {}: published: {}; simulated: {:g} to {:g}\n",
                figure.metric,
                figure.published,
                figure.low,
                figure.high
            );
        }
        fmt::print(
            "  Simulated: {}\n  Not reproduced: {}\n", preset.expected, preset.not_reproduced
        );
        for (const auto& source : incident.sources) {
            fmt::print("  Source: {}, {}, {}\n", source.publisher, source.title, source.date);
        }
        fmt::print("\n");
    }
    return done;
}

}  // namespace belfry::cli
