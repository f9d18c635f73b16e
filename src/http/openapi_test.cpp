#include "http/openapi.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace belfry::http {

struct ApiThing {
    Id<ApiThing> id;
    std::string title;

    BOOST_DESCRIBE_CLASS(ApiThing, (), (id, title), (), ())
};

struct ApiThingChange {
    std::optional<std::string> title;

    BOOST_DESCRIBE_CLASS(ApiThingChange, (), (title), (), ())
};

namespace {

std::vector<Route> table() {
    std::vector<Route> routes;
    routes.push_back(list<ApiThing>(
        "/api/v1/things",
        Access::needs("things_read"),
        "Lists things.",
        [](const Call&) { return Result<Listing<ApiThing>>(Listing<ApiThing>{}); }
    ));
    routes.push_back(patch<ApiThingChange, Versioned<ApiThing>>(
        "/api/v1/things/{thing}",
        Access::needs("things_edit").or_when("the thing's owner", [](const Call&) { return true; }),
        "Changes a thing.",
        [](const Call&, const ApiThingChange&) {
            return Result<Versioned<ApiThing>>(Versioned<ApiThing>{});
        }
    ));
    routes.push_back(get<Versioned<ApiThing>>(
        "/api/v1/things/{thing}",
        Access::anyone(),
        "Shows a thing.",
        [](const Call&) { return Result<Versioned<ApiThing>>(Versioned<ApiThing>{}); }
    ));
    routes.push_back(remove<void>(
        "/api/v1/kinds/{kind:text}/{id}",
        Access::signed_in(),
        "Removes.",
        [](const Call&) { return Result<void>(); }
    ));
    return routes;
}

class OpenApi : public ::testing::Test {
protected:
    [[nodiscard]] const json::Value& at(const char* pointer) const {
        return document_.at_pointer(pointer);
    }

    [[nodiscard]] std::string text(const char* pointer) const {
        return boost::json::serialize(at(pointer));
    }

    json::Value document_ = openapi(table(), {"Belfry", "1.2.3"});
};

TEST_F(OpenApi, SaysWhatEachRouteTakesAndGives) {
    EXPECT_EQ(at("/openapi"), "3.1.0");
    EXPECT_EQ(at("/info/version"), "1.2.3");
    EXPECT_EQ(
        text("/paths/~1api~1v1~1things~1{thing}/patch/requestBody"),
        R"({"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/ApiThingChange"}}}})"
    );
    EXPECT_EQ(
        text("/paths/~1api~1v1~1things/get/responses/200/content"),
        R"({"application/json":{"schema":{"$ref":"#/components/schemas/ListingApiThing"}}})"
    );
    EXPECT_EQ(
        text("/paths/~1api~1v1~1kinds~1{kind}~1{id}/delete/responses/204"),
        R"({"description":"done"})"
    );
}

TEST_F(OpenApi, NamesPathQueryAndRevision) {
    EXPECT_EQ(
        text("/paths/~1api~1v1~1kinds~1{kind}~1{id}/delete/parameters"),
        R"([{"name":"kind","in":"path","required":true,"schema":{"type":"string"}},)"
        R"({"name":"id","in":"path","required":true,"schema":{"type":"integer","minimum":1}}])"
    );
    EXPECT_EQ(
        text("/paths/~1api~1v1~1things/get/parameters/0/schema"),
        R"({"type":"string","enum":["json","csv","xlsx"]})"
    );
    EXPECT_EQ(at("/paths/~1api~1v1~1things~1{thing}/patch/parameters/1/name"), "If-Match");
    EXPECT_EQ(at("/paths/~1api~1v1~1things~1{thing}/get/parameters").as_array().size(), 1U);
    EXPECT_TRUE(at("/paths/~1api~1v1~1things~1{thing}/get/responses/200/headers")
                    .as_object()
                    .contains("ETag"));
}

TEST_F(OpenApi, SaysWhoMayCall) {
    EXPECT_EQ(
        at("/paths/~1api~1v1~1things~1{thing}/patch/x-access"),
        "permission things_edit, or the thing's owner"
    );
    EXPECT_EQ(
        text("/paths/~1api~1v1~1things~1{thing}/patch/security"), R"([{"session":[]},{"token":[]}])"
    );
    EXPECT_EQ(
        text("/paths/~1api~1v1~1things~1{thing}/get/security"),
        R"([{},{"session":[]},{"token":[]}])"
    );
    EXPECT_EQ(at("/components/securitySchemes/token/scheme"), "bearer");
}

TEST_F(OpenApi, DescribesProblems) {
    EXPECT_EQ(
        text("/paths/~1api~1v1~1things/get/responses/default"),
        R"({"description":"problem","content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/ProblemAnswer"}}}})"
    );
    EXPECT_EQ(
        text("/components/schemas/ProblemAnswer/properties/problems"),
        R"({"type":"array","items":{"$ref":"#/components/schemas/Problem"}})"
    );
    EXPECT_EQ(
        text("/components/schemas/ProblemAnswer/properties/reference"), R"({"type":"string"})"
    );
    EXPECT_EQ(
        text("/components/schemas/ProblemAnswer/required"), R"(["type","title","status","code"])"
    );
}

TEST_F(OpenApi, IsTheSameForTheSameTable) {
    EXPECT_EQ(
        boost::json::serialize(document_),
        boost::json::serialize(openapi(table(), {"Belfry", "1.2.3"}))
    );
}

}  // namespace
}  // namespace belfry::http
