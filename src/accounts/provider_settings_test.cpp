#include <gtest/gtest.h>

#include "accounts/provider.hpp"
#include "accounts/test_accounts.hpp"

namespace belfry::accounts {
namespace {

/// The settings of the identity provider, past the routes and without one that answers.
class ProviderSettings : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            accounts_.emplace(GetParam());
        }
    }

    Services& services() { return accounts_->services(); }

    static IdentityProviderChange good() {
        return {"City login", "https://login.city.example", "belfry", "a secret", false};
    }

    /// What is wrong with it; empty when it was taken.
    std::string problem_of(const IdentityProviderChange& change) {
        const auto changed = change_identity_provider(services(), {}, change, {});
        return changed ? "" : changed.error().problems.at(0).field;
    }

    std::string secret() {
        return services().database.read([&](store::Connection& db) {
            return provider_secret(services(), db);
        });
    }

private:
    std::optional<TestAccounts> accounts_;
};

TEST_P(ProviderSettings, AreWholeOrRefused) {
    auto change = good();
    change.name = "";
    EXPECT_EQ(problem_of(change), "name");
    for (const auto& client : {std::string(), std::string(501, 'c'), std::string("bel\nfry")}) {
        change = good();
        change.client = client;
        EXPECT_EQ(problem_of(change), "client") << client.substr(0, 10);
    }
    for (const auto& issuer :
         {std::string("https://") + std::string(500, 'i'), std::string("https://a\x01.example")}) {
        change = good();
        change.issuer = issuer;
        EXPECT_EQ(problem_of(change), "issuer");
    }
    change = good();
    change.secret = std::string(501, 's');
    EXPECT_EQ(problem_of(change), "secret");
    change = good();
    change.issuer = "https://[2001:db8::7]/realm";
    EXPECT_EQ(problem_of(change), "") << "an address without a name";
}

TEST_P(ProviderSettings, KeepTheSecretUntilAnotherIsGivenOrItIsTakenAway) {
    EXPECT_EQ(problem_of(good()), "");
    EXPECT_EQ(secret(), "a secret");
    auto change = good();
    change.secret.reset();
    change.name = "The city's login";
    EXPECT_EQ(problem_of(change), "");
    EXPECT_EQ(secret(), "a secret") << "as it was";
    change.secret = "another";
    EXPECT_EQ(problem_of(change), "");
    EXPECT_EQ(secret(), "another");
    services().key.fill(std::byte{9});
    EXPECT_EQ(secret(), "") << "the key file was lost";
    change.secret = "";
    EXPECT_EQ(problem_of(change), "");
    const auto provider = services().database.read(identity_provider);
    EXPECT_FALSE(provider.secret_set);
    EXPECT_EQ(provider.name, "The city's login");
}

INSTANTIATE_TEST_SUITE_P(Engines, ProviderSettings, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
