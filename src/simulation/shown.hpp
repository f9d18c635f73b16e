#pragma once

#include <algorithm>
#include <cmath>

#include "json/json.hpp"
#include "simulation/totals.hpp"

/// Numbers of results as they stand in reports.
namespace belfry::simulation {

/// Nine digits: what lies behind them is noise of the last additions.
[[nodiscard]] inline double shown(double value) {
    if (value == 0 || !std::isfinite(value)) {
        return 0;
    }
    const double scale = std::pow(10.0, 8 - std::floor(std::log10(std::abs(value))));
    return std::round(value * scale) / scale;
}

[[nodiscard]] inline json::Object signed_estimate(const Estimate& e) {
    return {{"value", shown(e.value)}, {"low", shown(e.low)}, {"high", shown(e.high)}};
}

/// Of what cannot be negative.
[[nodiscard]] inline json::Object shown(const Estimate& e) {
    return signed_estimate({e.value, std::max(0.0, e.low), e.high});
}

}  // namespace belfry::simulation
