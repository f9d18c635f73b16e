#include "portal/portal_routes.hpp"

#include "accounts/who_changed.hpp"
#include "portal/portal_store.hpp"
#include "program/deed.hpp"
#include "program/disclosure.hpp"

namespace belfry::portal {

namespace {

http::Access may_publish() {
    return http::Access::needs("public_pages_edit").with_fresh_proof();
}

using ShownPages = http::Versioned<PublicPages>;

Result<ShownPages> write(record::Writing& writing, const PublicPagesChange& change) {
    const auto before = find_pages(writing.db());
    auto pages = changed(before, change);
    if (!pages) {
        return std::unexpected(pages.error());
    }
    pages->revision = writing.revision();
    save_pages(writing.db(), *pages);
    program::disclose_changes(writing, before, *pages);
    return ShownPages{*pages, pages->revision};
}

Result<ShownPages> save(
    store::Database& database,
    record::Record& record,
    const http::Call& call,
    const PublicPagesChange& change
) {
    const auto deed = program::change_by(call, "portal.update", {"portal", 1});
    return accounts::saying_who(database, [&] {
        return record.write(deed, [&](record::Writing& w) { return write(w, change); });
    });
}

}  // namespace

void add_routes(http::Router& router, store::Database& database, record::Record& record) {
    router.add(http::get<ShownPages>(
        "/api/v1/public-pages",
        http::Access::needs("program_see"),
        "What the city publishes on its public pages.",
        [&database](const http::Call&) -> Result<ShownPages> {
            const auto pages = database.read(find_pages);
            return ShownPages{pages, pages.revision};
        }
    ));
    router.add(http::patch<PublicPagesChange, ShownPages>(
        "/api/v1/public-pages",
        may_publish(),
        "Publishes the steps' status or takes it back; says whom to tell about a problem.",
        [&database, &record](const http::Call& call, const PublicPagesChange& change) {
            return save(database, record, call, change);
        }
    ));
}

}  // namespace belfry::portal
