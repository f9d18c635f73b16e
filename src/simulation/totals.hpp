#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "simulation/model.hpp"
#include "simulation/tally.hpp"

namespace belfry::simulation {

/// What is measured of a day, at a site or in the city.
enum class Metric : std::uint8_t {
    came,
    waited,
    voted,
    balked,
    left_line,
    unserved,
    shut_out,
    lost,  ///< Did not vote: the four before.
    came_back,
    sent_away,
    sent_here,
    provisional,
    emergency,
    unscanned,
    on_paper,
    rejected,
    ballots_used,
    line_at_close,
    inside_at_close,
    wait,  ///< Minutes, of all who waited together.
    over_15,
    over_30,
    over_60,
    over_120,
    has_waits,
    p50,
    p90,
    p95,
    p99,
    longest,
    last_out,      ///< Minutes after the close until the last voter left.
    holds,         ///< 1 when the standard is held; in the city, when all sites hold it.
    sites_held,    ///< In the city: how many sites hold it.
    cost,          ///< Dollars, in the city.
    availability,  ///< Share of machine time, in the city.
    crew_busy,     ///< Crew minutes, in the city.
    repair_wait,   ///< Minutes that failures waited for a crew, together.
    repairs,
    failures,
    count_
};

inline constexpr std::size_t metric_count = static_cast<std::size_t>(Metric::count_);

using DayMetrics = std::array<double, metric_count>;

/// A number with its confidence interval, days being the units.
struct Estimate {
    double value = 0;
    double low = 0;
    double high = 0;
};

/// Sums over days of one site or of the city. All are integers, so that neither threads nor
/// machines nor the order in which days are added change a bit of any result, and two totals can be
/// merged.
class Totals {
public:
    Totals() = default;
    Totals(std::uint32_t slots, std::size_t stations);

    void add(
        const DayMetrics& metrics, const SiteTally& tally, std::span<const double> open_minutes
    );

    /// Adds a difference between two plans on one day; no cells, slots or stations.
    void add(const DayMetrics& difference);

    void merge(const Totals& other);

    [[nodiscard]] std::uint64_t days() const { return days_; }

    /// Mean over the days.
    [[nodiscard]] Estimate mean(Metric metric, double confidence) const;
    /// Sum of `metric` over sum of `of`; 0 where there is nothing to divide by. Kept are waits and
    /// shares of those who `waited`, and repair_wait of `repairs`.
    [[nodiscard]] Estimate ratio(Metric metric, Metric of, double confidence) const;
    /// The probability that a day has it; Wilson's interval.
    [[nodiscard]] Estimate probability(Metric metric, double confidence) const;
    /// Mean over the days that had anybody waiting.
    [[nodiscard]] Estimate of_waiting_days(Metric metric, double confidence) const;
    /// Quantile of the waits of all voters of all days, to the resolution of WaitCells.
    [[nodiscard]] double wait_quantile(double p) const;

    [[nodiscard]] Estimate station_wait(std::size_t station, double confidence) const;
    [[nodiscard]] Estimate station_use(std::size_t station, double confidence) const;

    [[nodiscard]] std::uint32_t slots() const { return slots_; }

    [[nodiscard]] std::size_t stations() const { return stations_; }

    /// Over the days, quantile `p` of the line at the start of the slot, and of the mean wait of
    /// those who came in it; empty when nobody came.
    [[nodiscard]] double line_quantile(std::uint32_t slot, double p) const;
    [[nodiscard]] std::optional<double> slot_wait_quantile(std::uint32_t slot, double p) const;

    friend bool operator==(const Totals&, const Totals&) = default;

    __extension__ using Wide = __int128;

    /// For sending between machines: every number as words that can be added one by one.
    [[nodiscard]] std::vector<std::uint64_t> words() const;
    void set_words(std::span<const std::uint64_t> words);

private:
    [[nodiscard]] Wide sum(std::size_t index) const { return sums_[2 * index]; }

    [[nodiscard]] Wide squares(std::size_t index) const { return sums_[2 * index + 1]; }

    void add_value(std::size_t index, std::int64_t value);
    [[nodiscard]] Estimate ratio_of(std::size_t x, std::size_t y, Wide cross, double confidence)
        const;

    std::uint64_t days_ = 0;
    std::uint32_t slots_ = 0;
    std::size_t stations_ = 0;
    std::vector<Wide> sums_;  ///< Sum and sum of squares of each metric; of three for each station.
    std::vector<Wide> crosses_;  ///< Sums of products with `waited`; for stations wait × joined.
    std::vector<std::uint64_t> cells_;
    std::vector<std::uint32_t> bands_;  ///< Line and wait by slot.
};

/// The metrics of one site's day.
[[nodiscard]] DayMetrics metrics_of(
    const SiteTally& tally, const SiteModel& site, const Standard& standard
);

/// The interval around a mean of `n` days, from the sum and the sum of squares of what they had.
[[nodiscard]] Estimate mean_of_sums(double sum, double squares, std::uint64_t n, double confidence);

/// Adds a site's day to the city's.
void add_to_city(SiteTally& city, const SiteTally& site);

/// Sums and joins the sites' metrics; `city` is the sum of their tallies.
void join_metrics(DayMetrics& city, const DayMetrics& site);
void finish_city_metrics(DayMetrics& metrics, const SiteTally& city, std::size_t sites);

}  // namespace belfry::simulation
