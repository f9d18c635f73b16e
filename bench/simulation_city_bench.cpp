// Whole cities in wall-clock time on two threads, results included: 250 polling places for a
// thousand days, and the 1,400 of Chicago for two hundred, from the public file where it is at
// hand.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "simulation/preview.hpp"
#include "simulation/rehearsal.hpp"

namespace belfry::simulation {
namespace {

Station station(const char* id, Equipment equipment, int servers, Distribution service) {
    return {id, equipment, servers, std::move(service), {}, {}, {}};
}

City city_with_pipeline(const char* name) {
    City city;
    city.name = name;
    city.pipelines["p"] = {
        {StageKind::check_in, {station("check_in", Equipment::e_pollbook, 3, exponential(0.66))}},
        {StageKind::marking, {station("booths", Equipment::booth, 10, exponential(2.3))}},
        {StageKind::scanning, {station("scanner", Equipment::scanner, 2, exponential(0.42))}}
    };
    city.profiles = {{"day", {.10, .10, .05, .05, .05, .10, .10, .05, .05, .05, .10, .10, .10}}};
    return city;
}

Site site_for(std::string id, double voters) {
    Site site;
    site.id = std::move(id);
    site.opens = at_clock(6);
    site.closes = at_clock(19);
    site.voters = voters;
    site.pipeline = "p";
    return site;
}

/// Enough of each for the busiest hour and a fifth.
void staff(Site& site) {
    const double a_minute = 1.2 * site.voters * 0.1 / 60;
    const auto servers = [&](double minutes) {
        return std::max(1, static_cast<int>(std::ceil(a_minute * minutes)));
    };
    site.profile = "day";
    site.servers = {
        {"check_in", servers(0.66)}, {"booths", servers(2.3)}, {"scanner", servers(0.42)}
    };
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

/// The polling places of the public file, a third of the registered voters expected at each; empty
/// where BELFRY_SHARED_DATA does not lead to it.
City chicago() {
    City city = city_with_pipeline("Chicago");
    const char* folder = std::getenv("BELFRY_SHARED_DATA");
    std::ifstream in(
        std::filesystem::path(folder == nullptr ? "" : folder) / "polling/chicago-il-2018/sites.csv"
    );
    std::string line;
    std::getline(in, line);
    const auto header = cells_of(line);
    const auto column = [&](const char* name) {
        return static_cast<std::size_t>(std::ranges::find(header, name) - header.begin());
    };
    while (std::getline(in, line)) {
        const auto cells = cells_of(line);
        const double registered = std::atof(cells.at(column("registered_voters")).c_str());
        auto site = site_for(cells.at(column("site_id")), registered / 3);
        staff(site);
        city.sites.push_back(std::move(site));
    }
    return city;
}

double peak_mebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void rehearse_city(benchmark::State& state, const City& city, std::uint32_t days) {
    if (city.sites.empty()) {
        state.SkipWithError("set BELFRY_SHARED_DATA to the folder of the public data");
        return;
    }
    const auto model = *make_model(city, {"quiet", "Quiet", {}}, {"nothing", "Nothing", {}, {}});
    RunOptions options;
    options.days = days;
    options.threads = 2;
    double voters = 0;
    for (auto _ : state) {
        const auto result = rehearse(model, options);
        voters = result.city.mean(Metric::came, 0.99).value;
    }
    state.counters["sites"] = static_cast<double>(model.sites.size());
    state.counters["voters_a_day"] = voters;
    state.counters["peak_MiB"] = peak_mebibytes();
}

/// What a slider needs: the exact means of the first stations of a whole city.
void preview_city(benchmark::State& state) {
    auto city = city_with_pipeline("A city of 132");
    for (int i = 0; i < 132; ++i) {
        city.sites.push_back(site_for("S" + std::to_string(i), 1'200 + 10 * i));
        staff(city.sites.back());
    }
    const auto model = *make_model(city, {"quiet", "Quiet", {}}, {"nothing", "Nothing", {}, {}});
    std::vector<PreviewStation> stations;
    for (std::uint32_t i = 0; i < model.sites.size(); ++i) {
        stations.push_back(preview_station(model, i, 0));
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(previews(stations, 1));
    }
}

City two_hundred_and_fifty() {
    City city = city_with_pipeline("A city of 250");
    city.sites = {site_for("A", 3'000)};
    city.sites[0].copies = 250;
    return city;
}

BENCHMARK(preview_city)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rehearse_city, sites_250_days_1000, two_hundred_and_fifty(), 1'000U)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK_CAPTURE(rehearse_city, chicago_days_200, chicago(), 200U)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
}  // namespace belfry::simulation
