#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace belfry::http {

/// What /metrics tells: counts and gauges in Prometheus' text format. No label ever holds what a
/// person typed: routes are told by their pattern. Safe for all threads.
class Metrics {
public:
    using Labels = std::vector<std::pair<std::string, std::string>>;

    /// A number that only grows, such as `belfry_mails_sent_total`. Lives as long as the registry;
    /// asking again for the same name and labels gives the same number.
    [[nodiscard]] std::atomic<std::uint64_t>& counter(
        const std::string& name, const std::string& help, const Labels& labels = {}
    );

    /// A number that is read when somebody asks. `read` has to outlive the registry or be removed.
    void gauge(const std::string& name, const std::string& help, std::function<double()> read);
    void remove_gauge(const std::string& name);

    /// One request answered. An empty route means that none was found.
    void request(Method method, std::string_view route, int status, std::chrono::nanoseconds took);

    /// A request that could not be read as one.
    void refused(int status);

    /// All of it, in the order of names.
    [[nodiscard]] std::string text() const;

private:
    static constexpr std::array<double, 12> bounds = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0
    };

    struct Family {
        std::string help;
        std::map<std::string, std::atomic<std::uint64_t>> values;  ///< By their labels as text.
    };

    struct Gauge {
        std::string help;
        std::function<double()> read;
    };

    struct Latency {
        std::array<std::uint64_t, bounds.size() + 1> buckets{};
        double sum = 0;
    };

    void append_requests(std::string& out) const;

    mutable std::mutex mutex_;
    std::map<std::string, Family> counters_;
    std::map<std::string, Gauge> gauges_;
    std::map<std::tuple<std::string, std::string, int>, std::uint64_t, std::less<>> requests_;
    std::map<int, std::uint64_t> refused_;
    Latency latency_;
};

}  // namespace belfry::http
