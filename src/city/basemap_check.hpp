#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/refusal.hpp"
#include "city/raw_table.hpp"

namespace belfry::city {

/// Why a feature of a GeoJSON is no area of the map. The sentence is `error.<code>` in the
/// catalogs, with blanks `{feature}`, `{name}` and `{value}`.
struct FeatureProblem {
    std::int64_t feature = 0;  ///< Its number in the file, from 1.
    std::string name;          ///< What the file calls it; empty: nothing.
    std::string
        code;  ///< basemap_feature_ `no_geometry`, `not_an_area`, `broken`, `beyond_degrees`.
    std::string value;  ///< The kind of geometry that it is, or where it lies.

    friend bool operator==(const FeatureProblem&, const FeatureProblem&) = default;
};
BOOST_DESCRIBE_STRUCT(FeatureProblem, (), (feature, name, code, value))

/// All of the file, in its order; empty where it is no GeoJSON at all.
[[nodiscard]] std::vector<FeatureProblem> feature_problems(const SourceFile& file);

/// The same for a refusal, the first ones: field `features[2]` is the third.
[[nodiscard]] std::vector<Refusal::Problem> as_problems(const std::vector<FeatureProblem>& features
);

}  // namespace belfry::city
