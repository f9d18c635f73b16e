#include "simulation/site_names.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "simulation/validation.hpp"

namespace belfry::simulation {

SiteNames::SiteNames(const City& city) {
    for (const auto& site : city.sites) {
        const int copies = std::clamp(site.copies.value_or(1), 0, most_sites);
        for (int copy = 0; copy < copies; ++copy) {
            numbers_[site.id].push_back(count_);
            if (site.copies) {
                numbers_[copy_id(site, copy)].push_back(count_);
            }
            ++count_;
        }
    }
}

std::vector<std::uint32_t> SiteNames::find(const std::string& id) const {
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? std::vector<std::uint32_t>() : found->second;
}

std::string copy_id(const Site& site, int copy) {
    return site.copies ? fmt::format("{}-{}", site.id, copy + 1) : site.id;
}

}  // namespace belfry::simulation
