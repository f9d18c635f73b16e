#include "public_records/notices.hpp"

#include "program/inbox_store.hpp"
#include "public_records/redaction_act.hpp"
#include "public_records/test_records.hpp"

namespace belfry::public_records {
namespace {

using namespace std::chrono;
using testing::ElementsAre;
using testing::IsEmpty;

/// A task of which a value may have to go.
class RecordsNotices : public RecordsTest {
protected:
    void SetUp() override {
        RecordsTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        task_ = city().post(chief, "/steps/2/tasks", R"({"title": "A", "details": "B"})").id();
    }

    /// By the chief of staff.
    std::int64_t propose(json::Object rest = {}) {
        rest["statute"] = "5 ILCS 140/7";
        rest["reason"] = "Private";
        rest["targets"] = json::Array{
            json::Object{{"object", "task/" + std::to_string(task_)}, {"fields", {"details"}}}
        };
        const auto made = city().post(chief, "/records/redactions", json::canonical(rest));
        EXPECT_EQ(made.status, 201) << made.text;
        return made.id();
    }

    program::Answer answer(
        std::int64_t as, std::int64_t redaction, std::string_view what, std::string body = {}
    ) {
        const auto one = "/records/redactions/" + std::to_string(redaction);
        return city().act(as, one, what, std::move(body));
    }

    std::vector<std::string> inbox_of(std::int64_t person) {
        return city().get(person, "/inbox").all("kind");
    }

    std::int64_t task_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, RecordsNotices, store::all_engines(), store::engine_name);

TEST_P(RecordsNotices, AskAllWhoCouldApproveUntilTwoDid) {
    const auto redaction = propose();
    const auto asked = city().get(official, "/inbox").at("items").at(0);
    EXPECT_EQ(
        asked.at("title").as_string(),
        "Cho Chief asks you to approve that values are removed from the record"
    );
    EXPECT_EQ(asked.at("text").as_string(), "5 ILCS 140/7");
    EXPECT_EQ(asked.at("link").as_string(), "/records/redactions/" + std::to_string(redaction));
    for (const auto approver : {official, city().mayor, city().admin}) {
        EXPECT_THAT(inbox_of(approver), ElementsAre("redaction_asked"));
    }
    for (const auto nobody : {chief, city().staff, city().auditor}) {
        EXPECT_THAT(inbox_of(nobody), IsEmpty());
    }
    ASSERT_EQ(answer(official, redaction, "/approval").status, 200);
    EXPECT_THAT(inbox_of(official), IsEmpty());
    EXPECT_THAT(inbox_of(city().mayor), ElementsAre("redaction_asked"));
    ASSERT_EQ(answer(city().mayor, redaction, "/approval").status, 200);
    EXPECT_THAT(inbox_of(city().mayor), IsEmpty());
    EXPECT_THAT(inbox_of(city().admin), IsEmpty());
    EXPECT_THAT(inbox_of(chief), ElementsAre("redaction_ended"));
    EXPECT_FALSE(remind(services()));
}

TEST_P(RecordsNotices, ReachWhoeverMayApproveOnlySinceItWasProposed) {
    propose();
    EXPECT_FALSE(remind(services()));
    const auto late = city().add_person("Lou Late", accounts::Role::election_official);
    EXPECT_TRUE(remind(services()));
    EXPECT_THAT(inbox_of(late), ElementsAre("redaction_asked"));
    EXPECT_THAT(inbox_of(official), ElementsAre("redaction_asked"));
    city().alter(
        "UPDATE account SET state = 'disabled' WHERE id = " + std::to_string(city().mayor)
    );
    EXPECT_TRUE(remind(services()));
    EXPECT_THAT(inbox_of(city().mayor), IsEmpty()) << "who may not approve is not asked";
    EXPECT_FALSE(remind(services()));
}

TEST_P(RecordsNotices, GoWhenAProposalIsDeclinedOrWithdrawn) {
    const auto declined = propose();
    ASSERT_EQ(answer(official, declined, "/refusal", R"({"reason": "No"})").status, 200);
    EXPECT_THAT(inbox_of(city().mayor), IsEmpty());
    EXPECT_THAT(inbox_of(chief), ElementsAre("redaction_ended"));
    const auto withdrawn = propose();
    EXPECT_THAT(inbox_of(city().mayor), ElementsAre("redaction_asked"));
    ASSERT_EQ(answer(chief, withdrawn, "/withdrawal", R"({"reason": "No"})").status, 200);
    EXPECT_THAT(inbox_of(city().mayor), IsEmpty());
    EXPECT_THAT(inbox_of(chief), ElementsAre("redaction_ended")) << "who withdrew it knows";
}

TEST_P(RecordsNotices, TellWhoProposedItWhenItIsCarriedOutOnItsDay) {
    const auto redaction = propose({{"effective_on", "2026-11-10"}});
    answer(official, redaction, "/approval");
    answer(city().mayor, redaction, "/approval");
    EXPECT_THAT(inbox_of(chief), IsEmpty());
    city().clock().set(sys_days(2026y / 11 / 10) + hours(17));
    ASSERT_EQ(execute_due(services()), 1U);
    EXPECT_THAT(inbox_of(chief), ElementsAre("redaction_ended"));
    EXPECT_TRUE(city().services().record.verify());
}

TEST_P(RecordsNotices, GoByMailToThoseWhoReadIt) {
    city().alter(
        "UPDATE account SET password_hash = 'x' WHERE id = " + std::to_string(city().mayor)
    );
    propose();
    ASSERT_EQ(city().mails.size(), 1U);
    EXPECT_EQ(city().mails.front().to.name, "Maya Mayor");
    EXPECT_FALSE(city().mails.front().text.contains("140/7")) << "that, not what";
}

TEST_P(RecordsNotices, SayThatAnExemptionHasToBeLookedAt) {
    const std::string later = R"({"name": "Plans", "statute": "X", "review_on": "2026-11-20"})";
    const auto made = city().post(chief, "/records/exemptions", later);
    const auto path = "/records/exemptions/" + std::to_string(made.id());
    EXPECT_FALSE(remind(services()));
    city().clock().set(sys_days(2026y / 11 / 20) + hours(17));
    EXPECT_TRUE(remind(services()));
    EXPECT_THAT(inbox_of(official), ElementsAre("exemption_review"));
    EXPECT_THAT(inbox_of(city().mayor), IsEmpty()) << "the mayor keeps no exemptions";
    const auto looked_at = city().call(
        chief,
        http::Method::put,
        "/api/v1" + path,
        R"({"name": "Plans", "statute": "X", "review_on": "2027-11-20"})",
        {{"If-Match", city().get(chief, path).tag()}}
    );
    ASSERT_EQ(looked_at.status, 200) << looked_at.text;
    EXPECT_THAT(inbox_of(official), IsEmpty());
}

TEST_P(RecordsNotices, SayThatAnExemptionRanOutOnlyWhileItIsMarkedOnSomething) {
    const auto made = city().post(
        chief, "/records/exemptions", R"({"name": "P", "statute": "X", "expires_on": "2026-11-10"})"
    );
    const auto mark = city().post(
        chief,
        "/records/marks",
        json::canonical(json::Object{{"exemption", made.id()}, {"object_kind", "task"}})
    );
    ASSERT_EQ(mark.status, 201) << mark.text;
    city().clock().set(sys_days(2026y / 11 / 11) + hours(17));
    EXPECT_TRUE(remind(services()));
    EXPECT_THAT(inbox_of(chief), ElementsAre("exemption_review"));
    ASSERT_EQ(city().remove(chief, "/records/marks/" + std::to_string(mark.id())).status, 204);
    EXPECT_TRUE(remind(services()));
    EXPECT_THAT(inbox_of(chief), IsEmpty());
}

TEST_P(RecordsNotices, SayThatALegalHoldEndsUntilItIsExtendedOrReleased) {
    const auto made = city().post(
        chief,
        "/records/holds",
        R"({"matter": "Doe v. City", "scope": "everything", "ends_on": "2026-11-30"})"
    );
    EXPECT_FALSE(remind(services()));
    city().clock().set(sys_days(2026y / 11 / 23) + hours(17));
    EXPECT_TRUE(remind(services()));
    EXPECT_THAT(inbox_of(official), ElementsAre("hold_ends"));
    const auto path = "/records/holds/" + std::to_string(made.id());
    ASSERT_EQ(city().act(chief, path, "/release", R"({"reason": "Settled"})").status, 200);
    EXPECT_THAT(inbox_of(official), IsEmpty());
    EXPECT_FALSE(remind(services()));
}

}  // namespace
}  // namespace belfry::public_records
