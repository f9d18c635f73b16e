#include "record/redaction.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/test_record.hpp"

namespace belfry::record {
namespace {

class Redaction : public RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            start();
            set("title", "Guard the warehouse");
            set("details", "Call Ann at 555-0100");
            set("details", "Call the office");
        }
    }

    void set(const std::string& field, const std::string& value) {
        write({Actor::account(1), "task.update", task_}, [&](Writing& writing) {
            writing.set(field, value);
        });
    }

    template <class Body>
    void write(const Deed& deed, Body body) {
        test()
            .record()
            .write(
                deed,
                [&](Writing& writing) -> Result<void> {
                    body(writing);
                    return {};
                }
            )
            .value();
    }

    /// As the public records do it; `named`: what the entry says it removed.
    template <class Named>
    void redact(const RedactedValue& value, const Named& named) {
        write(
            {Actor::account(2), std::string(redaction_action), {"redaction"}},
            [&](auto& writing) {
                EXPECT_TRUE(remove_disclosure(writing.db(), task_, value));
                writing.set("redacted", named);
                writing.set("statute", "5 ILCS 140/7(1)(b)");
                writing.set("request", 12);  // whatever else an entry may say
            }
        );
    }

    [[nodiscard]] std::map<RedactedValue, std::string> redacted() {
        return test().database().read(redacted_values);
    }

    [[nodiscard]] std::string verified() {
        const auto head = test().record().verify();
        return head ? "good" : head.error().summary;
    }

    const Object task_{"task", 17};
};

INSTANTIATE_TEST_SUITE_P(Engines, Redaction, store::all_engines(), store::engine_name);

TEST_P(Redaction, LeavesEveryProofAsItWas) {
    const auto root_of_first_three = [&] {
        return test().database().read([](store::Connection& db) {
            return db.value<std::string>("SELECT entry FROM record_entry WHERE seq = 2");
        });
    };
    const auto before = root_of_first_three();
    redact({2, "details"}, std::vector<RedactedValue>{{2, "details"}});
    EXPECT_EQ(verified(), "good");
    EXPECT_EQ(root_of_first_three(), before);
    const auto history = test().record().history(task_, 10);
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[0].changes.front().before, std::nullopt);
    EXPECT_EQ(history[0].changes.front().after, json::Value("Call the office"));
    EXPECT_EQ(history[1].changes.front().after, std::nullopt);
}

TEST_P(Redaction, SaysUnderWhichStatuteEachValueWent) {
    redact({2, "details"}, std::vector<RedactedValue>{{2, "details"}});
    EXPECT_EQ(
        redacted(), (std::map<RedactedValue, std::string>{{{2, "details"}, "5 ILCS 140/7(1)(b)"}})
    );
}

TEST_P(Redaction, HasNoStatuteWhereTheEntryNamesNone) {
    write({Actor::account(2), std::string(redaction_action), {"redaction"}}, [&](auto& writing) {
        EXPECT_TRUE(remove_disclosure(writing.db(), task_, {2, "details"}));
        writing.set("redacted", std::vector<RedactedValue>{{2, "details"}});
        writing.set("statute", 7);
    });
    EXPECT_EQ(redacted(), (std::map<RedactedValue, std::string>{{{2, "details"}, ""}}));
}

TEST_P(Redaction, OfNothingReadableExcusesNothing) {
    redact({2, "details"}, "the details of the second entry");
    EXPECT_TRUE(redacted().empty());
    EXPECT_THAT(verified(), testing::HasSubstr("the value of “details” in entry 2"));
}

TEST_P(Redaction, IsNoExcuseOnceItsOwnEntryIsAltered) {
    redact({2, "details"}, std::vector<RedactedValue>{{2, "details"}});
    test().alter("UPDATE record_disclosure SET disclosure = '=' WHERE seq = 4 AND position = 0");
    EXPECT_TRUE(redacted().empty());
    EXPECT_THAT(verified(), testing::HasSubstr("the value of “details” in entry 2"));
}

TEST_P(Redaction, ShowsNobodyWhoSavesLateWhatWasRemoved) {
    redact({3, "details"}, std::vector<RedactedValue>{{3, "details"}});
    const auto late = test().record().write(
        {Actor::account(1), "task.update", task_, 1}, [](Writing&) -> Result<void> { return {}; }
    );
    ASSERT_FALSE(late);
    ASSERT_EQ(late.error().differences.size(), 1U);
    EXPECT_EQ(late.error().differences.front().field, "details");
    EXPECT_EQ(late.error().differences.front().after, "null");
}

TEST_P(Redaction, RemovesOnlyWhatIsThereAndOfThatObject) {
    write({Actor::account(2), std::string(redaction_action), {"redaction"}}, [&](auto& writing) {
        EXPECT_FALSE(remove_disclosure(writing.db(), {"task", 18}, {2, "details"}));
        EXPECT_FALSE(remove_disclosure(writing.db(), task_, {1, "details"}));
        EXPECT_TRUE(remove_disclosure(writing.db(), task_, {2, "details"}));
        EXPECT_FALSE(remove_disclosure(writing.db(), task_, {2, "details"}));
        writing.set("redacted", std::vector<RedactedValue>{{2, "details"}});
    });
    EXPECT_EQ(verified(), "good");
}

TEST_P(Redaction, IsToldFromAValueThatSomebodyRemoved) {
    test().alter("UPDATE record_disclosure SET disclosure = NULL WHERE seq = 2");
    EXPECT_THAT(verified(), testing::HasSubstr("the value of “details” in entry 2"));
}

TEST_P(Redaction, OfOneValueDoesNotExcuseAnother) {
    redact({2, "details"}, std::vector<RedactedValue>{{2, "details"}});
    test().alter("UPDATE record_disclosure SET disclosure = NULL WHERE seq = 3");
    EXPECT_THAT(verified(), testing::HasSubstr("the value of “details” in entry 3"));
}

TEST_P(Redaction, CannotHideThatAnEntryWasChanged) {
    redact({2, "details"}, std::vector<RedactedValue>{{2, "details"}});
    test().alter(
        "UPDATE record_entry SET entry = replace(entry, 'account/1', 'account/3'),"
        " actor = 'account/3' WHERE seq = 2"
    );
    EXPECT_NE(verified(), "good");
}

TEST_P(Redaction, LeavesTheEntryNoOtherTextThanItsOwn) {
    write({Actor::account(1), "task.update", task_}, [](Writing& writing) {
        writing.set("title", "Guard both warehouses");
        writing.set("details", "Call Bo at 555-0199");
    });
    redact({4, "details"}, std::vector<RedactedValue>{{4, "details"}});
    ASSERT_EQ(verified(), "good");
    const auto text = test().database().read([](store::Connection& db) {
        return db.value<std::string>("SELECT entry FROM record_entry WHERE seq = 4").value();
    });
    for (const auto* said :
         {"no JSON", "[4]", "{}", R"({"_sd":7})", R"({"_sd":["a"]})", R"({"_sd":["a","b"]})"}) {
        test().alter("UPDATE record_entry SET entry = '" + std::string(said) + "' WHERE seq = 4");
        EXPECT_THAT(verified(), testing::HasSubstr("entry 4.")) << said;
    }
    test().alter("UPDATE record_entry SET entry = '" + text + "' WHERE seq = 4");
    EXPECT_EQ(verified(), "good");
}

TEST_P(Redaction, CannotTakeTheRowOfAValueAway) {
    redact({2, "details"}, std::vector<RedactedValue>{{2, "details"}});
    test().alter("DELETE FROM record_disclosure WHERE seq = 2");
    EXPECT_THAT(verified(), testing::HasSubstr("entry 2"));
}

TEST_P(Redaction, OrAnyOtherEntryIsRefusedWhereARuleForbidsIt) {
    test().record().forbid_when([](store::Connection&, const Deed& deed) -> std::optional<Refusal> {
        if (deed.action == "task.delete") {
            return refuse(Refusal::Kind::conflict, "held", "A legal hold keeps this.").error();
        }
        return {};
    });
    const auto erase = [](Writing& writing) -> Result<void> {
        return writing.also({Actor::account(1), "task.delete", {"task", 17}});
    };
    const auto direct = test().record().write(
        {Actor::account(1), "task.delete", task_}, [](Writing&) -> Result<void> { return {}; }
    );
    ASSERT_FALSE(direct.has_value());
    EXPECT_EQ(direct.error().code, "held");
    const auto within =
        test().record().write({Actor::account(1), "step.clear", {"step", 2}}, erase);
    ASSERT_FALSE(within.has_value());
    EXPECT_EQ(within.error().code, "held");
    EXPECT_EQ(test().record().head().size, 3U);
}

}  // namespace
}  // namespace belfry::record
