#pragma once

#include <optional>
#include <string>

#include "accounts/gate.hpp"
#include "accounts/passwords.hpp"
#include "accounts/services.hpp"
#include "cli/output.hpp"
#include "http/router.hpp"
#include "program/services.hpp"
#include "web/house.hpp"

namespace belfry::cli {

/// Who acts, and how they prove it.
struct WhoWish {
    std::string email;
    std::string password_file;  ///< First line of it; empty or `-`: asked for at the terminal.
    std::string code;           ///< From an authenticator app, or a recovery code.
};

/// Somebody who signed in on the command line. They act through the same routes as in the web app,
/// so that the same rules hold and the record names them; their session ends with the command.
class SignedIn {
public:
    SignedIn(web::House& house, const crypto::SealingKey& key);
    SignedIn(const SignedIn&) = delete;
    SignedIn& operator=(const SignedIn&) = delete;
    SignedIn(SignedIn&&) = delete;
    SignedIn& operator=(SignedIn&&) = delete;
    ~SignedIn();

    /// Refuses what signing in refuses, and (`second_factor_on_the_web`) an account that wants a
    /// passkey, which no command line has.
    [[nodiscard]] Result<void> sign_in(const WhoWish& who);

    /// Sends `body` to a route below `/api/v1`; the refusal is the route's own.
    [[nodiscard]] Result<json::Value> post(
        const std::string& path, const std::optional<json::Object>& body
    );

    /// The same for an act on `thing`, as it is now: `/records/redactions/12`, `/approval`.
    [[nodiscard]] Result<json::Value> act(
        const std::string& thing,
        const std::string& what,
        const std::optional<json::Object>& body = std::nullopt
    );

private:
    struct Answer {
        json::Value body;
        std::string tag;
        std::string cookie;
    };

    [[nodiscard]] Result<Answer> send(
        http::Method method,
        const std::string& path,
        const std::optional<json::Object>& body,
        const std::string& tag = {}
    );

    program::Services program_;
    accounts::Passwords passwords_;
    accounts::Services accounts_;
    accounts::AccountGate gate_;
    http::Router router_;
    std::string cookie_;
    std::string csrf_;
};

}  // namespace belfry::cli
