#pragma once

#include <pugixml.hpp>

#include "json/json.hpp"

/// KML, as Google's and Esri's map programs write it.
namespace belfry::city {

/// Its placemarks as features of GeoJSON: name, address, description and extended data are
/// properties, points and polygons geometries. Lines and pictures are none.
[[nodiscard]] json::Array features_of_kml(const pugi::xml_node& root);

}  // namespace belfry::city
