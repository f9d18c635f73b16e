#include <algorithm>
#include <fstream>
#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/gate.hpp"
#include "accounts/passwords.hpp"
#include "accounts/route_walk.hpp"
#include "http/events.hpp"
#include "http/metrics.hpp"
#include "program/city_store.hpp"
#include "program/demo.hpp"
#include "store/test_database.hpp"
#include "text/catalog.hpp"
#include "web/application.hpp"
#include "web/modules.hpp"
#include "web/visibility.hpp"

namespace belfry::web {
namespace {

namespace fs = std::filesystem;

/// The whole program over an empty folder.
class Composition : public testing::Test {
protected:
    Composition()
        : place_(store::Engine::sqlite),
          house_(std::move(*open_house({.data = place_.folder() / "data"}))),
          application_(std::move(
              *Application::build(*house_, {.doors = {}, .version = "test", .web_app = {}})
          )) {}

    store::TestPlace place_;
    std::unique_ptr<House> house_;
    std::unique_ptr<Application> application_;
};

TEST_F(Composition, AnswersEveryRoleByTheRuleOfTheRouteAndNothingElse) {
    std::set<std::string> not_carried_out{
        // These change the ground under the walk itself.
        "POST /api/v1/demo",
        "DELETE /api/v1/demo",
        "GET /api/v1/events",
    };
    const auto complaints = accounts::walk_routes({
        .router = application_->router(),
        .services = application_->people(),
        .object = {},
        .not_carried_out = std::move(not_carried_out),
    });
    EXPECT_THAT(complaints, testing::IsEmpty());
}

std::string bytes_of(const http::Response& response) {
    const auto* shared = std::get_if<http::SharedBody>(&response.body);
    return shared != nullptr ? **shared : std::get<std::string>(response.body);
}

TEST_F(Composition, SharesWithEachRoleExactlyWhatItWouldBeAnsweredAlone) {
    auto& services = application_->people();
    accounts::AccountGate gate(services);
    std::map<accounts::Role, accounts::Browser> browsers;
    for (const auto role : json::all_of<accounts::Role>()) {
        accounts::Account account;
        account.name = std::string(json::name_of(role));
        account.email = account.name + "@shared.example";
        account.roles = {role};
        account.language = account.name.size() % 2 == 0 ? "es" : "en";
        const auto id = accounts::put_account(services.record, account);
        browsers[role] = accounts::put_session(services, id);
    }
    const auto demo = accounts::request_from(
        browsers.at(accounts::Role::administrator), http::Method::post, "/api/v1/demo"
    );
    ASSERT_EQ(application_->answer(demo).status, 200);
    std::set<std::string> shared;
    for (const auto& route : application_->router().routes()) {
        for (const auto& [role, browser] : browsers) {
            for (const auto* query : {"", "?owner=me", "?step=3&format=csv", "?format=odd"}) {
                if (!route.shared) {
                    continue;
                }
                const auto request =
                    accounts::request_from(browser, http::Method::get, route.path + query);
                const auto caller = gate.admit(request);
                ASSERT_TRUE(caller);
                const auto answer = application_->answer(request);
                if (answer.status == 403) {
                    EXPECT_FALSE(caller->may(route.access.permission()));
                    continue;
                }
                const auto alone = route.handler({request, *caller, {}});
                EXPECT_EQ(answer.status, alone.status);
                EXPECT_EQ(bytes_of(answer), bytes_of(alone))
                    << request.target << ' ' << json::name_of(role);
                EXPECT_EQ(bytes_of(application_->answer(request)), bytes_of(alone));
                shared.insert(route.path);
            }
        }
    }
    EXPECT_GE(shared.size(), 7U);
}

TEST_F(Composition, HasNoPermissionThatNoRouteAsksFor) {
    // Asked inside rules about an object: whoever is asked for a decision.
    std::set<std::string_view> asked{"decisions_answer", "decisions_be_asked"};
    for (const auto& route : application_->router().routes()) {
        asked.insert(route.access.permission());
    }
    for (const auto& permission : accounts::permissions) {
        EXPECT_TRUE(asked.contains(permission.name))
            << permission.name << " lets nobody do anything";
    }
}

TEST_F(Composition, DescribesEveryRouteInTheApiDocument) {
    const auto document = json::parse(application_->api_document());
    ASSERT_TRUE(document);
    const auto& paths = document->at("paths").as_object();
    std::size_t operations = 0;
    for (const auto& path : paths) {
        operations += path.value().as_object().size();
    }
    EXPECT_EQ(operations, application_->router().routes().size());
    EXPECT_EQ(document->at("openapi"), json::Value("3.1.0"));
    const auto& schemas = document->at("components").at("schemas").as_object();
    const std::string text = application_->api_document();
    const std::regex reference("#/components/schemas/(\\w+)");
    for (std::sregex_iterator it(text.begin(), text.end(), reference), end; it != end; ++it) {
        EXPECT_TRUE(schemas.contains((*it)[1].str())) << (*it)[1];
    }
}

TEST_F(Composition, SaysOfEveryChangeThatItWantsToKnowTheRevision) {
    const auto document = json::parse(application_->api_document());
    ASSERT_TRUE(document);
    std::size_t conditional = 0;
    for (const auto& path : document->at("paths").as_object()) {
        for (const auto& [method, operation] : path.value().as_object()) {
            const auto& responses = operation.at("responses").as_object();
            const auto* parameters = operation.as_object().if_contains("parameters");
            const auto wants =
                parameters != nullptr &&
                std::ranges::any_of(parameters->as_array(), [](const auto& each) {
                    return each.at("name") == "If-Match" && each.at("required") == true;
                });
            EXPECT_EQ(wants, responses.contains("428")) << method << ' ' << path.key();
            EXPECT_TRUE(!wants || responses.contains("409")) << method << ' ' << path.key();
            if (method == "put" || method == "patch") {
                EXPECT_TRUE(wants) << method << ' ' << path.key();
            }
            conditional += wants ? 1 : 0;
        }
    }
    EXPECT_GT(conditional, 25U);
}

TEST_F(Composition, DeclaresTheRefusalsOfEachRoute) {
    const auto document = json::parse(application_->api_document());
    ASSERT_TRUE(document);
    const auto declared = [&](const char* path, const char* method) {
        std::set<std::string> statuses;
        const auto& operation = document->at("paths").at(path).at(method);
        for (const auto& response : operation.at("responses").as_object()) {
            statuses.insert(response.key());
        }
        return statuses;
    };
    using Statuses = std::set<std::string>;
    EXPECT_EQ(declared("/healthz", "get"), (Statuses{"200", "default"}));
    EXPECT_EQ(
        declared("/api/v1/backups", "get"), (Statuses{"200", "400", "401", "403", "default"})
    );
    EXPECT_EQ(
        declared("/api/v1/tasks/{task}", "patch"),
        (Statuses{"200", "400", "401", "403", "404", "409", "413", "422", "428", "default"})
    );
    EXPECT_TRUE(declared("/api/v1/session", "post").contains("429"));
}

TEST_F(Composition, AnswersHealthAndKeepsMetricsFromStrangers) {
    http::Request request;
    request.method = http::Method::get;
    request.target = "/healthz";
    request.path = {"healthz"};
    request.peer = "192.0.2.7";
    EXPECT_EQ(application_->answer(request).status, 200);
    request.target = "/metrics";
    request.path = {"metrics"};
    EXPECT_THAT(application_->answer(request).status, testing::AnyOf(401, 403));
    request.peer = "127.0.0.1";
    EXPECT_EQ(application_->answer(request).status, 200);
}

TEST_F(Composition, FindsNothingBadInAFreshHouse) {
    for (const auto& observation :
         examine(house_->place, {.doors = {}, .version = "test", .web_app = {}}, true)) {
        EXPECT_NE(observation.state, operations::FindingState::bad) << observation.key;
        for (const auto* language : {"en", "es"}) {
            EXPECT_FALSE(said(observation, text::Catalog::embedded(), language).detail.empty());
        }
    }
}

std::string content_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// `refuse(Refusal::Kind::conflict, "data_in_use", …)` and `{"report_phone", "not_a_phone", …}`.
TEST(Refusals, HaveASentenceForEachCodeInEveryLanguage) {
    const auto* root = std::getenv("BELFRY_SOURCE_DIR");
    if (root == nullptr) {
        GTEST_SKIP() << "BELFRY_SOURCE_DIR says where the sources are";
    }
    const std::regex code("Refusal::Kind::\\w+,\\s*\"([a-z0-9_]+)\"");
    std::set<std::string> codes;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / "src")) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(".cpp") || name.ends_with("_test.cpp") ||
            entry.path().string().find("/cli/") != std::string::npos) {
            continue;  // the command line speaks English
        }
        const auto text = content_of(entry.path());
        for (std::sregex_iterator it(text.begin(), text.end(), code), end; it != end; ++it) {
            codes.insert((*it)[1].str());
        }
    }
    EXPECT_GT(codes.size(), 40U);
    const auto& catalog = text::Catalog::embedded();
    for (const auto& each : codes) {
        for (const auto& language : catalog.languages()) {
            EXPECT_TRUE(catalog.has(language, "error." + each)) << language << ": error." << each;
        }
    }
}

TEST(Catalogs, SayTheSameThingsInEveryLanguage) {
    const auto& catalog = text::Catalog::embedded();
    for (const auto& language : catalog.languages()) {
        EXPECT_EQ(catalog.keys(language), catalog.keys("en")) << language;
    }
}

http::Caller caller_with(std::int64_t account, std::set<std::string, std::less<>> permissions) {
    http::Caller caller;
    caller.account = account;
    caller.permissions = std::move(permissions);
    return caller;
}

TEST(EventStream, SaysWhenSomethingIsDeletedSoThatNobodyAsksForItAgain) {
    const auto event = [](const char* action) {
        return event_of({1, record::Actor::account(7), action, {"task", 5}, 3, Instant()});
    };
    EXPECT_TRUE(event("task.delete").contains("deleted"));
    EXPECT_FALSE(event("task.update").contains("deleted"));
}

TEST(EventStream, TellsOnlyWhatTheReaderMaySee) {
    const auto event = [](const char* kind, std::int64_t id) {
        return json::Value(event_of({1, record::Actor::account(7), "x", {kind, id}, 3, Instant()}));
    };
    const auto observer = caller_with(7, {"program_see"});
    const auto stranger = caller_with(8, {});
    EXPECT_TRUE(may_hear(observer, "task", event("task", 5)));
    EXPECT_FALSE(may_hear(stranger, "task", event("task", 5)));
    EXPECT_FALSE(may_hear(observer, "invitation", event("invitation", 5)));
    EXPECT_TRUE(may_hear(observer, "inbox", event("inbox", 7)));
    EXPECT_FALSE(may_hear(stranger, "inbox", event("inbox", 7)));
    EXPECT_TRUE(may_hear(observer, "session", event("session", 9)));
    EXPECT_FALSE(may_hear(stranger, "session", event("session", 9)));
    const json::Value job(json::Object{{"kind", "job"}, {"id", 4}, {"asked_by", 8}});
    EXPECT_TRUE(may_hear(stranger, "job", job));
    EXPECT_FALSE(may_hear(observer, "job", job));
    EXPECT_TRUE(may_hear(caller_with(9, {"jobs_see"}), "job", job));
}

TEST(EventStream, IsAboutEveryKindThatSomebodyMayHearOf) {
    EXPECT_THAT(
        kinds_heard(),
        testing::IsSupersetOf({"job", "inbox", "session", "task", "place", "plan", "run"})
    );
}

}  // namespace
}  // namespace belfry::web
