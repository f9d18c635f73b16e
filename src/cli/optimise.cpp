#include <charconv>
#include <chrono>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/rehearsal_inputs.hpp"
#include "simulation/optimiser.hpp"

/// The cheapest plan that holds the standard.
namespace belfry::cli {

namespace {

std::optional<int> number_of(std::string_view text) {
    int value = 0;
    const auto end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stopped == end ? std::optional(value) : std::nullopt;
}

/// `spares=0..6`
Result<simulation::Lever> lever_of(const std::string& text, bool each_site) {
    const auto equals = text.find('=');
    const auto dots = text.find("..", equals == std::string::npos ? 0 : equals);
    if (equals != std::string::npos && dots != std::string::npos) {
        const auto all = std::string_view(text);
        const auto least = number_of(all.substr(equals + 1, dots - equals - 1));
        const auto most = number_of(all.substr(dots + 2));
        if (least && most) {
            return simulation::Lever{text.substr(0, equals), *least, *most, each_site};
        }
    }
    return refuse(
        Refusal::Kind::invalid,
        "lever_form",
        fmt::format("{}: say which measure and how many, as in spares=0..6.", text)
    );
}

std::optional<Refusal> read_levers(const OptimiseWish& wish, simulation::OptimiseRequest& request) {
    for (const auto* texts : {&wish.levers, &wish.site_levers}) {
        for (const auto& text : *texts) {
            const auto lever = lever_of(text, texts == &wish.site_levers);
            if (!lever) {
                return lever.error();
            }
            request.levers.push_back(*lever);
        }
    }
    return {};
}

std::optional<Refusal> read_inputs(const OptimiseWish& wish, simulation::OptimiseRequest& request) {
    auto city = city_named(wish.city);
    if (!city) {
        return city.error();
    }
    request.city = std::move(city->city);
    for (const auto& name : wish.scenarios) {
        auto scenario = scenario_named(name);
        if (!scenario) {
            return scenario.error();
        }
        request.scenarios.push_back(std::move(*scenario));
    }
    auto plan = plan_named(wish.plan);
    if (!plan) {
        return plan.error();
    }
    request.plan = std::move(*plan);
    return read_levers(wish, request);
}

void show(const simulation::OptimiseProgress& progress) {
    fmt::print(
        stderr,
        "\r{}: {} plans, all sites hold on {:.1f} % of days, ${:.0f} a day   ",
        progress.step,
        progress.plans,
        100 * progress.holds,
        progress.cost
    );
}

}  // namespace

int optimise(const OptimiseWish& wish, const Output& out) {
    hand_over_to_mpi(out);
    simulation::OptimiseRequest request;
    if (const auto refusal = read_inputs(wish, request)) {
        return out.refuse(*refusal);
    }
    request.probability = wish.probability;
    request.indifference = wish.indifference;
    request.days = wish.days;
    request.final_days = wish.final_days;
    request.seed = wish.seed;
    request.threads = wish.threads;
    request.cancel = stopped_by_interrupt();
    const auto& others = other_runners();
    const bool speaks = !others || others->speaks();
    if (others) {
        const std::stop_source agreed;
        request.engines = others->engines(request.cancel, agreed);
        request.cancel = agreed.get_token();
    }
    const bool watched = speaks && ::isatty(STDERR_FILENO) != 0;
    if (watched) {
        request.progress = show;
    }
    const auto start = std::chrono::steady_clock::now();
    const auto found = simulation::optimise(request);
    if (!found) {
        return out.refuse(found.error());
    }
    if (!speaks) {
        return done;  // another process says what came of it
    }
    if (watched) {
        fmt::print(stderr, "\n");
    }
    if (out.as_json()) {
        auto report = simulation::optimisation_report(request, *found);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        report["elapsed"] = took.count();
        fmt::print("{}\n", json::canonical(report));
    } else {
        fmt::print("{}", simulation::optimisation_table(request, *found));
    }
    return done;
}

}  // namespace belfry::cli
