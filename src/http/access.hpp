#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "http/message.hpp"

namespace belfry::http {

/// Who makes a request, as the gate found out. Plain data: the server knows no accounts.
struct Caller {
    std::int64_t account = 0;  ///< 0: nobody signed in.
    std::string name;
    std::string language = "en";
    std::vector<std::string> roles;
    std::set<std::string, std::less<>> permissions;
    std::string session;    ///< Opaque handle of the session or token; never the secret.
    bool by_token = false;  ///< An API token: no cookie, so no CSRF check.
    Instant signed_in_at;

    /// Has just proved again who they are: what dangerous acts ask for.
    bool freshly_proved = false;

    /// Present when only routes that are open to `to` answer them; the others refuse with `code`.
    struct Confinement {
        std::string to;
        std::string code;
        std::string summary;
    };

    std::optional<Confinement> confined = std::nullopt;

    [[nodiscard]] bool may(std::string_view permission) const {
        return permissions.contains(permission);
    }
};

struct Call;

/// Who may use a route. There is no default: a route without a rule does not compile.
class Access {
public:
    /// Asked about the object that a request names.
    using Rule = std::function<bool(const Call&)>;

    /// Everybody, signed in or not.
    [[nodiscard]] static Access anyone();

    /// Everybody who is signed in, whatever their role.
    [[nodiscard]] static Access signed_in();

    /// Those whose roles hold `permission` (accounts/permission.hpp).
    [[nodiscard]] static Access needs(std::string permission);

    /// … or for whom `rule` holds: "the task's owner". The name stands in the API document.
    [[nodiscard]] Access or_when(std::string name, Rule rule) &&;

    /// … and only where `rule` holds: "not their own account".
    [[nodiscard]] Access and_when(std::string name, Rule rule) &&;

    /// … and only who has just proved again who they are: for acts whose harm is hard to undo. An
    /// API token cannot.
    [[nodiscard]] Access with_fresh_proof() &&;

    /// … and also those who are confined to `who` (Caller::confined), where the rest allows them.
    [[nodiscard]] Access open_to(std::string who) &&;

    [[nodiscard]] bool allows(const Call& call) const;

    [[nodiscard]] bool wants_fresh_proof() const { return fresh_proof_; }

    /// Routes for anyone are open to everybody.
    [[nodiscard]] bool is_open_to(std::string_view who) const;

    [[nodiscard]] bool wants_sign_in() const { return kind_ != Kind::anyone; }

    [[nodiscard]] const std::string& permission() const { return permission_; }

    /// The rule in words: "permission steps_edit, or the task's owner".
    [[nodiscard]] std::string in_words() const;

private:
    enum class Kind { anyone, signed_in, permission };

    struct Named {
        std::string name;
        Rule rule;
    };

    Access(Kind kind, std::string permission) : kind_(kind), permission_(std::move(permission)) {}

    Kind kind_;
    std::string permission_;
    std::optional<Named> or_;
    std::optional<Named> and_;
    bool fresh_proof_ = false;
    std::set<std::string, std::less<>> open_to_;
};

/// Finds out who calls. The one gate; implemented by accounts/.
class Gate {
public:
    Gate() = default;
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    Gate(Gate&&) = delete;
    Gate& operator=(Gate&&) = delete;
    virtual ~Gate() = default;

    /// The caller of `request` (nobody when it carries no credentials). Refuses a broken or expired
    /// session, and an unsafe method without same-origin proof and token (CSRF).
    [[nodiscard]] virtual Result<Caller> admit(const Request& request) = 0;

    /// Whether a permission of that name exists; a route that asks for another does not start.
    [[nodiscard]] virtual bool knows(std::string_view permission) const = 0;
};

}  // namespace belfry::http
