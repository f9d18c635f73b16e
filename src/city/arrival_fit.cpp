#include "city/arrival_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "city/isotonic.hpp"

namespace belfry::city {

namespace {

/// Straight lines between the blocks' middles.
double at(const std::vector<FlatStretch>& blocks, double minute) {
    if (minute <= blocks.front().minute) {
        return blocks.front().value;
    }
    for (std::size_t i = 1; i < blocks.size(); ++i) {
        if (minute <= blocks[i].minute) {
            const auto& a = blocks[i - 1];
            const auto& b = blocks[i];
            const double part =
                b.minute > a.minute ? (minute - a.minute) / (b.minute - a.minute) : 1;
            return a.value + part * (b.value - a.value);
        }
    }
    return blocks.back().value;
}

/// What the curve reaches when polls close. Voters at some precincts are numbered beyond its
/// turnout; where the curve ends above 1 for that, the mean of the latest 3 % of the weight counts.
double end_of(const std::vector<FlatStretch>& blocks, bool is_share) {
    const double highest = blocks.back().value;
    if (!is_share || highest <= 1) {
        return highest;
    }
    double all = 0;
    for (const auto& block : blocks) {
        all += block.weight;
    }
    double weight = 0;
    double sum = 0;
    for (auto block = blocks.rbegin(); block != blocks.rend() && weight < 0.03 * all; ++block) {
        weight += block->weight;
        sum += block->value * block->weight;
    }
    return std::max(1.0, sum / weight);
}

std::vector<double> shares_of(
    std::vector<FlatStretch> blocks, double end, double minutes, std::size_t slots
) {
    blocks.insert(blocks.begin(), FlatStretch{0, 0, 1});
    blocks.push_back({minutes, end, 1});
    std::vector<double> shares;
    double before = 0;
    for (std::size_t slot = 1; slot <= slots; ++slot) {
        const double until = minutes * static_cast<double>(slot) / static_cast<double>(slots);
        const double value = slot == slots ? 1 : std::min(1.0, at(blocks, until) / end);
        shares.push_back(std::max(0.0, value - before));
        before = std::max(before, value);
    }
    return shares;
}

void sort_by_time(std::vector<Observation>& points) {
    std::ranges::sort(points, {}, [](const Observation& point) {
        return std::tuple(point.minute, point.value, point.weight);
    });
}

std::vector<FlatStretch> fit_to_turnouts(
    const std::vector<ArrivalReport>& reports, const Turnouts& turnouts
) {
    std::vector<Observation> points;
    for (const auto& report : reports) {
        const double turnout = turnouts.at(report.precinct);
        points.push_back({report.minute, report.count / turnout, turnout});
    }
    sort_by_time(points);
    return never_falling(points);
}

/// log count = size of the precinct + curve; the two are improved in turns.
std::vector<FlatStretch> fit_with_sizes(const std::vector<ArrivalReport>& reports) {
    constexpr int rounds = 50;
    std::map<std::string, std::pair<double, double>, std::less<>> sums;
    std::map<std::string, double, std::less<>> size;
    std::vector<FlatStretch> curve;
    for (int round = 0; round < rounds; ++round) {
        std::vector<Observation> points;
        for (const auto& report : reports) {
            points.push_back({report.minute, std::log(report.count) - size[report.precinct], 1});
        }
        sort_by_time(points);
        curve = never_falling(points);
        sums.clear();
        for (const auto& report : reports) {
            auto& [sum, count] = sums[report.precinct];
            sum += std::log(report.count) - at(curve, report.minute);
            count += 1;
        }
        double mean = 0;
        for (const auto& [precinct, of] : sums) {
            size[precinct] = of.first / (of.second + 1);
            mean += size[precinct] / static_cast<double>(sums.size());
        }
        for (auto& [precinct, value] : size) {
            value -= mean;
        }
    }
    for (auto& block : curve) {
        block.value = std::exp(block.value);
    }
    return curve;
}

double median_error(
    const std::vector<ArrivalReport>& reports,
    const Turnouts& turnouts,
    const std::vector<FlatStretch>& curve
) {
    std::vector<double> errors;
    for (const auto& report : reports) {
        errors.push_back(
            std::abs(report.count / turnouts.at(report.precinct) - at(curve, report.minute))
        );
    }
    const auto middle = errors.begin() + static_cast<std::ptrdiff_t>(errors.size() / 2);
    std::ranges::nth_element(errors, middle);
    return *middle;
}

}  // namespace

Result<FittedArrivals> fit_reports(
    std::vector<ArrivalReport> reports, const Turnouts& turnouts, double minutes, std::size_t slots
) {
    std::erase_if(reports, [&](const ArrivalReport& report) {
        const auto turnout = turnouts.find(report.precinct);
        const bool known = turnout != turnouts.end() && turnout->second > 0;
        const bool fits = report.minute >= 0 && report.minute <= minutes && report.count >= 1;
        return !fits || (!turnouts.empty() && (!known || report.count > 1.2 * turnout->second));
    });
    if (reports.size() < least_reports) {
        return refuse(
            Refusal::Kind::invalid,
            "too_few_reports",
            fmt::format("A profile needs at least {} reports that make sense.", least_reports)
        );
    }
    const auto curve =
        turnouts.empty() ? fit_with_sizes(reports) : fit_to_turnouts(reports, turnouts);
    FittedArrivals out;
    const double end = end_of(curve, !turnouts.empty());
    out.profile = {shares_of(curve, end, minutes, slots), 0, "fitted_reports"};
    out.used = static_cast<std::int64_t>(reports.size());
    if (!turnouts.empty()) {
        out.typical_error = median_error(reports, turnouts, curve);
    }
    return out;
}

Result<FittedArrivals> fit_check_ins(
    const std::vector<double>& minutes_after_opening, double minutes, std::size_t slots
) {
    std::vector<double> counts(slots, 0.0);
    double used = 0;
    for (const double minute : minutes_after_opening) {
        if (minute >= 0 && minute < minutes) {
            counts[std::min(
                slots - 1, static_cast<std::size_t>(minute / minutes * static_cast<double>(slots))
            )] += 1;
            used += 1;
        }
    }
    if (used < static_cast<double>(least_check_ins)) {
        return refuse(
            Refusal::Kind::invalid,
            "too_few_check_ins",
            fmt::format("A profile needs at least {} check-ins on the day.", least_check_ins)
        );
    }
    for (auto& count : counts) {
        count /= used;
    }
    FittedArrivals out;
    out.profile = {std::move(counts), 0, "fitted_check_ins"};
    out.used = static_cast<std::int64_t>(used);
    return out;
}

Result<FittedService> fit_service(std::vector<double> durations) {
    constexpr double longest = 60;
    FittedService out;
    out.left_out = static_cast<std::int64_t>(std::erase_if(durations, [](double minutes) {
        return !(minutes > 0 && minutes <= longest);
    }));
    if (durations.size() < least_durations) {
        return refuse(
            Refusal::Kind::invalid,
            "too_few_durations",
            fmt::format("Service times need at least {} durations.", least_durations)
        );
    }
    const auto count = static_cast<double>(durations.size());
    out.used = static_cast<std::int64_t>(durations.size());
    out.mean = std::accumulate(durations.begin(), durations.end(), 0.0) / count;
    double squares = 0;
    for (const double minutes : durations) {
        squares += (minutes - out.mean) * (minutes - out.mean);
    }
    out.sd = std::sqrt(squares / (count - 1));
    std::ranges::sort(durations);
    if (durations.size() < 200) {
        out.time = out.sd > 0.01 * out.mean
                       ? simulation::Distribution{simulation::Shape::gamma, out.mean, out.sd, {}}
                       : simulation::always(out.mean);
        return out;
    }
    constexpr std::size_t pieces = 20;
    std::vector<double> quantiles;
    for (std::size_t piece = 0; piece <= pieces; ++piece) {
        const double position =
            static_cast<double>(piece) / static_cast<double>(pieces) * (count - 1);
        const auto below = static_cast<std::size_t>(position);
        const auto above = std::min(below + 1, durations.size() - 1);
        const double part = position - static_cast<double>(below);
        quantiles.push_back(durations[below] + part * (durations[above] - durations[below]));
    }
    out.time = {simulation::Shape::empirical, {}, {}, std::move(quantiles)};
    return out;
}

}  // namespace belfry::city
