#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "program/test_program.hpp"
#include "public_records/routes.hpp"
#include "release_packages/routes.hpp"
#include "transparency/log.hpp"

namespace belfry::release_packages {

using program::Answer;

/// The first day is 3 November 2026. Two tasks and a note about a vault, and an exemption.
class Releases : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        city_ = std::make_unique<program::TestProgram>(
            GetParam(),
            store::joined({public_records::migrations(), transparency::migrations(), migrations()})
        );
        official = city().add_person("Eve Official", accounts::Role::election_official);
        city().services().random.fill(key_);
        const auto keys = transparency::open_keys(log_services());
        ASSERT_TRUE(keys);
        keys_ = *keys;
        public_records::add_routes(city().router(), records());
        add_routes(
            city().router(),
            {records(),
             [](const http::Caller& caller, std::string_view kind) {
                 return kind != "decision" && caller.may("program_see");
             },
             [this] { return checkpoint(); },
             [](store::Connection&, const std::string& language) {
                 return "<!doctype html><title>" + language + "</title>";
             }}
        );
        exemption = city()
                        .post(
                            official,
                            "/records/exemptions",
                            R"({"name": "Security", "statute": "Minn. Stat. 13.37",
                                "expires_on": "2027-01-01"})"
                        )
                        .id();
        add_task("Change the lock of the vault", "Ask Mr. Keymaker, 555-0142");
        add_task("Paint the vault", "White");
        city().post(city().staff, "/steps/2/notes", R"({"text": "The vault smells."})");
        add_task("Order ballots", "Ten boxes");
    }

    [[nodiscard]] program::TestProgram& city() { return *city_; }

    [[nodiscard]] public_records::Services records() {
        static const public_records::Shelves shelves{
            .shelves =
                {{.kind = "task", .table = "task"},
                 {.kind = "note", .table = "note"},
                 {.kind = "decision", .table = "decision"},
                 {.kind = "records_request", .table = "records_request"}}
        };
        return {city().services(), shelves};
    }

    [[nodiscard]] transparency::Services log_services() {
        const auto& all = city().services();
        return {all.database, all.record, all.clock, all.random, key_, [](store::Connection&) {
                    return "https://vote.city.example";
                }};
    }

    [[nodiscard]] transparency::SignedCheckpoint checkpoint() {
        return city().services().database.read([&](store::Connection& db) {
            return transparency::checkpoint_of(db, keys_);
        });
    }

    void add_task(const std::string& title, const std::string& details) {
        const auto made = city().post(
            city().staff,
            "/steps/2/tasks",
            json::canonical(json::Object{{"title", title}, {"details", details}})
        );
        ASSERT_EQ(made.status, 201) << made.text;
    }

    /// Enters a request for `words` and gives its address.
    std::string ask(const std::string& words, json::Object more = {}) {
        json::Object wish{
            {"title", "The vault's upkeep"},
            {"requester", "Rita Reporter"},
            {"received", "2026-11-02"},
            {"days", 10},
            {"words", words},
        };
        for (auto& member : more) {
            wish[member.key()] = member.value();
        }
        const auto made = city().post(official, "/records/requests", json::canonical(wish));
        EXPECT_EQ(made.status, 201) << made.text;
        return "/records/requests/" + std::to_string(made.at("request").at("id").as_int64());
    }

    Answer act(const std::string& request, std::string_view what, std::string body = "{}") {
        return city().act(official, request, what, std::move(body));
    }

    /// Gives everything out but fields called `withheld`.
    void decide_all(const std::string& request, std::string_view withheld) {
        json::Array out;
        json::Array in;
        const auto lines = city().get(official, request + "/review");
        for (const auto& line : lines.at("items").as_array()) {
            if (!line.at("position").is_null() && line.at("state").as_string() == "undecided") {
                auto& list = line.at("field").as_string() == withheld ? in : out;
                list.push_back(
                    json::Object{{"entry", line.at("entry")}, {"position", line.at("position")}}
                );
            }
        }
        decide(request, std::move(out), "release");
        decide(request, std::move(in), "withhold");
    }

    void decide(const std::string& request, json::Array fields, std::string_view state) {
        if (fields.empty()) {
            return;
        }
        json::Object wish{{"fields", std::move(fields)}, {"state", state}};
        if (state == "withhold") {
            wish["exemption"] = exemption;
        }
        const auto done = act(request, "/decisions", json::canonical(wish));
        EXPECT_EQ(done.status, 200) << done.text;
    }

    Answer download(const std::string& request, int number = 1) {
        return city().get(official, fmt::format("{}/packages/{}", request, number));
    }

    std::int64_t official = 0;
    std::int64_t exemption = 0;
    transparency::Keys keys_;

private:
    crypto::SealingKey key_{};
    std::unique_ptr<program::TestProgram> city_;
};

}  // namespace belfry::release_packages
