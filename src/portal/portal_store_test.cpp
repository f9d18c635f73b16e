#include "portal/portal_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/account_store.hpp"
#include "program/city_store.hpp"
#include "program/demo.hpp"
#include "program/routes.hpp"
#include "program/step_store.hpp"
#include "program/task_store.hpp"
#include "record/test_record.hpp"
#include "store/search_index.hpp"
#include "transparency/identity.hpp"

namespace belfry::portal {
namespace {

/// What the public is shown of a city into which the fictional one may be loaded.
class PublicStatus : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        data_ = std::make_unique<record::TestRecord>(
            GetParam(),
            store::joined(
                {store::migrations_from(store::sql_files()),
                 accounts::migrations(),
                 program::migrations(),
                 transparency::migrations(),
                 migrations()}
            )
        );
    }

    template <class Act>
    void write(Act act) {
        data_->record()
            .write(
                {record::Actor::belfry(), "test.write", {"test"}},
                [&](record::Writing& writing) -> Result<void> {
                    act(writing);
                    return {};
                }
            )
            .value();
    }

    void set_up_city() {
        write([](record::Writing& writing) {
            program::save_city(
                writing.db(),
                {.name = "Lakemont", .state = "Ohio", .next_election = {}, .configured = true}
            );
        });
    }

    /// A task of the city's own that is late, on a step where the fictional city is on track.
    void add_late_task(int step) {
        write([&](record::Writing& writing) {
            program::Task task;
            task.id = {writing.object().id};
            task.step = step;
            task.title = "Ours";
            task.due = date_from_iso("2020-01-01");
            program::add_task(writing.db(), task, writing.at(), 0);
        });
    }

    void load_fictional_city() {
        const program::Services services{
            data_->database(),
            data_->record(),
            data_->clock(),
            data_->random(),
            text::Catalog::embedded(),
            [](record::Writing&, const accounts::OutgoingMail&) { return false; },
            [](store::Connection&) {
                return std::string();
            }
        };
        ASSERT_TRUE(program::load_demo(services, record::Actor::belfry(), "en"));
    }

    PublicView view() {
        const auto now = data_->clock().now();
        return data_->database().read([&](store::Connection& db) {
            return public_view(db, now, now);
        });
    }

    static std::vector<program::StepStatus> statuses(const PublicView& view) {
        std::vector<program::StepStatus> all;
        for (const auto& step : view.steps) {
            all.push_back(step.status);
        }
        return all;
    }

private:
    std::unique_ptr<record::TestRecord> data_;
};

TEST_P(PublicStatus, OfARealCityIsItsOwnWhileSomebodyLooksAroundInside) {
    set_up_city();
    add_late_task(1);
    const auto before = view();
    EXPECT_FALSE(before.pages.published);
    load_fictional_city();
    const auto after = view();
    EXPECT_EQ(after.city.name, "Lakemont") << "the public is told of no other city";
    EXPECT_FALSE(after.city.fictional);
    EXPECT_FALSE(after.pages.published);
    EXPECT_EQ(statuses(after), statuses(before));
}

TEST_P(PublicStatus, OfTheFictionalCityHoldsNothingThatIsReal) {
    load_fictional_city();
    const auto alone = view();
    EXPECT_EQ(alone.city.name, "Port Ellery");
    EXPECT_TRUE(alone.pages.published);
    for (int step = 1; step <= program::step_count; ++step) {
        add_late_task(step);
    }
    write([](record::Writing& writing) {
        save_pages(writing.db(), {true, "+1 555 0100", "", "", 1});
    });
    const auto with_real = view();
    EXPECT_EQ(statuses(with_real), statuses(alone));
    EXPECT_EQ(with_real.pages.report_phone, "") << "a real telephone on a made-up page";
}

TEST_P(PublicStatus, IsThatOfTheCityOnceItIsSetUpOverTheFictionalOne) {
    load_fictional_city();
    set_up_city();
    const auto view_now = view();
    EXPECT_EQ(view_now.city.name, "Lakemont");
    for (const auto status : statuses(view_now)) {
        EXPECT_EQ(status, program::StepStatus::not_started);
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, PublicStatus, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::portal
