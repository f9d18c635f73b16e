#include "http/router.hpp"

#include <charconv>
#include <exception>
#include <set>

#include "base/bug.hpp"
#include "base/check.hpp"
#include "base/no_room.hpp"
#include "http/problem.hpp"
#include "http/target.hpp"

namespace belfry::http {

namespace {

/// A positive number without leading zeros, so that a thing has one address.
bool is_number(std::string_view text) {
    std::int64_t value = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc() && read.ptr == end && value > 0 && text.front() != '0';
}

std::string verb(Method method) {
    std::string name(json::name_of(method));
    std::ranges::transform(name, name.begin(), [](char c) { return static_cast<char>(c - 32); });
    return name;
}

std::unexpected<Refusal> not_found() {
    return refuse(Refusal::Kind::not_found, "no_such_page", "There is nothing at this address.");
}

}  // namespace

Router::Pattern Router::pattern_of(std::string_view path) {
    check(path.starts_with('/'), "a route's path starts with a slash");
    Pattern pattern;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto part = path.substr(0, path.find('/'));
        path.remove_prefix(part.size());
        if (!part.starts_with('{')) {
            pattern.push_back({Part::Kind::literal, std::string(part)});
            continue;
        }
        check(part.ends_with('}'), "a parameter of a path ends with a brace");
        const auto inner = part.substr(1, part.size() - 2);
        const auto colon = inner.find(':');
        check(
            colon == std::string_view::npos || inner.substr(colon) == ":text",
            "unknown parameter kind"
        );
        pattern.push_back(
            {colon == std::string_view::npos ? Part::Kind::number : Part::Kind::text,
             std::string(inner.substr(0, colon))}
        );
    }
    return pattern;
}

bool Router::matches(const Pattern& pattern, const std::vector<std::string>& path) {
    return std::ranges::equal(pattern, path, [](const Part& part, const std::string& segment) {
        switch (part.kind) {
            case Part::Kind::literal:
                return part.name == segment;
            case Part::Kind::number:
                return is_number(segment);
            case Part::Kind::text:
                break;
        }
        return !segment.empty();
    });
}

bool Router::overlap(const Pattern& a, const Pattern& b) {
    return std::ranges::equal(a, b, [](const Part& x, const Part& y) {
        const bool both_literal = x.kind == Part::Kind::literal && y.kind == Part::Kind::literal;
        const auto& literal = x.kind == Part::Kind::literal ? x : y;
        const auto& other = x.kind == Part::Kind::literal ? y : x;
        if (both_literal) {
            return x.name == y.name;
        }
        return literal.kind != Part::Kind::literal || other.kind == Part::Kind::text ||
               is_number(literal.name);
    });
}

void Router::add(Route route) {
    auto pattern = pattern_of(route.path);
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        check(
            routes_[i].method != route.method || !overlap(patterns_[i], pattern),
            "two routes overlap"
        );
    }
    const auto& permission = route.access.permission();
    check(permission.empty() || gate_.knows(permission), "a route names an unknown permission");
    check(static_cast<bool>(route.handler), "a route has no handler");
    check(
        route.method != Method::head && route.method != Method::options,
        "HEAD and OPTIONS are answered by the router"
    );
    routes_.push_back(std::move(route));
    patterns_.push_back(std::move(pattern));
}

void Router::share(std::function<std::uint64_t()> state) {
    shared_ = std::make_unique<SharedAnswers>(std::move(state));
}

const Route* Router::find(Method method, const std::vector<std::string>& path) const {
    const auto wanted = method == Method::head ? Method::get : method;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (routes_[i].method == wanted && matches(patterns_[i], path)) {
            return &routes_[i];
        }
    }
    return nullptr;
}

std::string Router::allowed(const std::vector<std::string>& path) const {
    std::set<Method> methods;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (matches(patterns_[i], path)) {
            methods.insert(routes_[i].method);
            methods.insert(Method::options);
        }
    }
    if (methods.contains(Method::get)) {
        methods.insert(Method::head);
    }
    std::string list;
    for (const auto method : methods) {
        list += (list.empty() ? "" : ", ") + verb(method);
    }
    return list;
}

Response Router::unrouted(const Request& request) const {
    const auto methods = allowed(request.path);
    if (methods.empty()) {
        return problem_response(not_found().error());
    }
    auto response = request.method == Method::options
                        ? Response{.status = 204, .headers = {}, .body = std::string()}
                        : problem_response(
                              405,
                              {Refusal::Kind::invalid,
                               "method_not_allowed",
                               "This address does not take such a request.",
                               {},
                               {}}
                          );
    response.headers.set("Allow", methods);
    return response;
}

Response Router::dispatch(const Request& request) const {
    const auto* route = find(request.method, request.path);
    if (route == nullptr) {
        return unrouted(request);
    }
    Response response;
    try {
        const BugsAreThrown alone;
        response = admitted(*route, request);
    } catch (const NoRoom& full) {
        const auto* known = dynamic_cast<const std::exception*>(&full);
        response = failed(*route, 507, known != nullptr ? known->what() : "disk full");
    } catch (const std::exception& failure) {
        response = failed(*route, 500, failure.what());
    } catch (...) {
        response = failed(*route, 500, "unknown");
    }
    response.route = route->path;
    return response;
}

Response Router::admitted(const Route& route, const Request& request) const {
    auto caller = gate_.admit(request);
    if (!caller) {
        // Whoever needs no session is not turned away for a stale one.
        if (route.access.wants_sign_in() || caller.error().kind != Refusal::Kind::unauthenticated) {
            note_refusal(route, Caller(), status_of(caller.error()));
            return problem_response(caller.error());
        }
        caller = Caller();
    }
    Call call{request, *caller, {}};
    const auto& pattern = patterns_[static_cast<std::size_t>(&route - routes_.data())];
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i].kind != Part::Kind::literal) {
            call.parameters[pattern[i].name] = request.path[i];
        }
    }
    auto response = handled(route, call);
    if (response.status >= 400 && response.status < 500) {
        note_refusal(route, call.caller, response.status);
    }
    return response;
}

/// Who was refused what, for whoever looks into an attempt: the account by its number alone, 0
/// where nobody is signed in.
void Router::note_refusal(const Route& route, const Caller& caller, int status) const {
    log_.write(
        Log::Level::info,
        "refused",
        {{"method", json::name_of(route.method)},
         {"route", route.path},
         {"status", status},
         {"account", caller.account}}
    );
}

std::optional<Refusal> Router::refused(const Route& route, const Call& call) {
    const auto& caller = call.caller;
    if (caller.confined && !route.access.is_open_to(caller.confined->to)) {
        return Refusal{
            Refusal::Kind::forbidden, caller.confined->code, caller.confined->summary, {}, {}
        };
    }
    if (!route.access.allows(call)) {
        return caller.account == 0
                   ? refuse(Refusal::Kind::unauthenticated, "sign_in_first", "Sign in first.")
                         .error()
                   : refuse(
                         Refusal::Kind::forbidden, "not_allowed", "Your role does not allow this."
                     )
                         .error();
    }
    if (route.access.wants_fresh_proof() && !caller.freshly_proved) {
        return caller.by_token
                   ? refuse(
                         Refusal::Kind::forbidden,
                         "not_by_token",
                         "An API token may not do this: sign in to do it."
                     )
                         .error()
                   : refuse(
                         Refusal::Kind::forbidden, "proof_needed", "Prove once more that it is you."
                     )
                         .error();
    }
    return {};
}

Response Router::handled(const Route& route, const Call& call) const {
    if (const auto refusal = refused(route, call)) {
        return problem_response(*refusal);
    }
    if (route.conditional) {
        if (const auto seen = call.revision_seen(); !seen) {
            return problem_response(seen.error());
        }
    }
    return route.shared && shared_ ? shared_->answer(route, call) : route.handler(call);
}

Response Router::failed(const Route& route, int status, const char* what) const {
    const auto reference = reference_number();
    log_.write(
        Log::Level::error,
        "failure",
        {{"reference", reference},
         {"method", json::name_of(route.method)},
         {"route", route.path},
         {"status", status},
         {"what", what}}
    );
    ProblemAnswer answer;
    answer.status = status;
    answer.code = status == 507 ? "disk_full" : "internal_error";
    answer.type = "urn:belfry:problem:" + answer.code;
    answer.title = status == 507 ? "The disk is full: nothing can be saved until there is room."
                                 : "Something went wrong on the server.";
    answer.reference = reference;
    return problem_response(answer);
}

std::size_t Router::most_body(Method method, const std::string& target) const {
    constexpr std::size_t unknown = std::size_t{64} * 1024;
    Request request;
    request.method = method;
    const Route* route = read_target(target, request) ? find(method, request.path) : nullptr;
    return route == nullptr ? unknown : route->most_body;
}

}  // namespace belfry::http
