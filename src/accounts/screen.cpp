#include "accounts/screen.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/columns.hpp"
#include "accounts/qr_code.hpp"
#include "accounts/secret.hpp"
#include "accounts/session.hpp"
#include "accounts/who_changed.hpp"
#include "crypto/secret.hpp"
#include "text/catalog.hpp"

namespace belfry::accounts {

namespace {

#define BELFRY_SCREEN_COLUMNS                                                                  \
    "SELECT id, name, pages, language, made_by, expires_on, paired_at, last_seen_at, revision" \
    " FROM screen"

WallScreen read_screen(const store::Row& row) {
    return {
        .id = row.get<Id<WallScreen>>(0),
        .name = row.get<std::string>(1),
        .pages = named_at<ScreenPages>(row, 2),
        .language = row.get<std::string>(3),
        .made_by = person_of(row.get<std::optional<std::int64_t>>(4)),
        .expires_on = date_from_iso(row.text(5)).value_or(Date()),
        .paired_at = row.get<std::optional<Instant>>(6),
        .last_seen_at = row.get<std::optional<Instant>>(7),
        .revision = row.integer(8),
    };
}

std::optional<WallScreen> find_screen(store::Connection& db, Id<WallScreen> id) {
    return db.query_one(BELFRY_SCREEN_COLUMNS " WHERE id = $1", read_screen, id);
}

bool works(const WallScreen& screen, Instant now) {
    return std::chrono::floor<std::chrono::days>(now) <= std::chrono::sys_days(screen.expires_on);
}

std::unexpected<Refusal> no_such_screen() {
    return refuse(Refusal::Kind::not_found, "no_such_screen", "There is no such screen.");
}

std::vector<Refusal::Problem> problems_of(const NewScreen& wish, Instant now) {
    std::vector<Refusal::Problem> problems;
    check_name(problems, "name", wish.name, false);
    const auto languages = text::Catalog::embedded().languages();
    if (std::ranges::find(languages, wish.language) == languages.end()) {
        problems.push_back({"language", "not_one_of", "Choose one of the languages offered.", {}});
    }
    const auto today = std::chrono::floor<std::chrono::days>(now);
    const auto last = std::chrono::sys_days(wish.expires_on);
    if (last < today) {
        problems.push_back({"expires_on", "in_the_past", "Give a day to come.", {}});
    } else if (last > today + longest_screen) {
        problems.push_back({"expires_on", "too_far_off", "Give an earlier day.", {}});
    }
    return problems;
}

/// A fresh link for the screen, inside a write.
ScreenLink link_for(
    const Services& services, record::Writing& w, Id<WallScreen> id, const std::string& base
) {
    const auto secret = crypto::random_token(services.random);
    const auto end = w.at() + pairing_life;
    w.db().execute(
        "UPDATE screen SET pairing = $2, pairing_ends_at = $3, digest = NULL, paired_at = NULL,"
        " revision = $4 WHERE id = $1",
        id,
        kept(secret),
        end,
        w.revision()
    );
    const auto link = fmt::format("{}/screen#{}", base, secret);
    return {id, link, qr_svg(link), end};
}

void add_screen(record::Writing& w, const NewScreen& wish, std::int64_t made_by) {
    w.db().execute(
        "INSERT INTO screen (id, name, pages, language, pairing_ends_at, made_by, created_at,"
        " expires_on, revision) VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8)",
        w.object().id,
        wish.name,
        json::name_of(wish.pages),
        wish.language,
        w.at(),
        made_by,
        to_iso(wish.expires_on),
        w.revision()
    );
    w.set("name", wish.name);
    w.set("pages", wish.pages);
    w.set("expires_on", wish.expires_on);
}

/// Runs `change` where the screen is there, inside a write.
template <class Change>
auto write_screen(Services& services, const record::Deed& deed, const Change& change)
    -> std::invoke_result_t<Change, record::Writing&> {
    using Out = std::invoke_result_t<Change, record::Writing&>;
    const Id<WallScreen> id{deed.object.id};
    const auto there = [&](store::Connection& db) {
        return find_screen(db, id).has_value();
    };
    if (!services.database.read(there)) {
        return no_such_screen();
    }
    return saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& w) -> Out {
            return there(w.db()) ? change(w) : Out(no_such_screen());
        });
    });
}

void note_seen(Services& services, Id<WallScreen> id) {
    try {
        std::ignore = services.record.write(
            {record::Actor::belfry(), "screen.use", {"screen", id.value}},
            [&](record::Writing& w) -> Result<void> {
                w.db().execute(
                    "UPDATE screen SET last_seen_at = $2, revision = $3 WHERE id = $1",
                    id,
                    w.at(),
                    w.revision()
                );
                return {};
            }
        );
    } catch (const store::SqlError&) {
        return;  // a full disk is no reason for a dark screen
    }
}

}  // namespace

std::vector<WallScreen> list_screens(Services& services) {
    return services.database.read([](store::Connection& db) {
        auto screens = db.query(BELFRY_SCREEN_COLUMNS, read_screen);
        const auto people = all_people(db);
        for (auto& screen : screens) {
            complete(people, screen.made_by);
        }
        std::ranges::sort(screens, {}, [](const WallScreen& screen) {
            return std::tie(screen.name, screen.id);
        });
        return screens;
    });
}

Result<ScreenLink> make_screen(
    Services& services, const Acting& by, const NewScreen& wish, const std::string& base
) {
    if (auto problems = problems_of(wish, services.clock.now()); !problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return services.record.write(
        {by.actor(), "screen.make", {"screen"}},
        [&](record::Writing& w) -> Result<ScreenLink> {
            const auto count = w.db().value<std::int64_t>("SELECT count(*) FROM screen");
            if (count.value_or(0) >= static_cast<std::int64_t>(most_screens)) {
                return refuse(
                    Refusal::Kind::conflict, "too_many_screens", "Remove a screen first."
                );
            }
            add_screen(w, wish, by.id);
            return link_for(services, w, {w.object().id}, base);
        }
    );
}

Result<ScreenLink> pair_anew(
    Services& services, const Acting& by, const SeenScreen& screen, const std::string& base
) {
    return write_screen(
        services,
        {by.actor(), "screen.pair_anew", {"screen", screen.id.value}, screen.revision},
        [&](record::Writing& w) -> Result<ScreenLink> {
            return link_for(services, w, screen.id, base);
        }
    );
}

Result<void> remove_screen(Services& services, const Acting& by, const SeenScreen& screen) {
    return write_screen(
        services,
        {by.actor(), "screen.delete", {"screen", screen.id.value}, screen.revision},
        [&](record::Writing& w) -> Result<void> {
            w.db().execute("DELETE FROM screen WHERE id = $1", screen.id);
            return {};
        }
    );
}

Result<std::string> pair(
    Services& services, const std::string& secret, const std::string& address
) {
    if (auto counted = services.passwords.count_link(address); !counted) {
        return std::unexpected(counted.error());
    }
    const auto waiting = [&](store::Connection& db, Instant now) {
        return db.query_one(
            BELFRY_SCREEN_COLUMNS " WHERE pairing = $1 AND pairing_ends_at > $2",
            read_screen,
            kept(secret),
            now
        );
    };
    const auto dead = [] {
        return refuse(
            Refusal::Kind::not_found, "link_dead", "This link was used already or has expired."
        );
    };
    const auto found = services.database.read([&](store::Connection& db) {
        return waiting(db, services.clock.now());
    });
    if (!found) {
        return dead();
    }
    const auto device = crypto::random_token(services.random);
    return services.record.write(
        {record::Actor::belfry(), "screen.pair", {"screen", found->id.value}},
        [&](record::Writing& w) -> Result<std::string> {
            if (!waiting(w.db(), w.at())) {
                return dead();
            }
            w.db().execute(
                "UPDATE screen SET pairing = NULL, digest = $2, paired_at = $3, last_seen_at = $3,"
                " revision = $4 WHERE id = $1",
                found->id,
                kept(device),
                w.at(),
                w.revision()
            );
            return device;
        }
    );
}

std::optional<WallScreen> screen_of(Services& services, std::string_view secret) {
    const auto now = services.clock.now();
    const auto found = services.database.read([&](store::Connection& db) {
        return db.query_one(BELFRY_SCREEN_COLUMNS " WHERE digest = $1", read_screen, kept(secret));
    });
    if (!found || !works(*found, now)) {
        return {};
    }
    if (!found->last_seen_at || now - *found->last_seen_at >= seen_every) {
        note_seen(services, found->id);
    }
    return found;
}

std::optional<ScreenState> screen_shown(Services& services, std::int64_t caller) {
    const auto found =
        services.database.read([&](store::Connection& db) { return find_screen(db, {-caller}); });
    return found ? std::optional(ScreenState{found->name, found->pages, found->language})
                 : std::nullopt;
}

bool screen_holds(store::Connection& db, Id<WallScreen> id, Instant now) {
    const auto found = find_screen(db, id);
    return found && found->paired_at && works(*found, now);
}

}  // namespace belfry::accounts
