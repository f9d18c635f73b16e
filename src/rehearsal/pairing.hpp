#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "rehearsal/run.hpp"
#include "simulation/rehearsal.hpp"

/// Two plans on the same days: luck that strikes both takes itself out of their difference.
namespace belfry::rehearsal {

/// What is compared at each site, in this order.
inline constexpr std::array paired_metrics{
    simulation::Metric::holds,
    simulation::Metric::wait,
    simulation::Metric::lost,
    simulation::Metric::last_out,
};

/// The days of some plans, side by side, before they are added up.
class DayBook {
public:
    DayBook(std::size_t plans, std::size_t sites, std::uint32_t first, std::uint32_t last);

    /// Has the engine write a plan's days here; the book must outlive the run.
    void keep(simulation::RunOptions& options, std::size_t plan);

    [[nodiscard]] std::uint32_t days() const { return last_ - first_; }

    [[nodiscard]] std::size_t sites() const { return sites_; }

    [[nodiscard]] const simulation::DayMetrics& city(std::size_t plan, std::uint32_t day) const {
        return city_[plan * days() + day];
    }

    [[nodiscard]] double at_site(
        std::size_t plan, std::uint32_t day, std::size_t site, std::size_t metric
    ) const {
        return site_[index(plan, day, site) + metric];
    }

private:
    [[nodiscard]] std::size_t index(std::size_t plan, std::uint32_t day, std::size_t site) const {
        return ((plan * days() + day) * sites_ + site) * paired_metrics.size();
    }

    std::uint32_t first_ = 0;
    std::uint32_t last_ = 0;
    std::size_t sites_ = 0;
    std::vector<simulation::DayMetrics> city_;
    std::vector<double> site_;
};

/// Sums over days of the differences between two plans, added in the order of the days.
class Pairing {
public:
    explicit Pairing(std::size_t sites);

    void add(const DayBook& book, std::size_t first, std::size_t second);

    /// All sums, for the database.
    [[nodiscard]] const std::vector<double>& numbers() const { return sums_; }

    void set_numbers(std::vector<double> numbers) { sums_ = std::move(numbers); }

    /// First less second of the city, each with its interval; `days` is how many were added.
    [[nodiscard]] std::vector<RunPair> of_city(std::uint64_t days) const;

    /// The mean over the days of first less second at a site.
    [[nodiscard]] simulation::Estimate at_site(
        std::size_t site, std::size_t metric, std::uint64_t days
    ) const;

private:
    [[nodiscard]] simulation::Estimate wait(std::uint64_t days) const;

    std::vector<double> sums_;
};

}  // namespace belfry::rehearsal
