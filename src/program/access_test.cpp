#include <set>

#include "program/test_program.hpp"

namespace belfry::program {

namespace {

/// A path of the route: step 2, and things that are not there.
std::string path_of(const http::Route& route) {
    std::string path;
    std::string name;
    bool inside = false;
    for (const char letter : route.path) {
        if (letter == '{') {
            inside = true;
            name.clear();
        } else if (letter == '}') {
            inside = false;
            path += name == "step" ? "2" : name == "kind:text" ? "account" : "987654";
        } else {
            (inside ? name : path) += letter;
        }
    }
    return path;
}

using ProgrammeAccess = ProgramTest;

TEST_P(ProgrammeAccess, NobodyUsesARouteWithoutSigningInButTheCalendarWithItsSecret) {
    for (const auto& route : city().routes()) {
        const auto answer = city().call(0, route.method, path_of(route), "{}");
        if (route.path == "/calendar.ics") {
            EXPECT_EQ(answer.status, 404);
        } else {
            EXPECT_EQ(answer.status, 401) << json::name_of(route.method) << ' ' << route.path;
        }
    }
}

/// What even an observer may write: what is theirs alone.
bool is_own(const http::Route& route) {
    static const std::set<std::string> own{
        "/api/v1/inbox/reading",
        "/api/v1/inbox/{item}/reading",
        "/api/v1/this-week/seen",
        "/api/v1/calendar/feed",
    };
    return own.contains(route.path);
}

TEST_P(ProgrammeAccess, AnObserverReadsTheProgrammeAndWritesOnlyWhatIsTheirs) {
    for (const auto& route : city().routes()) {
        const auto answer = city().call(city().observer, route.method, path_of(route), "{}");
        const auto what = std::string(json::name_of(route.method)) + ' ' + route.path;
        if (route.method != http::Method::get) {
            EXPECT_EQ(answer.status != 403, is_own(route)) << what << ' ' << answer.status;
        } else if (route.path == "/api/v1/activity" ||
                   route.path.find("/history/") != std::string::npos) {
            EXPECT_EQ(answer.status, 403) << what;
        } else {
            EXPECT_NE(answer.status, 403) << what;
        }
    }
}

TEST_P(ProgrammeAccess, AnAdministratorDecidesNothingForTheMayor) {
    for (const auto& route : city().routes()) {
        const auto answer = city().call(city().admin, route.method, path_of(route), "{}");
        const bool decides = route.path.ends_with("/approval") ||
                             route.path.ends_with("/declining") ||
                             route.path.ends_with("/question");
        const bool words_of_others =
            route.method == http::Method::patch && route.path == "/api/v1/comments/{comment}";
        EXPECT_EQ(answer.status == 403, decides || words_of_others)
            << json::name_of(route.method) << ' ' << route.path << ' ' << answer.status;
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, ProgrammeAccess, store::all_engines(), store::engine_name);

}  // namespace

}  // namespace belfry::program
