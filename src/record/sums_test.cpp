#include "record/sums.hpp"

#include <array>

#include <gmock/gmock.h>

#include "record/test_record.hpp"

namespace belfry::record {
namespace {

using testing::HasSubstr;

const store::Migration box_tables{
    500,
    "boxes",
    "CREATE TABLE box (id INTEGER PRIMARY KEY, label TEXT, inside BLOB) STRICT;"
    "CREATE TABLE coin (box INTEGER NOT NULL, year INTEGER NOT NULL) STRICT",
    "CREATE TABLE box (id BIGINT PRIMARY KEY, label TEXT, inside BYTEA);"
    "CREATE TABLE coin (box BIGINT NOT NULL, year BIGINT NOT NULL)"
};

const Sums box_sums{
    .kind = "box",
    .rows =
        {{.table = "box",
          .number = "id",
          .field = "'inside'",
          .words = {"label"},
          .bytes = {"inside"},
          .where = "inside IS NOT NULL OR label IS NOT NULL"},
         {.table = "coin", .number = "box", .field = "'coin/'", .words = {"year"}},
         {.table = "coin", .number = "box", .field = "'purse'", .words = {"year"}}},
    .touched_by =
        [](store::Connection&, const Deed& deed) {
            return deed.object.kind == "box" ? std::optional(SumScope{deed.object.id})
                                             : std::nullopt;
        },
};

class SumsOfRows : public RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            start({box_tables});
        }
    }

    void keep_sums() {
        static constexpr std::array all{&box_sums};
        test().record().sum(all);
    }

    void write(const Object& object, const std::string& sql) {
        const auto written = test().record().write(
            {Actor::account(7), object.kind + ".change", object},
            [&](Writing& w) -> Result<void> {
                w.db().execute(sql);
                return {};
            }
        );
        ASSERT_TRUE(written);
    }

    /// What is not as the record says; empty: everything is.
    std::string altered() {
        static constexpr std::array all{&box_sums};
        const auto good =
            test().database().read([](store::Connection& db) { return verify_sums(db, all); });
        return good ? "" : good.error().summary;
    }

    std::size_t compared() {
        static constexpr std::array all{&box_sums};
        return test().database().read([](store::Connection& db) {
            return verify_sums(db, all).value_or(0);
        });
    }
};

TEST_P(SumsOfRows, AreSaidByTheDeedThatChangesThem) {
    keep_sums();
    test().record().begin_sums();
    write({"box", 3}, "INSERT INTO box (id, label) VALUES (3, 'shells')");
    write({"box", 3}, "INSERT INTO coin (box, year) VALUES (3, 1804), (3, 1913)");
    EXPECT_EQ(altered(), "");
    EXPECT_EQ(compared(), 4U);
    EXPECT_TRUE(test().record().verify());
    const auto history = test().record().history({std::string(sum_kind), 3}, 10);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history.back().actor, Actor::account(7));
    EXPECT_EQ(history.back().changes.front().field, "box.inside");
    write({"box", 3}, "DELETE FROM coin WHERE year = 1804");
    EXPECT_EQ(altered(), "");
    write({"box", 3}, "DELETE FROM coin");
    write({"box", 3}, "DELETE FROM box");
    EXPECT_EQ(altered(), "");
    EXPECT_EQ(compared(), 0U);
}

TEST_P(SumsOfRows, NameRowsThatWerePutInAlteredOrTakenAway) {
    keep_sums();
    test().record().begin_sums();
    write({"box", 3}, "INSERT INTO box (id, label) VALUES (3, 'shells')");
    write({"box", 3}, "INSERT INTO coin (box, year) VALUES (3, 1804), (3, 1913)");
    const std::vector<std::pair<std::string, std::string>> tricks{
        {"UPDATE box SET label = 'gold'", "“inside” of box/3"},
        {"UPDATE box SET label = NULL", "“inside” of box/3"},
        {"UPDATE coin SET year = 1805 WHERE year = 1804", "“coin/"},
        {"INSERT INTO coin (box, year) VALUES (3, 1805)", "of box/3"},
        {"INSERT INTO coin (box, year) VALUES (3, 1804)", "of box/3"},
        {"INSERT INTO coin (box, year) VALUES (4, 1805)", "of box/4"},
        {"DELETE FROM coin WHERE year = 1804", "“coin/"},
        {"DELETE FROM box", "“inside” of box/3"},
    };
    for (const auto& [sql, named] : tricks) {
        std::ignore = test().record().write(
            {Actor::belfry(), "intruder.test", {"intruder"}},
            [&](Writing& w) -> Result<void> {
                w.db().execute(sql);
                const auto bad = verify_sums(w.db(), std::array{&box_sums});
                EXPECT_FALSE(bad) << sql;
                EXPECT_THAT(bad.error().summary, HasSubstr(named)) << sql;
                return refuse(Refusal::Kind::conflict, "undone", "");
            }
        );
    }
    EXPECT_EQ(altered(), "");
}

TEST_P(SumsOfRows, StayAlteredWhateverIsDoneAfterwards) {
    keep_sums();
    test().record().begin_sums();
    write({"box", 3}, "INSERT INTO box (id, label) VALUES (3, 'shells')");
    write({"intruder", 1}, "INSERT INTO coin (box, year) VALUES (3, 1804)");
    write({"box", 3}, "UPDATE box SET label = 'stones'");
    EXPECT_THAT(altered(), HasSubstr("“coin/"));
    write({"intruder", 1}, "DELETE FROM coin");
    EXPECT_EQ(altered(), "");
}

TEST_P(SumsOfRows, BeginWithWhatThereIsAndOnlyOnce) {
    write({"box", 3}, "INSERT INTO box (id, label) VALUES (3, 'shells')");
    write({"box", 4}, "INSERT INTO coin (box, year) VALUES (4, 1913)");
    EXPECT_EQ(altered(), "") << "nothing was summed yet";
    keep_sums();
    write({"box", 3}, "UPDATE box SET label = 'stones'");
    const auto before = test().record().head().size;
    test().record().begin_sums();
    EXPECT_EQ(test().record().head().size, before + 3);
    test().record().begin_sums();
    EXPECT_EQ(test().record().head().size, before + 3);
    EXPECT_EQ(compared(), 3U);
    write({"intruder", 1}, "UPDATE coin SET year = 1804");
    EXPECT_THAT(altered(), HasSubstr("of box/4"));
    test().record().begin_sums();
    EXPECT_THAT(altered(), HasSubstr("of box/4"));
}

TEST_P(SumsOfRows, BeginForAKindThatCameLater) {
    static const Sums coin_sums{
        .kind = "coin",
        .rows = {{.table = "coin", .number = "box", .field = "'year'", .words = {"year"}}},
        .touched_by = [](store::Connection&, const Deed&) { return std::optional<SumScope>(); },
    };
    write({"box", 3}, "INSERT INTO box (id, label) VALUES (3, 'shells')");
    write({"box", 4}, "INSERT INTO coin (box, year) VALUES (4, 1913)");
    keep_sums();
    test().record().begin_sums();
    write({"intruder", 1}, "UPDATE box SET label = 'stones'");
    static constexpr std::array both{&box_sums, &coin_sums};
    test().record().sum(both);
    const auto before = test().record().head().size;
    test().record().begin_sums();
    EXPECT_EQ(test().record().head().size, before + 2)
        << "that they began, and the sum of the coin";
    EXPECT_THAT(altered(), HasSubstr("of box/3")) << "what was altered before stays altered";
    write({"intruder", 1}, "UPDATE box SET label = 'shells'");
    EXPECT_EQ(
        test().database().read([](store::Connection& db) { return verify_sums(db, both).value(); }),
        4U
    );
}

TEST_P(SumsOfRows, AreNotLeftOutWhereTheyMayNotBeSaid) {
    keep_sums();
    test().record().begin_sums();
    test().record().forbid_when([](store::Connection&, const Deed& deed) {
        auto refusal = refuse(Refusal::Kind::forbidden, "no_sums", "No sums today.");
        return deed.object.kind == sum_kind ? std::optional(refusal.error()) : std::nullopt;
    });
    const auto written = test().record().write(
        {Actor::account(7), "box.change", {"box", 3}},
        [&](Writing& w) -> Result<void> {
            w.db().execute("INSERT INTO box (id, label) VALUES (3, 'shells')");
            return {};
        }
    );
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, "no_sums");
    EXPECT_EQ(altered(), "");
    EXPECT_EQ(compared(), 0U) << "the box is not there either";
}

TEST_P(SumsOfRows, AreMissedWhereOneWasTakenFromTheRecord) {
    keep_sums();
    test().record().begin_sums();
    write({"box", 3}, "INSERT INTO box (id, label) VALUES (3, 'shells')");
    for (const std::string disclosure : {"NULL", "'no disclosure'"}) {
        test().alter(
            "UPDATE record_disclosure SET disclosure = " + disclosure +
            " WHERE field = 'box.inside'"
        );
        EXPECT_THAT(altered(), HasSubstr("“inside” of box/3")) << disclosure;
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, SumsOfRows, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::record
