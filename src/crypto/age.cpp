#include "crypto/age.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sodium.h>

#include "base/check.hpp"
#include "crypto/bech32.hpp"
#include "crypto/hash.hpp"

namespace belfry::crypto {

namespace {

constexpr std::string_view first_line = "age-encryption.org/v1\n";
constexpr std::string_view recipient_prefix = "age";
constexpr std::string_view identity_prefix = "age-secret-key-";
constexpr std::string_view wrapping = "age-encryption.org/v1/X25519";
constexpr std::size_t chunk_size = std::size_t{64} * 1024;
constexpr std::size_t tag_size = crypto_aead_chacha20poly1305_ietf_ABYTES;
constexpr std::size_t nonce_size = 16;
constexpr std::size_t most_header = std::size_t{64} * 1024;

using Key = std::array<std::byte, 32>;
using Nonce = std::array<std::byte, crypto_aead_chacha20poly1305_ietf_NPUBBYTES>;

const unsigned char* raw(std::span<const std::byte> bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* raw_room(std::span<std::byte> bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

Bytes joined(std::span<const std::byte> a, std::span<const std::byte> b) {
    Bytes out(a.begin(), a.end());
    out.insert(out.end(), b.begin(), b.end());
    return out;
}

/// HKDF-SHA-256 (RFC 5869) for 32 bytes.
Key derived(
    std::span<const std::byte> secret, std::span<const std::byte> salt, std::string_view info
) {
    constexpr Key no_salt{};
    const auto extracted =
        hmac_sha256(salt.empty() ? std::span<const std::byte>(no_salt) : salt, secret);
    constexpr std::array<std::byte, 1> first_block{std::byte{1}};
    return hmac_sha256(extracted, joined(bytes_of(info), first_block));
}

Bytes encrypted(const Key& key, const Nonce& nonce, std::span<const std::byte> text) {
    Bytes out(text.size() + tag_size);
    crypto_aead_chacha20poly1305_ietf_encrypt(
        raw_room(out), nullptr, raw(text), text.size(), nullptr, 0, nullptr, raw(nonce), raw(key)
    );
    return out;
}

std::optional<Bytes> decrypted(
    const Key& key, const Nonce& nonce, std::span<const std::byte> sealed
) {
    if (sealed.size() < tag_size) {
        return {};
    }
    Bytes out(sealed.size() - tag_size);
    const int opened = crypto_aead_chacha20poly1305_ietf_decrypt(
        raw_room(out),
        nullptr,
        nullptr,
        raw(sealed),
        sealed.size(),
        nullptr,
        0,
        raw(nonce),
        raw(key)
    );
    return opened == 0 ? std::optional(std::move(out)) : std::nullopt;
}

/// Of a chunk: its number in 11 bytes, most significant first, and whether it is the last.
Nonce nonce_of(std::uint64_t chunk, bool last) {
    Nonce out{};
    for (std::size_t i = 0; i < 8; ++i) {
        out.at(10 - i) = std::byte(static_cast<std::uint8_t>(chunk >> (8 * i)));
    }
    out.back() = std::byte{last ? std::uint8_t{1} : std::uint8_t{0}};
    return out;
}

constexpr int base64 = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

std::string to_base64(std::span<const std::byte> bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), base64), '\0');
    sodium_bin2base64(out.data(), out.size(), raw(bytes), bytes.size(), base64);
    out.pop_back();  // the zero that ends it
    return out;
}

/// Exactly `Size` bytes; empty for any other text, and for a second way to write the same bytes:
/// libsodium refuses bits that stand for nothing.
template <std::size_t Size>
std::optional<std::array<std::byte, Size>> from_base64(std::string_view text) {
    std::array<std::byte, Size> out{};
    std::size_t size = 0;
    const char* end = nullptr;
    const bool read =
        sodium_base642bin(
            raw_room(out), out.size(), text.data(), text.size(), nullptr, &size, &end, base64
        ) == 0;
    if (!read || size != Size || end != text.data() + text.size()) {
        return {};
    }
    return out;
}

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    check(started, "libsodium does not start");
}

AgeRecipient recipient_of(const Key& secret) {
    start_sodium();
    AgeRecipient out;
    check(crypto_scalarmult_base(raw_room(out.key), raw(secret)) == 0, "X25519");
    return out;
}

/// The secret that both sides of an exchange come to; empty for a point that gives none away.
std::optional<Key> shared_secret(const Key& secret, const Key& point) {
    start_sodium();
    Key out{};
    if (crypto_scalarmult(raw_room(out), raw(secret), raw(point)) != 0) {
        return {};
    }
    return out;
}

std::string stanza_for(const AgeRecipient& recipient, const AgeFileKey& file_key, Random& random) {
    Key secret{};
    random.fill(secret);
    const auto share = recipient_of(secret);
    const auto shared = shared_secret(secret, recipient.key);
    check(shared.has_value(), "an age recipient of small order");
    const auto key = derived(*shared, joined(share.key, recipient.key), wrapping);
    return fmt::format(
        "-> X25519 {}\n{}\n", to_base64(share.key), to_base64(encrypted(key, Nonce{}, file_key))
    );
}

/// A file's key as a recipient's stanza holds it.
using WrappedKey = std::array<std::byte, std::tuple_size_v<AgeFileKey> + tag_size>;

std::optional<AgeFileKey> unwrapped(
    const AgeIdentity& identity, const Key& share, const WrappedKey& body
) {
    const auto shared = shared_secret(identity.secret, share);
    if (!shared) {
        return {};
    }
    const auto key = derived(*shared, joined(share, identity.recipient().key), wrapping);
    const auto opened = decrypted(key, Nonce{}, body);
    if (!opened) {
        return {};
    }
    AgeFileKey out{};
    std::ranges::copy(*opened, out.begin());
    return out;
}

std::string mac_of(const AgeFileKey& file_key, std::string_view header) {
    return to_base64(hmac_sha256(derived(file_key, {}, "header"), bytes_of(header)));
}

std::unexpected<Refusal> not_a_file() {
    return refuse(
        Refusal::Kind::invalid, "age_not_a_file", "This is not a file encrypted with age."
    );
}

std::unexpected<Refusal> damaged() {
    return refuse(
        Refusal::Kind::invalid,
        "age_damaged",
        "The encrypted file is not complete or was changed after it was made. Use another one."
    );
}

/// Looks through the stanzas of a header for one that an identity opens.
std::optional<AgeFileKey> key_in(std::string_view header, std::span<const AgeIdentity> identities) {
    constexpr std::string_view begin = "-> X25519 ";
    for (auto at = header.find(begin); at != std::string_view::npos;
         at = header.find(begin, at + 1)) {
        const auto line_end = header.find('\n', at);
        const auto body_end = header.find('\n', line_end + 1);
        if (header[at - 1] != '\n' || body_end == std::string_view::npos) {
            continue;
        }
        const auto share =
            from_base64<32>(header.substr(at + begin.size(), line_end - at - begin.size()));
        const auto body = from_base64<std::tuple_size_v<WrappedKey>>(
            header.substr(line_end + 1, body_end - line_end - 1)
        );
        for (const auto& identity : identities) {
            const auto key = share && body ? unwrapped(identity, *share, *body) : std::nullopt;
            if (key) {
                return key;
            }
        }
    }
    return {};
}

}  // namespace

std::string AgeRecipient::text() const {
    return to_bech32(recipient_prefix, key);
}

std::string AgeIdentity::text() const {
    auto out = to_bech32(identity_prefix, secret);
    // Nothing that Bech32 writes comes after the small letters.
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return out;
}

AgeRecipient AgeIdentity::recipient() const {
    return recipient_of(secret);
}

std::optional<AgeRecipient> age_recipient(std::string_view text) {
    const auto bytes = from_bech32(recipient_prefix, text);
    AgeRecipient out;
    if (!bytes || bytes->size() != out.key.size()) {
        return {};
    }
    std::ranges::copy(*bytes, out.key.begin());
    constexpr Key any{std::byte{1}};
    return shared_secret(any, out.key) ? std::optional(out) : std::nullopt;
}

std::optional<AgeIdentity> age_identity(std::string_view text) {
    const auto bytes = from_bech32(identity_prefix, text);
    AgeIdentity out;
    if (!bytes || bytes->size() != out.secret.size()) {
        return {};
    }
    std::ranges::copy(*bytes, out.secret.begin());
    return out;
}

Result<std::vector<AgeIdentity>> age_identities(std::string_view file) {
    std::vector<AgeIdentity> out;
    for (int number = 1; !file.empty(); ++number) {
        auto line = file.substr(0, file.find('\n'));
        file.remove_prefix(std::min(file.size(), line.size() + 1));
        while (line.ends_with('\r') || line.ends_with(' ')) {
            line.remove_suffix(1);
        }
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        const auto identity = age_identity(line);
        if (!identity) {
            return refuse(
                Refusal::Kind::invalid,
                "not_an_identity",
                fmt::format(
                    "Line {} is no age identity. It begins with AGE-SECRET-KEY-1; age-keygen makes"
                    " one.",
                    number
                )
            );
        }
        out.push_back(*identity);
    }
    return out;
}

AgeIdentity new_age_identity(Random& random) {
    AgeIdentity out;
    random.fill(out.secret);
    return out;
}

AgeWriter::AgeWriter(std::span<const AgeRecipient> recipients, Random& random) {
    check(!recipients.empty(), "an encrypted file is for somebody");
    random.fill(file_key_);
    header_ = first_line;
    for (const auto& recipient : recipients) {
        header_ += stanza_for(recipient, file_key_, random);
    }
    header_ += "---";
    header_ += ' ' + mac_of(file_key_, header_) + '\n';
    std::array<std::byte, nonce_size> nonce{};
    random.fill(nonce);
    header_.append(reinterpret_cast<const char*>(nonce.data()), nonce.size());
    key_ = derived(file_key_, nonce, "payload");
}

Bytes AgeWriter::add(std::span<const std::byte> text) {
    waiting_.insert(waiting_.end(), text.begin(), text.end());
    Bytes out;
    std::size_t at = 0;
    // The last chunk has a mark of its own, and so the newest one waits for what follows.
    for (; waiting_.size() - at > chunk_size; at += chunk_size) {
        const auto chunk =
            encrypted(key_, nonce_of(chunk_++, false), std::span(waiting_).subspan(at, chunk_size));
        out.insert(out.end(), chunk.begin(), chunk.end());
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(at));
    return out;
}

Bytes AgeWriter::finish() {
    return encrypted(key_, nonce_of(chunk_, true), waiting_);
}

/// Whether the header is complete and has been read.
Result<bool> AgeReader::take_header() {
    const std::string_view begin(
        reinterpret_cast<const char*>(waiting_.data()), std::min(waiting_.size(), most_header)
    );
    if (!begin.starts_with(first_line.substr(0, begin.size()))) {
        return not_a_file();
    }
    const auto mark = begin.find("\n--- ");
    const auto end = mark == std::string_view::npos ? mark : begin.find('\n', mark + 1);
    if (end == std::string_view::npos || waiting_.size() < end + 1 + nonce_size) {
        return waiting_.size() > most_header ? Result<bool>(not_a_file()) : Result<bool>(false);
    }
    const auto header = begin.substr(0, mark + 4);
    const auto key = file_key_ ? file_key_ : key_in(header, identities_);
    if (!key) {
        return refuse(
            Refusal::Kind::invalid,
            "age_not_for_identity",
            "None of these identities opens the file. It was encrypted to other recipients."
        );
    }
    if (mac_of(*key, header) != begin.substr(mark + 5, end - mark - 5)) {
        return damaged();
    }
    const auto payload = std::span(waiting_).subspan(end + 1, nonce_size);
    key_ = derived(*key, payload, "payload");
    waiting_.erase(
        waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(end + 1 + nonce_size)
    );
    return true;
}

Result<Bytes> AgeReader::add(std::span<const std::byte> piece) {
    waiting_.insert(waiting_.end(), piece.begin(), piece.end());
    if (!key_) {
        const auto taken = take_header();
        if (!taken || !*taken) {
            return taken ? Result<Bytes>(Bytes()) : Result<Bytes>(std::unexpected(taken.error()));
        }
    }
    constexpr std::size_t sealed_size = chunk_size + tag_size;
    Bytes out;
    std::size_t at = 0;
    for (; waiting_.size() - at > sealed_size; at += sealed_size) {
        const auto chunk = decrypted(
            *key_, nonce_of(chunk_++, false), std::span(waiting_).subspan(at, sealed_size)
        );
        if (!chunk) {
            return damaged();
        }
        out.insert(out.end(), chunk->begin(), chunk->end());
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(at));
    return out;
}

Result<Bytes> AgeReader::finish() {
    if (!key_) {
        return waiting_.size() < first_line.size() ? not_a_file() : damaged();
    }
    auto chunk = decrypted(*key_, nonce_of(chunk_, true), waiting_);
    // Only an empty text ends with an empty chunk.
    if (!chunk || (chunk->empty() && chunk_ > 0)) {
        return damaged();
    }
    return std::move(*chunk);
}

}  // namespace belfry::crypto
