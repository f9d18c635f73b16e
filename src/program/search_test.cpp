#include "program/snippet.hpp"
#include "program/test_program.hpp"

namespace belfry::program {

namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class Search : public ProgramTest {
protected:
    std::vector<std::string> titles(std::int64_t who, const std::string& query) {
        const auto answer = city().get(who, "/search?q=" + query);
        check(answer.status == 200, "a search is refused");
        std::vector<std::string> found;
        for (const auto& hit : answer.at("hits").as_array()) {
            found.emplace_back(hit.at("title").as_string());
        }
        return found;
    }
};

TEST_P(Search, FindsEachKindOfThingWithoutAccentsByTheBeginningsOfItsWords) {
    city().post(
        city().staff,
        "/steps/2/tasks",
        R"({"title": "Reunión sobre Educación", "details": "Llevar las **máquinas**."})"
    );
    city().post(city().staff, "/steps/2/notes", R"({"text": "Educación cívica"})");
    city().post(city().staff, "/steps/2/decisions", R"({"title": "EDUCACION", "why": "Sí"})");
    city().post(city().staff, "/calendar", R"({"title": "Educar", "all_day_on": "2026-12-01"})");
    EXPECT_THAT(
        titles(city().observer, "educac"),
        UnorderedElementsAre("Reunión sobre Educación", "Educación cívica", "EDUCACION")
    );
    EXPECT_THAT(titles(city().observer, "maquinas"), ElementsAre("Reunión sobre Educación"));
    EXPECT_THAT(
        titles(city().observer, "M%C3%81QUINA%20reun"), ElementsAre("Reunión sobre Educación")
    );
    EXPECT_THAT(titles(city().observer, "%22%27%29%20OR%201"), ElementsAre());
    EXPECT_THAT(titles(city().observer, ""), ElementsAre());
    EXPECT_THAT(
        titles(city().observer, "phish"), ElementsAre("4. Training, including spear-phishing")
    );
}

TEST_P(Search, ShowsNobodyWhatTheyMayNotSee) {
    EXPECT_THAT(titles(city().staff, "olga"), ElementsAre("Olga Other"));
    EXPECT_THAT(titles(city().observer, "olga"), ElementsAre()) << "observers see no accounts";
    city().alter(
        "INSERT INTO search_entry (kind, id, title, text) VALUES ('secret', 1, 'plan', "
        "'plan')"
    );
    EXPECT_THAT(titles(city().admin, "plan"), testing::Not(testing::Contains("plan")))
        << "of a kind that nobody declared, nothing is found";
    EXPECT_EQ(city().get(0, "/search?q=a").status, 401);
    EXPECT_EQ(city().get(city().staff, "/search?q=" + std::string(300, 'a')).status, 422);
}

TEST_P(Search, FollowsChangesAndShowsAtMostEight) {
    for (int i = 0; i < 12; ++i) {
        city().post(city().staff, "/steps/2/tasks", R"({"title": "Generator"})");
    }
    EXPECT_EQ(titles(city().staff, "generator").size(), 8U);
    EXPECT_EQ(titles(city().staff, "generator&most=20").size(), 12U);
    const auto first = city().get(city().staff, "/tasks").at("items").at(0).at("id").as_int64();
    const auto path = "/tasks/" + std::to_string(first);
    city().patch(city().staff, path, R"({"title": "Zeppelin"})", "\"1\"");
    EXPECT_THAT(titles(city().staff, "zeppelin"), ElementsAre("Zeppelin"));
    EXPECT_EQ(titles(city().staff, "generator&most=20").size(), 11U);
    city().remove(city().staff, path, "\"2\"");
    EXPECT_THAT(titles(city().staff, "zeppelin"), ElementsAre());
}

INSTANTIATE_TEST_SUITE_P(Engines, Search, store::all_engines(), store::engine_name);

TEST(Snippet, ShowsTheWordsAroundWhatWasFound) {
    const std::string text =
        "The warehouse has two keys and one log. Of the **café** nobody has the key.";
    EXPECT_EQ(snippet(text, "CAFE"), "…one log. Of the café nobody has the key.");
    EXPECT_EQ(snippet("Short.", "absent"), "Short.");
    EXPECT_EQ(snippet("", "x"), "");
}

TEST(Snippet, MatchesBeginningsOfWordsOnly) {
    EXPECT_TRUE(matches("J. Whitfield, communications", "comm whit"));
    EXPECT_FALSE(matches("J. Whitfield", "field"));
    EXPECT_FALSE(matches("J. Whitfield", "whit x"));
    EXPECT_FALSE(matches("J. Whitfield", " "));
}

}  // namespace

}  // namespace belfry::program
