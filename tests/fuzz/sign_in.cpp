// What comes with signing in from browsers, authenticators and identity providers: tokens, sets of
// keys, descriptions of providers, passkeys as they are made and used. Nothing that is believed is
// believed in answer to another question, or under another signature.
#include <array>
#include <filesystem>
#include <mutex>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "accounts/account_store.hpp"
#include "accounts/foreign_json.hpp"
#include "accounts/id_token.hpp"
#include "accounts/provider_dialogue.hpp"
#include "accounts/webauthn.hpp"
#include "base/check.hpp"
#include "base/seeded_random.hpp"
#include "crypto/signature.hpp"
#include "parts.hpp"

namespace belfry::accounts {
namespace {

using crypto::Bytes;
using crypto::KeyAlgorithm;

/// What is signed here, so that what stands behind a signature is reached too.
const crypto::SigningKey& own_key() {
    static const auto key = crypto::signing_key(std::string(64, '7')).value();
    return key;
}

Bytes own_public_key() {
    return crypto::from_hex(own_key().public_key()).value();
}

Bytes own_signature(std::string_view text) {
    return crypto::from_hex(own_key().sign(text)).value();
}

std::string text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string encoded(std::string_view raw) {
    return crypto::to_base64url(crypto::bytes_of(raw));
}

// Tokens

const ExpectedToken asked_for{
    "https://login.city.example",
    "belfry",
    "n",
    Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 3) + std::chrono::hours(12))
};

ExpectedToken with(std::string ExpectedToken::* part, std::string value) {
    auto out = asked_for;
    out.*part = std::move(value);
    return out;
}

void check_token(std::string_view token, const std::vector<NamedKey>& keys) {
    const auto claims = check_id_token(token, keys, asked_for);
    std::ignore = key_named_in(token);
    if (!claims) {
        return;
    }
    check(!claims->subject.empty(), "somebody without a name");
    const auto believed = [&](const ExpectedToken& expected) {
        return check_id_token(token, keys, expected).has_value();
    };
    check(!believed(with(&ExpectedToken::issuer, "https://other.example")), "another's");
    check(!believed(with(&ExpectedToken::nonce, "m")), "an answer to another question");
    auto later = asked_for;
    later.now += oldest_token + 3 * clock_skew;
    check(!believed(later), "a token for ever");
    check(!check_id_token(token, {}, asked_for), "a token without a key");
    // The last character may stand for two bits alone; the one before it for six.
    auto bent = std::string(token);
    auto& inside = bent.at(bent.size() - 2);
    inside = inside == 'A' ? 'B' : 'A';
    check(!check_id_token(bent, keys, asked_for), "a token that was changed");
}

/// A set of keys on a line, and a token under one of them.
void read_any_token(fuzz::Parts parts) {
    const auto set = json::parse(parts.line());
    const auto keys = set ? read_key_set(*set) : std::nullopt;
    if (keys) {
        check_token(parts.rest(), *keys);
    }
}

/// The header on a line, and the claims.
void read_any_claims(fuzz::Parts parts) {
    const auto header = encoded(parts.line());
    const auto text = header + "." + encoded(parts.rest());
    const auto token = text + "." + crypto::to_base64url(own_signature(text));
    check_token(token, {{"one", {KeyAlgorithm::eddsa, own_public_key(), {}}}});
}

void read_any_key_set(std::string_view text) {
    const auto set = json::parse(text);
    const auto keys = set ? read_key_set(*set) : std::nullopt;
    for (const auto& [id, key] : keys.value_or(std::vector<NamedKey>())) {
        check(crypto::is_plausible(key), "a key that is none");
        const auto message = crypto::bytes_of(text);
        std::ignore = crypto::signature_holds(key, message, message);
    }
}

// A provider

/// Answers every request on this machine with the same bytes, then hangs up.
class AnyProvider {
public:
    AnyProvider() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof here;
        auto* const address = reinterpret_cast<sockaddr*>(&here);
        const bool listens = ::bind(socket_, address, size) == 0 && ::listen(socket_, 16) == 0 &&
                             ::getsockname(socket_, address, &size) == 0;
        check(listens, "nobody can listen on this machine");
        issuer_ = "http://127.0.0.1:" + std::to_string(ntohs(here.sin_port));
        std::thread([this] { serve(); }).detach();
    }

    [[nodiscard]] const std::string& issuer() const { return issuer_; }

    /// Only between two requests.
    void answer(std::string bytes) {
        const std::scoped_lock lock(mutex_);
        answer_ = std::move(bytes);
    }

private:
    [[noreturn]] void serve() {
        while (true) {
            const int peer = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
            if (peer >= 0) {
                answer_to(peer);
                ::close(peer);
            }
        }
    }

    void answer_to(int peer) {
        std::array<char, 4096> room{};
        std::string request;
        while (!request.contains("\r\n\r\n")) {
            const auto got = ::recv(peer, room.data(), room.size(), 0);
            if (got <= 0) {
                return;
            }
            request.append(room.data(), static_cast<std::size_t>(got));
        }
        const std::scoped_lock lock(mutex_);
        ::send(peer, answer_.data(), answer_.size(), MSG_NOSIGNAL);
        ::shutdown(peer, SHUT_WR);
        // Hanging up on a body that is still to come would take the answer back.
        while (::recv(peer, room.data(), room.size(), 0) > 0) {
        }
    }

    int socket_;
    std::string issuer_;
    std::mutex mutex_;
    std::string answer_;
};

/// `@` in an answer stands for the issuer, whose port no seed can know.
std::string with_issuer(std::string_view text, const std::string& issuer) {
    std::string out;
    for (const char c : text) {
        out += c == '@' ? issuer : std::string(1, c);
    }
    return out;
}

/// What asking a provider needs of Belfry: a database without a secret, in a folder of its own.
class AnyBelfry {
public:
    AnyBelfry()
        : folder_(
              std::filesystem::temp_directory_path() /
              ("belfry_fuzz_sign_in_" + std::to_string(::getpid()))
          ) {
        std::filesystem::create_directories(folder_);
        auto opened = store::open(
            {.engine = store::Engine::sqlite,
             .file = folder_ / "belfry.db",
             .url = {},
             .snapshots = folder_},
            store::joined({store::migrations_from(record::sql_files()), migrations()})
        );
        check(opened.has_value(), "an empty database is refused");
        database_ = std::move(opened->database);
        record_.emplace(*database_, std::move(opened->writer), clock_, random_);
        services_.emplace(
            Services{*database_, *record_, clock_, random_, {}, passwords_, "1", {}, {}, {}}
        );
    }

    AnyBelfry(const AnyBelfry&) = delete;
    AnyBelfry& operator=(const AnyBelfry&) = delete;
    AnyBelfry(AnyBelfry&&) = delete;
    AnyBelfry& operator=(AnyBelfry&&) = delete;

    ~AnyBelfry() {
        services_.reset();
        record_.reset();
        database_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    /// Before it has heard anything.
    Services& services() {
        services_->provider_cache = std::make_shared<ProviderCache>();
        return *services_;
    }

private:
    std::filesystem::path folder_;
    FixedClock clock_{asked_for.now};
    SeededRandom random_;
    Passwords passwords_{clock_};
    std::unique_ptr<store::Database> database_;
    std::optional<record::Record> record_;
    std::optional<Services> services_;
};

void ask_for_facts(Services& services, const IdentityProvider& settings) {
    const auto facts = provider_facts(services, settings);
    if (facts) {
        check(facts->issuer == settings.issuer, "a provider speaks for another");
        const auto& start = facts->authorization_endpoint;
        check(is_issuer(start.substr(0, start.find('?')), true), "browsers are sent anywhere");
    }
}

void ask_for_keys(
    Services& services, const IdentityProvider& settings, const ProviderFacts& facts
) {
    const auto keys = provider_keys(services, settings, facts, "one");
    for (const auto& [id, key] : keys.value_or(std::vector<NamedKey>())) {
        check(crypto::is_plausible(key), "a key that is none");
    }
}

void ask_for_token(
    Services& services, const IdentityProvider& settings, const ProviderFacts& facts
) {
    const auto token = fetch_id_token(services, settings, facts, {"code", "verifier", "back"});
    check(!token || !token->empty(), "an empty token");
}

/// A body that comes as it should, or all of an answer.
void read_any_answer(fuzz::Parts parts) {
    static auto& provider = *new AnyProvider;  // its thread waits until the program has ended
    static AnyBelfry belfry;
    IdentityProvider settings;
    settings.issuer = provider.issuer();
    settings.client = "belfry";
    settings.own_network = true;
    const auto kind = parts.number();
    const auto* const head = kind % 2 == 0 ? "HTTP/1.1 200 OK\r\n\r\n" : "";
    provider.answer(head + with_issuer(parts.rest(), settings.issuer));
    auto& services = belfry.services();
    const ProviderFacts facts{
        settings.issuer, settings.issuer, settings.issuer + "/token", settings.issuer + "/keys"
    };
    switch (kind / 2 % 3) {
        case 0:
            return ask_for_facts(services, settings);
        case 1:
            return ask_for_keys(services, settings, facts);
        default:
            return ask_for_token(services, settings, facts);
    }
}

// Passkeys

/// Where the published test vectors are made and used.
const Party party{"example.org", "https://example.org"};
const Party other_host{"example.com", "https://example.org"};
const Party other_page{"example.org", "https://example.com"};

void check_made(const Attestation& given) {
    const auto challenge = challenge_in(given.client_data).value_or("");
    const auto made = check_attestation(given, party, challenge);
    if (!made) {
        return;
    }
    check(!made->id.empty() && made->id.size() <= 1023, "a passkey without an id");
    check(crypto::read_cose_key(made->public_key).has_value(), "a passkey without a key");
    check(!made->backed_up || made->can_be_backed_up, "a backup that cannot be");
    const auto again = check_attestation(given, party, challenge + "A");
    check(!again && again.error() == Flaw::challenge, "it answers another challenge");
    check(!check_attestation(given, other_host, challenge), "it is for another site");
    check(!check_attestation(given, other_page, challenge), "it is of another page");
}

void check_used(const Assertion& given, const KnownCredential& known) {
    const auto challenge = challenge_in(given.client_data).value_or("");
    const auto use = check_assertion(given, known, party, challenge, false);
    if (!use) {
        return;
    }
    const auto verified = check_assertion(given, known, party, challenge, true);
    check(verified.has_value() == use->user_verified, "it is not said who it was");
    check(use->sign_count > known.sign_count || use->sign_count == 0, "it counts back");
    check(!check_assertion(given, known, party, challenge + "A", false), "another challenge");
    check(!check_assertion(given, known, other_host, challenge, false), "it is for another site");
    check(!check_assertion(given, known, other_page, challenge, false), "it is of another page");
    auto bent = given;
    auto data = crypto::from_base64url(given.authenticator_data).value();
    data.back() ^= std::byte{1};
    bent.authenticator_data = crypto::to_base64url(data);
    check(!check_assertion(bent, known, party, challenge, false), "it was changed");
}

/// As a browser sends it: two lines of base64url.
void read_any_new_passkey(fuzz::Parts parts) {
    const auto client_data = std::string(parts.line());
    check_made({client_data, std::string(parts.line())});
}

/// The bytes themselves, so that the fuzzer need not find its way through base64url.
void read_any_attestation(fuzz::Parts parts) {
    const auto client_data = encoded(parts.part());
    check_made({client_data, encoded(parts.rest())});
}

/// As a browser sends it, behind the key that is known.
void read_any_use(fuzz::Parts parts) {
    const auto key = crypto::from_base64url(parts.line()).value_or(Bytes());
    const auto id = crypto::bytes_of("id");
    Assertion given;
    given.id = crypto::to_base64url(id);
    given.client_data = parts.line();
    given.authenticator_data = parts.line();
    given.signature = parts.line();
    check_used(given, {id, key, 0, false});
    check_used(given, {id, key, 0, true});
}

/// Signed here: any client data and authenticator data under a good signature.
void read_any_signed_use(fuzz::Parts parts) {
    const auto count = parts.number();
    const auto client_data = parts.part();
    const auto data = parts.rest();
    constexpr std::string_view begin{"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20", 10};
    const auto key = std::string(begin) + text_of(own_public_key());
    check(crypto::read_cose_key(crypto::bytes_of(key)).has_value(), "one's own key is none");
    const auto id = crypto::bytes_of("id");
    const auto digest = crypto::sha256(client_data);
    const auto signature = own_signature(std::string(data) + text_of(digest));
    const Assertion given{
        crypto::to_base64url(id),
        encoded(client_data),
        encoded(data),
        crypto::to_base64url(signature),
        std::nullopt
    };
    check_used(given, {id, crypto::bytes_of(key), count, false});
    check_used(given, {id, crypto::bytes_of(key), 0, true});
}

void read(fuzz::Parts parts) {
    switch (parts.number() % 8) {
        case 0:
            return read_any_token(parts);
        case 1:
            return read_any_claims(parts);
        case 2:
            return read_any_key_set(parts.rest());
        case 3:
            return read_any_answer(parts);
        case 4:
            return read_any_new_passkey(parts);
        case 5:
            return read_any_attestation(parts);
        case 6:
            return read_any_use(parts);
        default:
            return read_any_signed_use(parts);
    }
}

}  // namespace
}  // namespace belfry::accounts

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::accounts::read({data, size});
    return 0;
}
