#include "simulation/ranking.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"

namespace belfry::simulation {

namespace {

/// η of Kim and Nelson for c = 1: half the slope of the triangle for `error` on one side.
double eta(double error, std::uint32_t first_days) {
    return 0.5 * (std::pow(2 * error, -2.0 / (first_days - 1)) - 1);
}

double variance(const std::vector<double>& values) {
    double mean = 0;
    for (const double value : values) {
        mean += value;
    }
    mean /= static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) {
        sum += (value - mean) * (value - mean);
    }
    return sum / static_cast<double>(values.size() - 1);
}

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

/// Half the width of the triangle after `days`, in means: beyond it the difference is real.
double margin(double h2, double s2, double delta, std::uint32_t days) {
    return std::max(0.0, delta / 2 * (h2 * s2 / (delta * delta) - days)) / days;
}

class Selection {
public:
    Selection(std::size_t count, const SelectionRule& rule, const Sample& sample)
        : rule_(rule), sample_(sample), values_(count), alive_(count) {
        for (std::size_t i = 0; i < count; ++i) {
            alive_[i] = i;
        }
    }

    Selected run() {
        more(rule_.first_days);
        if (values_.size() > 1) {
            first_variances();
            while (screen(), alive_.size() > 1 && days_ < rule_.most_days) {
                more(std::min(rule_.step_days, rule_.most_days - days_));
            }
        }
        Selected result;
        result.best = *std::ranges::max_element(alive_, {}, [&](std::size_t i) {
            return mean_of(values_[i]);
        });
        result.days = days_;
        result.candidates = alive_;
        for (const auto& values : values_) {
            result.simulated += values.size();
        }
        return result;
    }

private:
    void more(std::uint32_t count) {
        for (const auto i : alive_) {
            const auto got = sample_(i, days_, count);
            values_[i].insert(values_[i].end(), got.begin(), got.end());
        }
        days_ += count;
    }

    void first_variances() {
        const auto k = values_.size();
        variances_.assign(k * k, 0);
        std::vector<double> difference(rule_.first_days);
        for (std::size_t i = 0; i < k; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                for (std::size_t d = 0; d < difference.size(); ++d) {
                    difference[d] = values_[i][d] - values_[j][d];
                }
                variances_[i * k + j] = variances_[j * k + i] = variance(difference);
            }
        }
    }

    void screen() {
        const auto k = values_.size();
        const double each = rule_.error / static_cast<double>(k - 1);
        const double h2 = 2 * eta(each, rule_.first_days) * (rule_.first_days - 1);
        std::vector<std::size_t> kept;
        for (const auto i : alive_) {
            const double mine = mean_of(values_[i]);
            const bool beaten = std::ranges::any_of(alive_, [&](std::size_t j) {
                const double room = margin(h2, variances_[i * k + j], rule_.indifference, days_);
                return j != i && mine < mean_of(values_[j]) - room;
            });
            if (!beaten) {
                kept.push_back(i);
            }
        }
        alive_ = kept;
    }

    const SelectionRule& rule_;
    const Sample& sample_;
    std::vector<std::vector<double>> values_;
    std::vector<std::size_t> alive_;
    std::vector<double> variances_;
    std::uint32_t days_ = 0;
};

}  // namespace

Selected select_best(std::size_t count, const SelectionRule& rule, const Sample& sample) {
    check(count > 0 && rule.first_days > 2 && rule.indifference > 0, "nothing to choose from");
    return Selection(count, rule, sample).run();
}

Feasibility is_at_least(
    double limit, const SelectionRule& rule, const Sample& sample, std::size_t system
) {
    check(rule.first_days > 2 && rule.indifference > 0, "a test needs days and a zone");
    auto values = sample(system, 0, rule.first_days);
    const double h2 = 2 * eta(rule.error, rule.first_days) * (rule.first_days - 1);
    const double s2 = std::max(rule.least_variance, variance(values));
    Feasibility result;
    for (;;) {
        result.days = static_cast<std::uint32_t>(values.size());
        result.mean = mean_of(values);
        const double room = margin(h2, s2, rule.indifference, result.days);
        if (std::abs(result.mean - limit) >= room) {
            result.verdict = result.mean >= limit ? Verdict::at_least : Verdict::below;
            return result;
        }
        if (result.days >= rule.most_days) {
            return result;
        }
        const auto more =
            sample(system, result.days, std::min(rule.step_days, rule.most_days - result.days));
        values.insert(values.end(), more.begin(), more.end());
    }
}

}  // namespace belfry::simulation
