#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "accounts/account_store.hpp"
#include "accounts/gate.hpp"
#include "accounts/routes.hpp"
#include "accounts/secret.hpp"
#include "accounts/session_store.hpp"
#include "accounts/sums.hpp"
#include "crypto/password.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "record/test_record.hpp"

namespace belfry::accounts {

/// A browser in which somebody is signed in, or nobody: what it keeps between requests.
struct Browser {
    std::string cookie;  ///< `belfry=…`
    std::string csrf;
    std::string address = "127.0.0.1";
    bool secure = false;
    std::string known = {};  ///< `belfry-browser=…`: the cookie by which Belfry knows it again.
};

/// An answer, read.
struct Answer {
    int status = 0;
    json::Value body;
    http::Headers headers;

    [[nodiscard]] std::string code() const {
        const auto* object = body.if_object();
        const auto* found = object != nullptr ? object->if_contains("code") : nullptr;
        return found != nullptr ? std::string(found->as_string()) : "";
    }

    /// The code of the only problem, or of the refusal where it names no fields.
    [[nodiscard]] std::string problem() const {
        const auto* object = body.if_object();
        const auto* problems = object != nullptr ? object->if_contains("problems") : nullptr;
        return problems != nullptr && problems->is_array() && !problems->get_array().empty()
                   ? std::string(problems->at(0).at("code").as_string())
                   : code();
    }
};

/// The code of a refusal, or of its first problem; empty where there is none.
template <class T>
std::string code_of(const Result<T>& result) {
    if (result) {
        return "";
    }
    const auto& refusal = result.error();
    return refusal.problems.empty() ? refusal.code : refusal.problems.front().code;
}

/// A request as a browser at `http://localhost` would send it.
inline http::Request request_from(
    const Browser& browser, http::Method method, std::string_view target, std::string body = {}
) {
    http::Request request;
    request.method = method;
    check(http::read_target(target, request).has_value(), "a test asks for a malformed target");
    request.peer = browser.address;
    request.secure = browser.secure;
    request.headers.add("Host", "localhost:8080");
    if (!browser.cookie.empty() || !browser.known.empty()) {
        request.headers.add("Cookie", browser.cookie + "; " + browser.known);
    }
    if (method != http::Method::get) {
        const auto* scheme = browser.secure ? "https" : "http";
        request.headers.add("Origin", std::string(scheme) + "://localhost:8080");
        request.headers.add("Sec-Fetch-Site", "same-origin");
        request.headers.add("X-CSRF-Token", browser.csrf);
    }
    if (!body.empty()) {
        request.headers.add("Content-Type", "application/json");
        request.body = std::move(body);
    }
    return request;
}

inline Answer answer_of(const http::Response& response) {
    Answer answer{response.status, {}, response.headers};
    const auto* shared = std::get_if<http::SharedBody>(&response.body);
    const auto* text = shared != nullptr ? shared->get() : std::get_if<std::string>(&response.body);
    const auto type = response.headers.find("Content-Type").value_or("");
    if (text != nullptr && type.contains("json")) {
        answer.body = boost::json::parse(*text);
    }
    return answer;
}

/// Puts an account into the database as if it had been invited and had accepted.
inline Id<Account> put_account(
    record::Record& record, Account account, std::optional<std::string> password_hash = {}
) {
    return *record.write(
        {record::Actor::belfry(), "account.test", {"account"}},
        [&](record::Writing& w) -> Result<Id<Account>> {
            account.id = {w.object().id};
            account.revision = w.revision();
            account.password_hash = std::move(password_hash);
            account.created_at = w.at();
            add_account(w.db(), account);
            return account.id;
        }
    );
}

/// Signs somebody in without their password.
inline Browser put_session(Services& services, Id<Account> account) {
    const auto secret = crypto::random_token(services.random);
    std::ignore = services.record.write(
        {record::Actor::account(account.value), "session.test", {"session"}},
        [&](record::Writing& w) -> Result<void> {
            const Session session{{w.object().id}, w.at(), w.at(), "test", "127.0.0.1", false};
            add_session(w.db(), session, account, kept(secret));
            return {};
        }
    );
    return {"belfry=" + secret, csrf_token(secret)};
}

/// Accounts with their routes over an empty database.
class TestAccounts {
public:
    static constexpr std::string_view password = "three quiet herons";

    explicit TestAccounts(store::Engine engine)
        : place_(engine, migrations()),
          passwords_(place_.clock()),
          services_{
              place_.database(),
              place_.record(),
              place_.clock(),
              place_.random(),
              {},
              passwords_,
              "1.2.3",
              [] { return std::optional<std::string>("Port Ellery"); },
              [this](record::Writing& w, const InboxAlert& alert) {
                  alerts_.push_back(alert);
                  // An entry of its own, as the program makes it.
                  return w.also({record::Actor::belfry(), "inbox.add", {"inbox", alert.reader}});
              }
          },
          gate_(services_),
          router_(gate_, http::Log(http::Log::Level::error)) {
        place_.record().sum(all_sums());
        place_.record().begin_sums();
        add_routes(router_, services_);
    }

    TestAccounts(const TestAccounts&) = delete;
    TestAccounts& operator=(const TestAccounts&) = delete;
    TestAccounts(TestAccounts&&) = delete;
    TestAccounts& operator=(TestAccounts&&) = delete;

    /// Whatever a test did, the record has said the sums of what lets people in.
    ~TestAccounts() {
        const auto found = altered();
        EXPECT_EQ(found, "") << "a deed changed what `all_sums` says it does not touch";
    }

    /// What is not as the record says; empty: everything is.
    [[nodiscard]] std::string altered() {
        const auto good = services_.database.read([](store::Connection& db) {
            return record::verify_sums(db, all_sums());
        });
        return good ? "" : good.error().summary.substr(good.error().summary.find(": ") + 2);
    }

    [[nodiscard]] Services& services() { return services_; }

    [[nodiscard]] AccountGate& gate() { return gate_; }

    /// What was put into inboxes since it was last asked.
    [[nodiscard]] std::vector<InboxAlert> take_alerts() { return std::exchange(alerts_, {}); }

    [[nodiscard]] const http::Router& router() const { return router_; }

    [[nodiscard]] FixedClock& clock() { return place_.clock(); }

    [[nodiscard]] const store::TestPlace& place() const { return place_.place(); }

    /// `Ana` becomes `ana@city.example`; their password is `password`.
    Id<Account> add(const std::string& name, const Roles& roles) {
        static const auto hash = crypto::hash_password(password);
        Account account;
        account.name = name;
        account.email = email_key(name) + "@city.example";
        account.roles = roles;
        return put_account(place_.record(), std::move(account), hash);
    }

    Browser signed_in(Id<Account> account) { return put_session(services_, account); }

    /// Does `other` once, right before the next write of `action`: what another browser does after
    /// the first has looked and before it writes.
    void meanwhile(std::string action, std::function<void()> other) {
        services_.record.refuse_when(
            [action = std::move(action),
             other = std::move(other)](const record::Deed& deed) mutable -> std::optional<Refusal> {
                if (other && deed.action == action) {
                    std::exchange(other, {})();
                }
                return {};
            }
        );
    }

    /// Changes an account past all rules.
    template <class Change>
    void edit(Id<Account> id, const Change& change) {
        std::ignore = services_.record.write(
            {record::Actor::belfry(), "accounts.test", {"accounts", 1}},
            [&](record::Writing& w) -> Result<void> {
                auto account = find_account(w.db(), id).value();
                change(w.db(), account);
                return {};
            }
        );
    }

    Answer send(const http::Request& request) const { return answer_of(router_.dispatch(request)); }

    Answer send(
        const Browser& browser, http::Method method, std::string_view target, std::string body = {}
    ) const {
        return send(request_from(browser, method, target, std::move(body)));
    }

    /// An act on `target` as it is now: with the ETag of `thing`.
    Answer act(
        const Browser& browser,
        http::Method method,
        const std::string& thing,
        std::string_view what,
        std::string body = {}
    ) const {
        const auto now = send(browser, http::Method::get, thing);
        auto request = request_from(browser, method, thing + std::string(what), std::move(body));
        request.headers.set("If-Match", std::string(now.headers.find("ETag").value_or("none")));
        return send(request);
    }

    /// Posts, and takes over the session that the answer gives.
    Answer enter(Browser& browser, std::string_view target, std::string body) const {
        auto answer = send(browser, http::Method::post, target, std::move(body));
        for (const auto& [name, value] : answer.headers.all()) {
            const auto cookie = value.substr(0, value.find(';'));
            if (name == "Set-Cookie" && cookie.contains("-browser=")) {
                browser.known = cookie;
            } else if (name == "Set-Cookie" && cookie.contains("belfry=")) {
                browser.cookie = cookie;
                browser.csrf = std::string(answer.body.at("csrf").as_string());
            }
        }
        return answer;
    }

    [[nodiscard]] Account account(Id<Account> id) {
        return services_.database.read([&](store::Connection& db) { return find_account(db, id); }
        ).value();
    }

private:
    record::TestRecord place_;
    std::vector<InboxAlert> alerts_;
    Passwords passwords_;
    Services services_;
    AccountGate gate_;
    http::Router router_;
};

/// Accounts on either engine, with Ana, an administrator, and Bo, who is staff.
class AnaAndBo : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            accounts_.emplace(GetParam());
            ana_ = accounts().add("Ana", {Role::administrator});
            bo_ = accounts().add("Bo", {Role::staff});
        }
    }

    TestAccounts& accounts() { return *accounts_; }

    Services& services() { return accounts().services(); }

    [[nodiscard]] Id<Account> ana() const { return ana_; }

    [[nodiscard]] Id<Account> bo() const { return bo_; }

private:
    std::optional<TestAccounts> accounts_;
    Id<Account> ana_;
    Id<Account> bo_;
};

}  // namespace belfry::accounts
