#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/route_walk.hpp"
#include "store/test_database.hpp"
#include "web/application.hpp"
#include "web/live_tables.hpp"

namespace belfry::web {
namespace {

using http::Method;
using testing::HasSubstr;

/// The whole program on either engine, with the fictional city, and somebody who may do everything.
class LiveSums : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        place_.emplace(GetParam());
        house_ = std::move(open_house({.data = place_->folder() / "data",
                                       .database = place_->location().url})
                               .value());
        application_ = std::move(
            Application::build(*house_, {.doors = {}, .version = "test", .web_app = {}}).value()
        );
        const auto id = add_ana();
        browser_ = accounts::put_session(application_->people(), id);
        ASSERT_EQ(send(Method::post, "/api/v1/demo").status, 200);
    }

    /// As the record says it.
    Id<accounts::Account> add_ana() {
        accounts::Account ana;
        ana.name = "Ana";
        ana.email = "ana@city.example";
        ana.roles = {accounts::Role::administrator, accounts::Role::mayor};
        ana.password_hash = "a hash";
        return house_->record
            ->write(
                {record::Actor::belfry(), "account.test", {"account"}},
                [&](record::Writing& w) -> Result<Id<accounts::Account>> {
                    ana.id = {w.object().id};
                    accounts::add_account(w.db(), ana);
                    w.set("name", ana.name);
                    w.set("email", ana.email);
                    w.set("roles", ana.roles);
                    w.set("state", ana.state);
                    return ana.id;
                }
            )
            .value();
    }

    accounts::Answer send(Method method, const std::string& target, std::string body = {}) {
        return accounts::answer_of(
            application_->answer(accounts::request_from(browser_, method, target, std::move(body)))
        );
    }

    std::int64_t made(const std::string& target, std::string body) {
        const auto answer = send(Method::post, target, std::move(body));
        EXPECT_EQ(answer.status, 201) << target << ' ' << answer.problem();
        return answer.status == 201 ? answer.body.at("id").to_number<std::int64_t>() : 0;
    }

    std::int64_t import_list() {
        auto request = accounts::request_from(
            browser_,
            Method::post,
            "/api/v1/imports?name=places.csv",
            "Place,Address,Precinct\nOld Mill,1 Mill Road,1\n"
        );
        request.headers.set("Content-Type", "application/octet-stream");
        const auto answer = accounts::answer_of(application_->answer(request));
        EXPECT_EQ(answer.status, 201) << answer.problem();
        return answer.status == 201 ? answer.body.at("id").to_number<std::int64_t>() : 0;
    }

    /// As a comparison would, all of whose days were simulated.
    void finish_run(std::int64_t run) {
        const auto done = house_->record->write(
            {record::Actor::belfry(), "run.progress", {"run", run}},
            [&](record::Writing& w) -> Result<void> {
                w.db().execute("UPDATE run_part SET complete = 1, days = 9 WHERE run = $1", run);
                w.db().execute(
                    "INSERT INTO run_cell (run, scenario, plan, figures, packed)"
                    " SELECT run, scenario, 0, '{}', packed FROM run_part WHERE run = $1",
                    run
                );
                return {};
            }
        );
        ASSERT_TRUE(done);
    }

    static std::string said_by(store::Connection& db) {
        const auto good = transparency::verify_live_values(db, live_tables(), live_sums());
        return good ? "" : good.error().summary;
    }

    std::string altered() {
        return house_->database->read([](store::Connection& db) { return said_by(db); });
    }

    /// What is said of the data after `sql`, which is undone again.
    std::string after(const std::string& sql) {
        std::string said;
        std::ignore = house_->record->write(
            {record::Actor::belfry(), "intruder.test", {"intruder"}},
            [&](record::Writing& w) -> Result<void> {
                EXPECT_GT(w.db().execute(sql), 0) << sql;
                said = said_by(w.db());
                return refuse(Refusal::Kind::conflict, "undone", "");
            }
        );
        return said;
    }

    void fill() {
        exemption_ = made(
            "/api/v1/records/exemptions",
            R"({"name":"Plans","statute":"§ 1","source":"https://law.example"})"
        );
        series_ = made(
            "/api/v1/records/series",
            R"({"name":"Notes","citation":"§ 2","source":"https://law.example","period":2,"unit":"months",
                "starts_with":"election","disposition":"review"})"
        );
        import_ = import_list();
        run_ = made("/api/v1/runs", R"({"scenarios":[0],"plans":[0],"days":100,"seed":1})");
        finish_run(run_);
    }

    std::optional<store::TestPlace> place_;
    std::unique_ptr<House> house_;
    std::unique_ptr<Application> application_;
    accounts::Browser browser_;
    std::int64_t exemption_ = 0;
    std::int64_t series_ = 0;
    std::int64_t import_ = 0;
    std::int64_t run_ = 0;
};

TEST_P(LiveSums, NameWhatWasAlteredPutInOrTakenAway) {
    house_->record->begin_sums();
    fill();
    ASSERT_EQ(altered(), "");
    const auto run = "of run/" + std::to_string(run_);
    const auto import = "of import/" + std::to_string(import_);
    const std::vector<std::pair<std::string, std::string>> tricks{
        {"UPDATE exemption SET source = 'https://evil.example'",
         "“source” of exemption/" + std::to_string(exemption_)},
        {"UPDATE retention_series SET source = ''",
         "“source” of retention_series/" + std::to_string(series_)},
        {"UPDATE run_cell SET figures = '{\"days\":1}'", "“scenario/0” " + run},
        {"INSERT INTO run_cell (run, scenario, plan, figures, packed)"
         " SELECT run, scenario, 1, figures, packed FROM run_cell",
         "“scenario/0” " + run},
        {"DELETE FROM run_cell", "“scenario/0” " + run},
        {"UPDATE run_part SET complete = 0", "“scenario/0” " + run},
        {"UPDATE rehearsal_run SET inputs = '{}'", "“inputs” " + run},
        {"UPDATE rehearsal_run SET found = '{}'", "“found” " + run},
        {"UPDATE run_city SET packed = (SELECT packed FROM run_part)", "“city” " + run},
        {"UPDATE city_import SET plan = '{}'", "“entry” " + import},
        {"UPDATE city_import_file SET name = 'other.csv'", "“file/1” " + import},
        {"DELETE FROM city_import_content", "“content/1” " + import},
        {"UPDATE basemap SET data = replace(data, '1', '2')", "“areas” of basemap/1"},
        {"INSERT INTO basemap (revision, glance, data)"
         " SELECT revision + 1000, glance, data FROM basemap",
         "“areas” of basemap/1"},
        {"DELETE FROM basemap", "“areas” of basemap/1"},
        {"UPDATE precinct SET data = replace(data, '1', '2')", "“precincts” of city/1"},
        {"UPDATE own_city SET data = '{}'", "“own” of city/1"},
        {"UPDATE account SET email = 'other@city.example' WHERE state = 'fictional'", "“entry” of"},
        {"UPDATE account SET password_hash = 'known' WHERE name = 'Ana'", "“password” of account/"},
    };
    for (const auto& [sql, named] : tricks) {
        EXPECT_THAT(after(sql), HasSubstr(named)) << sql;
    }
    EXPECT_EQ(altered(), "");
}

TEST_P(LiveSums, BeginOnceInDataThatHaveNone) {
    const auto kinds_summed = [&] {
        return house_->database->read([](store::Connection& db) {
            return std::ranges::count_if(live_sums(), [&](const record::Sums* sums) {
                return record::are_summed(db, sums->kind);
            });
        });
    };
    fill();
    EXPECT_EQ(kinds_summed(), 0);
    EXPECT_EQ(after("UPDATE basemap SET data = '{}'"), "") << "nothing was summed yet";
    house_->record->begin_sums();
    EXPECT_EQ(kinds_summed(), std::ssize(live_sums()));
    EXPECT_EQ(altered(), "");
    EXPECT_THAT(after("UPDATE basemap SET data = '{}'"), HasSubstr("“areas” of basemap/1"));
    EXPECT_TRUE(house_->record->verify());
    const auto size = house_->record->head().size;
    house_->record->begin_sums();
    EXPECT_EQ(house_->record->head().size, size);
}

TEST_P(LiveSums, FollowTheFictionalCityAndImportsAway) {
    house_->record->begin_sums();
    fill();
    ASSERT_EQ(send(Method::delete_, "/api/v1/demo").status, 204);
    EXPECT_EQ(altered(), "");
}

INSTANTIATE_TEST_SUITE_P(Engines, LiveSums, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::web
