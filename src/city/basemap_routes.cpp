#include "city/basemap_store.hpp"
#include "city/routes.hpp"
#include "program/attachment.hpp"
#include "program/change.hpp"

namespace belfry::city {

namespace {

using ShownBasemap = http::Versioned<Basemap>;

ShownBasemap versioned(Basemap map) {
    const auto revision = map.revision;
    return {std::move(map), revision};
}

record::Deed deed_of(const http::Call& call, const char* action) {
    return program::change_by(call, action, {"basemap", 1});
}

Result<ShownBasemap> put(const Services& services, const http::Call& call) {
    if (call.request.body.empty()) {
        return refuse(Refusal::Kind::invalid, "file_empty", "The file is empty.");
    }
    const auto name =
        program::safe_file_name(call.request.query_value("name").value_or("map.geojson"));
    const auto map = read_basemap({name, call.request.body});
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
