#include "audit_verify/original_xml.hpp"

namespace belfry::audit_verify {

namespace {

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void collect(
    const pugi::xml_node& from,
    std::string_view name,
    std::string_view without,
    int depth,
    std::vector<pugi::xml_node>& out
) {
    if (depth > 64) {
        unreadable("XML", "elements at most 64 deep");
    }
    for (const auto& child : from.children()) {
        if (local_name(child) == name) {
            out.push_back(child);
        }
        if (local_name(child) != without) {
            collect(child, name, without, depth + 1, out);
        }
    }
}

}  // namespace

pugi::xml_document parsed_xml(const Document& file) {
    pugi::xml_document out;
    const auto read = out.load_buffer(
        file.bytes.data(), file.bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata
    );
    if (!read) {
        unreadable(file.name, "XML");
    }
    return out;
}

std::string_view local_name(const pugi::xml_node& node) {
    return without_prefix(node.name());
}

std::string attribute_of(const pugi::xml_node& node, std::string_view name) {
    for (const auto& each : node.attributes()) {
        if (without_prefix(each.name()) == name) {
            return each.value();
        }
    }
    return {};
}

std::vector<pugi::xml_node> all_of(
    const pugi::xml_node& from, std::string_view name, std::string_view without
) {
    std::vector<pugi::xml_node> out;
    collect(from, name, without, 0, out);
    return out;
}

std::vector<pugi::xml_node> children_of(const pugi::xml_node& from, std::string_view name) {
    std::vector<pugi::xml_node> out;
    for (const auto& child : from.children()) {
        if (local_name(child) == name) {
            out.push_back(child);
        }
    }
    return out;
}

std::string words_of(const pugi::xml_node& node) {
    std::string out;
    for (const auto& child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            out += child.value();
        }
    }
    return out;
}

std::string child_words(const pugi::xml_node& from, std::string_view name) {
    const auto found = children_of(from, name);
    return found.empty() ? std::string() : bare(words_of(found.back()));
}

}  // namespace belfry::audit_verify
