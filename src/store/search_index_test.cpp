#include "store/search_index.hpp"

#include <algorithm>
#include <map>
#include <random>

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

    /// As many of no interest as SQLite's index takes at once.
    void put_a_lot() {
        opened_.writer->write([&](Connection& db) {
            for (int i = 0; i < 64; ++i) {
                search::put(db, {"filler", ++fillers_, "of no interest", ""});
            }
        });
    }

    Opened opened_;

private:
    std::int64_t fillers_ = 0;
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

TEST_P(SearchIndex, RanksWhatWasPutInLastLikeWhatIsInTheIndex) {
    put({"task", 1, "something else", "the drill is on friday"});
    put({"task", 2, "drill on friday", "bring the lists"});
    put_a_lot();
    put({"task", 3, "something else", "the drill is on monday"});
    put({"task", 4, "drill on monday", "bring the lists"});
    auto hits = found("drill");
    ASSERT_EQ(hits.size(), 4U);
    std::sort(hits.begin(), hits.begin() + 2);
    std::sort(hits.begin() + 2, hits.end());
    EXPECT_EQ(hits, (Found{"task/2", "task/4", "task/1", "task/3"}));
    EXPECT_EQ(found("drill", 3).size(), 3U);
}

/// What is in the index by the plainest way to say so.
class PlainIndex {
public:
    void put(const search::Entry& entry) {
        entries_[{entry.kind, entry.id}] = ' ' + entry.title + ' ' + entry.text;
    }

    void remove(const std::string& kind, std::int64_t id) { entries_.erase({kind, id}); }

    [[nodiscard]] Found find(const std::vector<std::string>& words) const {
        Found out;
        for (const auto& [object, text] : entries_) {
            const bool has_all = std::ranges::all_of(words, [&](const std::string& word) {
                return text.find(' ' + word) != std::string::npos;
            });
            if (has_all) {
                out.push_back(object.first + "/" + std::to_string(object.second));
            }
        }
        std::ranges::sort(out);
        return out;
    }

private:
    std::map<std::pair<std::string, std::int64_t>, std::string> entries_;
};

TEST_P(SearchIndex, FindsAtAllTimesWhatAPlainSearchFinds) {
    const std::vector<std::string> vocabulary{"an", "ann", "anna", "bell", "bells", "drill"};
    std::mt19937 random(20261126);
    const auto below = [&](std::size_t end) {
        return random() % end;
    };
    const auto words = [&](std::size_t most) {
        std::string out;
        for (auto left = below(most + 1); left > 0; --left) {
            out += (out.empty() ? "" : " ") + vocabulary[below(vocabulary.size())];
        }
        return out;
    };
    PlainIndex plain;
    for (int turn = 0; turn < 60; ++turn) {
        opened_.writer->write([&](Connection& db) {
            for (int i = 0; i < 10; ++i) {
                const auto id = static_cast<std::int64_t>(below(40));
                if (below(4) == 0) {
                    search::remove(db, "task", id);
                    plain.remove("task", id);
                } else {
                    const search::Entry entry{"task", id, words(3), words(5)};
                    search::put(db, entry);
                    plain.put(entry);
                }
            }
        });
        for (const auto& first : vocabulary) {
            auto hits = found(first + " " + vocabulary[0], 100);
            std::ranges::sort(hits);
            ASSERT_EQ(hits, plain.find({first, vocabulary[0]})) << "turn " << turn;
        }
    }
}

TEST_P(SearchIndex, FindsWhatAnOlderBelfryPutIn) {
    if (GetParam() != Engine::sqlite) {
        GTEST_SKIP() << "only SQLite's index has changed";
    }
    opened_ = {};
    const TestPlace place(Engine::sqlite);
    auto older = migrations_from(sql_files());
    older.resize(1);
    store::open(place.location(), older)->writer->write([](Connection& db) {
        for (int id = 1; id <= 3; ++id) {
            db.execute(
                "INSERT INTO search_entry (kind, id, title, text) VALUES ('task', $1, 'drill', '')",
                id
            );
        }
    });
    opened_ = std::move(store::open(place.location(), migrations_from(sql_files())).value());
    put({"task", 2, "lists", ""});
    remove("task", 3);
    EXPECT_EQ(found("drill"), Found{"task/1"});
    put_a_lot();
    EXPECT_EQ(found("drill"), Found{"task/1"});
    EXPECT_EQ(found("lists"), Found{"task/2"});
    put({"note", 1, "", std::string(4001, 'x')});  // takes all that wait with it
    opened_.writer->write([](Connection& db) {
        // Throws when the index does not say what its entries do.
        db.execute("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)");
    });
    opened_ = {};
}

TEST_P(SearchIndex, WritesALotAtOnceAndALongTextAtOnce) {
    if (GetParam() != Engine::sqlite) {
        GTEST_SKIP() << "PostgreSQL's index takes each entry as it comes";
    }
    const auto indexed = [&] {
        return opened_.database->read([](Connection& db) {
            return db.value<int>("SELECT count(*) FROM search_words_docsize").value();
        });
    };
    for (int id = 1; id < 64; ++id) {
        put({"task", id, "drill", ""});
    }
    EXPECT_EQ(indexed(), 0);
    put({"task", 64, "drill", ""});
    EXPECT_EQ(indexed(), 64);
    put({"task", 65, "drill", ""});
    EXPECT_EQ(indexed(), 64);
    put({"note", 66, "", std::string(4001, 'x')});
    EXPECT_EQ(indexed(), 66);
}

}  // namespace
}  // namespace belfry::store
