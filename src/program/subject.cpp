#include "program/subject.hpp"

#include <array>
#include <charconv>

namespace belfry::program {

std::optional<record::Object> subject_named(std::string_view text) {
    constexpr std::array<std::string_view, 4> kinds{"step", "task", "decision", "note"};
    const auto slash = text.find('/');
    const auto kind = text.substr(0, slash);
    if (slash == std::string_view::npos || std::ranges::find(kinds, kind) == kinds.end()) {
        return {};
    }
    const auto number = text.substr(slash + 1);
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id);
    if (error != std::errc() || end != number.data() + number.size() || id < 1) {
        return {};
    }
    return record::Object{std::string(kind), id};
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
