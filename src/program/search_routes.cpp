#include "program/search_routes.hpp"

#include "program/limits.hpp"
#include "program/query.hpp"
#include "program/search.hpp"

namespace belfry::program {

namespace {

constexpr std::size_t usual_hits = 8;
constexpr std::size_t most_hits = 50;

Result<SearchAnswer> find(
    const Services& services, const std::vector<Finder>& finders, const http::Call& call
) {
    const auto query = call.request.query_value("q").value_or("");
    const auto most = number_in(call, "most");
    if (!most) {
        return std::unexpected(most.error());
    }
    if (auto fits = Checked().optional_text("q", query, most_title).result(); !fits) {
        return std::unexpected(fits.error());
    }
    const Words words(services.catalog, call.caller.language);
    const auto hits = std::min(static_cast<std::size_t>(most->value_or(usual_hits)), most_hits);
    return services.database.read([&](store::Connection& db) {
        return search(db, call.caller, words, query, hits, finders);
    });
}

}  // namespace

void add_search_routes(
    http::Router& router, const Services& services, std::vector<Finder> finders
) {
    auto route = http::get<SearchAnswer>(
        "/api/v1/search",
        http::Access::signed_in(),
        "Finds what the caller may see, without regard to accents.",
        std::bind_front(find, services, std::move(finders))
    );
    route.query = {
        {"q", "Words, or how they begin.", {}},
        {"most", "How many at most; 8 when left out.", {}},
    };
    router.add(std::move(route));
}

}  // namespace belfry::program
