#include "simulation/control_variate.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

#include "simulation/preview.hpp"

namespace belfry::simulation {

namespace {

constexpr double confidence = 0.99;

/// The first stations alone, on a usual day.
Model control_of(const Model& model) {
    Model control = model;
    control.causes.clear();
    control.measures.clear();
    control.turnout.reset();
    control.behaviour = {};
    control.observed = false;
    control.exogenous = true;
    control.counted_from = 0;
    for (auto& site : control.sites) {
        auto first = std::make_shared<PipelineModel>();
        first->stations = {site.pipeline->stations.front()};
        first->stations.front().service =
            Sampler(exponential(std::max(1e-6, first->stations.front().service.mean())));
        first->kinds = {site.pipeline->kinds.front()};
        first->stage_from = {0, 1};
        site.pipeline = first;
        site.servers = {std::max(1, site.servers.front())};
        site.shifts.clear();
        site.ballots.reset();
    }
    return control;
}

/// Mean over the days of the minutes waited in the whole city.
double exact_wait(const Model& control) {
    std::vector<PreviewStation> stations;
    std::vector<double> voters;
    for (std::uint32_t i = 0; i < control.sites.size(); ++i) {
        const auto& site = control.sites[i];
        if (site.voters > 0) {
            stations.push_back(preview_station(control, i, 0));
            voters.push_back(site.voters * site.curves.front().mass());
        }
    }
    const auto seen = previews(stations, 1);
    double sum = 0;
    for (std::size_t k = 0; k < seen.size(); ++k) {
        sum += seen[k].mean_wait * voters[k];
    }
    return sum;
}

struct Moments {
    double mean_x = 0;
    double mean_y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
};

Moments moments_of(const std::vector<double>& x, const std::vector<double>& y) {
    const auto n = static_cast<double>(x.size());
    Moments m;
    for (std::size_t d = 0; d < x.size(); ++d) {
        m.mean_x += x[d] / n;
        m.mean_y += y[d] / n;
    }
    for (std::size_t d = 0; d < x.size(); ++d) {
        m.xx += (x[d] - m.mean_x) * (x[d] - m.mean_x);
        m.yy += (y[d] - m.mean_y) * (y[d] - m.mean_y);
        m.xy += (x[d] - m.mean_x) * (y[d] - m.mean_y);
    }
    return m;
}

Estimate around(double value, double variance, double degrees, double n) {
    const double t = boost::math::quantile(boost::math::students_t(degrees), 0.5 + confidence / 2);
    const double half = t * std::sqrt(std::max(0.0, variance) / n);
    return {value, value - half, value + half};
}

}  // namespace

ControlledWait controlled_wait(
    const Model& model, const RunOptions& options, const Engines& engines
) {
    const auto days = engines.city_days(model, options, 0);
    ControlledWait result;
    double wait = 0;
    double waited = 0;
    for (const auto& day : days) {
        wait += day[std::size_t(Metric::wait)];
        waited += day[std::size_t(Metric::waited)];
    }
    if (days.size() < 4 || waited <= 0) {
        return result;
    }
    const auto n = static_cast<double>(days.size());
    const double ratio = wait / waited;
    const auto control = control_of(model);
    const auto control_days = engines.city_days(control, options, 0);
    std::vector<double> x;
    std::vector<double> residual;  // of the ratio, linearised
    for (std::size_t d = 0; d < days.size(); ++d) {
        x.push_back(control_days[d][std::size_t(Metric::wait)]);
        residual.push_back(
            (days[d][std::size_t(Metric::wait)] - ratio * days[d][std::size_t(Metric::waited)]) /
            (waited / n)
        );
    }
    const auto m = moments_of(x, residual);
    result.plain = around(ratio, m.yy / (n - 1), n - 1, n);
    result.controlled = result.plain;
    const bool exact = std::ranges::all_of(model.sites, [](const SiteModel& site) {
        return site.counting == Counting::poisson;
    });
    if (!exact || m.xx <= 0 || m.yy <= 0) {
        return result;
    }
    result.correlation = m.xy / std::sqrt(m.xx * m.yy);
    const double slope = m.xy / m.xx;
    const double value = ratio - slope * (m.mean_x - exact_wait(control));
    const double rest = m.yy * (1 - result.correlation * result.correlation);
    result.controlled = around(value, rest / (n - 2), n - 2, n);
    return result;
}

}  // namespace belfry::simulation
