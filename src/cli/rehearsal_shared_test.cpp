// A real city from its files to a stored run, and the same from the folder without any data.
#include <chrono>
#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/shared_data.hpp"
#include "cli/city_folder.hpp"
#include "cli/commands.hpp"
#include "cli/runs.hpp"
#include "cli/services.hpp"
#include "rehearsal/comparison.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/packed.hpp"
#include "rehearsal/preview.hpp"
#include "rehearsal/run_desk.hpp"
#include "simulation/report.hpp"

namespace belfry::cli {
namespace {

namespace fs = std::filesystem;

using Seconds = std::chrono::duration<double>;

class StoredRehearsal : public testing::Test {
protected:
    void SetUp() override {
        BELFRY_NEEDS_SHARED_DATA();
        fs::remove_all(place_.data);
        ImportWish wish;
        wish.files = {(folder() / "sites.csv").string(), (folder() / "precincts.csv").string()};
        ASSERT_EQ(import(place_, wish, Output(true)), done);
    }

    void TearDown() override { fs::remove_all(place_.data); }

    static fs::path folder() { return shared_data() / "polling" / "minneapolis-mn-2018"; }

    web::Place place_{fs::temp_directory_path() / "belfry_stored_rehearsal"};
};

TEST_F(StoredRehearsal, OfMinneapolisGivesTheBitsOfTheFolderAndIsReproduced) {
    constexpr std::uint32_t days = 48;
    Id<rehearsal::Run> id;
    {
        const auto house = web::open_existing_house(place_).value();
        const auto services = services_of(*house);
        jobs::Jobs queue(
            *house->database, *house->record, house->clock, {.server = "test", .local = {}}
        );
        const rehearsal::Workshop workshop{services, queue, 2};
        rehearsal::add_jobs(workshop);
        id = rehearsal::begin_comparison(workshop, {}, {{}, {}, days, 1, {}}).value();
        ASSERT_TRUE(queue.run_next());
        const auto run = rehearsal::shown_run(workshop, id, "en").value();
        EXPECT_EQ(run.state, rehearsal::RunState::done) << run.message;
        EXPECT_EQ(run.inputs.sites, 132);

        auto city = read_city_folder(folder()).value().model.city;
        city.name = run.inputs.city;
        const auto model =
            simulation::make_model(city, rehearsal::ordinary_day(), rehearsal::no_plan()).value();
        simulation::RunOptions options;
        options.days = days;
        const auto sums = house->database->read([&](store::Connection& db) {
            return rehearsal::unpacked(rehearsal::cell_sums(db, {id, 0, 0}));
        });
        const auto stored = rehearsal::rehearsal_from(sums, model);
        const auto direct = simulation::rehearse(model, options);
        EXPECT_EQ(stored, direct);
        EXPECT_EQ(
            json::canonical(simulation::report(model, stored, {})),
            json::canonical(simulation::report(model, direct, {}))
        );
    }
    testing::internal::CaptureStdout();
    EXPECT_EQ(rehearse_again(place_, id.value, 1, Output(true)), done);
    EXPECT_THAT(testing::internal::GetCapturedStdout(), testing::HasSubstr(R"("equal":true})"));
}

/// Printed, not judged: how fast it is depends on the machine and on how this was compiled.
TEST_F(StoredRehearsal, OfAThousandDaysIsTimed) {
    const auto house = web::open_existing_house(place_).value();
    const auto services = services_of(*house);
    jobs::Jobs queue(
        *house->database, *house->record, house->clock, {.server = "test", .local = {}}
    );
    const rehearsal::Workshop workshop{services, queue, 2};
    rehearsal::add_jobs(workshop);
#ifdef NDEBUG
    constexpr std::int64_t days = 1000;
#else
    constexpr std::int64_t days = 24;
#endif
    const auto start = std::chrono::steady_clock::now();
    const auto id = rehearsal::begin_comparison(workshop, {}, {{}, {}, days, 1, {}}).value();
    Seconds first{0};
    house->record->on_written([&](const record::Written& written) {
        if (written.action == "run.progress" && first.count() == 0) {
            first = std::chrono::steady_clock::now() - start;
        }
    });
    ASSERT_TRUE(queue.run_next());
    const Seconds all = std::chrono::steady_clock::now() - start;
    const auto before = std::chrono::steady_clock::now();
    const auto day = house->database->read(rehearsal::load_day).value();
    rehearsal::PreviewMemory memory;
    EXPECT_TRUE(rehearsal::preview(day.city, {}, memory).has_value());
    const Seconds preview = std::chrono::steady_clock::now() - before;
    const auto looking = std::chrono::steady_clock::now();
    EXPECT_EQ(rehearsal::shown_run(workshop, id, "en")->cells.size(), 1U);
    const Seconds look = std::chrono::steady_clock::now() - looking;
    fmt::print(
        "132 sites, {} days: first part after {:.2f} s, all after {:.2f} s; preview {:.0f} ms; "
        "the run's page {:.0f} ms\n",
        days,
        first.count(),
        all.count(),
        1000 * preview.count(),
        1000 * look.count()
    );
}

}  // namespace
}  // namespace belfry::cli
