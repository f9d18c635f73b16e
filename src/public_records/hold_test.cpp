#include "public_records/hold.hpp"

#include "program/subject.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/test_records.hpp"

namespace belfry::public_records {
namespace {

using namespace std::chrono;

TEST(LegalHold, IsInForceFromItsFirstDayUntilItEndsOrIsReleased) {
    LegalHold hold;
    hold.starts_on = 2026y / 11 / 3;
    hold.ends_on = 2026y / 12 / 31;
    EXPECT_EQ(state_on(hold, 2026y / 11 / 2), HoldState::not_yet);
    EXPECT_EQ(state_on(hold, 2026y / 11 / 3), HoldState::in_force);
    EXPECT_EQ(state_on(hold, 2026y / 12 / 31), HoldState::in_force);
    EXPECT_EQ(state_on(hold, 2027y / 1 / 1), HoldState::ended);
    const auto free = released(hold, {"Settled"}, 7, Instant());
    ASSERT_TRUE(free.has_value());
    EXPECT_EQ(state_on(*free, 2026y / 11 / 3), HoldState::released);
    EXPECT_EQ(released(*free, {"Again"}, 7, Instant()).error().code, "hold_released");
}

TEST(LegalHold, CoversWhatHangsOnWhatItNames) {
    LegalHold hold;
    hold.scope = HoldScope::objects;
    hold.objects = {"task/12"};
    EXPECT_TRUE(covers(hold, {{"task", 12}, {"step", 2}}));
    EXPECT_TRUE(covers(hold, {{"comment", 40}, {"task", 12}, {"step", 2}}));
    EXPECT_FALSE(covers(hold, {{"task", 120}, {"step", 2}}));
    EXPECT_FALSE(covers(hold, {{"step", 2}}));
    hold.scope = HoldScope::everything;
    EXPECT_TRUE(covers(hold, {{"step", 2}}));
}

TEST(LegalHold, ReadsObjectsAsTheyAreWritten) {
    EXPECT_EQ(program::object_named("task/12"), (record::Object{"task", 12}));
    for (const auto* text :
         {"", "task", "task/", "/12", "task/0", "task/-1", "task/1x", "task/1/2", "task/007"}) {
        EXPECT_EQ(program::object_named(text), std::nullopt) << text;
    }
}

class Holds : public RecordsTest {
protected:
    void SetUp() override {
        RecordsTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        task_ = city().post(chief, "/steps/2/tasks", R"({"title": "Walk the warehouse"})").id();
        path_ = "/tasks/" + std::to_string(task_);
    }

    program::Answer place(const json::Object& rest) {
        auto wish = rest;
        wish["matter"] = "Doe v. City";
        return city().post(chief, "/records/holds", json::canonical(wish));
    }

    program::Answer remove_task() {
        return city().remove(chief, path_, city().get(chief, path_).tag());
    }

    std::int64_t task_ = 0;
    std::string path_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Holds, store::all_engines(), store::engine_name);

TEST_P(Holds, KeepWhatTheyNameFromBeingDeletedUntilTheyAreReleased) {
    const auto hold =
        place({{"scope", "objects"}, {"objects", json::Array{"task/" + std::to_string(task_)}}});
    ASSERT_EQ(hold.status, 201) << hold.text;
    const auto refused = remove_task();
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "held");
    EXPECT_EQ(city().get(chief, path_).status, 200);
    EXPECT_EQ(
        city()
            .patch(chief, path_, R"({"title": "Walk it"})", city().get(chief, path_).tag())
            .status,
        200
    ) << "the record keeps what was before";

    const auto release = "/records/holds/" + std::to_string(hold.id());
    EXPECT_EQ(city().act(chief, release, "/release", R"({"reason": " "})").status, 422);
    ASSERT_EQ(city().act(chief, release, "/release", R"({"reason": "Settled"})").status, 200);
    EXPECT_EQ(remove_task().status, 204);
    EXPECT_EQ(
        city().get(chief, "/records/holds").all("state"), std::vector<std::string>{"released"}
    );
}

TEST_P(Holds, OnAStepKeepItsTasksAndTheirComments) {
    ASSERT_EQ(place({{"scope", "objects"}, {"objects", json::Array{"step/2"}}}).status, 201);
    EXPECT_EQ(remove_task().code(), "held");
    const auto comment = city().post(
        chief,
        "/comments",
        json::canonical(json::Object{{"object", "task/" + std::to_string(task_)}, {"text", "Yes"}})
    );
    ASSERT_EQ(comment.status, 201) << comment.text;
    EXPECT_EQ(
        city().remove(chief, "/comments/" + std::to_string(comment.id()), comment.tag()).code(),
        "held"
    );
}

TEST_P(Holds, OnATaskKeepACommentThatWasDeletedFromIt) {
    const auto task = "task/" + std::to_string(task_);
    const auto comment = city().post(
        chief, "/comments", json::canonical(json::Object{{"object", task}, {"text", "Yes"}})
    );
    ASSERT_EQ(comment.status, 201) << comment.text;
    const record::Object object{"comment", comment.id()};
    const std::vector<record::Object> hung{object, {"task", task_}, {"step", 2}};
    const auto chain = [&] {
        return city().services().database.read([&](store::Connection& db) {
            return chain_of(db, test_shelves(), object);
        });
    };
    EXPECT_EQ(chain(), hung);
    ASSERT_EQ(
        city().remove(chief, "/comments/" + std::to_string(comment.id()), comment.tag()).status, 204
    );
    EXPECT_EQ(chain(), hung) << "as the record says";

    ASSERT_EQ(place({{"scope", "objects"}, {"objects", json::Array{task}}}).status, 201);
    const auto redaction = city().post(
        chief,
        "/records/redactions",
        json::canonical(json::Object{
            {"statute", "5 ILCS 140/7"},
            {"reason", "Private"},
            {"targets", json::Array{json::Object{{"object", object.text()}}}}
        })
    );
    EXPECT_EQ(redaction.status, 409) << redaction.text;
    EXPECT_EQ(redaction.code(), "held");
}

TEST_P(Holds, OnAStepKeepATaskThatWasDeletedFromIt) {
    ASSERT_EQ(remove_task().status, 204);
    const auto chain = city().services().database.read([&](store::Connection& db) {
        return chain_of(db, test_shelves(), {"task", task_});
    });
    EXPECT_EQ(chain, (std::vector<record::Object>{{"task", task_}, {"step", 2}}));
}

TEST_P(Holds, OnAKindAlsoKeepWhatWouldGoWithSomethingElse) {
    city().post(
        chief,
        "/comments",
        json::canonical(json::Object{{"object", "task/" + std::to_string(task_)}, {"text", "Yes"}})
    );
    ASSERT_EQ(place({{"scope", "kinds"}, {"kinds", json::Array{"comment"}}}).status, 201);
    EXPECT_EQ(remove_task().code(), "held");
    EXPECT_EQ(city().get(chief, path_).status, 200) << "nothing of the act was done";
}

TEST_P(Holds, OverEverythingLetPeopleTakeAwayWaysInAndNothingElse) {
    const auto exemption =
        city().post(chief, "/records/exemptions", R"({"name": "A", "statute": "B"})");
    const auto hold = place({{"scope", "everything"}});
    ASSERT_EQ(hold.status, 201);
    EXPECT_EQ(remove_task().code(), "held");
    const auto path = "/records/exemptions/" + std::to_string(exemption.id());
    EXPECT_EQ(city().remove(chief, path).code(), "held");
    for (const auto* kind : {"passkey", "screen", "session", "token", "witness"}) {
        const auto ended = city().services().record.write(
            {record::Actor::account(chief), std::string(kind) + ".delete", {kind, 1}},
            [](record::Writing&) -> Result<void> { return {}; }
        );
        EXPECT_TRUE(ended) << kind;
    }
    const auto release = "/records/holds/" + std::to_string(hold.id());
    ASSERT_EQ(city().act(chief, release, "/release", R"({"reason": "Settled"})").status, 200);
    EXPECT_EQ(city().remove(chief, path).status, 204);
}

TEST_P(Holds, EndByThemselvesAfterTheirLastDay) {
    ASSERT_EQ(place({{"scope", "everything"}, {"ends_on", "2026-11-30"}}).status, 201);
    city().clock().set(sys_days(2026y / 11 / 30) + hours(20));
    EXPECT_EQ(remove_task().code(), "held");
    city().clock().set(sys_days(2026y / 12 / 1) + hours(20));
    EXPECT_EQ(remove_task().status, 204);
}

TEST_P(Holds, NameSomethingThatIsThere) {
    EXPECT_EQ(place({{"scope", "objects"}}).status, 422);
    EXPECT_EQ(place({{"scope", "objects"}, {"objects", json::Array{"task/99999"}}}).status, 422);
    EXPECT_EQ(place({{"scope", "objects"}, {"objects", json::Array{"everything"}}}).status, 422);
    const auto padded = "task/00" + std::to_string(task_);
    EXPECT_EQ(place({{"scope", "objects"}, {"objects", json::Array{padded}}}).status, 422);
    EXPECT_EQ(place({{"scope", "kinds"}, {"kinds", json::Array{"session"}}}).status, 422);
    EXPECT_EQ(city().count("legal_hold"), 0);
}

}  // namespace
}  // namespace belfry::public_records
