#include "accounts/route_walk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/own_account.hpp"
#include "accounts/passkey_store.hpp"
#include "accounts/people.hpp"
#include "accounts/screen.hpp"

namespace belfry::accounts {
namespace {

using http::Method;

class RouteWalk : public record::RecordTest {};

Id<Token> put_token(Services& services, Id<Account> owner) {
    return *services.record.write(
        {record::Actor::account(owner.value), "token.test", {"token"}},
        [&](record::Writing& w) -> Result<Id<Token>> {
            const Token token{{w.object().id}, "t", true, {}, w.at(), {}};
            add_token(w.db(), token, owner, kept(crypto::random_token(services.random)));
            return token.id;
        }
    );
}

Id<Passkey> put_passkey(Services& services, Id<Account> owner) {
    return *services.record.write(
        {record::Actor::account(owner.value), "passkey.test", {"passkey"}},
        [&](record::Writing& w) -> Result<Id<Passkey>> {
            PasskeyRow row;
            row.passkey.id = {w.object().id};
            row.passkey.revision = w.revision();
            row.account = owner;
            row.credential.resize(8);
            services.random.fill(row.credential);
            add_passkey(w.db(), row);
            return row.passkey.id;
        }
    );
}

/// The id of something that belongs to `owner`.
std::optional<std::string> object_of(
    Services& services, std::string_view parameter, Id<Account> owner
) {
    const Acting acting{owner.value, "owner", "en", "127.0.0.1", {}};
    if (parameter == "person") {
        return std::to_string(owner.value);
    }
    if (parameter == "token") {
        return std::to_string(put_token(services, owner).value);
    }
    if (parameter == "passkey") {
        return std::to_string(put_passkey(services, owner).value);
    }
    if (parameter == "screen") {
        const auto today = std::chrono::floor<std::chrono::days>(services.clock.now());
        const auto made =
            make_screen(services, acting, {"S", ScreenPages::both, "en", Date(today)}, "");
        return made ? std::optional(std::to_string(made->id.value)) : std::nullopt;
    }
    if (parameter == "session") {
        put_session(services, owner);
        return std::to_string(own_sessions(services, acting).front().id.value);
    }
    return {};
}

TEST_P(RouteWalk, FindsEveryRouteOfAccountsAsItsRuleSays) {
    TestAccounts accounts(GetParam());
    const auto other = accounts.add("other", {Role::observer});
    std::size_t asked = 0;
    const auto complaints = walk_routes({
        .router = accounts.router(),
        .services = accounts.services(),
        .object = [&](const http::Route&, std::string_view parameter, Id<Account> caller, bool own
                  ) -> std::optional<std::string> {
            ++asked;
            if (parameter == "token" || parameter == "session") {
                // Of the callers' tokens only the latest is needed; the others fill the quota.
                std::ignore = accounts.services().record.write(
                    {record::Actor::belfry(), "token.test", {"token", 1}},
                    [&](record::Writing& w) -> Result<void> {
                        delete_tokens(w.db(), own ? caller : other);
                        return {};
                    }
                );
            }
            return object_of(accounts.services(), parameter, own ? caller : other);
        },
    });
    EXPECT_THAT(complaints, testing::IsEmpty());
    EXPECT_GT(asked, 100U);
    EXPECT_EQ(accounts.router().routes().size(), 54U);
    EXPECT_TRUE(accounts.services().record.verify());
}

TEST_P(RouteWalk, NoticesARouteThatForgotItsRule) {
    TestAccounts accounts(GetParam());
    const auto unheard = [](std::string_view) {
    };
    http::Router router(accounts.gate(), http::Log(http::Log::Level::error, unheard));
    // Guarded by a permission that observers hold, but changing what only its owner may.
    router.add(http::without_body<void>(
        Method::post,
        "/open",
        http::Access::needs("program_see"),
        "Opens.",
        [](const http::Call&) -> Result<void> { return {}; }
    ));
    EXPECT_THAT(
        walk_routes({.router = router, .services = accounts.services()}), testing::IsEmpty()
    );
    router.add(http::get<SessionState>(
        "/broken",
        http::Access::signed_in(),
        "Breaks.",
        [](const http::Call&) -> Result<SessionState> { throw std::runtime_error("broken"); }
    ));
    router.add(http::remove<void>(
        "/private/{thing}",
        http::Access::needs("people_manage")
            .or_when("its owner", [](const http::Call&) { return true; }),
        "Removes.",
        [](const http::Call&) -> Result<void> { return {}; }
    ));
    const auto complaints = walk_routes(
        {.router = router,
         .services = accounts.services(),
         .object =
             [](const http::Route&, std::string_view, Id<Account>, bool) {
                 return std::optional<std::string>("7");
             }}
    );
    EXPECT_THAT(complaints, testing::Contains(testing::HasSubstr("get /broken")));
    EXPECT_THAT(complaints, testing::Contains(testing::HasSubstr("observer: delete /private/7")))
        << "the rule lets everybody remove what is another's";
}

INSTANTIATE_TEST_SUITE_P(Engines, RouteWalk, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
