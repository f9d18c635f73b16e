#include "accounts/totp.hpp"

#include <array>
#include <memory>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <qrencode.h>

#include "base/check.hpp"
#include "crypto/bytes.hpp"

namespace belfry::accounts {

namespace {

constexpr std::int64_t step_seconds = 30;
constexpr std::int64_t tolerated_steps = 1;

std::array<unsigned char, 20> hmac_sha1(
    std::span<const std::byte> key, std::span<const unsigned char> message
) {
    std::array<unsigned char, 20> out{};
    unsigned length = 0;
    const auto* done = HMAC(
        EVP_sha1(),
        key.data(),
        static_cast<int>(key.size()),
        message.data(),
        message.size(),
        out.data(),
        &length
    );
    check(done != nullptr && length == out.size(), "HMAC-SHA-1 failed");
    return out;
}

std::string digits_in(std::string_view code) {
    std::string out;
    for (const char c : code) {
        if (c != ' ') {
            out += c;
        }
    }
    return out;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace

std::int64_t totp_step(Instant when) {
    const auto since = std::chrono::floor<std::chrono::seconds>(when.time_since_epoch());
    return since.count() / step_seconds;
}

std::string totp_code(std::span<const std::byte> secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    }
    const auto hash = hmac_sha1(secret, counter);
    const std::size_t at = hash[19] & 0x0FU;  // RFC 4226, 5.3: dynamic truncation
    const unsigned bits = (hash[at] & 0x7FU) << 24U | static_cast<unsigned>(hash[at + 1]) << 16U |
                          static_cast<unsigned>(hash[at + 2]) << 8U | hash[at + 3];
    return fmt::format("{:06}", bits % 1'000'000);
}

std::optional<std::int64_t> totp_match(
    std::span<const std::byte> secret, std::string_view code, Instant now, std::int64_t last_used
) {
    const auto given = digits_in(code);
    std::optional<std::int64_t> found;
    for (auto step = totp_step(now) - tolerated_steps; step <= totp_step(now) + tolerated_steps;
         ++step) {
        const auto right = totp_code(secret, step);
        const bool same =
            crypto::equal_in_constant_time(crypto::bytes_of(right), crypto::bytes_of(given));
        if (same && step > last_used) {
            found = step;
        }
    }
    return found;
}

std::string totp_uri(std::span<const std::byte> secret, std::string_view email) {
    return fmt::format(
        "otpauth://totp/Belfry:{}?secret={}&issuer=Belfry&algorithm=SHA1&digits=6&period=30",
        percent_encoded(email),
        crypto::to_base32(secret)
    );
}

std::string qr_svg(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free
    );
    check(code != nullptr, "a QR code cannot be made");
    constexpr int quiet = 4;  // ISO/IEC 18004: four modules of white around it
    const int width = code->width;
    std::string path;
    for (int y = 0; y < width; ++y) {
        for (int x = 0; x < width; ++x) {
            if ((code->data[y * width + x] & 1U) != 0) {
                path += fmt::format("M{} {}h1v1h-1z", x + quiet, y + quiet);
            }
        }
    }
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" "
        "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/>"
        "<path fill=\"#000\" d=\"{1}\"/></svg>",
        width + 2 * quiet,
        path
    );
}

}  // namespace belfry::accounts
