#include "simulation/preview.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <numeric>
#include <utility>

#include "base/bug.hpp"
#include "simulation/station_chains.hpp"

namespace belfry::simulation {

namespace {

/// About how many numbers of people are likely when most are: what a station's chain costs.
double most_likely(const PreviewStation& s) {
    const double serves = s.servers / s.service_minutes;
    double line = s.line_at_opening;
    double longest = line;
    double busiest = 0;
    double voters = line;
    for (const double rate : s.arrivals_per_minute) {
        line = std::max(0.0, line + (rate - serves) * s.slot_minutes);
        longest = std::max(longest, line);
        busiest = std::max(busiest, rate);
        voters += rate * s.slot_minutes;
    }
    const double served = std::min(busiest * s.service_minutes, static_cast<double>(s.servers));
    // A line in balance is geometric; one that never comes to it spreads as its arrivals do.
    const double balance = 23 / -std::log(std::clamp(busiest / serves, 1e-6, 0.999));
    return longest + served + 6 * std::sqrt(served) +
           std::min(balance, 6 * std::sqrt(std::max(voters, 1e-9)));
}

/// Their numbers, those first that cost most: stations that stand side by side go through their
/// days together, and should be alike.
std::vector<std::size_t> dearest_first(std::span<const PreviewStation> stations) {
    std::vector<double> cost(stations.size());
    std::ranges::transform(stations, cost.begin(), most_likely);
    std::vector<std::size_t> order(stations.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return std::pair(-cost[a], a) < std::pair(-cost[b], b);
    });
    return order;
}

/// Works out those of `numbers`.
void work_out(
    std::span<const PreviewStation> stations,
    std::span<const std::size_t> numbers,
    ChainBuffers& buffers,
    std::vector<Preview>& seen
) {
    std::vector<const PreviewStation*> asked;
    for (const auto number : numbers) {
        asked.push_back(&stations[number]);
    }
    StationChains chains(asked, buffers);
    chains.run();
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        seen[numbers[k]] = chains.seen(k);
    }
}

}  // namespace

std::vector<Preview> previews(std::span<const PreviewStation> stations, unsigned threads) {
    std::vector<Preview> seen(stations.size());
    const auto order = dearest_first(stations);
    std::atomic<std::size_t> next{0};
    const auto loop = [&] {
        ChainBuffers buffers;
        for (auto from = next.fetch_add(block_days); from < order.size();
             from = next.fetch_add(block_days)) {
            const auto count = std::min<std::size_t>(block_days, order.size() - from);
            work_out(stations, std::span(order).subspan(from, count), buffers, seen);
        }
    };
    // A bug or a lack of memory there reaches whoever asked, as it would here.
    std::vector<std::future<void>> others;
    for (unsigned k = 1; k < threads && k * block_days < stations.size(); ++k) {
        others.push_back(std::async(std::launch::async, [&loop] {
            const BugsAreThrown alone;
            loop();
        }));
    }
    loop();
    for (auto& other : others) {
        other.get();
    }
    return seen;
}

Preview preview(const PreviewStation& station) {
    return previews(std::span(&station, 1), 1).front();
}

PreviewStation preview_station(const Model& model, std::uint32_t site, std::uint32_t station) {
    const auto& place = model.sites[site];
    const auto& line = place.pipeline->stations[station];
    const double share = line.to - line.from;
    PreviewStation out;
    out.service_minutes = std::max(line.service.mean(), 1e-6);
    out.servers = std::max(1, place.servers[station]);
    out.limit_minutes = model.standard.minutes;
    const auto& curve = place.curves.front();
    out.line_at_opening = curve.line() * place.voters * share;
    // Whole parts of the curve's slots, so that no rate changes within one.
    const double open = place.closes - place.opens;
    const auto of_curve = static_cast<double>(curve.slots());
    const auto slots = static_cast<std::size_t>(
        of_curve * std::max(1.0, std::ceil(open / of_curve / out.slot_minutes - 1e-9))
    );
    out.slot_minutes = (place.closes - place.opens) / static_cast<double>(slots);
    for (std::size_t i = 0; i < slots; ++i) {
        const double middle = place.opens + out.slot_minutes * (static_cast<double>(i) + 0.5);
        out.arrivals_per_minute.push_back(curve.rate_at(middle) * place.voters * share);
    }
    return out;
}

}  // namespace belfry::simulation
