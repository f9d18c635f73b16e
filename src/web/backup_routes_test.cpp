#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/test_accounts.hpp"
#include "store/test_database.hpp"
#include "web/application.hpp"

namespace belfry::web {
namespace {

using accounts::Browser;
using http::Method;

/// What an administrator's browser does with backups, over a whole Belfry.
class BackupRoutes : public testing::Test {
protected:
    BackupRoutes()
        : place_(store::Engine::sqlite),
          house_(std::move(*open_house({.data = place_.folder() / "data"}))),
          application_(std::move(
              *Application::build(*house_, {.doors = {}, .version = "test", .web_app = {}})
          )) {
        accounts::Account ana;
        ana.name = "Ana";
        ana.email = "ana@city.example";
        ana.roles = {accounts::Role::administrator};
        ana_ = accounts::put_account(*house_->record, ana, "a hash");
    }

    Browser browser() { return accounts::put_session(application_->people(), ana_); }

    accounts::Answer send(
        const Browser& from, Method method, std::string_view target, std::string body = {}
    ) {
        auto request = accounts::request_from(from, method, target, std::move(body));
        if (method == Method::put) {
            request.headers.set("If-Match", revision_);
        }
        auto answer = accounts::answer_of(application_->router().dispatch(request));
        revision_ = std::string(answer.headers.find("ETag").value_or("none"));
        return answer;
    }

    std::string make() {
        return house_->backups.make(*house_->database, house_->clock.now(), {}, house_->random)
            .name;
    }

    store::TestPlace place_;
    std::unique_ptr<House> house_;
    std::unique_ptr<Application> application_;
    Id<accounts::Account> ana_;
    std::string revision_ = "none";
};

TEST_F(BackupRoutes, GiveABackupOutOnceToTheSessionThatAskedAndTheRecordKeepsIt) {
    const auto name = make();
    const auto mine = browser();
    const auto list = send(mine, Method::get, "/api/v1/backups");
    EXPECT_EQ(list.body.at("items").at(0).at("name").as_string(), name);
    const auto ask = [&](const std::string& which) {
        return send(mine, Method::post, "/api/v1/backups/" + which + "/download");
    };
    EXPECT_EQ(ask("belfry-20000101T000000Z.backup").code(), "no_such_backup");
    const auto address = [&] {
        return std::string(ask(name).body.at("address").as_string());
    };
    EXPECT_EQ(send(browser(), Method::get, address()).code(), "link_dead")
        << "asked for in another session";
    const auto link = address();
    EXPECT_EQ(send(mine, Method::head, link).status, 200) << "a look uses nothing up";
    const auto request = accounts::request_from(mine, Method::get, link);
    const auto given = application_->router().dispatch(request);
    EXPECT_EQ(given.status, 200);
    EXPECT_TRUE(std::holds_alternative<http::FileBody>(given.body));
    EXPECT_THAT(
        std::string(given.headers.find("Content-Disposition").value_or("")),
        testing::HasSubstr("attachment")
    );
    EXPECT_EQ(send(mine, Method::get, link).code(), "link_dead") << "used";
    const auto late = address();
    std::filesystem::remove(house_->backups.folder() / name);
    EXPECT_EQ(send(mine, Method::get, late).code(), "no_such_backup") << "pruned meanwhile";
    const auto kept = house_->record->activity({}, 20);
    EXPECT_EQ(std::ranges::count(kept, "backup.download", &record::Written::action), 3);
}

TEST_F(BackupRoutes, KeepSettingsThatCanBeCarriedOut) {
    const auto mine = browser();
    EXPECT_EQ(send(mine, Method::get, "/api/v1/backup-settings").body.at("keep").as_int64(), 14);
    const auto put = [&](const char* body) {
        std::ignore = send(mine, Method::get, "/api/v1/backup-settings");
        return send(mine, Method::put, "/api/v1/backup-settings", body);
    };
    const auto changed = put(R"({"recipients":[],"at":"03:15","keep":7,"drill_on":"monday"})");
    EXPECT_EQ(changed.status, 200) << changed.problem();
    EXPECT_EQ(changed.body.at("at").as_string(), "03:15");
    for (const auto* bad :
         {R"({"recipients":["nobody"],"at":"03:15","keep":7,"drill_on":"monday"})",
          R"({"recipients":[],"at":"25:00","keep":7,"drill_on":"monday"})",
          R"({"recipients":[],"at":"03:15","keep":0,"drill_on":"monday"})"}) {
        EXPECT_EQ(put(bad).status, 422) << bad;
    }
    EXPECT_EQ(send(mine, Method::get, "/api/v1/backup-settings").body.at("keep").as_int64(), 7);
    EXPECT_TRUE(send(mine, Method::get, "/api/v1/backup-drills").body.at("items").as_array().empty()
    );
    EXPECT_EQ(send(mine, Method::get, "/api/v1/administration/status").status, 200);
}

}  // namespace
}  // namespace belfry::web
