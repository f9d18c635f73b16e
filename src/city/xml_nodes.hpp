#pragma once

#include <string_view>

#include <pugixml.hpp>

/// Nodes of feeds and map files by their names, whatever the prefix of their name space.
namespace belfry::city {

[[nodiscard]] inline std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The first child of that name; an empty node where there is none.
[[nodiscard]] inline pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
    for (const auto& child : node.children()) {
        if (local_name(child) == name) {
            return child;
        }
    }
    return {};
}

}  // namespace belfry::city
