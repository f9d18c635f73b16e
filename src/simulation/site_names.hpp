#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "simulation/city.hpp"

namespace belfry::simulation {

/// Finds polling places by id. The id of a site with copies means all its copies; each copy also
/// has its own: id-1, id-2, ….
class SiteNames {
public:
    explicit SiteNames(const City& city);

    /// Numbers of the places; empty when the city has none by that id.
    [[nodiscard]] std::vector<std::uint32_t> find(const std::string& id) const;

    [[nodiscard]] std::uint32_t count() const { return count_; }

private:
    std::map<std::string, std::vector<std::uint32_t>> numbers_;
    std::uint32_t count_ = 0;
};

/// The id of copy `copy` (from 0) of a site.
[[nodiscard]] std::string copy_id(const Site& site, int copy);

}  // namespace belfry::simulation
