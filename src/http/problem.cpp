#include "http/problem.hpp"

#include "base/check.hpp"

namespace belfry::http {

namespace {

/// When a burst is over.
constexpr auto* seconds_after_too_busy = "2";

json::Value value_in(std::string_view text) {
    auto value = json::parse(text);
    check(value.has_value(), "a difference is not JSON");
    return std::move(*value);
}

}  // namespace

int status_of(const Refusal& refusal) {
    switch (refusal.kind) {
        case Refusal::Kind::invalid:
            return refusal.problems.empty() ? 400 : 422;
        case Refusal::Kind::unauthenticated:
            return 401;
        case Refusal::Kind::forbidden:
            return 403;
        case Refusal::Kind::not_found:
            return 404;
        case Refusal::Kind::conflict:
            return 409;
        case Refusal::Kind::revision_needed:
            return 428;
        case Refusal::Kind::too_large:
            return 413;
        case Refusal::Kind::too_many:
            return 429;
    }
    return 400;
}

Response problem_response(const ProblemAnswer& answer) {
    auto body = json::write(answer);
    auto& members = body.as_object();
    for (const auto* const optional : {"detail", "problems", "differences", "reference"}) {
        if (members.at(optional).is_null()) {
            members.erase(optional);
        }
    }
    auto response = json_response(answer.status, body);
    response.headers.set("Content-Type", "application/problem+json");
    if (answer.status == 401) {
        response.headers.set("WWW-Authenticate", "Bearer realm=\"Belfry\"");
    }
    if (answer.status == 503) {
        response.headers.set("Retry-After", seconds_after_too_busy);
    }
    return response;
}

Response problem_response(const Refusal& refusal) {
    return problem_response(status_of(refusal), refusal);
}

Response problem_response(int status, const Refusal& refusal) {
    ProblemAnswer answer;
    answer.type = "urn:belfry:problem:" + refusal.code;
    answer.title = refusal.summary;
    answer.status = status;
    answer.code = refusal.code;
    if (!refusal.problems.empty()) {
        answer.problems = refusal.problems;
    }
    if (!refusal.differences.empty()) {
        answer.differences.emplace();
        for (const auto& [field, before, after, who, when] : refusal.differences) {
            answer.differences->push_back({field, value_in(before), value_in(after), who, when});
        }
    }
    auto response = problem_response(answer);
    if (status == 429) {
        response.headers.set("Retry-After", std::to_string(refusal.wait_seconds));
    }
    return response;
}

}  // namespace belfry::http
