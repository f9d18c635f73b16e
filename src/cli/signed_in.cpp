#include "cli/signed_in.hpp"

#include <iostream>

#include <termios.h>
#include <unistd.h>

#include "accounts/routes.hpp"
#include "cli/file_source.hpp"
#include "cli/services.hpp"
#include "http/target.hpp"
#include "public_records/routes.hpp"
#include "web/shelves.hpp"

namespace belfry::cli {

namespace {

/// What is typed is not shown while this lives.
class Unseen {
public:
    Unseen() : shown_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (shown_) {
            auto now = before_;
            now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            tcsetattr(STDIN_FILENO, TCSANOW, &now);
        }
    }

    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    Unseen(Unseen&&) = delete;
    Unseen& operator=(Unseen&&) = delete;

    ~Unseen() {
        if (shown_) {
            tcsetattr(STDIN_FILENO, TCSANOW, &before_);
        }
    }

private:
    termios before_{};
    bool shown_;
};

Result<std::string> password_of(const WhoWish& who) {
    std::string password;
    if (who.password_file.empty() || who.password_file == "-") {
        const Unseen unseen;
        if (isatty(STDIN_FILENO) == 1) {
            std::cerr << "Password: " << std::flush;
        }
        std::getline(std::cin, password);
        return password;
    }
    auto bytes = bytes_of_file(who.password_file);
    return bytes ? bytes->substr(0, bytes->find_first_of("\r\n")) : std::move(bytes);
}

std::string text_at(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

/// What a route's answer refuses (RFC 9457).
Refusal refusal_in(const json::Value& body) {
    const auto object = body.is_object() ? body.get_object() : json::Object();
    Refusal out;
    out.code = text_at(object, "code");
    out.summary =
        text_at(object, "detail").empty() ? text_at(object, "title") : text_at(object, "detail");
    const auto* problems = object.if_contains("problems");
    if (problems != nullptr && problems->is_array()) {
        for (const auto& problem : problems->get_array()) {
            const auto& fields = problem.as_object();
            out.problems.push_back(
                {text_at(fields, "field"), text_at(fields, "code"), text_at(fields, "advice"), {}}
            );
        }
    }
    return out;
}

}  // namespace

SignedIn::SignedIn(web::House& house, const crypto::SealingKey& key)
    : program_(services_of(house)),
      passwords_(house.clock),
      accounts_{
          *house.database,
          *house.record,
          house.clock,
          house.random,
          key,
          passwords_,
          {},
          [] {
              return std::optional<std::string>();
          }
      },
      gate_(accounts_),
      router_(gate_, http::Log(http::Log::Level::error)) {
    accounts::add_session_routes(router_, accounts_);
    public_records::add_routes(router_, {program_, web::shelves()});
}

SignedIn::~SignedIn() {
    if (!cookie_.empty()) {
        static_cast<void>(send(http::Method::delete_, "/session", {}));
    }
}

Result<void> SignedIn::sign_in(const WhoWish& who) {
    auto password = password_of(who);
    if (!password) {
        return std::unexpected(password.error());
    }
    json::Object body{{"email", who.email}, {"password", *password}};
    if (!who.code.empty()) {
        body["code"] = who.code;
    }
    const auto answer = send(http::Method::post, "/session", body);
    if (!answer) {
        return std::unexpected(answer.error());
    }
    if (!answer->body.at("signed_in").as_bool()) {
        return refuse(
            Refusal::Kind::unauthenticated,
            "second_factor_on_the_web",
            "This account wants a second factor: give --code, or act in the web app where it is a "
            "passkey."
        );
    }
    cookie_ = answer->cookie;
    csrf_ = answer->body.at("csrf").as_string();
    return {};
}

Result<json::Value> SignedIn::post(
    const std::string& path, const std::optional<json::Object>& body
) {
    const auto answer = send(http::Method::post, path, body);
    return answer ? Result<json::Value>(answer->body) : std::unexpected(answer.error());
}

Result<json::Value> SignedIn::act(
    const std::string& thing, const std::string& what, const std::optional<json::Object>& body
) {
    const auto now = send(http::Method::get, thing, {});
    if (!now) {
        return std::unexpected(now.error());
    }
    const auto answer = send(http::Method::post, thing + what, body, now->tag);
    return answer ? Result<json::Value>(answer->body) : std::unexpected(answer.error());
}

Result<SignedIn::Answer> SignedIn::send(
    http::Method method,
    const std::string& path,
    const std::optional<json::Object>& body,
    const std::string& tag
) {
    http::Request request;
    request.method = method;
    request.secure = true;  // nothing travels: the routes are in this process
    if (auto read = http::read_target("/api/v1" + path, request); !read) {
        return std::unexpected(read.error());
    }
    request.headers.set("Host", "localhost");
    request.headers.set("Sec-Fetch-Site", "same-origin");
    request.headers.set("User-Agent", "belfry on the command line");
    if (!cookie_.empty()) {
        request.headers.set("Cookie", cookie_);
        request.headers.set("X-CSRF-Token", csrf_);
    }
    if (!tag.empty()) {
        request.headers.set("If-Match", tag);
    }
    if (body) {
        request.headers.set("Content-Type", "application/json");
        request.body = json::canonical(*body);
    }
    const auto response = router_.dispatch(request);
    const auto* text = std::get_if<std::string>(&response.body);
    const auto read = text != nullptr && !text->empty() ? json::parse(*text) : json::Value();
    if (response.status >= 400) {
        return std::unexpected(refusal_in(read.value_or(json::Value())));
    }
    const auto cookie = response.headers.find("Set-Cookie").value_or("");
    return Answer{
        read.value_or(json::Value()),
        std::string(response.headers.find("ETag").value_or("")),
        std::string(cookie.substr(0, cookie.find(';')))
    };
}

}  // namespace belfry::cli
