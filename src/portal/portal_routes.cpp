#include "portal/portal_routes.hpp"

#include "portal/portal_store.hpp"

namespace belfry::portal {

namespace {

http::Access may_publish() {
    return http::Access::needs("public_pages_edit");
}

Result<http::Versioned<PublicPages>> save(
    record::Record& record, const http::Call& call, const PublicPagesChange& change
) {
    const auto actor = record::Actor::account(call.caller.account);
    return record.write(
        {actor, "portal.update", {"portal", 1}, call.based_on()},
        [&](record::Writing& w) -> Result<http::Versioned<PublicPages>> {
            auto pages = changed(find_pages(w.db()), change);
            if (!pages) {
                return std::unexpected(pages.error());
            }
            pages->revision = w.revision();
            save_pages(w.db(), *pages);
            w.set("published", pages->published);
            w.set("report_phone", pages->report_phone);
            w.set("report_email", pages->report_email);
            w.set("report_url", pages->report_url);
            return http::Versioned<PublicPages>{*pages, pages->revision};
        }
    );
}

}  // namespace

void add_routes(http::Router& router, store::Database& database, record::Record& record) {
    router.add(http::get<http::Versioned<PublicPages>>(
        "/api/v1/public-pages",
        http::Access::needs("program_see"),
        "What the city publishes on its public pages.",
        [&database](const http::Call&) -> Result<http::Versioned<PublicPages>> {
            const auto pages = database.read(find_pages);
            return http::Versioned<PublicPages>{pages, pages.revision};
        }
    ));
    router.add(http::patch<PublicPagesChange, http::Versioned<PublicPages>>(
        "/api/v1/public-pages",
        may_publish(),
        "Publishes the steps' status or takes it back; says whom to tell about a problem.",
        [&record](const http::Call& call, const PublicPagesChange& change) {
            return save(record, call, change);
        }
    ));
}

}  // namespace belfry::portal
