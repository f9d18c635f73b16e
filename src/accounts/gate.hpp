#pragma once

#include "accounts/account.hpp"
#include "accounts/rate_limit.hpp"
#include "accounts/screen.hpp"
#include "accounts/services.hpp"
#include "http/access.hpp"

namespace belfry::accounts {

/// Finds out who calls, by session cookie or API token, and refuses requests that another site made
/// a browser send. Asks the database each time: whoever is signed out or disabled is out at once.
class AccountGate final : public http::Gate {
public:
    explicit AccountGate(Services& services);

    /// Refuses `session_expired` (a stale cookie: routes for anyone go on without it),
    /// `token_refused`, `token_read_only`, `csrf`: an unsafe request from another origin, or one of
    /// a session without its X-CSRF-Token; and `too_many_requests` of one account, or of one
    /// network without an account.
    [[nodiscard]] Result<http::Caller> admit(const http::Request& request) override;

    [[nodiscard]] bool knows(std::string_view permission) const override;

    /// Whether the session or token of this caller still holds: asked while events stream.
    [[nodiscard]] bool still_holds(const http::Caller& caller);

private:
    Result<http::Caller> let_in(const http::Request& request);
    Result<void> count(const http::Request& request, const Result<http::Caller>& caller);
    Result<http::Caller> by_token(const http::Request& request, std::string_view secret);
    Result<http::Caller> by_session(const http::Request& request, std::string_view secret);

    /// A session or token that somebody uses.
    struct Use {
        Id<Account> account;
        record::Object object;
    };

    void note_use(const Use& use, Instant now);

    Services& services_;
    /// Apart: however many networks ask, accounts keep counts of their own.
    std::optional<RateLimit> accounts_;
    std::optional<RateLimit> networks_;
};

}  // namespace belfry::accounts
