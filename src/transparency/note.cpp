#include "transparency/note.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "crypto/hash.hpp"
#include "text/characters.hpp"

namespace belfry::transparency {

namespace {

constexpr std::string_view dash = "\u2014 ";
constexpr std::size_t signature_bytes = 64;
constexpr std::size_t time_bytes = 8;

std::uint32_t number_in(std::span<const std::byte> four) {
    std::uint32_t out = 0;
    for (const auto byte : four.first(4)) {
        out = out << 8U | std::to_integer<std::uint32_t>(byte);
    }
    return out;
}

crypto::Bytes with_number(std::uint64_t number, std::size_t width) {
    crypto::Bytes out;
    for (auto at = width; at-- > 0;) {
        out.push_back(static_cast<std::byte>(number >> (8 * at) & 0xFFU));
    }
    return out;
}

crypto::Bytes signed_with(const crypto::SigningKey& key, std::string_view text) {
    return crypto::from_hex(key.sign(text)).value();
}

std::string cosigned_text(std::string_view text, std::int64_t seconds) {
    return fmt::format("cosignature/v1\ntime {}\n{}", seconds, text);
}

/// Seconds since 1970; empty when the bytes are no cosignature.
std::optional<std::int64_t> seconds_in(const NoteSignature& signature) {
    if (signature.bytes.size() != time_bytes + signature_bytes) {
        return {};
    }
    const auto high = std::uint64_t{number_in(std::span(signature.bytes).first(4))};
    const auto low = number_in(std::span(signature.bytes).subspan(4, 4));
    const auto seconds = high << 32U | low;
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    // Beyond what milliseconds can count nothing is a time.
    return seconds > most / 1000 ? std::nullopt : std::optional(static_cast<std::int64_t>(seconds));
}

std::optional<NoteSignature> read_line(std::string_view line) {
    if (!line.starts_with(dash)) {
        return {};
    }
    line.remove_prefix(dash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) {
        return {};
    }
    const auto bytes = crypto::from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() < 5) {
        return {};
    }
    return NoteSignature{
        std::string(line.substr(0, space)), number_in(*bytes), {bytes->begin() + 4, bytes->end()}
    };
}

}  // namespace

bool is_key_name(std::string_view name) {
    return !name.empty() && name.find_first_of(" \t\n\r\v\f+") == std::string_view::npos &&
           !text::has_hidden_characters(name);
}

std::uint32_t VerifierKey::id() const {
    crypto::Sha256 hash;
    const auto kind = static_cast<std::byte>(algorithm);
    hash.add(name).add("\n").add(std::span(&kind, 1)).add(key);
    return number_in(hash.finish());
}

VerifierKey verifier_of(std::string name, Algorithm algorithm, const crypto::SigningKey& key) {
    VerifierKey out{std::move(name), algorithm, {}};
    std::ranges::copy(crypto::from_hex(key.public_key()).value(), out.key.begin());
    return out;
}

std::string text_of(const VerifierKey& key) {
    crypto::Bytes bytes{static_cast<std::byte>(key.algorithm)};
    bytes.insert(bytes.end(), key.key.begin(), key.key.end());
    return fmt::format("{}+{:08x}+{}", key.name, key.id(), crypto::to_base64(bytes));
}

std::optional<VerifierKey> verifier_key(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || !is_key_name(text.substr(0, first))) {
        return {};
    }
    const auto bytes = crypto::from_base64(text.substr(second + 1));
    VerifierKey key;
    if (!bytes || bytes->size() != 1 + key.key.size()) {
        return {};
    }
    key.name = text.substr(0, first);
    key.algorithm = static_cast<Algorithm>(bytes->front());
    std::ranges::copy(std::span(*bytes).subspan(1), key.key.begin());
    const bool known =
        key.algorithm == Algorithm::ed25519 || key.algorithm == Algorithm::cosignature;
    return known && text_of(key) == text ? std::optional(key) : std::nullopt;
}

std::optional<std::vector<NoteSignature>> read_signatures(std::string_view lines) {
    std::vector<NoteSignature> out;
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        auto signature =
            end == std::string_view::npos ? std::nullopt : read_line(lines.substr(0, end));
        if (!signature) {
            return {};
        }
        out.push_back(std::move(*signature));
        lines.remove_prefix(end + 1);
    }
    return out;
}

std::optional<Note> read_note(std::string_view bytes) {
    if (bytes.size() > most_note_bytes || bytes.find('\t') != std::string_view::npos ||
        bytes.find('\r') != std::string_view::npos ||
        text::has_hidden_characters(bytes, text::Lines::many)) {
        return {};
    }
    const auto gap = bytes.rfind("\n\n");
    if (gap == std::string_view::npos) {
        return {};
    }
    auto signatures = read_signatures(bytes.substr(gap + 2));
    if (!signatures || signatures->empty()) {
        return {};
    }
    return Note{std::string(bytes.substr(0, gap + 1)), std::move(*signatures)};
}

std::string line_of(const NoteSignature& signature) {
    auto bytes = with_number(signature.id, 4);
    bytes.insert(bytes.end(), signature.bytes.begin(), signature.bytes.end());
    return fmt::format("{}{} {}\n", dash, signature.name, crypto::to_base64(bytes));
}

std::string text_of(const Note& note) {
    auto out = note.text + '\n';
    for (const auto& signature : note.signatures) {
        out += line_of(signature);
    }
    return out;
}

NoteSignature sign(std::string_view text, std::string name, const crypto::SigningKey& key) {
    const auto verifier = verifier_of(std::move(name), Algorithm::ed25519, key);
    return {verifier.name, verifier.id(), signed_with(key, text)};
}

NoteSignature cosign(
    std::string_view text, std::string name, const crypto::SigningKey& key, Instant at
) {
    const auto verifier = verifier_of(std::move(name), Algorithm::cosignature, key);
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
    auto bytes = with_number(static_cast<std::uint64_t>(seconds), time_bytes);
    const auto made = signed_with(key, cosigned_text(text, seconds));
    bytes.insert(bytes.end(), made.begin(), made.end());
    return {verifier.name, verifier.id(), std::move(bytes)};
}

bool holds(std::string_view text, const NoteSignature& signature, const VerifierKey& key) {
    if (signature.name != key.name || signature.id != key.id()) {
        return false;
    }
    const auto public_key = crypto::to_hex(key.key);
    if (key.algorithm == Algorithm::ed25519) {
        return crypto::signature_holds(public_key, text, crypto::to_hex(signature.bytes));
    }
    const auto seconds = seconds_in(signature);
    return seconds && crypto::signature_holds(
                          public_key,
                          cosigned_text(text, *seconds),
                          crypto::to_hex(std::span(signature.bytes).subspan(time_bytes))
                      );
}

std::optional<NoteSignature> signature_by(const Note& note, const VerifierKey& key) {
    const auto found = std::ranges::find_if(note.signatures, [&](const auto& each) {
        return holds(note.text, each, key);
    });
    return found == note.signatures.end() ? std::nullopt : std::optional(*found);
}

std::optional<Instant> cosigned_at(const NoteSignature& signature) {
    const auto seconds = seconds_in(signature);
    return seconds ? std::optional(Instant(std::chrono::seconds(*seconds))) : std::nullopt;
}

}  // namespace belfry::transparency
