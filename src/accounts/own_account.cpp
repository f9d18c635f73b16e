#include "accounts/own_account.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/alert.hpp"
#include "accounts/password.hpp"
#include "accounts/qr_code.hpp"
#include "accounts/secret.hpp"
#include "accounts/session_store.hpp"
#include "accounts/sign_in.hpp"
#include "accounts/who_changed.hpp"
#include "crypto/one_time_code.hpp"
#include "crypto/secret.hpp"

namespace belfry::accounts {

namespace {

constexpr std::size_t totp_secret_bytes = 20;  // RFC 4226, 4: as long as the hash

std::unexpected<Refusal> no_account() {
    return refuse(Refusal::Kind::not_found, "no_such_person", "There is no such person.");
}

/// Acts after which somebody else might come in, or their owner no longer might: they are told.
constexpr std::array<std::string_view, 4> told{
    "account.change_password", "account.totp_on", "account.totp_off", "account.renew_recovery_codes"
};

/// Runs `change` on the account as it is inside the write, saves it, and tells its owner.
template <class Change>
auto write_own(
    Services& services,
    const Acting& me,
    const char* action,
    std::optional<record::Revision> based_on,
    const Change& change
) -> std::invoke_result_t<Change, record::Writing&, Account&> {
    using Out = std::invoke_result_t<Change, record::Writing&, Account&>;
    const record::Deed deed{me.actor(), action, {"account", me.id}, based_on};
    return saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& w) -> Out {
            auto account = find_account(w.db(), Id<Account>{me.id});
            if (!account) {
                return no_account();
            }
            auto out = change(w, *account);
            if (!out) {
                return out;
            }
            account->revision = w.revision();
            save_account(w.db(), *account);
            if (std::ranges::find(told, action) != told.end()) {
                if (auto said = tell_of_way_in(services, w, account->id, action); !said) {
                    return std::unexpected(said.error());
                }
            }
            return out;
        });
    });
}

/// One's account, for a new password: by the one that there is, else by a fresh proof.
Result<Account> proved_for_new_password(
    Services& services, const Acting& me, const std::optional<std::string>& current
) {
    auto account = own_account(services, me);
    if (!account || (!account->password_hash && me.freshly_proved)) {
        return account;
    }
    if (!account->password_hash) {
        return refuse(Refusal::Kind::forbidden, "proof_needed", "Prove once more that it is you.");
    }
    return proved(services, me, current.value_or(""), "current");
}

std::unexpected<Refusal> totp_off() {
    return refuse(
        Refusal::Kind::conflict, "totp_off", "No authenticator app is set up for this account."
    );
}

}  // namespace

Result<Account> proved(
    Services& services, const Acting& me, std::string_view password, const char* field
) {
    auto account = own_account(services, me);
    if (!account) {
        return account;
    }
    if (auto counted = services.passwords.count_try(account->email, me.address); !counted) {
        return std::unexpected(counted.error());
    }
    const auto right = services.passwords.matches(account->password_hash, password);
    if (!right) {
        return std::unexpected(right.error());
    }
    if (!*right) {
        services.passwords.note_failure(account->id.value);
        return refuse_fields({{field, "password_wrong", "This is not your password.", {}}});
    }
    services.passwords.forgive_try(account->email, me.address);
    return account;
}

Result<void> check_stands_alone(
    Services& services, const Acting& me, const Account& account, const FactorRemoval& removal
) {
    if (!account.password_hash) {
        return {};
    }
    const auto password = removal.password.value_or("");
    if (auto right = proved(services, me, password, "password"); !right) {
        return std::unexpected(right.error());
    }
    return check_password(password, false, {}, "password");
}

Id<Session> session_of(const Acting& me) {
    constexpr std::string_view kind = "session/";
    Id<Session> id;
    if (me.session.starts_with(kind)) {
        std::from_chars(
            me.session.data() + kind.size(), me.session.data() + me.session.size(), id.value
        );
    }
    return id;
}

RecoveryCodes give_recovery_codes(Services& services, record::Writing& w, Id<Account> account) {
    RecoveryCodes codes{new_recovery_codes(services.random), 0};
    std::vector<crypto::Digest> digests;
    for (const auto& code : codes.recovery_codes) {
        digests.push_back(kept_recovery_code(code));
    }
    set_recovery_codes(w.db(), account, digests);
    return codes;
}

Result<Account> own_account(Services& services, const Acting& me) {
    auto account = services.database.read([&](store::Connection& db) {
        return find_account(db, Id<Account>{me.id});
    });
    if (!account) {
        return no_account();
    }
    return std::move(*account);
}

Result<Account> change_me(
    Services& services,
    const Acting& me,
    const MeChange& change,
    std::optional<record::Revision> based_on
) {
    return write_own(
        services,
        me,
        "account.update",
        based_on,
        [&](record::Writing& w, Account& account) -> Result<Account> {
            auto next = changed(account, change);
            if (!next) {
                return next;
            }
            account = *next;
            if (change.name) {
                w.set("name", account.name);
            }
            if (change.title) {
                w.set("title", account.title);
            }
            account.revision = w.revision();
            return account;
        }
    );
}

Result<PasswordChanged> change_password(
    Services& services, const Acting& me, const PasswordChange& change, SeenRevision based_on
) {
    const auto account = proved_for_new_password(services, me, change.current);
    if (!account) {
        return std::unexpected(account.error());
    }
    const std::vector<std::string> known{
        account->name, account->email, services.city_name().value_or("")
    };
    if (auto checked = check_password(change.next, has_second_factor(*account), known, "next");
        !checked) {
        return std::unexpected(checked.error());
    }
    const auto hash = services.passwords.hash(change.next);
    if (!hash) {
        return std::unexpected(hash.error());
    }
    return write_own(
        services,
        me,
        "account.change_password",
        based_on,
        [&](record::Writing& w, Account& current) -> Result<PasswordChanged> {
            current.password_hash = *hash;
            PasswordChanged out;
            out.calendar_address_ended = delete_links(w.db(), LinkKind::calendar, current.id) > 0;
            out.sessions_ended = end_ways_in(w.db(), current.id, session_of(me));
            if (change.remove_tokens.value_or(false)) {
                delete_tokens(w.db(), current.id);
            }
            out.tokens = list_tokens(w.db(), current.id);
            return out;
        }
    );
}

Result<TotpOffer> offer_totp(Services& services, const Acting& me, SeenRevision based_on) {
    std::array<std::byte, totp_secret_bytes> secret{};
    services.random.fill(secret);
    return write_own(
        services,
        me,
        "account.offer_totp",
        based_on,
        [&](record::Writing&, Account& account) -> Result<TotpOffer> {
            if (account.totp) {
                return refuse(
                    Refusal::Kind::conflict, "totp_on", "An authenticator app is set up already."
                );
            }
            account.totp_offer =
                crypto::seal(services.key, totp_context(account.id), secret, services.random);
            const auto uri = crypto::authenticator_uri(secret, "Belfry", account.email);
            return TotpOffer{crypto::to_base32(secret), uri, qr_svg(uri)};
        }
    );
}

Result<RecoveryCodes> confirm_totp(
    Services& services, const Acting& me, const TotpCode& code, SeenRevision based_on
) {
    const auto mine = own_account(services, me);
    if (!mine) {
        return std::unexpected(mine.error());
    }
    if (auto counted = services.passwords.count_try(mine->email, me.address); !counted) {
        return std::unexpected(counted.error());
    }
    auto codes = write_own(
        services,
        me,
        "account.totp_on",
        based_on,
        [&](record::Writing& w, Account& account) -> Result<RecoveryCodes> {
            if (!account.totp_offer) {
                return totp_off();
            }
            auto trial = account;
            trial.totp = std::exchange(trial.totp_offer, std::nullopt);
            trial.totp_step = 0;
            set_recovery_codes(w.db(), trial.id, {});
            if (!use_second_factor(services, w.db(), trial, code.code, w.at())) {
                return refuse_fields(
                    {{"code", "second_factor_wrong", "This code is wrong or was used.", {}}}
                );
            }
            account = trial;
            w.set("totp_on", true);
            auto given = give_recovery_codes(services, w, account.id);
            given.sessions_ended = delete_sessions(w.db(), account.id, session_of(me));
            return given;
        }
    );
    if (codes) {
        services.passwords.forgive_try(mine->email, me.address);
    }
    return codes;
}

Result<void> remove_totp(
    Services& services, const Acting& me, const FactorRemoval& removal, SeenRevision based_on
) {
    const auto account = own_account(services, me);
    if (!account) {
        return std::unexpected(account.error());
    }
    if (!account->totp) {
        return totp_off();
    }
    if (account->passkeys == 0) {
        if (auto fits = check_stands_alone(services, me, *account, removal); !fits) {
            return fits;
        }
    }
    return write_own(
        services,
        me,
        "account.totp_off",
        based_on,
        [&](record::Writing& w, Account& current) -> Result<void> {
            if (current.passkeys != account->passkeys) {
                return totp_off();  // what was asked above holds no more
            }
            current.totp.reset();
            current.totp_offer.reset();
            current.totp_step = 0;
            if (current.passkeys == 0) {
                set_recovery_codes(w.db(), current.id, {});
            }
            w.set("totp_on", false);
            return {};
        }
    );
}

Result<RecoveryCodes> renew_recovery_codes(
    Services& services, const Acting& me, SeenRevision based_on
) {
    return write_own(
        services,
        me,
        "account.renew_recovery_codes",
        based_on,
        [&](record::Writing& w, Account& current) -> Result<RecoveryCodes> {
            if (!has_second_factor(current)) {
                return totp_off();
            }
            return give_recovery_codes(services, w, current.id);
        }
    );
}

std::vector<Session> own_sessions(Services& services, const Acting& me) {
    auto sessions = services.database.read([&](store::Connection& db) {
        return list_sessions(db, Id<Account>{me.id});
    });
    std::erase_if(sessions, [&](const Session& session) {
        return !is_alive(session, services.clock.now());
    });
    for (auto& session : sessions) {
        session.current = session.id == session_of(me);
    }
    return sessions;
}

Result<void> end_session(Services& services, const Acting& me, Id<Session> id) {
    const auto mine = own_sessions(services, me);
    if (std::ranges::find(mine, id, &Session::id) == mine.end()) {
        return refuse(Refusal::Kind::not_found, "no_such_session", "This session has ended.");
    }
    return services.record.write(
        {me.actor(), "session.end", {"session", id.value}},
        [&](record::Writing& w) -> Result<void> {
            delete_session(w.db(), Id<Account>{me.id}, id);
            return {};
        }
    );
}

std::vector<Token> own_tokens(Services& services, const Acting& me) {
    return services.database.read([&](store::Connection& db) {
        return list_tokens(db, Id<Account>{me.id});
    });
}

Result<TokenMade> make_token(Services& services, const Acting& me, const NewToken& wish) {
    const auto now = services.clock.now();
    std::vector<Refusal::Problem> problems;
    check_name(problems, "name", wish.name, false);
    if (!is_alive(Token{{}, {}, true, wish.expires_on, now, {}}, now)) {
        problems.push_back({"expires_on", "in_the_past", "Give a day to come.", {}});
    }
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    const auto secret = crypto::random_token(services.random);
    return services.record.write(
        {me.actor(), "token.make", {"token"}},
        [&](record::Writing& w) -> Result<TokenMade> {
            if (list_tokens(w.db(), {me.id}).size() >= most_tokens) {
                return refuse(
                    Refusal::Kind::conflict, "too_many_tokens", "Remove a token you do not need."
                );
            }
            const Token token{
                {w.object().id}, wish.name, wish.read_only, wish.expires_on, w.at(), {}
            };
            add_token(w.db(), token, {me.id}, kept(secret));
            w.set("account", me.id);
            w.set("name", token.name);
            w.set("read_only", token.read_only);
            w.set("expires_on", token.expires_on);
            if (auto said = tell_of_way_in(services, w, {me.id}, "token.make"); !said) {
                return std::unexpected(said.error());
            }
            return TokenMade{token.id, token.name, token.read_only, token.expires_on, secret};
        }
    );
}

Result<void> remove_token(Services& services, const Acting& me, Id<Token> id) {
    const auto mine = own_tokens(services, me);
    if (std::ranges::find(mine, id, &Token::id) == mine.end()) {
        return refuse(Refusal::Kind::not_found, "no_such_token", "There is no such token.");
    }
    return services.record.write(
        {me.actor(), "token.remove", {"token", id.value}},
        [&](record::Writing& w) -> Result<void> {
            delete_token(w.db(), {me.id}, id);
            return {};
        }
    );
}

}  // namespace belfry::accounts
