#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "simulation/stability.hpp"
#include "simulation/totals.hpp"

namespace belfry::simulation {

struct Progress {
    std::uint32_t days = 0;
    std::uint32_t of = 0;
};

/// Stop as soon as the half-width of the interval of the city's mean wait is at most this. Looked
/// at after 64 days and then whenever half as many more are done, whatever the number of threads.
struct StopRule {
    double half_width_minutes = 0;
};

/// The day after which the stop rule looks next.
[[nodiscard]] std::uint32_t next_look(std::uint32_t days, std::uint32_t all);

/// Whether it stops there.
[[nodiscard]] bool is_known_well(const Totals& city, const StopRule& rule);

/// What there is when the stop rule looks.
struct Look {
    Totals city;
    bool cancelled = false;
};

/// Changes with every change that makes other bits of the same days: results of one version can be
/// had again with that version alone.
inline constexpr std::string_view engine_version = "1";

/// `generic` is the widest that needs no AVX; `scalar` uses no vector instruction of its own.
enum class Lanes { best, generic, avx2, avx512, scalar, none };

struct RunOptions {
    std::uint32_t days = 1000;
    std::uint64_t seed = 1;
    unsigned threads = 0;     ///< 0: as many as the machine has.
    std::uint32_t first = 0;  ///< The day to begin with; what came of those before is elsewhere.
    std::optional<StopRule> stop_rule;
    /// What each day came to, in the city and at a site. Called from all threads, several at a time
    /// for different days.
    std::function<void(std::uint32_t day, const DayMetrics&)> city_day;
    std::function<void(std::uint32_t day, std::uint32_t site, const DayMetrics&)> site_day;
    std::stop_token cancel;  ///< Looked at between blocks of eight days.
    std::function<void(const Progress&)>
        progress;               ///< May be called from any thread, one at a time.
    Lanes lanes = Lanes::best;  ///< Results are the same for all.
    /// This process takes every `share_of`-th block, beginning with number `share` (MPI).
    unsigned share = 0;
    unsigned share_of = 1;
    /// Makes of this process's days those of all, before the stop rule looks; none: they are all.
    std::function<Look(const Look&)> whole;
};

/// What the days came to. `sites` is in the order of the model's sites.
struct Rehearsal {
    std::uint32_t days = 0;
    bool cancelled = false;
    bool stopped_by_rule = false;
    Totals city;
    std::vector<Totals> sites;
    std::vector<std::uint64_t> measure_uses;     ///< By measure, of all days.
    std::vector<std::uint64_t> measure_squares;  ///< Of the uses of each day.

    friend bool operator==(const Rehearsal&, const Rehearsal&) = default;
};

inline constexpr std::uint32_t most_days = 1'000'000;
/// Days are simulated in blocks of this many, one a lane.
inline constexpr std::uint32_t block_days = 8;

/// Adds the days of `more`, others of the same model, to `all`.
void merge(Rehearsal& all, const Rehearsal& more);

/// Runs the days from options.first to before options.days. With the same model, seed and number of
/// days every bit of the result is the same, whatever threads, lanes or processes took part.
[[nodiscard]] Rehearsal rehearse(const Model& model, const RunOptions& options);

/// The city's metrics of options.days days from the day `first` on, in their order. Days that were
/// not done when the run was cancelled are all zero.
[[nodiscard]] std::vector<DayMetrics> city_days(
    const Model& model, const RunOptions& options, std::uint32_t first
);

/// Who runs the days: this process, or all that mpirun started.
struct Engines {
    std::function<Rehearsal(const Model&, const RunOptions&)> rehearse = simulation::rehearse;
    std::function<std::vector<DayMetrics>(const Model&, const RunOptions&, std::uint32_t first)>
        city_days = simulation::city_days;
};

/// Runs two plans (or scenarios) on the same days and gives the differences, first less second, of
/// the city's metrics day by day. Metrics that are sums stay sums: see Metric.
[[nodiscard]] Totals compare(const Model& first, const Model& second, const RunOptions& options);

}  // namespace belfry::simulation
