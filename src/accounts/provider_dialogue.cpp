#include "accounts/provider_dialogue.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/foreign_json.hpp"
#include "base/percent_encoding.hpp"
#include "http/fetch.hpp"

namespace belfry::accounts {

namespace {

using namespace std::chrono_literals;

constexpr auto kept_for = 1h;
constexpr auto asked_again_after = 1min;

std::unexpected<Refusal> not_as_it_should(std::string_view why = "not JSON") {
    return refuse(
        Refusal::Kind::conflict,
        "provider_unreachable",
        fmt::format("The identity provider does not answer as it should ({}).", why)
    );
}

std::string member_of(const json::Value& object, std::string_view name) {
    const auto* members = object.if_object();
    return members != nullptr ? text_at(*members, name).value_or("") : "";
}

Result<json::Value> ask(const http::Question& question) {
    const auto reply = http::fetch(question);
    if (!reply) {
        return not_as_it_should(reply.error());
    }
    if (reply->status != 200) {
        return not_as_it_should(fmt::format("status {}", reply->status));
    }
    auto value = json::parse(reply->body);
    return value ? std::move(value) : Result<json::Value>(not_as_it_should());
}

http::Question question_of(const IdentityProvider& provider, std::string url) {
    http::Question question;
    question.url = std::move(url);
    question.own_network = provider.own_network;
    return question;
}

/// Whether browsers may be sent there: to where the provider may be itself, whatever the path.
bool is_protected(std::string_view url, bool own_network) {
    return is_issuer(url.substr(0, url.find('?')), own_network);
}

}  // namespace

Result<ProviderFacts> provider_facts(Services& services, const IdentityProvider& provider) {
    auto& cache = *services.provider_cache;
    const auto now = services.clock.monotonic();
    {
        const std::scoped_lock lock(cache.mutex);
        if (cache.facts && cache.facts->issuer == provider.issuer &&
            now - cache.facts_at < kept_for) {
            return *cache.facts;
        }
    }
    auto start = provider.issuer;
    if (start.ends_with('/')) {
        start.pop_back();
    }
    const auto said = ask(question_of(provider, start + "/.well-known/openid-configuration"));
    if (!said) {
        return std::unexpected(said.error());
    }
    const ProviderFacts facts{
        member_of(*said, "issuer"),
        member_of(*said, "authorization_endpoint"),
        member_of(*said, "token_endpoint"),
        member_of(*said, "jwks_uri"),
    };
    if (facts.issuer != provider.issuer ||
        !is_protected(facts.authorization_endpoint, provider.own_network)) {
        return not_as_it_should();
    }
    const std::scoped_lock lock(cache.mutex);
    cache.facts = facts;
    cache.facts_at = now;
    cache.keys.clear();
    return facts;
}

Result<std::vector<NamedKey>> provider_keys(
    Services& services,
    const IdentityProvider& provider,
    const ProviderFacts& facts,
    const std::optional<std::string>& wanted
) {
    auto& cache = *services.provider_cache;
    const auto now = services.clock.monotonic();
    {
        const std::scoped_lock lock(cache.mutex);
        const bool has_it =
            !wanted || std::ranges::find(cache.keys, *wanted, &NamedKey::id) != cache.keys.end();
        const auto age = now - cache.keys_at;
        if (!cache.keys.empty() && age < (has_it ? kept_for : asked_again_after)) {
            return cache.keys;
        }
    }
    const auto said = ask(question_of(provider, facts.jwks_uri));
    if (!said) {
        return std::unexpected(said.error());
    }
    auto keys = read_key_set(*said);
    if (!keys) {
        return not_as_it_should();
    }
    const std::scoped_lock lock(cache.mutex);
    cache.keys = *keys;
    cache.keys_at = now;
    return std::move(*keys);
}

Result<std::string> fetch_id_token(
    Services& services,
    const IdentityProvider& provider,
    const ProviderFacts& facts,
    const CodeExchange& exchange
) {
    auto question = question_of(provider, facts.token_endpoint);
    question.body = fmt::format(
        "grant_type=authorization_code&code={}&redirect_uri={}&client_id={}&code_verifier={}",
        percent_encoded(exchange.code),
        percent_encoded(exchange.return_to),
        percent_encoded(provider.client),
        percent_encoded(exchange.verifier)
    );
    const auto secret = services.database.read([&](store::Connection& db) {
        return provider_secret(services, db);
    });
    if (!secret.empty()) {
        // RFC 6749, 2.3.1: both are written as in a form first.
        question.user = percent_encoded(provider.client);
        question.password = percent_encoded(secret);
    }
    const auto said = ask(question);
    if (!said) {
        return std::unexpected(said.error());
    }
    auto token = member_of(*said, "id_token");
    return token.empty() ? Result<std::string>(not_as_it_should()) : std::move(token);
}

}  // namespace belfry::accounts
