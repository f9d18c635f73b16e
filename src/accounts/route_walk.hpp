#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "accounts/permission.hpp"
#include "accounts/test_accounts.hpp"

/// For tests: asks every route of a table as every role, as nobody, with own and foreign objects,
/// and compares what it answers with what its access rule and the permission table say.
namespace belfry::accounts {

struct Walk {
    const http::Router& router;
    Services& services;

    /// The value of `{parameter}` of a route: something of the caller's (`own`) or of somebody
    /// else's. Empty where nothing of the kind exists; an unknown id is asked for then.
    std::function<std::optional<std::string>(
        const http::Route& route, std::string_view parameter, Id<Account> caller, bool own
    )>
        object = {};

    /// `POST /api/v1/demo`: routes that are not asked by those who may use them.
    std::set<std::string> not_carried_out = {};
};

namespace walk_detail {

enum class Whose { nobodys, own, foreign };

/// One question and its answer.
struct Step {
    std::string asked;  ///< `observer: DELETE /api/v1/people/17`
    Answer answer;
    bool wrote = false;
};

class Walker {
public:
    explicit Walker(const Walk& walk) : walk_(walk) {
        for (const auto role : json::all_of<Role>()) {
            add(role);
        }
    }

    std::vector<std::string> complaints() {
        for (const auto& route : walk_.router.routes()) {
            for (const auto whose : kinds_of(route)) {
                as_nobody(route, whose);
                for (const auto role : json::all_of<Role>()) {
                    as_role(route, role, whose);
                }
            }
            without_proof(route);
        }
        return std::move(complaints_);
    }

private:
    void add(Role role) {
        Account account;
        account.name = std::string(json::name_of(role));
        account.email = account.name + "@walk.example";
        account.roles = {role};
        const auto known = walk_.services.database.read([&](store::Connection& db) {
            return find_account(db, account.email);
        });
        callers_[role] = known ? known->id : put_account(walk_.services.record, std::move(account));
    }

    static std::vector<Whose> kinds_of(const http::Route& route) {
        return route.path.contains('{') ? std::vector{Whose::nobodys, Whose::own, Whose::foreign}
                                        : std::vector{Whose::nobodys};
    }

    /// Empty where there is no such object.
    std::optional<std::string> target_of(
        const http::Route& route, Id<Account> caller, Whose whose
    ) {
        std::string out;
        std::string_view rest = route.path;
        while (!rest.empty()) {
            const auto open = std::min(rest.find('{'), rest.size());
            out += rest.substr(0, open);
            rest.remove_prefix(open);
            if (rest.empty()) {
                break;
            }
            const auto inner = rest.substr(1, rest.find('}') - 1);
            const auto name = inner.substr(0, inner.find(':'));
            rest.remove_prefix(inner.size() + 2);
            if (whose == Whose::nobodys) {
                out += inner.ends_with(":text") ? "unknown" : "987654321";
                continue;
            }
            const auto value = walk_.object ? walk_.object(route, name, caller, whose == Whose::own)
                                            : std::nullopt;
            if (!value) {
                return {};
            }
            out += *value;
        }
        return out;
    }

    static std::string verb(http::Method method) {
        return method == http::Method::delete_ ? "delete" : std::string(json::name_of(method));
    }

    Step ask(const std::string& who, const http::Route& route, const http::Request& request) {
        const auto before = walk_.services.record.head().size;
        Step step{fmt::format("{}: {} {}", who, verb(route.method), request.target), {}, false};
        step.answer = answer_of(walk_.router.dispatch(request));
        step.wrote = walk_.services.record.head().size != before;
        return step;
    }

    static http::Request request_for(
        const http::Route& route, const Browser& browser, const std::string& target
    ) {
        auto request = request_from(browser, route.method, target, route.input ? "{}" : "");
        request.headers.set("Content-Type", route.input_type);
        if (route.conditional) {
            request.headers.set("If-Match", "\"1\"");
        }
        return request;
    }

    void complain(const Step& step, std::string_view wanted) {
        complaints_.push_back(fmt::format(
            "{}: {}, but {} {}{}",
            step.asked,
            wanted,
            step.answer.status,
            step.answer.code(),
            step.wrote ? ", and something was written" : ""
        ));
    }

    static bool is_turned_away(const Answer& answer) {
        return answer.status == 401 || answer.code() == "not_allowed" || answer.code() == "csrf";
    }

    void as_nobody(const http::Route& route, Whose whose) {
        const auto target = target_of(route, callers_.at(Role::staff), whose);
        if (!target) {
            return;
        }
        const auto step = ask("nobody", route, request_for(route, Browser(), *target));
        if (step.answer.status >= 500) {
            complain(step, "no failure is expected");
        } else if (route.access.wants_sign_in() && (step.answer.status != 401 || step.wrote)) {
            complain(step, "401 and nothing written is expected");
        } else if (!route.access.wants_sign_in() && step.answer.code() == "sign_in_first") {
            complain(step, "anyone may ask this");
        }
    }

    void as_role(const http::Route& route, Role role, Whose whose) {
        const auto caller = callers_.at(role);
        const auto target = target_of(route, caller, whose);
        if (!target) {
            return;
        }
        const auto& permission = route.access.permission();
        const auto* row = std::ranges::find(permissions, permission, &Permission::name);
        const bool by_role = permission.empty() || (row != permissions.end() && holds(role, *row));
        const auto words = route.access.in_words();
        const bool by_rule = words.contains(", or ");
        const bool limited = words.contains(", and ");
        const bool skipped = walk_.not_carried_out.contains(
            fmt::format("{} {}", upper(verb(route.method)), route.path)
        );
        if (by_role && skipped) {
            return;
        }
        const auto browser = put_session(walk_.services, caller);
        judge(
            ask(std::string(json::name_of(role)), route, request_for(route, browser, *target)),
            {by_role, by_rule, limited, permission.empty(), whose, words}
        );
    }

    /// What the rule says of one question.
    struct Expected {
        bool by_role = false;
        bool by_rule = false;
        bool limited = false;
        bool signed_in_alone = false;
        Whose whose = Whose::nobodys;
        std::string words;
    };

    void judge(const Step& step, const Expected& expected) {
        const auto& [by_role, by_rule, limited, signed_in_alone, whose, words] = expected;
        if (step.answer.status >= 500) {
            complain(step, "no failure is expected");
        } else if (by_role && !limited && is_turned_away(step.answer)) {
            complain(step, "this role may (" + words + ")");
        } else if (signed_in_alone && whose == Whose::foreign && step.wrote) {
            complain(step, "nobody may change what is another's");
        } else if (!by_role && by_rule && whose == Whose::own && is_turned_away(step.answer)) {
            complain(step, "with their own they may (" + words + ")");
        } else if (!by_role && !(by_rule && whose == Whose::own)) {
            const bool refused = step.answer.code() == "not_allowed" || step.answer.status == 404;
            if (!refused || step.wrote) {
                complain(step, "this role may not (" + words + ")");
            }
        }
    }

    static std::string upper(std::string text) {
        std::ranges::transform(text, text.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        });
        return text;
    }

    /// A session without proof that Belfry's own page made the request.
    void without_proof(const http::Route& route) {
        if (route.method == http::Method::get) {
            return;
        }
        const auto caller = callers_.at(Role::administrator);
        const auto target = target_of(route, caller, Whose::nobodys).value_or(route.path);
        const auto browser = put_session(walk_.services, caller);
        const auto check = [&](const char* how, const std::function<void(http::Request&)>& spoil) {
            auto request = request_for(route, browser, target);
            spoil(request);
            const auto step = ask(how, route, request);
            if (step.answer.code() != "csrf" || step.answer.status != 403 || step.wrote) {
                complain(step, "403 csrf and nothing written is expected");
            }
        };
        check("without token", [](http::Request& request) {
            request.headers.set("X-CSRF-Token", "");
        });
        check("another's token", [](http::Request& request) {
            request.headers.set("X-CSRF-Token", csrf_token("another session"));
        });
        check("other origin", [](http::Request& request) {
            request.headers.set("Origin", "http://evil.example");
        });
        check("other site", [](http::Request& request) {
            request.headers.set("Sec-Fetch-Site", "cross-site");
        });
        check("same site, other host", [](http::Request& request) {
            request.headers.set("Sec-Fetch-Site", "same-site");
        });
    }

    const Walk& walk_;
    std::map<Role, Id<Account>> callers_;
    std::vector<std::string> complaints_;
};

}  // namespace walk_detail

/// Walks the whole table; gives one line for each answer that is not as it should be. Adds one
/// account for each role; those who may are carried out, so the data is not the same afterwards.
inline std::vector<std::string> walk_routes(const Walk& walk) {
    return walk_detail::Walker(walk).complaints();
}

}  // namespace belfry::accounts
