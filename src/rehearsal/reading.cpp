#include "rehearsal/reading.hpp"

#include <algorithm>

namespace belfry::rehearsal {

std::string language_of(const program::Services& services, const http::Call& call) {
    const auto asked = std::string(call.request.query_value("language").value_or(""));
    const auto known = services.catalog.languages();
    return std::ranges::find(known, asked) == known.end() ? call.caller.language : asked;
}

program::Words words_of(const program::Services& services, const http::Call& call) {
    return {services.catalog, language_of(services, call)};
}

http::Route in_a_language(http::Route route) {
    route.query.push_back({"language", "Of the sentences; without it the caller's.", {}});
    return route;
}

}  // namespace belfry::rehearsal
