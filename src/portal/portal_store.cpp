#include "portal/portal_store.hpp"

#include <span>

#include "base/embedded.hpp"
#include "program/city_store.hpp"
#include "program/demo_store.hpp"
#include "program/local_time.hpp"
#include "program/step_store.hpp"
#include "transparency/identity.hpp"
#include "transparency/witness_alarm.hpp"
#include "transparency/witness_store.hpp"

namespace belfry::portal {

std::span<const EmbeddedFile> sql_files();

store::Migrations migrations() {
    return store::migrations_from(sql_files());
}

PublicPages find_pages(store::Connection& db) {
    return db
        .query_one(
            "SELECT published, report_phone, report_email, report_url, revision FROM portal",
            [](const store::Row& row) {
                return PublicPages{
                    row.integer(0) != 0,
                    row.get<std::string>(1),
                    row.get<std::string>(2),
                    row.get<std::string>(3),
                    row.integer(4)
                };
            }
        )
        .value_or(PublicPages());
}

void save_pages(store::Connection& db, const PublicPages& pages) {
    db.execute(
        "INSERT INTO portal (id, published, report_phone, report_email, report_url, revision)"
        " VALUES (1, $1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET"
        " published = excluded.published, report_phone = excluded.report_phone,"
        " report_email = excluded.report_email, report_url = excluded.report_url,"
        " revision = excluded.revision",
        pages.published,
        pages.report_phone,
        pages.report_email,
        pages.report_url,
        pages.revision
    );
}

namespace {

/// What a reader needs to check that a page is the city's.
void add_log(store::Connection& db, PublicView& view) {
    const auto identity = transparency::find_identity(db);
    if (!identity) {
        return;
    }
    view.address = identity->address;
    view.log_key = identity->log_key;
    for (const auto& peer : transparency::all_peers(db)) {
        if (!peer.witness_key.empty()) {
            view.witness_keys.push_back(peer.witness_key);
        }
    }
    view.log_alarm = transparency::loss_of(db, identity->origin).has_value();
}

}  // namespace

PublicView public_view(store::Connection& db, Instant now, Instant updated) {
    PublicView view;
    view.city = program::find_city(db);
    if (view.city.fictional && program::kept_city(db).configured) {
        // Looking around inside is no reason to tell everybody about another city.
        view.city = program::kept_city(db);
    }
    const auto whose = view.city.fictional ? program::Whose::fictional : program::Whose::own;
    if (view.city.fictional) {
        view.pages.published = true;
    } else {
        view.pages = find_pages(db);
    }
    view.updated = program::local_day(view.city.time_zone, updated);
    const auto today = program::local_day(view.city.time_zone, now);
    view.contacts_hold_until =
        today.year() / today.month() / std::chrono::day(1) + std::chrono::months(6);
    auto work = program::step_work(db, whose);
    for (const auto& step : program::step_settings(db, whose)) {
        auto& facts = work[step.number].facts;
        facts.owned = step.owner.has_value();
        const auto status = step.status ? *step.status : program::status_of(facts, today).status;
        view.steps.push_back({step.number, status});
    }
    add_log(db, view);
    return view;
}

}  // namespace belfry::portal
