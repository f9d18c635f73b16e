#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "city/election.hpp"

/// When voters come, from what was observed. Pure arithmetic on values already read (log_file.hpp).
namespace belfry::city {

/// A voter's word: `count` had voted in the precinct, `minute` minutes after polls opened.
struct ArrivalReport {
    std::string precinct;
    double minute = 0;
    double count = 0;

    friend bool operator==(const ArrivalReport&, const ArrivalReport&) = default;
};

/// Voters of a precinct in the whole day, by its name.
using Turnouts = std::map<std::string, double, std::less<>>;

/// The least figures that are worth a fit.
inline constexpr std::size_t least_reports = 30;
inline constexpr std::size_t least_check_ins = 100;
inline constexpr std::size_t least_durations = 20;

struct FittedArrivals {
    ArrivalProfile profile;
    std::int64_t used = 0;  ///< Reports or check-ins.
    /// How far a report typically is from the fit, as a share of the day's voters: the median of
    /// the absolute differences. Absent for check-ins, which are counted, not estimated.
    std::optional<double> typical_error;
};

/// The cumulative share of voters by the time of day, never falling: with `turnouts` by isotonic
/// regression of count ÷ turnout (pool adjacent violators), weighted by turnout; without them the
/// precincts' sizes are estimated together with the curve, on logarithms, each drawn towards the
/// mean by one observation's worth. Reports of more than 1.2 times the turnout are left out.
/// Refuses `too_few_reports`. `slots` of equal length make up the day of `minutes`.
[[nodiscard]] Result<FittedArrivals> fit_reports(
    std::vector<ArrivalReport> reports, const Turnouts& turnouts, double minutes, std::size_t slots
);

/// Check-ins in each slot. These are voters served, not voters come: where there were lines the
/// profile is too flat. Refuses `too_few_check_ins`.
[[nodiscard]] Result<FittedArrivals> fit_check_ins(
    const std::vector<double>& minutes_after_opening, double minutes, std::size_t slots
);

struct FittedService {
    simulation::Distribution time;  ///< Empirical, 21 quantiles; gamma below 200 observations.
    std::int64_t used = 0;
    std::int64_t left_out = 0;  ///< Not longer than nought, or longer than an hour.
    double mean = 0;
    double sd = 0;
};

/// Durations in minutes. Refuses `too_few_durations`.
[[nodiscard]] Result<FittedService> fit_service(std::vector<double> durations);

}  // namespace belfry::city
