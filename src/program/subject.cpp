#include "program/subject.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace belfry::program {

std::optional<record::Object> object_named(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == 0 || slash == std::string_view::npos) {
        return {};
    }
    const auto number = text.substr(slash + 1);
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id);
    if (error != std::errc() || end != number.data() + number.size() || id < 1) {
        return {};
    }
    record::Object object{std::string(text.substr(0, slash)), id};
    if (object.text() != text) {
        return {};  // `task/007` would be compared with `task/7`, and mean nothing
    }
    return object;
}

std::optional<record::Object> subject_named(std::string_view text) {
    constexpr std::array<std::string_view, 4> kinds{"step", "task", "decision", "note"};
    auto object = object_named(text);
    const bool may = object && std::ranges::find(kinds, object->kind) != kinds.end();
    return may ? object : std::nullopt;
}

std::string link_to(const record::Object& object) {
    if (object.kind == "calendar_event") {
        return "/calendar/" + std::to_string(object.id);
    }
    if (object.kind == "city") {
        return "/";
    }
    return '/' + object.kind + "s/" + std::to_string(object.id);
}

}  // namespace belfry::program
