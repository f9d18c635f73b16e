#include "transparency/witness.hpp"

#include "text/characters.hpp"
#include "transparency/identity.hpp"
#include "transparency/note.hpp"

namespace belfry::transparency {

namespace {

constexpr std::size_t most_name = 100;
constexpr std::size_t most_url = 300;

bool is_key(const std::string& text, Algorithm algorithm) {
    const auto key = verifier_key(text);
    return text.empty() || (key && key->algorithm == algorithm);
}

/// Scheme, host, port and a path of plain segments.
bool is_prefix(std::string_view url) {
    const auto scheme = url.find("//");
    const auto slash = scheme == std::string_view::npos ? scheme : url.find('/', scheme + 2);
    return url.size() <= most_url && !host_of(url.substr(0, slash)).empty() &&
           url.find_first_of(" ?#@\\\"<>") == std::string_view::npos &&
           !text::has_hidden_characters(url);
}

}  // namespace

Result<Peer> checked(const PeerWish& wish) {
    std::vector<Refusal::Problem> problems;
    const auto unless = [&](bool good, const char* field, const char* code, const char* advice) {
        if (!good) {
            problems.push_back({field, code, advice, {}});
        }
    };
    unless(!wish.name.empty(), "name", "required", "Fill this in.");
    unless(
        wish.name.size() <= most_name && !text::has_hidden_characters(wish.name),
        "name",
        "control_character",
        "Leave out line breaks."
    );
    unless(is_prefix(wish.url), "url", "not_a_web_address", "Give an address such as https://…");
    unless(
        is_key(wish.log_key, Algorithm::ed25519),
        "log_key",
        "verifier_key_unreadable",
        "Give the key of its log: host/belfry/log+1a2b3c4d+A…"
    );
    unless(
        is_key(wish.witness_key, Algorithm::cosignature),
        "witness_key",
        "witness_key_unreadable",
        "Give the key it cosigns with: host/belfry/witness+1a2b3c4d+B…"
    );
    unless(
        !wish.log_key.empty() || !wish.witness_key.empty(),
        "witness_key",
        "key_required",
        "Give at least one of the two keys."
    );
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    Peer peer{{}, wish.name, wish.level, wish.url, wish.log_key, wish.witness_key, 0};
    while (peer.url.ends_with('/')) {
        peer.url.pop_back();
    }
    return peer;
}

}  // namespace belfry::transparency
