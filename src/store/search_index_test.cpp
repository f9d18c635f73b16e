#include "store/search_index.hpp"

#include "store/test_database.hpp"

namespace belfry::store {
namespace {

class SearchIndex : public DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (!IsSkipped()) {
            opened_ = open(migrations_from(sql_files()));
        }
    }

    void put(const search::Entry& entry) {
        opened_.writer->write([&](Connection& db) { search::put(db, entry); });
    }

    void remove(std::string_view kind, std::int64_t id) {
        opened_.writer->write([&](Connection& db) { search::remove(db, kind, id); });
    }

    std::vector<std::string> found(std::string_view words, std::size_t most = 10) {
        return opened_.database->read([&](Connection& db) {
            std::vector<std::string> out;
            const auto hits = search::find(db, words, most);
            for (const auto& hit : hits) {
                out.push_back(hit.kind + "/" + std::to_string(hit.id));
            }
            return out;
        });
    }

    Opened opened_;
};

using Found = std::vector<std::string>;

INSTANTIATE_TEST_SUITE_P(Engines, SearchIndex, all_engines(), engine_name);

TEST_P(SearchIndex, FindsEntriesThatHaveEveryWord) {
    put({"task", 1, "print pollbook lists", "for each polling place"});
    put({"task", 2, "train poll workers", "lists of names"});
    put({"note", 3, "", "nothing of the kind"});
    EXPECT_EQ(found("lists pollbook"), Found{"task/1"});
    EXPECT_EQ(found("lists").size(), 2U);
    EXPECT_EQ(found("lists nothing"), Found{});
}

TEST_P(SearchIndex, FindsTheBeginningOfAWord) {
    put({"task", 1, "educacion y capacitacion", ""});
    EXPECT_EQ(found("edu cap"), Found{"task/1"});
    EXPECT_EQ(found("e"), Found{"task/1"});
    EXPECT_EQ(found("cacion"), Found{});
}

TEST_P(SearchIndex, CountsTitlesMoreThanText) {
    put({"task", 1, "something else", "the drill is on friday"});
    put({"task", 2, "drill on friday", "bring the lists"});
    EXPECT_EQ(found("drill"), (Found{"task/2", "task/1"}));
    EXPECT_EQ(found("drill", 1), Found{"task/2"});
}

TEST_P(SearchIndex, ForgetsWhatWasReplacedOrRemoved) {
    put({"task", 1, "old title", "old text"});
    put({"task", 1, "new title", "new text"});
    EXPECT_EQ(found("old"), Found{});
    EXPECT_EQ(found("new"), Found{"task/1"});
    remove("task", 1);
    remove("task", 99);
    EXPECT_EQ(found("new"), Found{});
}

TEST_P(SearchIndex, TakesWhateverIsTypedAsWords) {
    put(
        {"contact",
         1,
         "ana@city.gov",
         "https://city.gov/elections?x=1 tel. 555-0100 \xE2\x80\x9Cnow\xE2\x80\x9D"}
    );
    put({"contact", 2, "\xE6\x97\xA5\xE6\x9C\xAC", "o'brien and near not or"});
    EXPECT_EQ(found("ana"), Found{"contact/1"});
    EXPECT_EQ(found("gov elections 0100 now"), Found{"contact/1"});
    EXPECT_EQ(found("\xE6\x97\xA5"), Found{"contact/2"});
    for (const auto* typed :
         {"\"",
          "'",
          "*",
          "ana\" OR \"1",
          "a:b",
          "' | !x",
          "NEAR(",
          "-",
          "",
          "  ",
          ":*",
          "\\",
          "(((",
          "\xC2\xA0"}) {
        EXPECT_NO_THROW((void)found(typed)) << typed;
    }
    EXPECT_EQ(found("near not or"), Found{"contact/2"});
    EXPECT_EQ(found("o'brien"), Found{"contact/2"});
}

TEST_P(SearchIndex, TakesTextOfAnyLength) {
    std::string long_text = "start ";
    for (int i = 0; i < 100'000; ++i) {
        long_text += "word" + std::to_string(i) + " ";
    }
    put({"note", 1, "", long_text});
    EXPECT_EQ(found("start word17"), Found{"note/1"});
}

}  // namespace
}  // namespace belfry::store
