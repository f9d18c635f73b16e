#include "public_records/exemption.hpp"

#include "public_records/exemption_store.hpp"
#include "public_records/test_records.hpp"

namespace belfry::public_records {
namespace {

using namespace std::chrono;

TEST(Exemption, HoldsFromItsFirstDayToItsLast) {
    Exemption exemption;
    exemption.valid_from = 2026y / 1 / 1;
    exemption.review_on = 2026y / 6 / 1;
    exemption.expires_on = 2026y / 12 / 31;
    EXPECT_EQ(state_on(exemption, 2025y / 12 / 31), ExemptionState::not_yet);
    EXPECT_EQ(state_on(exemption, 2026y / 1 / 1), ExemptionState::in_force);
    EXPECT_EQ(state_on(exemption, 2026y / 5 / 31), ExemptionState::in_force);
    EXPECT_EQ(state_on(exemption, 2026y / 6 / 1), ExemptionState::review_due);
    EXPECT_EQ(state_on(exemption, 2026y / 12 / 31), ExemptionState::review_due);
    EXPECT_EQ(state_on(exemption, 2027y / 1 / 1), ExemptionState::expired);
    EXPECT_FALSE(is_usable(exemption, 2025y / 12 / 31));
    EXPECT_TRUE(is_usable(exemption, 2026y / 12 / 31));
    EXPECT_FALSE(is_usable(exemption, 2027y / 1 / 1));
    EXPECT_EQ(state_on({}, 2027y / 1 / 1), ExemptionState::in_force);
}

TEST(Exemption, WantsNameAndStatuteAndDaysInOrder) {
    const auto bad = changed({}, {"", " ", {}, {}, 2026y / 5 / 1, 2026y / 4 / 1, 2026y / 4 / 30});
    ASSERT_FALSE(bad.has_value());
    std::vector<std::string> codes;
    for (const auto& problem : bad.error().problems) {
        codes.push_back(problem.field + ' ' + problem.code);
    }
    EXPECT_THAT(
        codes,
        testing::ElementsAre(
            "name required", "statute required", "review_on before_start", "expires_on before_start"
        )
    );
}

using Exemptions = RecordsTest;
INSTANTIATE_TEST_SUITE_P(Engines, Exemptions, store::all_engines(), store::engine_name);

constexpr auto security = R"json({"name": "Security plans", "statute": "5 ILCS 140/7(1)(v)",
    "text": "Vulnerability assessments …", "expires_on": "2026-11-02"})json";

TEST_P(Exemptions, AreKeptAndShowWhenTheyHaveExpired) {
    const auto made = city().post(chief, "/records/exemptions", security);
    ASSERT_EQ(made.status, 201) << made.text;
    const auto list = city().get(city().auditor, "/records/exemptions");
    ASSERT_EQ(list.count(), 1U);
    EXPECT_EQ(list.all("state"), std::vector<std::string>{"expired"});

    const auto path = "/api/v1/records/exemptions/" + std::to_string(made.id());
    const auto longer = R"json({"name": "Security plans", "statute": "5 ILCS 140/7(1)(v)",
        "expires_on": "2028-11-02"})json";
    const auto put =
        city().call(official, http::Method::put, path, longer, {{"If-Match", made.tag()}});
    ASSERT_EQ(put.status, 200) << put.text;
    EXPECT_EQ(
        city().get(chief, "/records/exemptions").all("state"), std::vector<std::string>{"in_force"}
    );
    EXPECT_EQ(
        city().call(chief, http::Method::put, path, longer, {{"If-Match", made.tag()}}).code(),
        "changed_meanwhile"
    );
}

TEST_P(Exemptions, AreMarkedOnObjectsAndFieldsAndStayWhileTheyAre) {
    const auto made = city().post(chief, "/records/exemptions", security);
    const auto task = city().post(chief, "/steps/2/tasks", R"({"title": "Walk the warehouse"})");
    ASSERT_EQ(task.status, 201) << task.text;
    const auto mark = [&](std::string kind, std::int64_t id) {
        return city().post(
            chief,
            "/records/marks",
            json::canonical(json::Object{
                {"exemption", made.id()},
                {"object_kind", kind},
                {"object_id", id},
                {"field", "details"}
            })
        );
    };
    EXPECT_EQ(mark("task", 99'999).status, 422);
    EXPECT_EQ(mark("session", task.id()).status, 422);
    const auto marked = mark("task", task.id());
    ASSERT_EQ(marked.status, 201) << marked.text;
    ASSERT_EQ(mark("task", 0).status, 201);

    const auto on = city().services().database.read([&](store::Connection& db) {
        return exemption_marks_on(db, {"task", task.id()});
    });
    EXPECT_EQ(on.size(), 2U);
    const auto path = "/records/exemptions/" + std::to_string(made.id());
    EXPECT_EQ(city().remove(chief, path, made.tag()).code(), "exemption_in_use");
    for (const auto& each : on) {
        const auto gone = city().remove(chief, "/records/marks/" + std::to_string(each.id.value));
        EXPECT_EQ(gone.status, 204) << gone.text;
    }
    EXPECT_EQ(city().remove(chief, path, made.tag()).status, 204);
    EXPECT_EQ(city().get(chief, "/records/exemptions").count(), 0U);
}

TEST_P(Exemptions, AreNoBusinessOfThoseWithoutThePermission) {
    EXPECT_EQ(city().get(city().staff, "/records/exemptions").status, 403);
    EXPECT_EQ(city().post(city().mayor, "/records/exemptions", security).status, 403);
    EXPECT_EQ(city().post(city().auditor, "/records/exemptions", security).status, 403);
}

}  // namespace
}  // namespace belfry::public_records
