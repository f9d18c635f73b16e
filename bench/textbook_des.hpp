#pragma once

#include <cstdint>
#include <queue>
#include <random>
#include <vector>

/// The baseline of simulation_bench: a discrete-event simulation as textbooks write it. One binary
/// heap of events, a queue and a count of free servers at each station, std::mt19937_64.
namespace belfry::bench {

struct TextbookStation {
    double mean = 1;
    int servers = 1;
};

class TextbookEngine {
public:
    TextbookEngine(double rate, double close, std::vector<TextbookStation> stations)
        : rate_(rate), close_(close), stations_(std::move(stations)) {}

    /// Simulates one day; gives the number of voters and adds their waits.
    std::uint64_t day(std::uint64_t seed, double& waits) {
        std::mt19937_64 random(seed);
        std::exponential_distribution<double> gap(rate_);
        std::vector<int> free;
        for (const auto& station : stations_) {
            free.push_back(station.servers);
        }
        std::vector<std::queue<double>> lines(stations_.size());
        std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
        std::uint64_t voters = 0;
        events.push({gap(random), arrival});
        const auto start = [&](std::uint32_t k, double now) {
            --free[k];
            std::exponential_distribution<double> service(1 / stations_[k].mean);
            events.push({now + service(random), k});
        };
        const auto join = [&](std::uint32_t k, double now) {
            if (k == stations_.size()) {
                return;
            }
            if (free[k] > 0) {
                start(k, now);
            } else {
                lines[k].push(now);
            }
        };
        while (!events.empty()) {
            const Event event = events.top();
            events.pop();
            if (event.station == arrival) {
                if (event.at < close_) {
                    ++voters;
                    join(0, event.at);
                    events.push({event.at + gap(random), arrival});
                }
                continue;
            }
            const auto k = event.station;
            ++free[k];
            join(k + 1, event.at);
            if (!lines[k].empty()) {
                waits += event.at - lines[k].front();
                lines[k].pop();
                start(k, event.at);
            }
        }
        return voters;
    }

private:
    static constexpr std::uint32_t arrival = 0xFFFFFFFF;

    struct Event {
        double at = 0;
        std::uint32_t station = 0;

        auto operator<=>(const Event&) const = default;
    };

    double rate_;
    double close_;
    std::vector<TextbookStation> stations_;
};

}  // namespace belfry::bench
