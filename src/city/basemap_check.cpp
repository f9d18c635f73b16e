#include "city/basemap_check.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "city/area.hpp"
#include "json/json.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

std::string said(const json::Value& value) {
    if (const auto* text = value.if_string()) {
        return std::string(*text);
    }
    return value.is_number() ? json::canonical(value) : std::string();
}

/// What people call the feature: its name, else its precinct, else the first text it has.
std::string name_of(const json::Object& feature) {
    const auto* properties = feature.if_contains("properties");
    if (properties == nullptr || !properties->is_object()) {
        return {};
    }
    std::string first;
    std::string precinct;
    for (const auto& property : properties->get_object()) {
        const auto key = text::fold(std::string_view(property.key()));
        const auto value = said(property.value());
        if (key == "name") {
            return value;
        }
        precinct = precinct.empty() && key.starts_with("precinct") ? value : precinct;
        first = first.empty() && property.value().is_string() ? value : first;
    }
    return precinct.empty() ? first : precinct;
}

std::optional<Position> beyond_degrees(const MultiPolygon& area) {
    for (const auto& polygon : area) {
        for (const auto& ring : polygon) {
            const auto found = std::ranges::find_if(ring, [](const Position& one) {
                return std::abs(one.lon) > 180 || std::abs(one.lat) > 90;
            });
            if (found != ring.end()) {
                return *found;
            }
        }
    }
    return {};
}

/// Code and value; the code is empty where the feature is an area.
std::pair<std::string, std::string> judge(const json::Object& feature) {
    const auto* geometry = feature.if_contains("geometry");
    const auto* object = geometry == nullptr ? nullptr : geometry->if_object();
    if (object == nullptr) {
        return {"basemap_feature_no_geometry", ""};
    }
    const auto* type = object->if_contains("type");
    const auto kind = type == nullptr ? std::string() : said(*type);
    if (kind != "Polygon" && kind != "MultiPolygon") {
        return {"basemap_feature_not_an_area", kind};
    }
    const auto area = area_in(*geometry);
    if (!area) {
        return {"basemap_feature_broken", kind};
    }
    if (const auto at = beyond_degrees(*area)) {
        return {"basemap_feature_beyond_degrees", fmt::format("{}, {}", at->lon, at->lat)};
    }
    return {};
}

std::string in_english(const FeatureProblem& problem) {
    const auto& code = problem.code;
    const auto what =
        code.ends_with("no_geometry")   ? std::string("has no geometry")
        : code.ends_with("not_an_area") ? "is no area but a " + problem.value
        : code.ends_with("broken")
            ? std::string("has a ring of fewer than three positions, or one that is no position")
            : "lies at " + problem.value + ", which is not longitude and latitude";
    return fmt::format("Feature {} {} {}.", problem.feature, problem.name, what);
}

}  // namespace

std::vector<FeatureProblem> feature_problems(const SourceFile& file) {
    std::string_view text = file.bytes;
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    const auto document = json::parse(text);
    const auto features = document ? features_in(*document) : json::Array();
    std::vector<FeatureProblem> out;
    for (std::size_t at = 0; at < features.size(); ++at) {
        const auto* feature = features[at].if_object();
        const auto [code, value] =
            feature == nullptr ? std::pair<std::string, std::string>("basemap_feature_broken", "")
                               : judge(*feature);
        if (!code.empty()) {
            out.push_back(
                {static_cast<std::int64_t>(at + 1),
                 feature == nullptr ? "" : name_of(*feature),
                 code,
                 value}
            );
        }
    }
    return out;
}

std::vector<Refusal::Problem> as_problems(const std::vector<FeatureProblem>& features) {
    constexpr std::size_t most = 20;
    std::vector<Refusal::Problem> out;
    for (std::size_t at = 0; at < std::min(features.size(), most); ++at) {
        const auto& one = features[at];
        out.push_back(
            {fmt::format("features[{}]", one.feature - 1),
             one.code,
             in_english(one),
             {{"feature", std::to_string(one.feature)}, {"name", one.name}, {"value", one.value}}}
        );
    }
    return out;
}

}  // namespace belfry::city
