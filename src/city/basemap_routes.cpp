#include <algorithm>
#include <set>

#include "city/basemap_check.hpp"
#include "city/basemap_store.hpp"
#include "city/place_store.hpp"
#include "city/routes.hpp"
#include "program/attachment.hpp"
#include "program/change.hpp"

namespace belfry::city {

namespace {

/// A file as it would be as the map, before it is.
struct BasemapPreview {
    Basemap map;
    std::vector<FeatureProblem> left_out;  ///< Features that are no areas.
    std::int64_t known_precincts = 0;      ///< Areas of precincts that the city has.
    std::int64_t city_precincts = 0;
};
BOOST_DESCRIBE_STRUCT(BasemapPreview, (), (map, left_out, known_precincts, city_precincts))

using ShownBasemap = http::Versioned<Basemap>;

ShownBasemap versioned(Basemap map) {
    const auto revision = map.revision;
    return {std::move(map), revision};
}

record::Deed deed_of(const http::Call& call, const char* action) {
    return program::change_by(call, action, {"basemap", 1});
}

SourceFile file_in(const http::Call& call) {
    return {
        program::safe_file_name(call.request.query_value("name").value_or("map.geojson")),
        call.request.body
    };
}

Result<Basemap> map_in(const SourceFile& file) {
    if (file.bytes.empty()) {
        return refuse(Refusal::Kind::invalid, "file_empty", "The file is empty.");
    }
    return read_basemap(file);
}

Result<BasemapPreview> preview(const Services& services, const http::Call& call) {
    const auto file = file_in(call);
    auto map = map_in(file);
    if (!map) {
        return std::unexpected(map.error());
    }
    BasemapPreview out{std::move(*map), feature_problems(file), 0, 0};
    const auto city = services.database.read(load_city);
    out.city_precincts = std::ssize(city.precincts);
    std::set<std::string> known;
    for (const auto& precinct : city.precincts) {
        known.insert(precinct.key);
    }
    // A precinct of two parts may be drawn as two areas.
    std::set<std::string> drawn;
    for (const auto& area : out.map.features) {
        if (known.contains(area.properties.precinct)) {
            drawn.insert(area.properties.precinct);
        }
    }
    out.known_precincts = std::ssize(drawn);
    return out;
}

Result<ShownBasemap> put(const Services& services, const http::Call& call) {
    const auto map = map_in(file_in(call));
    if (!map) {
        return std::unexpected(map.error());
    }
    return services.record.write(
        deed_of(call, "basemap.update"),
        [&](record::Writing& writing) -> Result<ShownBasemap> {
            return versioned(save_basemap(writing, *map));
        }
    );
}

Result<void> remove(const Services& services, const http::Call& call) {
    return services.record.write(
        deed_of(call, "basemap.delete"),
        [](record::Writing& writing) -> Result<void> {
            (void)save_basemap(writing, Basemap());
            return {};
        }
    );
}

}  // namespace

void add_basemap_routes(http::Router& router, const Services& services) {
    router.add(http::get<ShownBasemap>(
        "/api/v1/basemap",
        may_see_places(),
        "The map under the polling places: the city's precincts or its boundary as GeoJSON; "
        "without features where nobody gave one.",
        [services](const http::Call&) -> Result<ShownBasemap> {
            return versioned(services.database.read(load_basemap));
        }
    ));
    http::Route looked_at{
        http::Method::post,
        "/api/v1/basemap/preview",
        may_edit_places(),
        "What a file would be as the map: its areas, the features that are none and why, and how "
        "many "
        "of the city's precincts it has. Nothing is stored.",
        [services](const http::Call& call) {
            return http::detail::answer<>(preview(services, call), 200);
        }
    };
    looked_at.query = {{"name", "The file's name.", {}}};
    looked_at.output = http::detail::SchemaOf<BasemapPreview>::of;
    looked_at.input_type = "application/octet-stream";
    looked_at.most_body = most_file_bytes;
    router.add(std::move(looked_at));
    http::Route given{
        http::Method::put,
        "/api/v1/basemap",
        may_edit_places(),
        "Gives the map, based on the revision in If-Match: the body is a GeoJSON FeatureCollection "
        "of polygons in WGS 84. Lines are simplified; imports leave it as it is.",
        [services](const http::Call& call) {
            return http::detail::answer<>(put(services, call), 200);
        }
    };
    given.query = {{"name", "The file's name.", {}}};
    given.output = http::detail::SchemaOf<Basemap>::of;
    given.versioned = true;
    given.conditional = true;
    given.input_type = "application/octet-stream";
    given.most_body = most_file_bytes;
    router.add(std::move(given));
    router.add(http::remove<void>(
        "/api/v1/basemap",
        may_edit_places(),
        "Takes the map away; the next import of precincts with areas brings another.",
        std::bind_front(remove, services)
    ));
}

}  // namespace belfry::city
