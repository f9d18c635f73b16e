#include "accounts/people.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/alert.hpp"
#include "accounts/outbox.hpp"
#include "accounts/own_account.hpp"
#include "accounts/passkey_store.hpp"
#include "accounts/provider.hpp"
#include "accounts/secret.hpp"
#include "accounts/session_store.hpp"
#include "accounts/who_changed.hpp"
#include "json/json.hpp"
#include "text/catalog.hpp"
#include "text/fold.hpp"

namespace belfry::accounts {

namespace {

std::unexpected<Refusal> no_such_person() {
    return refuse(Refusal::Kind::not_found, "no_such_person", "There is no such person.");
}

std::unexpected<Refusal> no_such_invitation() {
    return refuse(
        Refusal::Kind::not_found, "no_such_invitation", "This invitation was used or withdrawn."
    );
}

/// Runs `change` on the account as it is inside the write, and saves it.
template <class Change>
auto write_account(Services& services, const record::Deed& deed, const Change& change)
    -> std::invoke_result_t<Change, record::Writing&, Account&> {
    using Out = std::invoke_result_t<Change, record::Writing&, Account&>;
    // Before the record looks at the revision: of nobody there is none to read again.
    if (auto found = find_person(services, {deed.object.id}); !found) {
        return std::unexpected(found.error());
    }
    return saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& w) -> Out {
            auto account = find_account(w.db(), Id<Account>{deed.object.id});
            if (!account) {
                return no_such_person();
            }
            account->revision = w.revision();
            auto out = change(w, *account);
            if (out) {
                save_account(w.db(), *account);
            }
            return out;
        });
    });
}

record::Deed deed_on(const Acting& by, const char* action, const Seen& person) {
    return {by.actor(), action, {"account", person.id.value}, person.revision};
}

Changer changer(record::Writing& w, const Acting& by) {
    return {by.id, count_administrators(w.db())};
}

void disclose_changes(record::Writing& w, const Account& before, const Account& after) {
    const auto say = [&](const char* field, const auto& old, const auto& now) {
        if (old != now) {
            w.set(field, now);
        }
    };
    say("name", before.name, after.name);
    say("title", before.title, after.title);
    say("agency", before.agency, after.agency);
    say("roles", before.roles, after.roles);
    say("expires_on", before.expires_on, after.expires_on);
}

/// Whoever has other roles is told so; of a new administrator the others are.
std::vector<Alert> role_alerts(
    store::Connection& db, const Acting& by, const Account& before, const Account& after
) {
    std::vector<Alert> alerts;
    const std::map<std::string, std::string> values{{"name", after.name}, {"by", by.name}};
    if (after.state == PersonState::active) {
        alerts.push_back({AlertKind::roles_changed, after.id, after.id, values, after.roles});
    }
    if (has_role(after, Role::administrator) && !has_role(before, Role::administrator)) {
        const Alert alert{AlertKind::new_administrator, {}, after.id, values};
        const auto others = to_administrators(db, alert, {after.id, Id<Account>{by.id}});
        alerts.insert(alerts.end(), others.begin(), others.end());
    }
    return alerts;
}

bool matches(const Account& account, const PeopleFilter& filter) {
    const auto all =
        text::fold(account.name + " " + account.email + " " + account.title + " " + account.agency);
    return all.contains(text::fold(filter.text)) &&
           (!filter.role || has_role(account, *filter.role)) &&
           (!filter.state || account.state == *filter.state);
}

OutgoingMail invitation_mail(
    const Services& services, const Acting& by, const Account& account, const std::string& link
) {
    const auto& catalog = text::Catalog::embedded();
    const auto city = services.city_name().value_or("Belfry");
    const auto days = std::to_string(invitation_life.count());
    return {
        {account.name, account.email},
        catalog.say(by.language, "mail.invitation_subject", {{"city", city}}),
        catalog.say(
            by.language,
            "mail.invitation_text",
            {{"name", account.name}, {"by", by.name}, {"city", city}, {"link", link}, {"days", days}
            }
        )
    };
}

/// The account an invitation is for, inside `w`: made, or taken from an earlier invitation.
Result<Account> invited_account(record::Writing& w, const Account& wish) {
    auto account = wish;
    account.id = {w.object().id};
    account.revision = w.revision();
    const auto earlier = find_account(w.db(), account.email);
    if (earlier && (earlier->state != PersonState::invited || earlier->id != account.id)) {
        return refuse_fields(
            {{"email", "email_taken", "Somebody with this address has an account.", {}}}
        );
    }
    if (earlier) {
        save_account(w.db(), account);
    } else {
        add_account(w.db(), account);
    }
    w.set("name", account.name);
    w.set("email", account.email);
    w.set("title", account.title);
    w.set("agency", account.agency);
    w.set("roles", account.roles);
    w.set("state", account.state);
    if (account.expires_on) {
        w.set("expires_on", account.expires_on);
    }
    return account;
}

}  // namespace

std::vector<Person> list_people(Services& services, const PeopleFilter& filter) {
    const auto accounts =
        services.database.read([](store::Connection& db) { return list_accounts(db); });
    std::vector<Person> people;
    for (const auto& account : accounts) {
        if (matches(account, filter)) {
            people.push_back(as_person(account));
        }
    }
    return people;
}

Result<Person> find_person(Services& services, Id<Account> id) {
    const auto account =
        services.database.read([&](store::Connection& db) { return find_account(db, id); });
    if (!account) {
        return no_such_person();
    }
    return as_person(*account);
}

Result<PersonChanged> change_person(
    Services& services, const Acting& by, const Seen& person, const PersonChange& change
) {
    return write_account(
        services,
        deed_on(by, "account.update", person),
        [&](record::Writing& w, Account& account) -> Result<PersonChanged> {
            const auto before = account;
            auto after = changed(account, change, changer(w, by));
            if (!after) {
                return std::unexpected(after.error());
            }
            account = *after;
            disclose_changes(w, before, account);
            PersonChanged out{as_person(account), 0};
            if (before.roles != account.roles) {
                out.sessions_ended = delete_sessions(w.db(), account.id);
                const auto alerts = role_alerts(w.db(), by, before, account);
                if (auto told = tell(services, w, alerts); !told) {
                    return std::unexpected(told.error());
                }
            }
            return out;
        }
    );
}

Result<PersonChanged> disable_person(Services& services, const Acting& by, const Seen& person) {
    return write_account(
        services,
        deed_on(by, "account.disable", person),
        [&](record::Writing& w, Account& account) -> Result<PersonChanged> {
            auto after = disabled(account, changer(w, by));
            if (!after) {
                return std::unexpected(after.error());
            }
            account = *after;
            w.set("state", account.state);
            return PersonChanged{as_person(account), end_every_way_in(w.db(), account.id)};
        }
    );
}

Result<PersonChanged> enable_person(Services& services, const Acting& by, const Seen& person) {
    return write_account(
        services,
        deed_on(by, "account.enable", person),
        [&](record::Writing& w, Account& account) -> Result<PersonChanged> {
            auto after = enabled(account);
            if (!after) {
                return std::unexpected(after.error());
            }
            account = *after;
            if (is_over(account, w.at())) {
                account.expires_on.reset();  // else it would be disabled again at once
            }
            w.set("state", account.state);
            return PersonChanged{as_person(account), 0};
        }
    );
}

Result<SecretLink> make_reset_link(
    Services& services,
    const Acting& by,
    const Seen& person,
    const std::string& base,
    bool without_second_factor
) {
    if (by.id == person.id.value) {
        return refuse(
            Refusal::Kind::forbidden, "own_account", "Change your own password in your profile."
        );
    }
    return write_account(
        services,
        deed_on(by, "account.reset_link", person),
        [&](record::Writing& w, Account& account) -> Result<SecretLink> {
            if (account.state != PersonState::active) {
                return refuse(Refusal::Kind::conflict, "not_active", "This account is not active.");
            }
            if (without_second_factor) {
                account.totp.reset();
                account.totp_offer.reset();
                set_recovery_codes(w.db(), account.id, {});
                delete_passkeys(w.db(), account.id);
                delete_identities(w.db(), account.id);
                delete_sessions(w.db(), account.id);
                w.set("totp_on", false);
            }
            const auto secret = crypto::random_token(services.random);
            const Link link{LinkKind::reset, account.id, w.at() + reset_link_life};
            put_link(w.db(), link, kept(secret), w.at());
            return SecretLink{fmt::format("{}/password-reset#{}", base, secret), link.expires_at};
        }
    );
}

Result<SessionsEnded> sign_out_everywhere(
    Services& services, const Acting& by, const Seen& person
) {
    return write_account(
        services,
        deed_on(by, "account.sign_out", person),
        [&](record::Writing& w, Account& account) -> Result<SessionsEnded> {
            return SessionsEnded{end_ways_in(w.db(), account.id)};
        }
    );
}

Result<std::vector<Session>> sessions_of(Services& services, const Acting& by, Id<Account> person) {
    if (auto found = find_person(services, person); !found) {
        return std::unexpected(found.error());
    }
    auto theirs = by;
    theirs.id = person.value;
    return own_sessions(services, theirs);
}

Result<void> end_session_of(
    Services& services, const Acting& by, Id<Account> person, Id<Session> session
) {
    const auto theirs = sessions_of(services, by, person);
    if (!theirs) {
        return std::unexpected(theirs.error());
    }
    if (std::ranges::find(*theirs, session, &Session::id) == theirs->end()) {
        return refuse(Refusal::Kind::not_found, "no_such_session", "This session has ended.");
    }
    return services.record.write(
        {by.actor(), "session.end", {"session", session.value}},
        [&](record::Writing& w) -> Result<void> {
            delete_session(w.db(), person, session);
            return {};
        }
    );
}

std::vector<Invitation> list_invitations(Services& services) {
    return services.database.read([](store::Connection& db) {
        const auto people = all_people(db);
        std::vector<Invitation> out;
        for (const auto& account : list_accounts(db)) {
            if (account.state != PersonState::invited) {
                continue;
            }
            out.push_back(
                {account.id,
                 account.name,
                 account.email,
                 account.title,
                 account.agency,
                 account.roles,
                 person_of(account.invited_by),
                 account.created_at,
                 link_expiry(db, LinkKind::invitation, account.id).value_or(account.created_at),
                 account.revision}
            );
            complete(people, out.back().invited_by);
        }
        return out;
    });
}

Result<InvitationMade> invite(
    Services& services, const Acting& by, const NewInvitation& wish, const std::string& base
) {
    auto wanted = invited(wish, services.clock.now());
    if (!wanted) {
        return std::unexpected(wanted.error());
    }
    wanted->invited_by = by.id == 0 ? std::nullopt : std::optional(by.id);
    wanted->language = by.language;
    const auto earlier =
        services.database.read([&](store::Connection& db) { return find_account(db, wish.email); });
    const bool again = earlier && earlier->state == PersonState::invited;
    const auto id = again ? earlier->id.value : 0;
    return services.record.write(
        {by.actor(), "account.invite", {"account", id}},
        [&](record::Writing& w) -> Result<InvitationMade> {
            const auto account = invited_account(w, *wanted);
            if (!account) {
                return std::unexpected(account.error());
            }
            const auto secret = crypto::random_token(services.random);
            const Link link{LinkKind::invitation, account->id, w.at() + invitation_life};
            put_link(w.db(), link, kept(secret), w.at());
            const auto address = fmt::format("{}/invitation#{}", base, secret);
            const bool mailed =
                queue_mail(services, w, invitation_mail(services, by, *account, address));
            return InvitationMade{account->id, address, link.expires_at, mailed};
        }
    );
}

Result<void> withdraw_invitation(Services& services, const Acting& by, const Seen& person) {
    const auto is_invited = [&](store::Connection& db) {
        const auto account = find_account(db, person.id);
        return account && account->state == PersonState::invited;
    };
    if (!services.database.read(is_invited)) {
        return no_such_invitation();
    }
    return saying_who(services.database, [&] {
        return services.record.write(
            deed_on(by, "account.delete", person),
            [&](record::Writing& w) -> Result<void> {
                if (!is_invited(w.db())) {
                    return no_such_invitation();
                }
                delete_account(w.db(), person.id);
                return {};
            }
        );
    });
}

}  // namespace belfry::accounts
