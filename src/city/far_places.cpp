#include "city/far_places.hpp"

#include <algorithm>

#include "city/coordinates.hpp"

namespace belfry::city {

namespace {

/// The middle one; `values` is not empty.
double median_of(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

}  // namespace

std::map<std::string, double> far_from_the_others(const std::vector<PollingPlace>& places) {
    constexpr std::size_t fewest = 5;
    constexpr double least_kilometres = 100;
    constexpr double times_the_middle = 10;
    std::vector<double> lats;
    std::vector<double> lons;
    for (const auto& place : places) {
        if (place.lat && place.lon) {
            lats.push_back(*place.lat);
            lons.push_back(*place.lon);
        }
    }
    if (lats.size() < fewest) {
        return {};
    }
    const Position middle{median_of(std::move(lons)), median_of(std::move(lats))};
    std::map<std::string, double> distances;
    std::vector<double> all;
    for (const auto& place : places) {
        if (place.lat && place.lon) {
            all.push_back(kilometres_between(middle, {*place.lon, *place.lat}));
            distances[place.key] = all.back();
        }
    }
    const double limit = std::max(least_kilometres, times_the_middle * median_of(std::move(all)));
    std::erase_if(distances, [&](const auto& place) { return place.second <= limit; });
    return distances;
}

}  // namespace belfry::city
