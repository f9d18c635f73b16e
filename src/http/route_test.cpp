#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <stdexcept>

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/check.hpp"
#include "base/no_room.hpp"
#include "http/fake_gate.hpp"
#include "http/health.hpp"
#include "http/problem.hpp"
#include "http/router.hpp"
#include "http/target.hpp"

namespace belfry::http {

struct TestTask {
    Id<TestTask> id;
    std::string title;
    std::optional<Date> due;
    Money cost;

    BOOST_DESCRIBE_CLASS(TestTask, (), (id, title, due, cost), (), ())
};

struct NewTestTask {
    std::string title;

    BOOST_DESCRIBE_CLASS(NewTestTask, (), (title), (), ())
};

namespace {

using ::testing::HasSubstr;

Request request(Method method, std::string_view target, std::string_view who = {}) {
    Request made;
    made.method = method;
    check(read_target(target, made).has_value(), "a test asks for a malformed target");
    if (!who.empty()) {
        made.headers.add("X-Test", std::string(who));
    }
    return made;
}

Request with_json(Request made, std::string body, std::string_view type = "application/json") {
    made.headers.set("Content-Type", std::string(type));
    made.body = std::move(body);
    return made;
}

json::Value body_of(const Response& response) {
    return boost::json::parse(std::get<std::string>(response.body));
}

std::string code_of(const Response& response) {
    return std::string(body_of(response).at("code").as_string());
}

class FullDisk : public std::runtime_error, public NoRoom {
public:
    using std::runtime_error::runtime_error;
};

TestTask task(std::int64_t id) {
    return {
        {id},
        "=Paper rolls",
        Date(std::chrono::year(2026), std::chrono::November, std::chrono::day(3)),
        Money::cents(1250)
    };
}

class Routes : public ::testing::Test {
protected:
    Routes() : log_(Log::Level::info, [this](std::string_view line) { logged_ += line; }) {
        router_
            .add(list<TestTask>("/tasks", Access::needs("tasks_read"), "Lists.", [](const Call&) {
                return Result<Listing<TestTask>>(Listing<TestTask>{{task(1), task(2)}, {}});
            }));
        router_.add(get<Versioned<TestTask>>(
            "/tasks/{task}",
            Access::needs("tasks_read")
                .or_when(
                    "the task's owner", [](const Call& call) { return call.number("task") == 9; }
                ),
            "Shows.",
            [](const Call& call) {
                return Result<Versioned<TestTask>>(Versioned<TestTask>{task(call.number("task")), 4}
                );
            }
        ));
        router_.add(create<NewTestTask, TestTask>(
            "/tasks",
            Access::needs("tasks_edit"),
            "Adds.",
            [](const Call&, const NewTestTask& in) {
                auto made = task(3);
                made.title = in.title;
                return Result<TestTask>(made);
            }
        ));
        router_.add(remove<void>("/tasks/{task}", Access::signed_in(), "Removes.", [](const Call&) {
            return Result<void>();
        }));
        router_.add(get<std::string>(
            "/pages/{name:text}",
            Access::anyone(),
            "Page.",
            [](const Call& call) { return Result<std::string>(call.text("name")); }
        ));
        router_
            .add(get<void>("/broken", Access::anyone(), "Fails.", [](const Call&) -> Result<void> {
                throw std::runtime_error("connection lost");
            }));
        router_.add(get<void>("/full", Access::anyone(), "Full.", [](const Call&) -> Result<void> {
            throw FullDisk("write");
        }));
    }

    Response ask(const Request& asked) const { return router_.dispatch(asked); }

    std::string logged_;
    Log log_;
    FakeGate gate_;
    Router router_{gate_, log_};
};

TEST_F(Routes, AnswerWithTheHandlersValueAndItsRevision) {
    const auto response = ask(request(Method::get, "/tasks/5", "tasks_read"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(body_of(response).at("id"), 5);
    EXPECT_EQ(response.headers.find("etag"), "\"4\"");
    EXPECT_EQ(response.route, "/tasks/{task}");
}

TEST_F(Routes, GiveNotFoundForAnUnknownPathOrAParameterThatIsNoNumber) {
    for (const auto* target :
         {"/",
          "/task",
          "/tasks/",
          "/tasks/x",
          "/tasks/0",
          "/tasks/01",
          "/tasks/-1",
          "/tasks/99999999999999999999",
          "/tasks/1/2"}) {
        const auto response = ask(request(Method::get, target, "tasks_read"));
        EXPECT_EQ(response.status, 404) << target;
        EXPECT_EQ(code_of(response), "no_such_page");
    }
}

TEST_F(Routes, NameTheMethodsAnAddressTakes) {
    const auto response = ask(request(Method::put, "/tasks", "tasks_read"));
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(response.headers.find("Allow"), "GET, HEAD, POST, OPTIONS");
    const auto options = ask(request(Method::options, "/tasks/3"));
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.headers.find("Allow"), "GET, HEAD, DELETE, OPTIONS");
}

TEST_F(Routes, AnswerHeadLikeGet) {
    EXPECT_EQ(ask(request(Method::head, "/tasks/5", "tasks_read")).headers.find("ETag"), "\"4\"");
}

TEST_F(Routes, AskForSignInBeforeTheyRefuseARole) {
    EXPECT_EQ(ask(request(Method::get, "/tasks")).status, 401);
    EXPECT_EQ(code_of(ask(request(Method::get, "/tasks"))), "sign_in_first");
    EXPECT_EQ(ask(request(Method::get, "/tasks", "tasks_edit")).status, 403);
    EXPECT_EQ(ask(request(Method::get, "/tasks", "tasks_read")).status, 200);
    EXPECT_EQ(ask(request(Method::delete_, "/tasks/1", "whatever")).status, 428);
    EXPECT_EQ(ask(request(Method::delete_, "/tasks/1")).status, 401);
}

TEST_F(Routes, LetARuleStandInForThePermission) {
    EXPECT_EQ(ask(request(Method::get, "/tasks/9", "other")).status, 200);
    EXPECT_EQ(ask(request(Method::get, "/tasks/8", "other")).status, 403);
    EXPECT_EQ(ask(request(Method::get, "/tasks/9")).status, 401);
}

TEST_F(Routes, TurnNobodyAwayFromAPublicPageForAStaleSession) {
    EXPECT_EQ(ask(request(Method::get, "/pages/about", "expired")).status, 200);
    EXPECT_EQ(ask(request(Method::get, "/tasks", "expired")).status, 401);
    EXPECT_EQ(ask(request(Method::get, "/pages/about", "forged")).status, 403);
}

TEST_F(Routes, ReadTheBodyAndNameEachFieldThatHasToChange) {
    const auto asked = request(Method::post, "/tasks", "tasks_edit");
    EXPECT_EQ(ask(with_json(asked, R"({"title":"x"})")).status, 201);
    EXPECT_EQ(
        ask(with_json(asked, R"({"title":"x"})", "application/JSON ; charset=utf-8")).status, 201
    );
    EXPECT_EQ(ask(with_json(asked, R"({"title":"x"})", "text/plain")).status, 415);
    EXPECT_EQ(ask(with_json(asked, "{")).status, 400);
    const auto refused = ask(with_json(asked, R"({"titel":1})"));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.headers.find("Content-Type"), "application/problem+json");
    const auto body = body_of(refused);
    EXPECT_EQ(body.at("problems").as_array().size(), 2U);
    EXPECT_FALSE(body.as_object().contains("differences"));
    EXPECT_EQ(body.at("status"), 422);
}

TEST_F(Routes, GiveAListAsAFile) {
    const auto csv = ask(request(Method::get, "/tasks?format=csv", "tasks_read"));
    EXPECT_EQ(
        std::get<std::string>(csv.body),
        "\xEF\xBB\xBFid,title,due,cost\r\n1,'=Paper rolls,2026-11-03,12.50\r\n2,'=Paper "
        "rolls,2026-11-03,12.50\r\n"
    );
    EXPECT_THAT(
        std::string(*csv.headers.find("Content-Disposition")), HasSubstr("filename=\"tasks.csv\"")
    );
    const auto xlsx = ask(request(Method::get, "/tasks?format=xlsx", "tasks_read"));
    EXPECT_TRUE(std::get<std::string>(xlsx.body).starts_with("PK"));
    EXPECT_EQ(ask(request(Method::get, "/tasks?format=pdf", "tasks_read")).status, 422);
}

TEST_F(Routes, SayAReferenceAndNothingElseWhenAHandlerFails) {
    const auto response = ask(request(Method::get, "/broken"));
    EXPECT_EQ(response.status, 500);
    const auto body = body_of(response);
    const std::string reference(body.at("reference").as_string());
    EXPECT_EQ(reference.size(), 8U);
    EXPECT_THAT(std::get<std::string>(response.body), ::testing::Not(HasSubstr("connection lost")));
    EXPECT_THAT(logged_, HasSubstr(reference));
    EXPECT_THAT(logged_, HasSubstr("connection lost"));
}

TEST_F(Routes, AnswerForABugInOneOfThemAndGoOn) {
    router_.add(get<void>("/bug", Access::anyone(), "Bug.", [](const Call&) -> Result<void> {
        check(false, "a line with fewer than no people");
        return {};
    }));
    const auto response = ask(request(Method::get, "/bug"));
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(code_of(response), "internal_error");
    EXPECT_THAT(std::get<std::string>(response.body), ::testing::Not(HasSubstr("fewer")));
    EXPECT_THAT(logged_, HasSubstr("bug: a line with fewer than no people"));
    EXPECT_EQ(ask(request(Method::get, "/pages/about")).status, 200);
}

TEST_F(Routes, LogWhoWasRefusedWhat) {
    const auto logged = [&](const Request& asked) {
        logged_.clear();
        std::ignore = ask(asked);
        return logged_.substr(0, logged_.find("\n"));
    };
    const auto line = [](std::string_view method, std::string_view route, int status, int account) {
        return HasSubstr(fmt::format(
            R"("event":"refused","method":"{}","route":"{}","status":{},"account":{}}})",
            method,
            route,
            status,
            account
        ));
    };
    EXPECT_THAT(logged(request(Method::get, "/tasks/5")), line("get", "/tasks/{task}", 401, 0));
    EXPECT_THAT(
        logged(request(Method::get, "/tasks/5", "tasks_edit")), line("get", "/tasks/{task}", 403, 7)
    );
    EXPECT_THAT(
        logged(request(Method::get, "/tasks/5", "forged")), line("get", "/tasks/{task}", 403, 0)
    );
    EXPECT_THAT(
        logged(request(Method::get, "/tasks?format=pdf", "tasks_read")),
        line("get", "/tasks", 422, 7)
    ) << "what cannot be taken";
    EXPECT_EQ(logged(request(Method::get, "/tasks/5", "tasks_read")), "");
    EXPECT_EQ(logged(request(Method::get, "/pages/about", "expired")), "") << "needs no session";
    EXPECT_THAT(logged_, ::testing::Not(HasSubstr("Test")));
}

TEST_F(Routes, SayThatTheDiskIsFull) {
    const auto response = ask(request(Method::get, "/full"));
    EXPECT_EQ(response.status, 507);
    EXPECT_EQ(code_of(response), "disk_full");
}

TEST_F(Routes, KnowTheBodyLimitOfEachRoute) {
    auto big = create<NewTestTask, TestTask>(
        "/uploads",
        Access::anyone(),
        "Up.",
        [](const Call&, const NewTestTask&) { return Result<TestTask>(task(1)); }
    );
    big.most_body = 5'000'000;
    router_.add(std::move(big));
    EXPECT_EQ(router_.most_body(Method::post, "/uploads?x=1"), 5'000'000U);
    EXPECT_EQ(router_.most_body(Method::post, "/nowhere"), 64U * 1024);
    EXPECT_EQ(router_.most_body(Method::post, "/%"), 64U * 1024);
}

using RoutesDeathTest = Routes;

TEST_F(RoutesDeathTest, MayNotOverlap) {
    EXPECT_DEATH(
        router_.add(get<void>(
            "/pages/about", Access::anyone(), "", [](const Call&) { return Result<void>(); }
        )),
        "overlap"
    );
}

TEST_F(RoutesDeathTest, MayNotNameAPermissionThatTheGateDoesNotKnow) {
    EXPECT_DEATH(
        router_.add(get<void>(
            "/x", Access::needs("task_edit"), "", [](const Call&) { return Result<void>(); }
        )),
        "permission"
    );
}

TEST_F(Routes, MayHaveAWordWhereAnotherHasANumber) {
    router_.add(get<void>("/tasks/next", Access::anyone(), "", [](const Call&) {
        return Result<void>();
    }));
    EXPECT_EQ(ask(request(Method::get, "/tasks/next")).status, 204);
}

TEST_F(Routes, SayWhetherTheServerWorks) {
    bool works = true;
    router_.add(health_route([&]() -> Result<void> {
        return works ? Result<void>()
                     : refuse(Refusal::Kind::conflict, "disk_full", "The disk is full.");
    }));
    EXPECT_EQ(ask(request(Method::get, "/healthz")).status, 200);
    works = false;
    EXPECT_EQ(ask(request(Method::get, "/healthz")).status, 503);
}

TEST_F(Routes, GiveMetricsToThoseWhoMay) {
    Metrics metrics;
    metrics.counter("belfry_things_total", "Things.") += 3;
    router_.add(metrics_route(metrics, Access::needs("tasks_read")));
    EXPECT_EQ(ask(request(Method::get, "/metrics")).status, 401);
    const auto response = ask(request(Method::get, "/metrics", "tasks_read"));
    EXPECT_THAT(std::get<std::string>(response.body), HasSubstr("belfry_things_total 3\n"));
}

/// The codes that this folder's sources refuse with: their only texts in snake case, besides the
/// names of metrics.
std::set<std::string> codes_in_sources(const std::filesystem::path& folder) {
    const std::regex snake_case("\"([a-z]+(?:_[a-z]+)+)\"");
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) {
            continue;
        }
        std::ifstream file(entry.path());
        const std::string text(std::istreambuf_iterator<char>(file), {});
        for (std::sregex_iterator at(text.begin(), text.end(), snake_case), end; at != end; ++at) {
            codes.insert((*at)[1]);
        }
    }
    std::erase_if(codes, [](const auto& code) { return code.starts_with("belfry_"); });
    return codes;
}

TEST(Codes, HaveASentenceInEachLanguage) {
    const auto* root = std::getenv("BELFRY_SOURCE_DIR");
    if (root == nullptr) {
        GTEST_SKIP() << "BELFRY_SOURCE_DIR is not set";
    }
    const std::filesystem::path source(root);
    const auto codes = codes_in_sources(source / "src/http");
    EXPECT_GE(codes.size(), 18U);
    for (const auto* language : {"en", "es"}) {
        std::ifstream file(source / "presets/catalog" / (std::string(language) + ".json"));
        const auto catalog =
            boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
        for (const auto& code : codes) {
            EXPECT_TRUE(catalog.as_object().contains("error." + code)) << language << " " << code;
        }
    }
}

TEST(AccessRule, SaysItselfInWords) {
    const auto never = [](const Call&) {
        return false;
    };
    EXPECT_EQ(Access::anyone().in_words(), "anyone");
    EXPECT_EQ(
        Access::signed_in().and_when("not their own account", never).in_words(),
        "signed in, and not their own account"
    );
    EXPECT_EQ(
        Access::needs("a").or_when("the owner", never).in_words(), "permission a, or the owner"
    );
    EXPECT_EQ(
        Access::needs("a").with_fresh_proof().in_words(),
        "permission a; after a fresh proof of who it is"
    );
}

TEST_F(Routes, AskForAFreshProofWhereAnActIsDangerous) {
    FakeGate gate;
    Router router(gate);
    const auto act = [](const Call&) -> Result<void> {
        return {};
    };
    router.add(without_body<void>(
        Method::post, "/danger", Access::needs("tasks_edit").with_fresh_proof(), "Ends.", act
    ));
    auto asked = request(Method::post, "/danger", "tasks_edit");
    EXPECT_EQ(code_of(router.dispatch(asked)), "proof_needed");
    asked.headers.add("X-Token", "1");
    EXPECT_EQ(code_of(router.dispatch(asked)), "not_by_token");
    asked = request(Method::post, "/danger", "tasks_read");
    EXPECT_EQ(code_of(router.dispatch(asked)), "not_allowed") << "no proof helps them";
    asked = request(Method::post, "/danger", "tasks_edit");
    asked.headers.add("X-Proved", "1");
    EXPECT_EQ(router.dispatch(asked).status, 204);
}

TEST_F(Routes, AnswerTheConfinedOnlyWhereTheyAreOpenToThem) {
    FakeGate gate;
    Router router(gate);
    const auto act = [](const Call&) -> Result<void> {
        return {};
    };
    router.add(without_body<void>(Method::get, "/closed", Access::signed_in(), "Reads.", act));
    router.add(without_body<void>(
        Method::get, "/board", Access::needs("tasks_read").open_to("a wall screen"), "Reads.", act
    ));
    router.add(without_body<void>(Method::get, "/all", Access::anyone(), "Reads.", act));
    const auto asked = [&](const char* path, const char* permission, const char* confined) {
        auto out = request(Method::get, path, permission);
        out.headers.add("X-Confined", confined);
        return router.dispatch(out);
    };
    EXPECT_EQ(code_of(asked("/closed", "tasks_read", "a wall screen")), "confined");
    EXPECT_EQ(asked("/board", "tasks_read", "a wall screen").status, 204);
    EXPECT_EQ(code_of(asked("/board", "tasks_read", "something else")), "confined");
    EXPECT_EQ(code_of(asked("/board", "tasks_edit", "a wall screen")), "not_allowed");
    EXPECT_EQ(asked("/all", "tasks_read", "a wall screen").status, 204);
}

TEST(IfMatch, NamesTheRevisionAChangeIsBasedOn) {
    const Caller nobody;
    const auto seen = [&](const char* tag) {
        Request asked;
        asked.headers.add("if-match", tag);
        return Call{asked, nobody, {}}.revision_seen();
    };
    EXPECT_EQ(seen("\"7\"").value(), 7);
    EXPECT_EQ(seen("\"0\"").value(), 0) << "what has never been changed";
    EXPECT_EQ(seen("\"9223372036854775807\"").value(), 9223372036854775807);
    for (const auto* tag :
         {"W/\"7\"",
          "7",
          "\"7x\"",
          "*",
          "\"",
          "\"\"",
          "\"-1\"",
          "\"-0\"",
          "\"+1\"",
          "\"07\"",
          "\"00\"",
          "\" 7\"",
          "\"7.0\"",
          "\"9223372036854775808\"",
          "\"6\", \"7\""}) {
        const auto refused = seen(tag);
        ASSERT_FALSE(refused) << tag;
        EXPECT_EQ(refused.error().code, "if_match_malformed") << tag;
        EXPECT_EQ(status_of(refused.error()), 400);
    }
    Request twice;
    twice.headers.add("If-Match", "\"6\"");
    twice.headers.add("If-Match", "\"7\"");
    EXPECT_FALSE((Call{twice, nobody, {}}.revision_seen()));
}

TEST_F(Routes, WantToKnowWhatAChangeIsBasedOn) {
    auto asked = request(Method::delete_, "/tasks/7", "whatever");
    EXPECT_EQ(ask(asked).status, 428);
    asked.headers.set("If-Match", "*");
    EXPECT_EQ(ask(asked).status, 400);
    asked.headers.set("If-Match", "\"4\"");
    EXPECT_EQ(ask(asked).status, 204);
}

TEST(Problems, SayWhatSomebodyElseChangedAsValues) {
    auto refusal = refuse(Refusal::Kind::conflict, "changed_meanwhile", "Changed.").error();
    refusal.differences = {{"owner", "null", R"({"id":5})", "Ana", "2026-11-03T12:00:00.000Z"}};
    const auto body =
        boost::json::parse(std::get<std::string>(problem_response(refusal).body)).at("differences");
    EXPECT_TRUE(body.at(0).at("before").is_null());
    EXPECT_EQ(body.at(0).at("after").at("id"), 5);
    EXPECT_EQ(body.at(0).at("who"), "Ana");
    EXPECT_EQ(body.at(0).at("when"), "2026-11-03T12:00:00.000Z");
}

TEST(Problems, SayWhenToComeBackWhereThereWereTooMany) {
    auto refusal = refuse(Refusal::Kind::too_many, "too_busy", "Busy.").error();
    refusal.wait_seconds = 5;
    EXPECT_EQ(problem_response(refusal).headers.find("Retry-After"), "5");
}

TEST(Target, IsSplitBeforeItIsDecoded) {
    Request asked;
    ASSERT_TRUE(read_target("/a%20b/%C3%B1?q=x+y%26z&q=2&empty=&bare", asked));
    EXPECT_THAT(asked.path, ::testing::ElementsAre("a b", "ñ"));
    EXPECT_EQ(asked.query_value("q"), "x y&z");
    EXPECT_EQ(asked.query.count("q"), 2U);
    EXPECT_EQ(asked.query_value("empty"), "");
    EXPECT_EQ(asked.query_value("bare"), "");
}

class BadTarget : public ::testing::TestWithParam<const char*> {};

TEST_P(BadTarget, IsRefused) {
    Request asked;
    EXPECT_FALSE(read_target(GetParam(), asked)) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Attacks,
    BadTarget,
    ::testing::Values(
        "",
        "x",
        "//../x",
        "/..",
        "/a/../b",
        "/%2e%2e/etc",
        "/%2e",
        "/a%2fb",
        "/a%5Cb",
        "/a\\b",
        "/%00",
        "/%0a",
        "/%",
        "/%2",
        "/%zz",
        "/%c0%ae%c0%ae",
        "/%ff",
        "/%ed%a0%80",
        "/?q=%",
        "/?q=%00",
        "/?%ff=1",
        "/#x",
        "ftp://x/",
        "http://",
        "http:///a",
        "http://?a=b",
        "http://ana@belfry.example/",
        "https://ana:secret@belfry.example/",
        "http://belfry.example:0/",
        "http://belfry.example:65536/",
        "http://belfry.example:http/",
        "*"
    )
);

TEST(Target, MayBeAbsolute) {
    Request asked;
    ASSERT_TRUE(read_target("http://belfry.example/a?b=1", asked));
    EXPECT_THAT(asked.path, ::testing::ElementsAre("a"));
    Request bare;
    ASSERT_TRUE(read_target("https://belfry.example", bare));
    EXPECT_TRUE(bare.path.empty());
}

TEST(Authority, IsAHostWithOrWithoutAPort) {
    for (const auto* good :
         {"a",
          "belfry.example",
          "belfry.example:1",
          "my_host-2:65535",
          "192.0.2.7:8080",
          "[::1]",
          "[2001:db8::1]:443",
          "[::ffff:192.0.2.7]:443"}) {
        EXPECT_TRUE(is_authority(good)) << good;
    }
    for (const auto* bad :
         {"",
          ":",
          ":80",
          "a:",
          "a:0",
          "a:00",
          "a:65536",
          "a:4294967376",
          "a:-1",
          "a:+1",
          "a:1 ",
          "a:x",
          "a:0x50",
          "a:80:80",
          "a@b",
          "a:b@c:80",
          "a/b",
          "a b",
          "a,b",
          "[]",
          "[::1",
          "::1",
          "[::1]a",
          "[::1]:",
          "[::1]80",
          "[a%25eth0]",
          "[belfry.example]",
          "b\xC3\xA9"}) {
        EXPECT_FALSE(is_authority(bad)) << bad;
    }
}

TEST(Cookie, IsFoundByItsWholeName) {
    Request asked;
    asked.headers.add("Cookie", "xbelfry=1; belfry=two=2 ;other=3");
    asked.headers.add("cookie", "late=4");
    EXPECT_EQ(asked.cookie("belfry"), "two=2");
    EXPECT_EQ(asked.cookie("late"), "4");
    EXPECT_EQ(asked.cookie("elfry"), std::nullopt);
}

TEST(Download, CannotSmuggleAHeaderInItsName) {
    const auto response = download("x", "text/plain", "a\"\r\nSet-Cookie: ñ.txt");
    EXPECT_EQ(
        response.headers.find("Content-Disposition"),
        "attachment; filename=\"a___Set-Cookie____.txt\"; "
        "filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20%C3%B1.txt"
    );
}

TEST(Listing, APersonInACellIsTheirNameAndAListIsSetApartByCommas) {
    const json::Value person = {{"id", 3}, {"name", "A. Lee"}, {"title", "mayor"}};
    EXPECT_EQ(detail::cell_of(person), documents::Cell(std::string("A. Lee")));
    EXPECT_EQ(
        detail::cell_of(json::Array{person, "staff"}), documents::Cell(std::string("A. Lee, staff"))
    );
}

}  // namespace
}  // namespace belfry::http
