#pragma once

#include "http/access.hpp"

namespace belfry::http {

/// A gate for tests: the header `X-Test` names the caller's permissions; nobody without it. With
/// `X-Proved` they have just proved who they are, `X-Confined` says what they are confined to.
class FakeGate final : public Gate {
public:
    [[nodiscard]] Result<Caller> admit(const Request& request) override {
        const auto who = request.headers.find("X-Test");
        if (who == "expired") {
            return refuse(Refusal::Kind::unauthenticated, "session_expired", "Sign in again.");
        }
        if (who == "forged") {
            return refuse(Refusal::Kind::forbidden, "csrf", "This did not come from Belfry.");
        }
        Caller caller;
        if (who) {
            caller.account = 7;
            caller.permissions.insert(std::string(*who));
            caller.freshly_proved = request.headers.find("X-Proved").has_value();
            caller.by_token = request.headers.find("X-Token").has_value();
            if (const auto confined = request.headers.find("X-Confined")) {
                caller.confined = {std::string(*confined), "confined", "Not from here."};
            }
        }
        return caller;
    }

    [[nodiscard]] bool knows(std::string_view permission) const override {
        return permission == "tasks_edit" || permission == "tasks_read";
    }
};

}  // namespace belfry::http
