#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.hpp"
#include "json/json.hpp"
#include "record/record.hpp"

/// The bytes of the log, without a database. docs/record.md describes them for other programs.
namespace belfry::record {

/// An entry may not be longer.
inline constexpr std::size_t most_entry_bytes = 65'535;

using Salt = std::array<std::byte, 16>;

/// base64url(JSON `[salt, name, value]`), the disclosure of RFC 9901 (SD-JWT) section 4.2.1.
[[nodiscard]] std::string disclosure_of(
    const Salt& salt, std::string_view name, const json::Value& value
);

/// base64url(SHA-256(disclosure)), as it stands in `_sd`.
[[nodiscard]] std::string digest_of(std::string_view disclosure);

struct Disclosed {
    std::string name;
    json::Value value;
};

/// What a disclosure says; empty when it is none.
[[nodiscard]] std::optional<Disclosed> read_disclosure(std::string_view disclosure);

/// What an entry says.
struct Entry {
    std::uint64_t sequence = 0;  ///< 1 for the first.
    Instant at;
    std::string actor;
    std::string action;
    Object object;
    Tlp tlp = Tlp::amber;
    Revision previous = 0;             ///< 0 when this makes the object.
    std::vector<std::string> digests;  ///< Sorted when written, so that no order is given away.
};

/// Canonical JSON (RFC 8785): these bytes are hashed and can never change.
[[nodiscard]] std::string text_of(const Entry& entry);

/// RFC 6962 leaf hash of an entry's text.
[[nodiscard]] crypto::Digest leaf_of(std::string_view entry);

}  // namespace belfry::record
