#include "program/disclosure.hpp"

#include <algorithm>

namespace belfry::program {

namespace {

bool is_person(const json::Object& object) {
    return object.size() == 3 && object.contains("id") && object.contains("name") &&
           object.contains("title");
}

}  // namespace

json::Value without_names(json::Value value) {
    if (auto* object = value.if_object()) {
        if (is_person(*object)) {
            return json::Object{{"id", object->at("id")}};
        }
        for (auto& member : *object) {
            member.value() = without_names(std::move(member.value()));
        }
    }
    return value;
}

bool is_kept(std::string_view member) {
    constexpr std::array<std::string_view, 8> left_out{
        "id", "revision", "html", "comments", "attachments", "source", "sentences", "updated_at"
    };
    return std::ranges::find(left_out, member) == left_out.end();
}

}  // namespace belfry::program
