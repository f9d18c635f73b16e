#include "accounts/sums.hpp"

#include <gmock/gmock.h>

#include "accounts/mail_settings.hpp"
#include "accounts/own_account.hpp"
#include "accounts/passkey_store.hpp"
#include "accounts/provider.hpp"
#include "accounts/screen.hpp"
#include "accounts/test_accounts.hpp"
#include "crypto/bytes.hpp"

namespace belfry::accounts {
namespace {

using testing::HasSubstr;

/// Ana, who has everything that lets somebody in, and Bo.
class SumsOfAccounts : public AnaAndBo {
protected:
    void SetUp() override {
        AnaAndBo::SetUp();
        if (IsSkipped()) {
            return;
        }
        accounts().edit(ana(), [&](store::Connection& db, Account& account) {
            account.totp = store::Bytes(20, std::byte{7});
            save_account(db, account);
            add_passkey(
                db,
                {.passkey = {{500}, "A phone", false, services().clock.now(), {}, 1},
                 .account = ana(),
                 .credential = store::Bytes(16, std::byte{1}),
                 .public_key = store::Bytes(64, std::byte{2}),
                 .party = "localhost",
                 .user_handle = "ana"}
            );
            add_identity(db, "https://login.example", "ana", ana(), services().clock.now());
            add_link(db, {LinkKind::reset, ana(), services().clock.now()}, kept("link"), {});
        });
        const Acting me{ana().value, "", "en", "127.0.0.1"};
        ASSERT_TRUE(renew_recovery_codes(services(), me, std::nullopt));
        ASSERT_TRUE(make_token(services(), me, {"Feed", true, {}}));
        ASSERT_TRUE(make_screen(services(), me, screen(), "http://localhost"));
        std::ignore = accounts().signed_in(ana());
        ASSERT_TRUE(change_mail_settings(services(), me, mail(), std::nullopt));
        ASSERT_EQ(accounts().altered(), "");
    }

    NewScreen screen() {
        const auto today = std::chrono::floor<std::chrono::days>(services().clock.now());
        NewScreen wish;
        wish.name = "Hall";
        wish.language = "en";
        wish.expires_on = Date(today + std::chrono::days(7));
        return wish;
    }

    static MailSettingsChange mail() {
        MailSettingsChange change;
        change.host = "mail.city.example";
        change.username = "belfry";
        change.password = "a long password";
        change.sender = "belfry@city.example";
        change.public_url = "https://belfry.city.example";
        return change;
    }

    /// What is said of the data after `sql`, which is undone again.
    std::string after(const std::string& sql) {
        std::string said;
        std::ignore = services().record.write(
            {record::Actor::belfry(), "intruder.test", {"intruder"}},
            [&](record::Writing& w) -> Result<void> {
                EXPECT_GT(w.db().execute(sql), 0) << sql;
                const auto good = record::verify_sums(w.db(), all_sums());
                said = good ? "" : good.error().summary;
                return refuse(Refusal::Kind::conflict, "undone", "");
            }
        );
        return said;
    }
};

TEST_P(SumsOfAccounts, NameWhatWasAlteredPutInOrTakenAway) {
    const auto of_ana = "of account/" + std::to_string(ana().value);
    const auto of_bo = "of account/" + std::to_string(bo().value);
    const std::vector<std::pair<std::string, std::string>> tricks{
        {"UPDATE account SET password_hash = 'known' WHERE name = 'Ana'", "“password” " + of_ana},
        {"UPDATE account SET password_hash = (SELECT password_hash || '' FROM account WHERE"
         " name = 'Ana') || ' ' WHERE name = 'Bo'",
         "“password” " + of_bo},
        {"UPDATE account SET email_key = 'c@city.example' WHERE name = 'Ana'", "“entry” " + of_ana},
        {"UPDATE account SET totp = NULL WHERE name = 'Ana'", "“totp” " + of_ana},
        {"UPDATE account SET totp = (SELECT public_key FROM passkey) WHERE name = 'Bo'",
         "“totp” " + of_bo},
        {"UPDATE passkey SET public_key = credential", "“passkey/500” " + of_ana},
        {"UPDATE passkey SET account = (SELECT id FROM account WHERE name = 'Bo')",
         "“passkey/500” of account/"},
        {"DELETE FROM passkey", "“passkey/500” " + of_ana},
        {"INSERT INTO passkey (id, account, credential, public_key, party, user_handle, sign_count,"
         " name, can_be_backed_up, backed_up, created_at, revision) SELECT 501, account,"
         " public_key, credential, party, user_handle, 0, name, 0, 0, 0, 1 FROM passkey",
         "“passkey/501” " + of_ana},
        {"UPDATE api_token SET read_only = 0", "“token/"},
        {"DELETE FROM api_token", "“token/"},
        {"INSERT INTO api_token (id, account, digest, name, read_only, created_at)"
         " SELECT 777, account, credential, 'x', 0, 0 FROM passkey",
         "“token/777” " + of_ana},
        {"DELETE FROM recovery_code", "“recovery_code/"},
        {"INSERT INTO recovery_code (account, digest) SELECT account, credential FROM passkey",
         "“recovery_code/"},
        {"UPDATE identity SET subject = 'bo'", "“identity/"},
        {"INSERT INTO identity (issuer, subject, account, linked_at)"
         " SELECT issuer, 'bo', account, 0 FROM identity",
         "“identity/"},
        {"UPDATE secret_link SET expires_at = expires_at + 1", "“link/"},
        {"INSERT INTO secret_link (digest, kind, account, created_at, expires_at)"
         " SELECT credential, 'reset', account, 0, 0 FROM passkey",
         "“link/"},
        {"UPDATE session SET account = (SELECT id FROM account WHERE name = 'Bo')", "“session/"},
        {"INSERT INTO session (id, account, digest, started_at, last_seen_at, device, address)"
         " SELECT 888, account, credential, 0, 0, '', '' FROM passkey",
         "“session/888” " + of_ana},
        {"UPDATE mail_settings SET password = NULL", "“mail_password” of setting/1"},
        {"UPDATE screen SET pairing_ends_at = pairing_ends_at + 1", "“entry” of screen/"},
        {"INSERT INTO identity_provider (id, name, issuer, client, own_network, revision)"
         " VALUES (1, 'x', 'https://login.example', 'x', 0, 1)",
         "“identity_provider” of setting/1"},
    };
    for (const auto& [sql, named] : tricks) {
        EXPECT_THAT(after(sql), HasSubstr(named)) << sql;
    }
    EXPECT_EQ(accounts().altered(), "");
}

TEST_P(SumsOfAccounts, LetTimesOfUseGoOn) {
    for (const auto* sql : {
             "UPDATE passkey SET sign_count = sign_count + 1, last_used_at = 5, backed_up = 1",
             "UPDATE api_token SET last_used_at = 5",
             "UPDATE session SET last_seen_at = 5, proved_at = 5",
             "UPDATE account SET last_seen_at = 5, totp_step = 5",
             "UPDATE screen SET last_seen_at = 5, revision = 5",
         }) {
        EXPECT_EQ(after(sql), "") << sql;
    }
}

TEST_P(SumsOfAccounts, AreSaidWithoutTheSecretsAndTheirHashes) {
    const auto [hash, values] = services().database.read([&](store::Connection& db) {
        return std::pair(
            crypto::to_hex(crypto::sha256(*find_account(db, ana())->password_hash)),
            db.query(
                "SELECT d.disclosure FROM record_disclosure d JOIN record_entry e ON e.seq = d.seq"
                " WHERE e.object_kind = 'sum'",
                [](const store::Row& row) {
                    const auto bytes = crypto::from_base64url(row.text(0)).value();
                    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
                }
            )
        );
    });
    EXPECT_GT(values.size(), 15U);
    for (const auto& value : values) {
        EXPECT_THAT(value, testing::Not(HasSubstr(hash)));
        EXPECT_THAT(value, testing::Not(HasSubstr("argon2")));
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, SumsOfAccounts, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
