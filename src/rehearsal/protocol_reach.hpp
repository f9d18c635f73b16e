#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulation/city.hpp"
#include "simulation/plan.hpp"

/// Where a measure of a plan has an effect; the engine asks the same (simulation/model.cpp).
namespace belfry::rehearsal {

/// Why it has none; the later, the nearer it was to having one.
enum class NoEffect {
    not_named,        ///< The plan names other sites.
    none_held,        ///< The count there is 0.
    no_equipment,     ///< The site has nothing that it could replace, help or repair.
    not_vote_center,  ///< Redirects go between vote centers.
    no_other_center   ///< There is no second one.
};

/// One polling place, its copies told apart.
struct OpenPlace {
    std::string id;
    std::string name;
    const simulation::Site* site = nullptr;
    std::vector<simulation::Equipment> equipment;  ///< Of stations with servers.
};

[[nodiscard]] std::vector<OpenPlace> places_of(const simulation::City& city);

/// Of one measure in one city: built once, asked for each place.
class Reach {
public:
    Reach(
        const simulation::Measure& measure,
        const simulation::City& city,
        const std::vector<OpenPlace>& places
    );

    /// By the number of the place; empty where the measure works.
    [[nodiscard]] const std::vector<std::optional<NoEffect>>& by_place() const { return why_not_; }

    /// How many units the place has for itself; empty where the measure has no count, or one for
    /// all sites together.
    [[nodiscard]] std::optional<int> count_at(std::size_t place) const { return counts_[place]; }

    /// Of all places where it works, when it is the same at each.
    [[nodiscard]] std::optional<int> same_count() const;

    [[nodiscard]] std::size_t sites() const;

    /// Why it works nowhere; asked when sites() is 0.
    [[nodiscard]] NoEffect reason() const;

private:
    std::vector<std::optional<NoEffect>> why_not_;
    std::vector<std::optional<int>> counts_;
};

}  // namespace belfry::rehearsal
