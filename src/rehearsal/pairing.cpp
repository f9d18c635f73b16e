#include "rehearsal/pairing.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::Estimate;
using simulation::Metric;

/// Metrics of the city whose difference is a plain mean over days.
constexpr std::array plain{Metric::holds, Metric::lost, Metric::last_out, Metric::cost};
constexpr std::array<const char*, 4> plain_names{
    "p_all_hold", "voters_lost", "last_out", "cost_cents"
};

/// Wait and voters of the first plan, then of the second: sums, then products of each two.
constexpr std::size_t waits = 2 * plain.size();
constexpr std::size_t wait_terms = 4;
constexpr std::size_t products = waits + wait_terms;
constexpr std::size_t of_sites = products + wait_terms * wait_terms;

double value(const simulation::DayMetrics& day, Metric metric) {
    return day[static_cast<std::size_t>(metric)];
}

RunPair pair_of(const char* metric, const Estimate& e, double scale) {
    RunPair out;
    out.metric = metric;
    out.difference = e.value * scale;
    out.low = e.low * scale;
    out.high = e.high * scale;
    return out;
}

}  // namespace

DayBook::DayBook(std::size_t plans, std::size_t sites, std::uint32_t first, std::uint32_t last)
    : first_(first),
      last_(last),
      sites_(sites),
      city_(plans * (last - first)),
      site_(plans * (last - first) * sites * paired_metrics.size()) {
}

void DayBook::keep(simulation::RunOptions& options, std::size_t plan) {
    options.city_day = [this, plan](std::uint32_t day, const simulation::DayMetrics& metrics) {
        city_[plan * days() + day - first_] = metrics;
    };
    options.site_day =
        [this, plan](std::uint32_t day, std::uint32_t site, const simulation::DayMetrics& metrics) {
            const auto at = index(plan, day - first_, site);
            for (std::size_t m = 0; m < paired_metrics.size(); ++m) {
                site_[at + m] = value(metrics, paired_metrics[m]);
            }
        };
}

Pairing::Pairing(std::size_t sites) : sums_(of_sites + sites * 2 * paired_metrics.size()) {
}

void Pairing::add(const DayBook& book, std::size_t first, std::size_t second) {
    check(
        sums_.size() == of_sites + book.sites() * 2 * paired_metrics.size(),
        "days of another city are paired"
    );
    const auto plus = [this](std::size_t at, double difference) {
        sums_[at] += difference;
        sums_[at + 1] += difference * difference;
    };
    for (std::uint32_t day = 0; day < book.days(); ++day) {
        const auto& a = book.city(first, day);
        const auto& b = book.city(second, day);
        for (std::size_t m = 0; m < plain.size(); ++m) {
            plus(2 * m, value(a, plain[m]) - value(b, plain[m]));
        }
        const std::array<double, wait_terms> terms{
            value(a, Metric::wait),
            value(a, Metric::waited),
            value(b, Metric::wait),
            value(b, Metric::waited)
        };
        for (std::size_t i = 0; i < wait_terms; ++i) {
            sums_[waits + i] += terms[i];
            for (std::size_t j = 0; j < wait_terms; ++j) {
                sums_[products + wait_terms * i + j] += terms[i] * terms[j];
            }
        }
        for (std::size_t site = 0; site < book.sites(); ++site) {
            for (std::size_t m = 0; m < paired_metrics.size(); ++m) {
                plus(
                    of_sites + 2 * (site * paired_metrics.size() + m),
                    book.at_site(first, day, site, m) - book.at_site(second, day, site, m)
                );
            }
        }
    }
}

/// A difference of two ratios; its variance by linearisation (the delta method).
Estimate Pairing::wait(std::uint64_t days) const {
    const auto n = static_cast<double>(days);
    const auto sum = [this](std::size_t i) {
        return sums_[waits + i];
    };
    if (days == 0 || sum(1) <= 0 || sum(3) <= 0) {
        return {};
    }
    const double first = sum(0) / sum(1);
    const double second = sum(2) / sum(3);
    const std::array<double, wait_terms> weight{
        n / sum(1), -first * n / sum(1), -n / sum(3), second * n / sum(3)
    };
    double squares = 0;
    for (std::size_t i = 0; i < wait_terms; ++i) {
        for (std::size_t j = 0; j < wait_terms; ++j) {
            squares += weight[i] * weight[j] * sums_[products + wait_terms * i + j];
        }
    }
    const auto around = simulation::mean_of_sums(0, std::max(0.0, squares), days, confidence);
    const double difference = first - second;
    return {difference, difference + around.low, difference + around.high};
}

std::vector<RunPair> Pairing::of_city(std::uint64_t days) const {
    std::vector<RunPair> out;
    for (std::size_t m = 0; m < plain.size(); ++m) {
        const auto mean =
            simulation::mean_of_sums(sums_[2 * m], sums_[2 * m + 1], days, confidence);
        out.push_back(pair_of(plain_names[m], mean, plain[m] == Metric::cost ? 100 : 1));
    }
    out.push_back(pair_of("mean_wait", wait(days), 1));
    return out;
}

Estimate Pairing::at_site(std::size_t site, std::size_t metric, std::uint64_t days) const {
    const auto at = of_sites + 2 * (site * paired_metrics.size() + metric);
    return simulation::mean_of_sums(sums_[at], sums_[at + 1], days, confidence);
}

}  // namespace belfry::rehearsal
