#include "http/shared_answers.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

namespace belfry::http {

namespace {

bool is_about_the_caller(const Call& call) {
    return call.caller.confined || std::ranges::any_of(call.request.query, [](const auto& one) {
               return one.second == "me";
           });
}

/// All that an answer may depend on besides the data and the time.
std::string key_of(const Call& call) {
    std::string key = call.request.target;
    key += '\n';
    key += call.caller.language;
    for (const auto& permission : call.caller.permissions) {
        key += '\n';
        key += permission;
    }
    return key;
}

/// What the key says, and nothing else.
Response made_for_all(const Route& route, const Call& call) {
    Request request;
    request.method = Method::get;
    request.target = call.request.target;
    request.path = call.request.path;
    request.query = call.request.query;
    Caller caller;
    caller.language = call.caller.language;
    caller.permissions = call.caller.permissions;
    return route.handler({request, caller, call.parameters});
}

std::size_t size_of(const Response& response) {
    return std::get<SharedBody>(response.body)->size();
}

}  // namespace

SharedAnswers::SharedAnswers(
    std::function<std::uint64_t()> state, std::chrono::milliseconds longest
)
    : state_(std::move(state)), longest_(longest) {
}

bool SharedAnswers::holds(const Kept& kept, std::uint64_t state, Clock::time_point now) const {
    return kept.state == state && now - kept.made < longest_;
}

Response SharedAnswers::answer(const Route& route, const Call& call) {
    if (is_about_the_caller(call)) {
        return route.handler(call);
    }
    // Asked first: what the handler reads afterwards is as new or newer.
    const auto state = state_();
    const auto now = Clock::now();
    const auto key = key_of(call);
    {
        const std::scoped_lock lock(mutex_);
        const auto found = kept_.find(key);
        if (found != kept_.end() && holds(found->second, state, now)) {
            return found->second.response;
        }
    }
    auto response = made_for_all(route, call);
    auto* body = std::get_if<std::string>(&response.body);
    if (response.status != 200 || body == nullptr || body->size() > most_bytes) {
        return response;
    }
    response.body = std::make_shared<const std::string>(std::move(*body));
    keep(key, {state, now, response});
    return response;
}

void SharedAnswers::keep(const std::string& key, Kept made) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(kept_, [&](const auto& one) {
        const bool gone = one.first == key || !holds(one.second, made.state, made.made);
        bytes_ -= gone ? size_of(one.second.response) : 0U;
        return gone;
    });
    bytes_ += size_of(made.response);
    if (kept_.size() >= most_kept || bytes_ > most_bytes_kept) {
        kept_.clear();
        bytes_ = size_of(made.response);
    }
    kept_.emplace(key, std::move(made));
}

}  // namespace belfry::http
