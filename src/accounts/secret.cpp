#include "accounts/secret.hpp"

#include <array>

#include "crypto/bytes.hpp"

namespace belfry::accounts {

namespace {

constexpr int recovery_codes = 10;
constexpr std::size_t recovery_letters = 28;  ///< Of 5 bits each.

std::string new_recovery_code(Random& random) {
    std::array<std::byte, 18> bytes{};
    random.fill(bytes);
    const auto letters = crypto::to_base32(bytes);
    std::string out;
    for (std::size_t i = 0; i < recovery_letters; ++i) {
        out += i > 0 && i % 4 == 0 ? "-" : "";
        out += letters[i];
    }
    return out;
}

}  // namespace

crypto::Digest kept(std::string_view secret) {
    return crypto::sha256(secret);
}

std::string csrf_token(std::string_view session_secret) {
    return crypto::to_base64url(
        crypto::hmac_sha256(crypto::bytes_of(session_secret), crypto::bytes_of("belfry csrf"))
    );
}

std::vector<std::string> new_recovery_codes(Random& random) {
    std::vector<std::string> out;
    for (int i = 0; i < recovery_codes; ++i) {
        out.push_back(new_recovery_code(random));
    }
    return out;
}

crypto::Digest kept_recovery_code(std::string_view code) {
    std::string letters;
    for (const char c : code) {
        if (c != '-' && c != ' ') {
            letters += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return crypto::sha256("belfry recovery code " + letters);
}

}  // namespace belfry::accounts
