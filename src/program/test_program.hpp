#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/account_store.hpp"
#include "accounts/permission.hpp"
#include "http/target.hpp"
#include "program/routes.hpp"
#include "record/test_record.hpp"
#include "store/search_index.hpp"

namespace belfry::accounts {

[[nodiscard]] std::span<const EmbeddedFile> sql_files();

}  // namespace belfry::accounts

namespace belfry::program {

/// Lets in whomever the header X-Account names, with what their roles allow.
class TestGate final : public http::Gate {
public:
    explicit TestGate(store::Database& database) : database_(database) {}

    [[nodiscard]] Result<http::Caller> admit(const http::Request& request) override {
        http::Caller caller;
        const auto who = request.headers.find("X-Account");
        if (!who) {
            return caller;
        }
        const auto account = database_.read([&](store::Connection& db) {
            return accounts::find_account(db, Id<accounts::Account>{std::stoll(std::string(*who))});
        });
        check(account.has_value(), "a test calls as nobody");
        caller.account = account->id.value;
        caller.freshly_proved = true;
        caller.name = account->name;
        caller.language = account->language;
        caller.permissions = accounts::permissions_of(account->roles);
        return caller;
    }

    [[nodiscard]] bool knows(std::string_view permission) const override {
        return accounts::is_permission(permission);
    }

private:
    store::Database& database_;
};

/// What came back, read.
struct Answer {
    int status = 0;
    json::Value body;
    std::string text;
    http::Headers headers;

    [[nodiscard]] const json::Value& at(std::string_view name) const { return body.at(name); }

    [[nodiscard]] std::string code() const { return std::string(body.at("code").as_string()); }

    [[nodiscard]] std::int64_t id() const { return body.at("id").as_int64(); }

    /// For the header If-Match of what comes next.
    [[nodiscard]] std::string tag() const {
        return std::string(headers.find("ETag").value_or("none"));
    }

    [[nodiscard]] std::size_t count() const { return body.at("items").as_array().size(); }

    /// The named text of each item.
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const {
        std::vector<std::string> texts;
        for (const auto& item : body.at("items").as_array()) {
            texts.emplace_back(item.at(name).as_string());
        }
        return texts;
    }
};

/// A city's whole programme over an empty database, with a handful of people. It is Tuesday,
/// 3 November 2026, noon UTC.
class TestProgram {
public:
    /// `more`: tables of a module above the programme.
    explicit TestProgram(
        store::Engine engine, const store::Migrations& more = {}, std::vector<Finder> finders = {}
    )
        : data_(
              engine,
              store::joined(
                  {store::migrations_from(store::sql_files()),
                   store::migrations_from(accounts::sql_files()),
                   migrations(),
                   more}
              )
          ),
          gate_(data_.database()),
          router_(gate_, http::Log(http::Log::Level::error)),
          services_{
              data_.database(),
              data_.record(),
              data_.clock(),
              data_.random(),
              text::Catalog::embedded(),
              [this](record::Writing&, const accounts::OutgoingMail& mail) {
                  mails.push_back(mail);
                  return sends_mail;
              },
              [](store::Connection&) {
                  return "https://belfry.city.example";
              }
          } {
        add_routes(router_, services_, std::move(finders));
        admin = add_person("Ada Admin", accounts::Role::administrator);
        mayor = add_person("Maya Mayor", accounts::Role::mayor);
        staff = add_person("Sam Staff", accounts::Role::staff);
        other = add_person("Olga Other", accounts::Role::staff);
        auditor = add_person("Uma Auditor", accounts::Role::auditor);
        observer = add_person("Otto Observer", accounts::Role::observer);
    }

    std::vector<accounts::OutgoingMail> mails;  ///< Put on their way so far.
    bool sends_mail = true;

    std::int64_t admin = 0;
    std::int64_t mayor = 0;
    std::int64_t staff = 0;
    std::int64_t other = 0;
    std::int64_t auditor = 0;
    std::int64_t observer = 0;

    [[nodiscard]] const Services& services() const { return services_; }

    /// For the routes of a module above the programme.
    [[nodiscard]] http::Router& router() { return router_; }

    [[nodiscard]] FixedClock& clock() { return data_.clock(); }

    [[nodiscard]] const std::vector<http::Route>& routes() const { return router_.routes(); }

    std::int64_t add_person(std::string name, accounts::Role role, std::string language = "en") {
        return data_.record()
            .write(
                {record::Actor::belfry(), "account.create", {"account", 0}},
                [&](record::Writing& writing) -> Result<std::int64_t> {
                    accounts::Account account;
                    account.id = {writing.object().id};
                    account.name = std::move(name);
                    account.email = std::to_string(account.id.value) + "@city.example";
                    account.roles = {role};
                    account.language = std::move(language);
                    account.revision = writing.revision();
                    accounts::add_account(writing.db(), account);
                    return account.id.value;
                }
            )
            .value();
    }

    /// Changes rows behind the programme's back.
    void alter(const std::string& sql) {
        data_.record()
            .write(
                {record::Actor::belfry(), "test.alter", {"test", 1}},
                [&](record::Writing& writing) -> Result<void> {
                    writing.db().execute(sql);
                    return {};
                }
            )
            .value();
    }

    [[nodiscard]] std::int64_t count(const std::string& table) {
        return data_.database()
            .read([&](store::Connection& db) {
                return db.value<std::int64_t>("SELECT count(*) FROM " + table);
            })
            .value();
    }

    using Extra = std::vector<std::pair<std::string, std::string>>;

    Answer call(
        std::int64_t as,
        http::Method method,
        std::string_view target,
        std::string body = {},
        const Extra& headers = {}
    ) {
        http::Request request;
        request.method = method;
        check(http::read_target(target, request).has_value(), "a test asks for a bad target");
        request.headers.add("Host", "belfry.city.example");
        if (as != 0) {
            request.headers.add("X-Account", std::to_string(as));
        }
        if (!body.empty()) {
            request.headers.add("Content-Type", "application/json");
        }
        for (const auto& [name, value] : headers) {
            request.headers.set(name, value);
        }
        request.body = std::move(body);
        return read(router_.dispatch(request));
    }

    Answer get(std::int64_t as, std::string_view target) {
        return call(as, http::Method::get, "/api/v1" + std::string(target));
    }

    Answer post(
        std::int64_t as, std::string_view target, std::string body = {}, const Extra& headers = {}
    ) {
        return call(
            as, http::Method::post, "/api/v1" + std::string(target), std::move(body), headers
        );
    }

    Answer patch(
        std::int64_t as, std::string_view target, std::string body, const std::string& tag = {}
    ) {
        return call(
            as,
            http::Method::patch,
            "/api/v1" + std::string(target),
            std::move(body),
            tag.empty() ? Extra() : Extra{{"If-Match", tag}}
        );
    }

    Answer remove(std::int64_t as, std::string_view target, const std::string& tag = "\"1\"") {
        return call(
            as, http::Method::delete_, "/api/v1" + std::string(target), {}, {{"If-Match", tag}}
        );
    }

    /// An act on something as it is now: with its ETag.
    Answer act(std::int64_t as, const std::string& thing, std::string_view what, std::string body) {
        return post(
            as, thing + std::string(what), std::move(body), {{"If-Match", get(as, thing).tag()}}
        );
    }

private:
    static Answer read(const http::Response& response) {
        Answer answer{response.status, {}, {}, response.headers};
        answer.text = std::get<std::string>(response.body);
        const auto type = response.headers.find("Content-Type").value_or("");
        if (type.find("json") != std::string_view::npos) {
            answer.body = boost::json::parse(answer.text);
        }
        return answer;
    }

    record::TestRecord data_;
    TestGate gate_;
    http::Router router_;
    Services services_;
};

/// For tests of the programme on every engine.
class ProgramTest : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        program_ = std::make_unique<TestProgram>(GetParam());
    }

    [[nodiscard]] TestProgram& city() { return *program_; }

private:
    std::unique_ptr<TestProgram> program_;
};

}  // namespace belfry::program
