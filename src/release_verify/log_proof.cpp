#include "release_verify/log_proof.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "crypto/signature.hpp"

namespace belfry::release_verify {

namespace {

constexpr std::string_view dash = "\u2014 ";

std::string text_of(const crypto::Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && (text == "0" || text.front() != '0') ? std::optional(value) : std::nullopt;
}

std::optional<crypto::Digest> digest(std::string_view base64) {
    const auto bytes = crypto::from_base64(base64);
    crypto::Digest out;
    if (!bytes || bytes->size() != out.size()) {
        return {};
    }
    std::ranges::copy(*bytes, out.begin());
    return out;
}

/// The next line without its end; empty when no line feed is left.
std::optional<std::string_view> line_of(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) {
        return {};
    }
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

std::string big_endian(std::uint64_t value) {
    std::string out;
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        out += static_cast<char>(value >> (shift - 8) & 0xFFU);
    }
    return out;
}

/// What a witness signs: the time, which stands before its signature, and the text.
std::string cosigned(std::string_view text, std::string_view time) {
    std::uint64_t seconds = 0;
    for (const char byte : time) {
        seconds = seconds << 8U | static_cast<unsigned char>(byte);
    }
    return big_endian(seconds) == time ? fmt::format("cosignature/v1\ntime {}\n{}", seconds, text)
                                       : std::string();
}

bool holds(std::string_view text, std::string_view signature, const Key& key) {
    const std::size_t before = key.kind == 4 ? 8 : 0;
    if (signature.size() != before + 64) {
        return false;
    }
    const auto message =
        key.kind == 4 ? cosigned(text, signature.substr(0, before)) : std::string(text);
    return crypto::signature_holds(
        crypto::to_hex(key.bytes),
        message,
        crypto::to_hex(crypto::bytes_of(signature.substr(before)))
    );
}

crypto::Digest node(const crypto::Digest& left, const crypto::Digest& right) {
    constexpr std::byte mark{1};
    crypto::Sha256 hash;
    hash.add(std::span(&mark, 1)).add(left).add(right);
    return hash.finish();
}

}  // namespace

std::optional<Key> read_key(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (first == 0 || second == std::string_view::npos) {
        return {};
    }
    const auto bytes = crypto::from_base64(text.substr(second + 1));
    if (!bytes || bytes->size() != 33) {
        return {};
    }
    Key key{std::string(text.substr(0, first)), std::to_integer<unsigned>(bytes->front()), {}, {}};
    std::copy(bytes->begin() + 1, bytes->end(), key.bytes.begin());
    const auto hash = crypto::sha256(key.name + '\n' + text_of(*bytes));
    const auto id = std::span(hash).first(4);
    key.id = {reinterpret_cast<const char*>(id.data()), id.size()};
    const bool known = key.kind == 1 || key.kind == 4;
    return known && crypto::to_hex(id) == text.substr(first + 1, second - first - 1)
               ? std::optional(key)
               : std::nullopt;
}

bool is_signed_by(std::string_view note, const Key& key) {
    const auto end = note.rfind("\n\n");
    if (end == std::string_view::npos) {
        return false;
    }
    const auto text = note.substr(0, end + 1);
    auto lines = note.substr(end + 2);
    while (const auto line = line_of(lines)) {
        const auto opening = std::string(dash) + key.name + ' ';
        const auto bytes = line->starts_with(opening)
                               ? crypto::from_base64(line->substr(opening.size()))
                               : std::nullopt;
        const auto signature = bytes ? text_of(*bytes) : std::string();
        if (signature.starts_with(key.id) &&
            holds(text, std::string_view(signature).substr(key.id.size()), key)) {
            return true;
        }
    }
    return false;
}

std::optional<Checkpoint> open_checkpoint(std::string_view note, const Key& key) {
    auto rest = note;
    const auto origin = line_of(rest);
    const auto size = line_of(rest);
    const auto root = line_of(rest);
    const auto entries = size ? number(*size) : std::nullopt;
    const auto hash = root ? digest(*root) : std::nullopt;
    if (!entries || !hash || *origin != key.name || key.kind != 1 || !is_signed_by(note, key)) {
        return {};
    }
    return Checkpoint{std::string(*origin), *entries, *hash};
}

std::optional<Proof> read_proof(std::string_view text) {
    if (line_of(text) != "c2sp.org/tlog-proof@v1") {
        return {};
    }
    Proof out;
    auto line = line_of(text);
    if (line && line->starts_with("extra ")) {
        const auto bytes = crypto::from_base64(line->substr(6));
        if (!bytes) {
            return {};
        }
        out.extra = text_of(*bytes);
        line = line_of(text);
    }
    const auto index = line && line->starts_with("index ") ? number(line->substr(6)) : std::nullopt;
    if (!index) {
        return {};
    }
    out.index = *index;
    while ((line = line_of(text)) && !line->empty()) {
        const auto hash = digest(*line);
        if (!hash || out.hashes.size() == 64) {
            return {};
        }
        out.hashes.push_back(*hash);
    }
    out.note = text;
    return line && !text.empty() ? std::optional(std::move(out)) : std::nullopt;
}

bool leads_to(const Checkpoint& checkpoint, const Proof& proof, std::string_view leaf) {
    if (proof.index >= checkpoint.size) {
        return false;
    }
    constexpr std::byte mark{0};
    crypto::Sha256 first;
    first.add(std::span(&mark, 1)).add(leaf);
    auto hash = first.finish();
    auto at = proof.index;
    auto last = checkpoint.size - 1;
    for (const auto& beside : proof.hashes) {
        if (last == 0) {
            return false;
        }
        if ((at & 1U) != 0 || at == last) {
            hash = node(beside, hash);
            while ((at & 1U) == 0 && at != 0) {
                at >>= 1U;
                last >>= 1U;
            }
        } else {
            hash = node(hash, beside);
        }
        at >>= 1U;
        last >>= 1U;
    }
    return last == 0 && hash == checkpoint.root;
}

}  // namespace belfry::release_verify
