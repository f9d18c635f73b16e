#include "simulation/field_checks.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace belfry::simulation {

namespace {

constexpr double longest_duration = 60'000;

}  // namespace

void FieldChecks::problem(const json::Path& path, const char* code, std::string advice) {
    problems_.push_back({path.text(), code, std::move(advice), {}});
}

bool FieldChecks::within(double value, double least, double most, const json::Path& path) {
    if (std::isfinite(value) && value >= least && value <= most) {
        return true;
    }
    problems_.push_back(
        {path.text(),
         "out_of_range",
         fmt::format("Give a number from {} to {}.", least, most),
         {{"least", fmt::format("{}", least)}, {"most", fmt::format("{}", most)}}}
    );
    return false;
}

void FieldChecks::share(const std::optional<double>& value, const json::Path& path) {
    if (value && !(*value >= 0 && *value <= 1)) {
        problem(path, "not_a_share", "Send a number from 0 to 1.");
    }
}

void FieldChecks::given(bool is_given, const json::Path& path) {
    if (!is_given) {
        problem(path, "required", "Fill this in.");
    }
}

void FieldChecks::name(const std::string& id, const json::Path& path) {
    if (id.empty() || id.size() > 200) {
        problem(path, "bad_name", "Give a name of 1 to 200 characters.");
    }
}

void FieldChecks::shape(const Distribution& d, const json::Path& path) {
    if (d.shape == Shape::empirical) {
        given(d.quantiles && d.quantiles->size() >= 2, path.member("quantiles"));
        for (std::size_t i = 0; d.quantiles && i < d.quantiles->size(); ++i) {
            const auto at = path.member("quantiles").element(i);
            const double value = (*d.quantiles)[i];
            if (within(value, 0, longest_duration, at) && i > 0 && value < (*d.quantiles)[i - 1]) {
                problem(at, "quantiles_not_sorted", "Quantiles must not fall.");
            }
        }
        return;
    }
    given(d.mean.has_value(), path.member("mean"));
    within(d.mean, 0, longest_duration, path.member("mean"));
    if (d.shape == Shape::gamma || d.shape == Shape::lognormal) {
        given(d.sd.has_value(), path.member("sd"));
        within(d.sd, 0, longest_duration, path.member("sd"));
        if (d.mean && d.sd && *d.sd > 0 && (*d.mean <= 0 || *d.sd > 30 * *d.mean)) {
            problem(path.member("sd"), "spread_not_meant", "A spread needs a mean of some size.");
        }
        if (d.mean && d.sd && *d.mean > 0 && *d.sd > 0 && *d.sd < 1e-3 * *d.mean) {
            problem(path.member("sd"), "spread_too_small", "So little spread is none: send 0.");
        }
    }
}

void FieldChecks::distribution(const Distribution& d, const json::Path& path) {
    shape(d, path);
    if (d.quantiles && (d.shape != Shape::empirical || d.quantiles->size() > 10'000)) {
        problem(path.member("quantiles"), "not_used", "Only an empirical shape has quantiles.");
    }
}

void FieldChecks::distribution(const std::optional<Distribution>& d, const json::Path& path) {
    if (d) {
        distribution(*d, path);
    }
}

void FieldChecks::coordinates(
    const std::optional<double>& lat, const std::optional<double>& lon, const json::Path& path
) {
    within(lat, -90, 90, path.member("lat"));
    within(lon, -180, 180, path.member("lon"));
    if (lat.has_value() != lon.has_value()) {
        problem(path.member(lat ? "lon" : "lat"), "required", "Send both coordinates or none.");
    }
}

}  // namespace belfry::simulation
