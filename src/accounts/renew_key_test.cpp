#include "accounts/renew_key.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "accounts/key_file.hpp"
#include "accounts/mail_settings.hpp"
#include "accounts/outbox.hpp"
#include "accounts/provider.hpp"
#include "accounts/sealed_values.hpp"
#include "accounts/sign_in.hpp"
#include "accounts/test_accounts.hpp"
#include "crypto/bytes.hpp"

namespace belfry::accounts {
namespace {

namespace fs = std::filesystem;

/// A house with a key file in which everything that accounts keep sealed is sealed.
class RenewedKeys : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        accounts_.emplace(GetParam());
        services().key = read_key(file());
        ana_ = accounts_->add("Ana", {Role::administrator});
        accounts_->edit(ana_, [&](store::Connection& db, const Account& account) {
            const auto context = totp_context(account.id);
            db.execute(
                "UPDATE account SET totp = $2, totp_offer = $2 WHERE id = $1",
                account.id.value,
                crypto::seal(
                    services().key, context, crypto::bytes_of(app_secret), services().random
                )
            );
        });
        const MailSettingsChange mail{
            "mail.city.example",
            587,
            MailSecurity::starttls,
            "belfry",
            "gull feather",
            "belfry@city.example",
            "https://belfry.city.example"
        };
        ASSERT_TRUE(change_mail_settings(services(), {}, mail, {}));
        ASSERT_TRUE(change_identity_provider(
            services(), {}, {"City", "https://login.city.example", "belfry", "a secret", false}, {}
        ));
        std::ignore = services().record.write(
            {record::Actor::belfry(), "letter.test", {"test"}},
            [&](record::Writing& w) -> Result<void> {
                queue_mail(services(), w, {{"Bea", "bea@city.example"}, "A letter", "Come in."});
                return {};
            }
        );
    }

    Services& services() { return accounts_->services(); }

    [[nodiscard]] fs::path folder() const { return accounts_->place().folder(); }

    [[nodiscard]] fs::path file() const { return folder() / "belfry.key"; }

    [[nodiscard]] fs::path copy(const std::string& ending) const {
        return file().string() + ending;
    }

    crypto::SealingKey read_key(const fs::path& path) {
        return *open_key_file(path, services().random);
    }

    [[nodiscard]] KeyHolder holder() {
        return {services().database, services().record, services().random, file()};
    }

    Result<RenewedKey> renew(OldKey old) { return renew_key(holder(), old); }

    KeyFit fit(const crypto::SealingKey& key) {
        return services().database.read([&](store::Connection& db) { return try_key(db, key); });
    }

    /// What the administrator's app is asked with; empty where the key does not open it.
    std::optional<crypto::Bytes> app_secret_by(const crypto::SealingKey& key) {
        const auto sealed = services().database.read([&](store::Connection& db) {
            return db.value<store::Bytes>("SELECT totp FROM account WHERE id = $1", ana_.value);
        });
        return crypto::unseal(key, totp_context(ana_), sealed.value());
    }

    std::int64_t count(const std::string& sql) {
        return services().database.read([&](store::Connection& db) {
            return db.value<std::int64_t>("SELECT count(*) FROM " + sql).value();
        });
    }

    static constexpr std::string_view app_secret = "12345678901234567890";

private:
    std::optional<TestAccounts> accounts_;
    Id<Account> ana_;
};

TEST_P(RenewedKeys, OpenAllThatTheOldOneOpened) {
    const auto before = services().key;
    const auto renewed = renew(OldKey::there);
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed->sealed, 4U) << "an app, two passwords and a letter";
    EXPECT_EQ(renewed->given_up, 0U);
    const auto after = read_key(file());
    EXPECT_NE(after, before);
    EXPECT_EQ(read_key(copy(".old")), before);
    EXPECT_EQ(fit(after), KeyFit::opens);
    EXPECT_EQ(fit(before), KeyFit::does_not_open);
    EXPECT_TRUE(app_secret_by(after));
    EXPECT_FALSE(app_secret_by(before));
    EXPECT_EQ(count("account WHERE totp_offer IS NOT NULL"), 0) << "is made again by asking";
    services().key = after;
    services().database.read([&](store::Connection& db) {
        EXPECT_EQ(mailer(services(), db)->server.password, "gull feather");
        EXPECT_EQ(provider_secret(services(), db), "a secret");
    });
}

TEST_P(RenewedKeys, GiveUpWhatOnlyALostOneOpened) {
    fs::remove(file());
    EXPECT_EQ(renew(OldKey::there).error().code, "key_file_missing");
    const auto renewed = renew(OldKey::lost);
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed->sealed, 0U);
    EXPECT_EQ(renewed->given_up, 4U);
    const auto after = read_key(file());
    EXPECT_EQ(fit(after), KeyFit::opens);
    const auto factor = app_secret_by(after);
    ASSERT_TRUE(factor) << "a second factor is still asked for";
    EXPECT_FALSE(std::ranges::equal(*factor, crypto::bytes_of(app_secret)));
    EXPECT_EQ(count("mail_settings WHERE password IS NOT NULL"), 0);
    EXPECT_EQ(count("identity_provider WHERE secret IS NOT NULL"), 0);
    EXPECT_EQ(count("outgoing_mail"), 0) << "nobody could read the letter";
}

TEST_P(RenewedKeys, RefuseAKeyThatIsAnotherOrNoneOrLiesOpen) {
    fs::rename(file(), folder() / "elsewhere");
    std::ignore = read_key(file());
    EXPECT_EQ(renew(OldKey::there).error().code, "key_file_other");
    std::ofstream(file()) << "no key";
    EXPECT_EQ(renew(OldKey::there).error().code, "key_file_damaged");
    fs::remove(file());
    fs::rename(folder() / "elsewhere", file());
    fs::permissions(file(), fs::perms::group_read, fs::perm_options::add);
    EXPECT_EQ(renew(OldKey::there).error().code, "key_file_open");
    EXPECT_FALSE(fs::exists(copy(".old"))) << "nothing was touched";
    EXPECT_FALSE(fs::exists(copy(".new")));
    fs::permissions(file(), fs::perms::group_read, fs::perm_options::remove);
    EXPECT_EQ(renew(OldKey::there)->sealed, 4U);
}

TEST_P(RenewedKeys, KeepADamagedOneThatIsGivenUp) {
    std::ofstream(file()) << "no key";
    std::ofstream(copy(".old-3")) << "no key either";
    EXPECT_EQ(renew(OldKey::lost)->given_up, 4U);
    EXPECT_EQ(fit(read_key(file())), KeyFit::opens);
    EXPECT_TRUE(fs::exists(copy(".old-4"))) << "whoever mends it can still try";
}

TEST_P(RenewedKeys, EndARenewalThatStoppedOnTheWay) {
    ASSERT_TRUE(renew(OldKey::there));
    const auto after = read_key(file());
    // It stopped before the two names.
    fs::rename(file(), copy(".new"));
    fs::rename(copy(".old"), file());
    const auto ended = renew(OldKey::there);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->sealed, 0U) << "only the names were left to do";
    EXPECT_EQ(read_key(file()), after);
    EXPECT_TRUE(fs::exists(copy(".old")));
    // It stopped between them.
    fs::rename(file(), copy(".new"));
    ASSERT_TRUE(renew(OldKey::there));
    EXPECT_EQ(read_key(file()), after);
    EXPECT_FALSE(fs::exists(copy(".old-2"))) << "there was nothing to keep";
}

TEST_P(RenewedKeys, KeepAKeyThatARenewalLeftBehind) {
    const auto left = read_key(copy(".new"));
    ASSERT_TRUE(renew(OldKey::there));
    EXPECT_EQ(read_key(copy(".old")), left) << "it might open a backup";
    EXPECT_EQ(fit(read_key(file())), KeyFit::opens);
    std::ofstream(copy(".new")) << "no key";
    EXPECT_EQ(renew(OldKey::there)->sealed, 4U) << "a damaged one stops nobody";
}

TEST_P(RenewedKeys, TakeAFreeNameWhereNoNumberComesAfterTheLast) {
    const auto first = services().key;
    std::ofstream(copy(".old-2147483647")) << "somebody's";
    std::ofstream(copy(".old-99999999999")) << "beyond all numbers";
    ASSERT_TRUE(renew(OldKey::there));
    EXPECT_EQ(read_key(copy(".old")), first);
    const auto second = read_key(file());
    ASSERT_TRUE(renew(OldKey::there));
    EXPECT_EQ(read_key(copy(".old-2")), second);
    EXPECT_EQ(fs::file_size(copy(".old-2147483647")), 10U) << "is not written over";
}

TEST_P(RenewedKeys, ChangeNothingWhereAnotherModuleCannot) {
    const auto before = services().key;
    auto broken = holder();
    broken.others =
        [](record::Writing&, const OldKeys&, const crypto::SealingKey&) -> Result<void> {
        throw std::runtime_error("the disk is gone");
    };
    EXPECT_THROW(std::ignore = renew_key(broken, OldKey::there), std::runtime_error);
    EXPECT_EQ(read_key(file()), before);
    EXPECT_EQ(fit(before), KeyFit::opens);
    EXPECT_EQ(renew(OldKey::there)->sealed, 4U) << "it can be begun again";
    EXPECT_EQ(fit(read_key(file())), KeyFit::opens);
}

TEST_P(RenewedKeys, MayLieInTheFolderOneIsIn) {
    const auto here = fs::current_path();
    fs::current_path(folder());
    auto near = holder();
    near.file = "belfry.key";
    const auto renewed = renew_key(near, OldKey::there);
    fs::current_path(here);
    ASSERT_TRUE(renewed);
    EXPECT_EQ(fit(read_key(file())), KeyFit::opens);
}

INSTANTIATE_TEST_SUITE_P(Engines, RenewedKeys, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
