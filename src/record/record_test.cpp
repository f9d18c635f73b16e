#include "record/record.hpp"

#include <thread>

#include <gmock/gmock.h>

#include "base/bug.hpp"
#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "record/entry.hpp"
#include "record/ledger.hpp"
#include "record/test_record.hpp"
#include "store/test_schema.hpp"

namespace belfry::record {
namespace {

using namespace std::chrono_literals;

const store::Migration shelf_tables{
    500,
    "shelves",
    "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE shelf (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE)"
};

const Actor ana = Actor::account(7);
const Actor ben = Actor::account(8);

Result<Object> add_shelf(Record& record, const Actor& actor, const std::string& name) {
    return record.write({actor, "shelf.add", {"shelf"}}, [&](Writing& w) -> Result<Object> {
        w.db().execute("INSERT INTO shelf (id, name) VALUES ($1, $2)", w.object().id, name);
        w.set("name", name);
        w.set("width", 3);
        return w.object();
    });
}

Result<void> rename_shelf(
    Record& record, const Actor& actor, const Object& shelf, Revision seen, const std::string& name
) {
    return record.write({actor, "shelf.rename", shelf, seen}, [&](Writing& w) -> Result<void> {
        w.db().execute("UPDATE shelf SET name = $1 WHERE id = $2", name, shelf.id);
        w.set("name", name);
        return {};
    });
}

int shelves_in(TestRecord& test) {
    return test.database().read([](store::Connection& db) {
        return db.value<int>("SELECT count(*) FROM shelf").value();
    });
}

// The example of RFC 9901 (SD-JWT) section 4.2.3.
TEST(Disclosures, AreDigestedAsTheStandardDoes) {
    EXPECT_EQ(
        digest_of("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"),
        "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"
    );
    const auto read =
        read_disclosure("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, "family_name");
    EXPECT_EQ(
        read->value,
        json::Value("M\xC3\xB6"
                    "bius")
    );
}

TEST(Disclosures, AreReadBackAndRefusedWhenTheyAreNone) {
    const Salt salt{std::byte{1}};
    const json::Value value{{"a", {1, nullptr, "x"}}};
    const auto read = read_disclosure(disclosure_of(salt, "field", value));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, "field");
    EXPECT_EQ(read->value, value);
    for (const auto* text :
         {"", "====", "WzFd", "WyJhIiwiYiJd", "eyJhIjoxfQ", "WzEsImEiLDJd", "WyJhIiwxLDJd"}) {
        EXPECT_FALSE(read_disclosure(text)) << text;
    }
}

// These bytes are in the logs of every city: they may never change.
TEST(Entries, HaveTheseBytes) {
    const Entry entry{
        .sequence = 17,
        .at = Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 3) + 12h + 7ms),
        .actor = "account/7",
        .action = "incident.update",
        .object = {"incident", 3},
        .tlp = Tlp::amber_strict,
        .previous = 4,
        .digests = {"b", "a"},
    };
    EXPECT_EQ(
        text_of(entry),
        R"({"_sd":["a","b"],"action":"incident.update","actor":"account/7",)"
        R"("at":"2026-11-03T12:00:00.007Z","object":"incident/3","prev_rev":4,"seq":17,)"
        R"("tlp":"amber_strict","v":1})"
    );
}

TEST(RecordTables, AreTheSameOnBothEngines) {
    if (!store::is_available(store::Engine::postgres)) {
        GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
    }
    const auto tables = store::migrations_from(sql_files());
    EXPECT_EQ(
        store::schema_made_by(tables, store::Engine::sqlite),
        store::schema_made_by(tables, store::Engine::postgres)
    );
}

class Records : public RecordTest {};

INSTANTIATE_TEST_SUITE_P(Engines, Records, store::all_engines(), store::engine_name);

TEST_P(Records, ChangeAndEntryAreWrittenTogether) {
    auto& test = start({shelf_tables});
    const auto shelf = add_shelf(test.record(), ana, "maps");
    ASSERT_TRUE(shelf);
    EXPECT_EQ(shelves_in(test), 1);
    EXPECT_EQ(test.record().revision_of(*shelf), 1);
    EXPECT_EQ(test.record().head().size, 1U);
    test.restart();
    EXPECT_EQ(shelves_in(test), 1);
    EXPECT_EQ(test.record().head().size, 1U);
}

TEST_P(Records, GiveEveryNewObjectItsOwnNumber) {
    auto& test = start({shelf_tables});
    const auto first = add_shelf(test.record(), ana, "a").value();
    const auto other = test.record().write(
        {ana, "box.add", {"box"}}, [](Writing& w) -> Result<Object> { return w.object(); }
    );
    test.restart();
    const auto third = add_shelf(test.record(), ana, "b").value();
    EXPECT_LT(first.id, other->id);
    EXPECT_LT(other->id, third.id);
}

TEST_P(Records, WriteNothingWhenTheBodyRefuses) {
    auto& test = start({shelf_tables});
    const auto before = test.record().head();
    const auto refused =
        test.record().write({ana, "shelf.add", {"shelf"}}, [](Writing& w) -> Result<int> {
            w.db().execute("INSERT INTO shelf (id, name) VALUES ($1, 'x')", w.object().id);
            w.set("name", "x");
            return refuse(Refusal::Kind::forbidden, "no_shelves", "No shelves here.");
        });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "no_shelves");
    EXPECT_EQ(shelves_in(test), 0);
    EXPECT_EQ(test.record().head().size, before.size);
    EXPECT_TRUE(test.record().verify());
}

TEST_P(Records, WriteNothingWhileAGuardRefuses) {
    auto& test = start({shelf_tables});
    bool closed = true;
    test.record().refuse_when([&](const Deed& deed) -> std::optional<Refusal> {
        if (!closed || deed.actor == ben) {
            return {};
        }
        return refuse(Refusal::Kind::conflict, "closed", "The stacks are closed.").error();
    });
    const auto refused = add_shelf(test.record(), ana, "maps");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "closed");
    EXPECT_EQ(shelves_in(test), 0);
    EXPECT_EQ(test.record().head().size, 0U);
    EXPECT_TRUE(add_shelf(test.record(), ben, "maps"));
    closed = false;
    EXPECT_TRUE(add_shelf(test.record(), ana, "globes"));
}

TEST_P(Records, WriteNothingWhenTheBodyThrows) {
    auto& test = start({shelf_tables});
    ASSERT_TRUE(add_shelf(test.record(), ana, "maps"));
    EXPECT_THROW((void)add_shelf(test.record(), ana, "maps"), store::DuplicateKey);
    EXPECT_EQ(test.record().head().size, 1U);
    EXPECT_TRUE(test.record().verify());
}

TEST_P(Records, WriteNothingWhenTheBodyMeetsABugAndGoOn) {
    auto& test = start({shelf_tables});
    const auto met = [&] {
        static_cast<void>(test.record()
                              .write({ana, "shelf.add", {"shelf"}}, [](Writing& w) -> Result<void> {
                                  w.db().execute("INSERT INTO shelf (id, name) VALUES (9, 'lost')");
                                  check(false, "a shelf above the ceiling");
                                  return {};
                              }));
    };
    EXPECT_THROW(met(), Bug);
    EXPECT_EQ(shelves_in(test), 0);
    ASSERT_TRUE(add_shelf(test.record(), ana, "maps"));
    EXPECT_TRUE(test.record().verify());
}

TEST_P(Records, RefuseASaveOnAnOldRevisionWithWhatChangedSince) {
    auto& test = start({shelf_tables});
    const auto shelf = add_shelf(test.record(), ana, "maps").value();
    test.clock().advance(1min);
    ASSERT_TRUE(rename_shelf(test.record(), ben, shelf, 1, "charts"));
    test.clock().advance(1min);
    ASSERT_TRUE(rename_shelf(test.record(), ben, shelf, 2, "globes"));
    const auto late = rename_shelf(test.record(), ana, shelf, 1, "atlases");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, Refusal::Kind::conflict);
    EXPECT_EQ(late.error().code, "changed_meanwhile");
    EXPECT_EQ(
        late.error().differences,
        (std::vector<Refusal::Difference>{
            {"name", "\"maps\"", "\"globes\"", "account/8", "2026-11-03T12:02:00.000Z"}
        })
    );
    EXPECT_EQ(test.record().revision_of(shelf), 3);
    EXPECT_EQ(
        rename_shelf(test.record(), ana, shelf, 4, "atlases").error().code, "revision_unknown"
    ) << "nobody has seen what is yet to come";
    EXPECT_FALSE(rename_shelf(test.record(), ana, {"shelf", 999}, 1, "atlases"));
    EXPECT_EQ(test.record().revision_of({"shelf", 999}), 0);
}

TEST_P(Records, LeaveKindsOutOfTheActivityWithoutShorteningThePage) {
    auto& test = start({shelf_tables});
    const auto shelf = add_shelf(test.record(), ana, "maps").value();
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(test.record().write({ana, "seen.update", {"seen", 7}}, [](Writing&) {
            return Result<void>();
        }));
        ASSERT_TRUE(rename_shelf(test.record(), ana, shelf, i + 1, "charts"));
    }
    constexpr std::array<std::string_view, 2> quiet{"seen", "inbox"};
    const auto page = test.record().activity({}, 2, quiet);
    ASSERT_EQ(page.size(), 2U);
    const auto next = test.record().activity(page.back().sequence, 5, quiet);
    ASSERT_EQ(next.size(), 2U);
    EXPECT_EQ(next.back().action, "shelf.add");
    EXPECT_EQ(test.record().activity({}, 9).size(), 7U);
}

TEST_P(Records, TellTheHistoryOfAnObjectNewestFirst) {
    auto& test = start({shelf_tables});
    const auto shelf = add_shelf(test.record(), ana, "maps").value();
    ASSERT_TRUE(add_shelf(test.record(), ana, "another"));
    test.clock().advance(5s);
    ASSERT_TRUE(rename_shelf(test.record(), ben, shelf, 1, "charts"));
    const auto history = test.record().history(shelf, 10);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].action, "shelf.rename");
    EXPECT_EQ(history[0].actor, ben);
    EXPECT_EQ(history[0].revision, 2);
    EXPECT_EQ(history[0].sequence, 3U);
    EXPECT_EQ(history[0].at - history[1].at, 5s);
    ASSERT_EQ(history[0].changes.size(), 1U);
    EXPECT_EQ(history[0].changes[0].before, json::Value("maps"));
    EXPECT_EQ(history[0].changes[0].after, json::Value("charts"));
    ASSERT_EQ(history[1].changes.size(), 2U);
    EXPECT_EQ(history[1].changes[0].field, "name");
    EXPECT_EQ(history[1].changes[0].before, std::nullopt);
    EXPECT_EQ(history[1].changes[1].field, "width");
    EXPECT_EQ(history[1].changes[1].after, json::Value(3));
    EXPECT_EQ(test.record().history(shelf, 1).size(), 1U);
    ASSERT_TRUE(test.record().write({ana, "shelf.dust", shelf}, [](Writing&) {
        return Result<void>();
    }));
    const auto dusted = test.record().history(shelf, 1).front();
    EXPECT_EQ(dusted.action, "shelf.dust");
    EXPECT_TRUE(dusted.changes.empty()) << "an act that changes no value";
    EXPECT_TRUE(test.record().history({"shelf", 999}, 10).empty());
}

TEST_P(Records, ListAllActivityPageByPage) {
    auto& test = start({shelf_tables});
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(add_shelf(test.record(), ana, std::to_string(i)));
    }
    const auto newest = test.record().activity({}, 2);
    ASSERT_EQ(newest.size(), 2U);
    EXPECT_EQ(newest[0].sequence, 5U);
    EXPECT_EQ(newest[1].sequence, 4U);
    const auto older = test.record().activity(newest[1].sequence, 10);
    ASSERT_EQ(older.size(), 3U);
    EXPECT_EQ(older[0].sequence, 3U);
    EXPECT_EQ(older[0].object.kind, "shelf");
}

TEST_P(Records, WriteAFurtherObjectInTheSameAct) {
    auto& test = start({shelf_tables});
    const auto shelf = add_shelf(test.record(), ana, "maps").value();
    std::vector<Written> told;
    test.record().on_written([&](const Written& written) { told.push_back(written); });
    const auto box = test.record().write(
        {ana, "box.add", {"box"}, {}, Tlp::green},
        [&](Writing& w) -> Result<Object> {
            w.set("label", "B");
            auto made = w.object();
            if (auto also = w.also({ana, "shelf.fill", shelf, 1}); !also) {
                return std::unexpected(also.error());
            }
            EXPECT_EQ(w.object(), shelf);
            EXPECT_EQ(w.revision(), 2);
            w.set("box", made.id);
            return made;
        }
    );
    ASSERT_TRUE(box);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].sequence, 2U);
    EXPECT_EQ(told[0].object, *box);
    EXPECT_EQ(told[1].sequence, 3U);
    EXPECT_EQ(told[1].revision, 2);
    EXPECT_EQ(test.record().history(*box, 9)[0].changes[0].field, "label");
    EXPECT_EQ(test.record().history(shelf, 9)[0].changes[0].after, json::Value(box->id));
    EXPECT_TRUE(test.record().verify());
}

TEST_P(Records, CountTheRevisionsOfOneObjectWithinAnAct) {
    auto& test = start({shelf_tables});
    const auto shelf = add_shelf(test.record(), ana, "maps").value();
    const auto filled =
        test.record().write({ana, "shelf.rename", shelf, 1}, [&](Writing& w) -> Result<void> {
            w.set("name", "a");
            const auto refused = w.also({ana, "shelf.fill", shelf, 1});
            EXPECT_EQ(refused.error().code, "changed_meanwhile");
            EXPECT_EQ(w.revision(), 2) << "a refusal counts nothing";
            auto also = w.also({ana, "shelf.fill", shelf, 2});
            EXPECT_EQ(w.revision(), 3);
            return also;
        });
    ASSERT_TRUE(filled);
    EXPECT_EQ(test.record().revision_of(shelf), 3);
    EXPECT_TRUE(test.record().verify());
}

TEST_P(Records, RefuseTheWholeActWhenAFurtherObjectHasChanged) {
    auto& test = start({shelf_tables});
    const auto shelf = add_shelf(test.record(), ana, "maps").value();
    const auto refused =
        test.record().write({ana, "box.add", {"box"}}, [&](Writing& w) -> Result<void> {
            return w.also({ana, "shelf.fill", shelf, 7});
        });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "revision_unknown");
    EXPECT_EQ(test.record().head().size, 1U);
    EXPECT_EQ(test.record().revision_of(shelf), 1);
}

TEST_P(Records, KeepTheLaterOfTwoValuesOfOneField) {
    auto& test = start({shelf_tables});
    const auto shelf =
        test.record().write({ana, "shelf.add", {"shelf"}}, [](Writing& w) -> Result<Object> {
            w.set("name", "a");
            w.set("name", "b");
            return w.object();
        });
    const auto changes = test.record().history(*shelf, 1)[0].changes;
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].after, json::Value("b"));
    EXPECT_TRUE(test.record().verify());
}

TEST_P(Records, RefuseAnEntryThatIsTooLong) {
    auto& test = start({shelf_tables});
    const auto refused =
        test.record().write({ana, "shelf.add", {"shelf"}}, [](Writing& w) -> Result<void> {
            for (int i = 0; i < 1500; ++i) {
                w.set("field " + std::to_string(i), i);
            }
            return {};
        });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "change_too_large");
    EXPECT_EQ(test.record().head().size, 0U);
}

TEST_P(Records, StayGaplessAndVerifyUnderManyWriters) {
    auto& test = start({shelf_tables});
    constexpr int writers = 8;
    constexpr int each = 20;
    std::vector<std::uint64_t> told;
    test.record().on_written([&](const Written& written) { told.push_back(written.sequence); });
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int i = 0; i < each; ++i) {
                EXPECT_TRUE(
                    add_shelf(test.record(), ana, std::to_string(writer) + "/" + std::to_string(i))
                );
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    std::vector<std::uint64_t> expected;
    for (std::uint64_t i = 1; i <= writers * each; ++i) {
        expected.push_back(i);
    }
    EXPECT_EQ(told, expected);
    const auto verified = test.record().verify();
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->size, expected.size());
    EXPECT_EQ(verified->root, test.record().head().root);
}

TEST(PostgresRecords, OfSeveralServersAreOneGaplessLog) {
    if (!store::is_available(store::Engine::postgres)) {
        GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
    }
    TestRecord test(store::Engine::postgres, {shelf_tables});
    auto opened = store::open(
        test.place().location(),
        store::joined({store::migrations_from(sql_files()), {shelf_tables}})
    );
    ASSERT_TRUE(opened);
    Record other(*opened->database, std::move(opened->writer), test.clock(), test.random());
    std::vector<std::thread> threads;
    for (auto* const record : {&test.record(), &other, &test.record(), &other}) {
        threads.emplace_back([record, number = threads.size()] {
            for (int i = 0; i < 25; ++i) {
                EXPECT_TRUE(
                    add_shelf(*record, ana, std::to_string(number) + "/" + std::to_string(i))
                );
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    const auto verified = other.verify();
    ASSERT_TRUE(verified) << verified.error().summary;
    EXPECT_EQ(verified->size, 100U);
}

TEST_P(Records, VerifyOverManyEntries) {
    auto& test = start({shelf_tables});
    EXPECT_TRUE(test.record().verify());
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(test.record().write({ana, "box.add", {"box"}}, [](Writing& w) -> Result<void> {
            for (int n = 0; n < 300; ++n) {
                w.set("n", n);
                EXPECT_TRUE(w.also({ana, "box.add", {"box"}}));
            }
            return {};
        }));
    }
    const auto verified = test.record().verify();
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->size, 1204U);
}

TEST_P(Records, KnowTheRootOfEverySizeTheyHad) {
    auto& test = start({shelf_tables});
    std::vector<Record::Head> heads{test.record().head()};
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(add_shelf(test.record(), ana, std::to_string(i)));
        heads.push_back(test.record().head());
    }
    const auto root = [&](std::uint64_t size) {
        return test.database().read([&](store::Connection& db) { return root_when(db, size); });
    };
    for (const auto& head : heads) {
        EXPECT_EQ(root(head.size), head.root) << head.size;
    }
    EXPECT_EQ(root(6), std::nullopt);
}

TEST_P(Records, NameAnEntryThatIsMissingWithItsValues) {
    auto& test = start({shelf_tables});
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(add_shelf(test.record(), ana, std::to_string(i)));
    }
    test.alter("DELETE FROM record_disclosure WHERE seq = 3");
    test.alter("DELETE FROM record_entry WHERE seq = 3");
    EXPECT_THAT(test.record().verify().error().summary, testing::HasSubstr("entry 3 is missing"));
}

TEST_P(Records, HaveNoNodesAboveTheirRoot) {
    auto& test = start({shelf_tables});
    ASSERT_TRUE(add_shelf(test.record(), ana, "maps"));
    test.alter("INSERT INTO record_node (leaf, level, hash) SELECT 1, 1, hash FROM record_node");
    EXPECT_THAT(
        test.record().verify().error().summary, testing::HasSubstr("over none of its entries")
    );
}

TEST_P(Records, HaveNoGapInTheRevisionsOfAnObject) {
    auto& test = start({shelf_tables});
    const auto shelf = add_shelf(test.record(), ana, "maps").value();
    test.alter("UPDATE record_entry SET revision = 5");
    ASSERT_TRUE(rename_shelf(test.record(), ana, shelf, 5, "charts"));
    test.alter("UPDATE record_entry SET revision = 1 WHERE seq = 1");
    EXPECT_THAT(
        test.record().verify().error().summary,
        testing::HasSubstr("the revisions of " + shelf.text())
    );
}

TEST_P(Records, TakeOverTheTablesOfAnOlderBelfry) {
    auto& test = start({shelf_tables});
    const auto shelf = add_shelf(test.record(), ana, "0").value();
    for (int i = 1; i < 20; ++i) {
        ASSERT_TRUE(rename_shelf(test.record(), ana, shelf, i, std::to_string(i)));
    }
    const auto head = test.record().verify().value();
    const std::vector<std::string> older{
        "CREATE TABLE record_object (kind TEXT, id BIGINT, revision BIGINT)",
        "INSERT INTO record_object VALUES ('shelf', 1, 20)",
        std::string("CREATE TABLE nodes AS SELECT level, ((leaf + 1) >> CAST(level AS INTEGER)) - 1"
        ) + " AS position, hash FROM record_node",
        "DROP TABLE record_node",
        "ALTER TABLE nodes RENAME TO record_node",
        "DELETE FROM schema_migration WHERE number = 2",
    };
    for (const auto& step : older) {
        test.alter(step);
    }
    EXPECT_EQ(test.record().verify().value().root, head.root);
    ASSERT_TRUE(rename_shelf(test.record(), ana, shelf, 20, "20"));
    EXPECT_EQ(test.record().verify().value().size, 21U);
}

TEST_P(Records, KeepAnyNumberOfValuesInTheirOrder) {
    auto& test = start({shelf_tables});
    // One statement takes eight at most.
    for (const int count : {1, 7, 8, 9, 16, 23}) {
        const auto object = test.record().write(
            {ana, "shelf.create", {"shelf", 0}},
            [&](Writing& writing) -> Result<Object> {
                for (int i = 0; i < count; ++i) {
                    writing.disclose("field" + std::to_string(i), json::Value(i));
                }
                return writing.object();
            }
        );
        ASSERT_TRUE(object);
        const auto history = test.record().history(*object, 1);
        ASSERT_EQ(history.size(), 1U);
        ASSERT_EQ(history[0].changes.size(), static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            const auto& change = history[0].changes[static_cast<std::size_t>(i)];
            EXPECT_EQ(change.field, "field" + std::to_string(i));
            EXPECT_EQ(change.after, json::Value(i));
        }
    }
    EXPECT_EQ(test.record().verify().value().size, 6U);
}

TEST_P(Records, NoticeEveryKindOfAlteration) {
    const auto other = disclosure_of(Salt{}, "name", json::Value("forged"));
    const std::vector<std::string> alterations{
        "UPDATE record_entry SET actor = 'account/9' WHERE seq = 3",
        "UPDATE record_entry SET at = at + 1 WHERE seq = 3",
        "UPDATE record_entry SET entry = replace(entry, 'account/7', 'account/9') WHERE seq = 3",
        std::string("UPDATE record_entry SET entry = replace(entry, 'account/7', 'account/9'),") +
            " actor = 'account/9' WHERE seq = 3",
        "UPDATE record_entry SET entry = 'no JSON' WHERE seq = 3",
        "UPDATE record_entry SET entry = '[3]' WHERE seq = 3",
        "UPDATE record_entry SET entry = '{}' WHERE seq = 3",
        "UPDATE record_entry SET entry = replace(entry, 'amber', 'violet') WHERE seq = 3",
        "DELETE FROM record_entry WHERE seq = 20",
        "DELETE FROM record_entry WHERE seq = 5",
        "UPDATE record_disclosure SET disclosure = '" + other + "' WHERE seq = 4",
        "UPDATE record_disclosure SET field = 'other' WHERE seq = 4",
        "UPDATE record_disclosure SET disclosure = NULL WHERE seq = 4",
        "DELETE FROM record_disclosure WHERE seq = 4",
        "INSERT INTO record_disclosure VALUES (99, 0, 'name', '" + other + "')",
        std::string("UPDATE record_node SET hash = (SELECT hash FROM record_node WHERE level = 1") +
            " AND leaf = 1) WHERE level = 1 AND leaf = 7",
        "INSERT INTO record_node SELECT 4, 1, hash FROM record_node WHERE level = 4",
        "DELETE FROM record_node WHERE level = 4",
        "UPDATE record_node SET level = 9 WHERE level = 1 AND leaf = 7",
        "UPDATE record_entry SET revision = 21 WHERE seq = 20",
        "UPDATE record_head SET size = 19",
    };
    for (const auto& alteration : alterations) {
        auto& altered = start({shelf_tables});
        const auto again = add_shelf(altered.record(), ana, "0").value();
        for (int i = 1; i < 20; ++i) {
            ASSERT_TRUE(rename_shelf(altered.record(), ana, again, i, std::to_string(i)));
        }
        altered.alter(alteration);
        const auto verified = altered.record().verify();
        ASSERT_FALSE(verified) << alteration;
        EXPECT_EQ(verified.error().code, "record_broken");
    }
}

}  // namespace
}  // namespace belfry::record
