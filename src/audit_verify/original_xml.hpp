#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "audit_verify/original.hpp"

/// Looking into XML that others wrote. Names are meant without their namespace.
namespace belfry::audit_verify {

/// The whole of a document.
[[nodiscard]] pugi::xml_document parsed_xml(const Document& file);

[[nodiscard]] std::string_view local_name(const pugi::xml_node& node);
[[nodiscard]] std::string attribute_of(const pugi::xml_node& node, std::string_view name);

/// Elements of a name at any depth, in the order of the document; nothing inside `without`.
[[nodiscard]] std::vector<pugi::xml_node> all_of(
    const pugi::xml_node& from, std::string_view name, std::string_view without = "-"
);

/// Elements of a name directly inside.
[[nodiscard]] std::vector<pugi::xml_node> children_of(
    const pugi::xml_node& from, std::string_view name
);

/// The text directly inside the element.
[[nodiscard]] std::string words_of(const pugi::xml_node& node);

/// The bare text of the last element of this name directly inside; empty where there is none.
[[nodiscard]] std::string child_words(const pugi::xml_node& from, std::string_view name);

}  // namespace belfry::audit_verify
