#include "web/assets.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "portal/portal.hpp"

namespace belfry::web {
namespace {

constexpr std::array<EmbeddedFile, 4> files{{
    {"index.html", "<!doctype html>"},
    {"assets/app-1a2b.js", "console.log(1)"},
    {"service-worker.js", "self"},
    {"favicon.svg", "<svg/>"},
}};

http::Request request_for(std::vector<std::string> path, http::Method method = http::Method::get) {
    http::Request request;
    request.method = method;
    request.path = std::move(path);
    return request;
}

std::string content_at(std::vector<std::string> path) {
    const auto answer = Assets(files).answer(request_for(std::move(path)));
    return answer ? *std::get<http::SharedBody>(answer->body) : "nothing";
}

TEST(Assets, GiveTheAppsOnePageAtEveryAddressOfTheApp) {
    EXPECT_EQ(content_at({}), "<!doctype html>");
    EXPECT_EQ(content_at({"steps", "4"}), "<!doctype html>");
    EXPECT_EQ(content_at({"assets", "app-1a2b.js"}), "console.log(1)");
}

TEST(Assets, SayWithTheirStatusWhereTheAppHasNoScreen) {
    constexpr std::array<EmbeddedFile, 2> with_screens{{
        {"index.html", "<!doctype html>"},
        {"pages.txt", "/\n/steps/:step\n/people/invite\n"},
    }};
    const Assets assets(with_screens);
    const auto status = [&](std::vector<std::string> path) {
        const auto answer = assets.answer(request_for(std::move(path)));
        return answer ? answer->status : 0;
    };
    EXPECT_EQ(status({}), 200);
    EXPECT_EQ(status({"steps", "4"}), 200);
    EXPECT_EQ(status({"steps", "4", ""}), 200);
    EXPECT_EQ(status({"people", "invite"}), 200);
    for (const std::vector<std::string>& nowhere :
         {std::vector<std::string>{"steps"},
          {"steps", ""},
          {"steps", "4", "more"},
          {"people", "17"},
          {"nope"}}) {
        EXPECT_EQ(status(nowhere), 404) << nowhere.back();
        EXPECT_EQ(
            *std::get<http::SharedBody>(assets.answer(request_for(nowhere))->body),
            "<!doctype html>"
        );
    }
    EXPECT_EQ(status({"pages.txt"}), 0);
}

TEST(Assets, LeaveTheApiAndMissingFilesToTheRouteTable) {
    EXPECT_EQ(content_at({"api", "v1", "steps"}), "nothing");
    EXPECT_EQ(content_at({"healthz"}), "nothing");
    EXPECT_EQ(content_at({"assets", "app-0000.js"}), "nothing");
    EXPECT_EQ(content_at({"wp-login.php"}), "nothing");
    EXPECT_FALSE(Assets(files).answer(request_for({}, http::Method::post)));
}

TEST(Assets, AreKeptForeverOnlyWhereTheNameCarriesTheirHash) {
    const auto caching = [](std::vector<std::string> path) {
        const auto answer = Assets(files).answer(request_for(std::move(path)));
        return std::string(answer->headers.find("Cache-Control").value_or("none"));
    };
    EXPECT_THAT(caching({"assets", "app-1a2b.js"}), testing::HasSubstr("immutable"));
    EXPECT_EQ(caching({"service-worker.js"}), "no-cache");
    EXPECT_EQ(caching({}), "no-cache");
}

TEST(SecurityHeaders, AllowScriptsOfThisServerAlone) {
    const auto policy =
        std::string(security_headers(false).find("Content-Security-Policy").value_or(""));
    EXPECT_THAT(policy, testing::StartsWith("default-src 'none'; script-src 'self';"));
    EXPECT_THAT(policy, testing::Not(testing::HasSubstr("unsafe")));
    EXPECT_FALSE(security_headers(false).find("Strict-Transport-Security"));
    EXPECT_TRUE(security_headers(true).find("Strict-Transport-Security"));
    EXPECT_FALSE(portal::security_headers(false).find("Strict-Transport-Security"));
    EXPECT_TRUE(portal::security_headers(true).find("Strict-Transport-Security"));
}

}  // namespace
}  // namespace belfry::web
