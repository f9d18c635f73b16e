#include "accounts/passkeys.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/alert.hpp"
#include "accounts/challenge.hpp"
#include "accounts/entering.hpp"
#include "accounts/own_account.hpp"
#include "accounts/permission.hpp"
#include "accounts/session_store.hpp"
#include "accounts/who_changed.hpp"

namespace belfry::accounts {

namespace {

constexpr std::string_view to_enter = "enter";

std::string to_register(std::int64_t account) {
    return fmt::format("register {}", account);
}

std::unexpected<Refusal> no_such_passkey() {
    return refuse(Refusal::Kind::not_found, "no_such_passkey", "There is no such passkey.");
}

Result<void> checked_name(const std::string& name) {
    std::vector<Refusal::Problem> problems;
    check_name(problems, "name", name, false);
    return problems.empty() ? Result<void>() : refuse_fields(std::move(problems));
}

/// What the account's passkeys call their owner: what those that there are do, so that it stays
/// when the key file is renewed.
std::string handle_of(const Services& services, store::Connection& db, Id<Account> account) {
    const auto rows = list_passkeys(db, account);
    return rows.empty() ? user_handle(services, account) : rows.front().user_handle;
}

/// The new passkey, once everything about it is believed. Its id and revision are still to come.
Believed<PasskeyRow> believed(
    const Services& services,
    record::Writing& w,
    const Account& account,
    const Party& party,
    const NewPasskey& wish
) {
    const auto challenge = challenge_in(wish.credential.client_data).value_or("");
    const auto end = challenge_end(services, challenge, to_register(account.id.value), w.at());
    if (!end || !spend_challenge(w.db(), challenge, *end)) {
        return std::unexpected(Flaw::challenge);
    }
    const auto made = check_attestation(wish.credential, party, challenge);
    if (!made) {
        return std::unexpected(made.error());
    }
    return PasskeyRow{
        .passkey =
            {.id = {},
             .name = wish.name,
             .backed_up = made->backed_up,
             .created_at = w.at(),
             .last_used_at = {},
             .revision = 0},
        .account = account.id,
        .credential = made->id,
        .public_key = made->public_key,
        .party = party.id,
        .user_handle = handle_of(services, w.db(), account.id),
        .sign_count = made->sign_count,
        .can_be_backed_up = made->can_be_backed_up,
    };
}

/// Runs `change` on one of one's own passkeys inside a write.
template <class Change>
auto write_passkey(
    Services& services,
    const Acting& me,
    const char* action,
    const SeenPasskey& seen,
    const Change& change
) -> std::invoke_result_t<Change, record::Writing&, PasskeyRow&> {
    using Out = std::invoke_result_t<Change, record::Writing&, PasskeyRow&>;
    const Id<Account> owner{me.id};
    const auto known = services.database.read([&](store::Connection& db) {
        return find_passkey(db, owner, seen.id).has_value();
    });
    if (!known) {
        return no_such_passkey();
    }
    const record::Deed deed{me.actor(), action, {"passkey", seen.id.value}, seen.revision};
    return saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& w) -> Out {
            auto row = find_passkey(w.db(), owner, seen.id);
            if (!row) {
                return no_such_passkey();
            }
            row->passkey.revision = w.revision();
            return change(w, *row);
        });
    });
}

/// Whether the account may do without this passkey.
Result<void> check_may_go(
    Services& services, const Acting& me, const Account& account, const FactorRemoval& removal
) {
    if (account.passkeys != 1) {
        return {};
    }
    if (wants_passkey(account.roles)) {
        return refuse(
            Refusal::Kind::conflict,
            "passkey_demanded_last",
            "Your role asks for a passkey: add another one first."
        );
    }
    return account.totp ? Result<void>() : check_stands_alone(services, me, account, removal);
}

/// Whether only a passkey shows who this is: where one is demanded and there is one.
bool only_by_passkey(const Account& account) {
    return account.passkeys > 0 && wants_passkey(account.roles);
}

/// A code proves it to those of whom no passkey is demanded.
Result<void> proved_by_code(
    const Services& services, record::Writing& w, Account& account, std::string_view code
) {
    if (only_by_passkey(account)) {
        return refuse(Refusal::Kind::conflict, "proof_by_passkey", "Use your passkey.");
    }
    if (!use_second_factor(services, w.db(), account, code, w.at())) {
        return refuse_fields({{"code", "second_factor_wrong", "This code is wrong or was used.", {}}
        });
    }
    save_account(w.db(), account);
    return {};
}

/// Before the write, because hashing takes its time.
Result<void> proved_by_password(
    Services& services, const Acting& me, const Account& account, std::string_view password
) {
    if (only_by_passkey(account)) {
        return refuse(Refusal::Kind::conflict, "proof_by_passkey", "Use your passkey.");
    }
    auto right = proved(services, me, password, "password");
    return right ? Result<void>() : std::unexpected(right.error());
}

}  // namespace

std::unexpected<Refusal> passkey_refused() {
    return refuse(
        Refusal::Kind::unauthenticated, "passkey_refused", "This passkey was not accepted."
    );
}

PasskeyChallenge challenge_for_use(const Services& services, const Party& party) {
    return {new_challenge(services, to_enter), party.id};
}

Result<PasskeyOffer> offer_passkey(Services& services, const Acting& me, const Party& party) {
    const auto account = own_account(services, me);
    if (!account) {
        return std::unexpected(account.error());
    }
    PasskeyOffer offer{
        .challenge = new_challenge(services, to_register(me.id)),
        .party = party.id,
        .user_handle = {},
        .email = account->email,
        .display_name = account->name,
        .known = {},
    };
    const auto rows = services.database.read([&](store::Connection& db) {
        offer.user_handle = handle_of(services, db, account->id);
        return list_passkeys(db, account->id);
    });
    for (const auto& row : rows) {
        offer.known.push_back(crypto::to_base64url(row.credential));
    }
    return offer;
}

Result<PasskeyMade> make_passkey(
    Services& services, const Acting& me, const Party& party, const NewPasskey& wish
) {
    if (auto named = checked_name(wish.name); !named) {
        return std::unexpected(named.error());
    }
    const record::Deed deed{me.actor(), "passkey.make", {"passkey"}};
    return services.record.write(deed, [&](record::Writing& w) -> Result<PasskeyMade> {
        const auto account = find_account(w.db(), Id<Account>{me.id});
        auto row =
            account ? believed(services, w, *account, party, wish) : std::unexpected(Flaw::user);
        if (!row) {
            return passkey_refused();
        }
        if (account->passkeys >= static_cast<std::int64_t>(most_passkeys)) {
            return refuse(
                Refusal::Kind::conflict, "too_many_passkeys", "Remove a passkey you do not need."
            );
        }
        row->passkey.id = {w.object().id};
        row->passkey.revision = w.revision();
        if (!add_passkey(w.db(), *row)) {
            return refuse(
                Refusal::Kind::conflict, "passkey_known", "This passkey is known already."
            );
        }
        w.set("account", me.id);
        w.set("name", row->passkey.name);
        PasskeyMade made{row->passkey, {}};
        if (!has_second_factor(*account)) {
            made.recovery_codes = give_recovery_codes(services, w, account->id).recovery_codes;
        }
        if (auto said = tell_of_way_in(services, w, account->id, "passkey.make"); !said) {
            return std::unexpected(said.error());
        }
        return made;
    });
}

std::vector<Passkey> own_passkeys(Services& services, const Acting& me) {
    const auto rows = services.database.read([&](store::Connection& db) {
        return list_passkeys(db, Id<Account>{me.id});
    });
    std::vector<Passkey> out;
    for (const auto& row : rows) {
        out.push_back(row.passkey);
    }
    return out;
}

Result<Passkey> rename_passkey(
    Services& services, const Acting& me, const SeenPasskey& passkey, const PasskeyName& name
) {
    if (auto named = checked_name(name.name); !named) {
        return std::unexpected(named.error());
    }
    return write_passkey(
        services,
        me,
        "passkey.update",
        passkey,
        [&](record::Writing& w, PasskeyRow& row) -> Result<Passkey> {
            row.passkey.name = name.name;
            save_passkey(w.db(), row);
            w.set("name", row.passkey.name);
            return row.passkey;
        }
    );
}

Result<void> remove_passkey(
    Services& services, const Acting& me, const SeenPasskey& passkey, const FactorRemoval& removal
) {
    const auto account = own_account(services, me);
    if (!account) {
        return std::unexpected(account.error());
    }
    if (auto fine = check_may_go(services, me, *account, removal); !fine) {
        return fine;
    }
    return write_passkey(
        services,
        me,
        "passkey.delete",
        passkey,
        [&](record::Writing& w, PasskeyRow& row) -> Result<void> {
            const auto now = find_account(w.db(), Id<Account>{me.id});
            if (!now || now->passkeys != account->passkeys ||
                now->totp.has_value() != account->totp.has_value()) {
                return no_such_passkey();
            }
            delete_passkey(w.db(), row.passkey.id);
            if (now->passkeys == 1 && !now->totp) {
                set_recovery_codes(w.db(), now->id, {});
            }
            return tell_of_way_in(services, w, now->id, "passkey.delete");
        }
    );
}

Believed<PasskeyRow> use_passkey(
    const Services& services,
    record::Writing& w,
    const Assertion& given,
    const Party& party,
    std::optional<Id<Account>> owner
) {
    const auto challenge = challenge_in(given.client_data).value_or("");
    const auto end = challenge_end(services, challenge, to_enter, w.at());
    if (!end || !spend_challenge(w.db(), challenge, *end)) {
        return std::unexpected(Flaw::challenge);
    }
    const auto id = crypto::from_base64url(given.id);
    auto row = id ? find_passkey(w.db(), *id) : std::nullopt;
    if (!row || (owner && row->account != *owner)) {
        return std::unexpected(Flaw::credential);
    }
    if (row->party != party.id) {
        return std::unexpected(Flaw::party);
    }
    // Whoever is found by the passkey alone is found by what it says as well (7.2, step 6).
    const bool alone = !owner;
    if ((alone || given.user_handle) && given.user_handle != row->user_handle) {
        return std::unexpected(Flaw::user);
    }
    const KnownCredential known{
        row->credential,
        row->public_key,
        static_cast<std::uint32_t>(row->sign_count),
        row->can_be_backed_up
    };
    const auto use = check_assertion(given, known, party, challenge, alone);
    if (!use) {
        return std::unexpected(use.error());
    }
    row->sign_count = use->sign_count;
    row->passkey.backed_up = use->backed_up;
    row->passkey.last_used_at = w.at();
    save_passkey(w.db(), *row);
    return std::move(*row);
}

Result<Entered> sign_in_with_passkey(
    Services& services, const Assertion& given, const Visit& visit
) {
    if (auto counted = services.passwords.count_link(visit.address); !counted) {
        return std::unexpected(counted.error());
    }
    const auto id = crypto::from_base64url(given.id);
    const auto found = services.database.read([&](store::Connection& db) {
        return id ? find_passkey(db, *id) : std::nullopt;
    });
    if (!found) {
        return passkey_refused();
    }
    Account account;
    const auto secret = services.record.write(
        session_deed(found->account),
        [&](record::Writing& w) -> Result<std::string> {
            auto now = find_account(w.db(), found->account);
            if (!now || !may_enter(*now, w.at())) {
                return passkey_refused();
            }
            account = std::move(*now);
            if (!use_passkey(services, w, given, visit.party, {})) {
                return passkey_refused();
            }
            return open_session(services, w, account, visit);
        }
    );
    if (!secret) {
        services.passwords.note_failure(found->account.value);
    }
    return entered(services, account, secret);
}

Result<void> prove(Services& services, const Acting& me, const Party& party, const Proof& proof) {
    const auto mine = own_account(services, me);
    if (!mine) {
        return std::unexpected(mine.error());
    }
    if (!proof.passkey && !proof.code) {
        const auto password = proof.password.value_or("");
        if (auto right = proved_by_password(services, me, *mine, password); !right) {
            return right;
        }
    } else if (auto counted = services.passwords.count_try(mine->email, me.address); !counted) {
        return counted;
    }
    const record::Deed deed{me.actor(), "session.prove", {"session", session_of(me).value}};
    auto done = services.record.write(deed, [&](record::Writing& w) -> Result<void> {
        auto account = find_account(w.db(), mine->id);
        if (!account) {
            return passkey_refused();
        }
        if (proof.passkey && !use_passkey(services, w, *proof.passkey, party, account->id)) {
            return passkey_refused();
        }
        if (!proof.passkey && proof.code) {
            if (auto right = proved_by_code(services, w, *account, *proof.code); !right) {
                return right;
            }
        }
        save_proof(w.db(), session_of(me), w.at());
        return {};
    });
    if (!done && done.error().kind != Refusal::Kind::conflict) {
        services.passwords.note_failure(mine->id.value);
    }
    if (done && (proof.passkey || proof.code)) {
        services.passwords.forgive_try(mine->email, me.address);
    }
    return done;
}

}  // namespace belfry::accounts
