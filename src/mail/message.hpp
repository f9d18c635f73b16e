#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/refusal.hpp"

namespace belfry::mail {

/// Whom a message is from or for.
struct Address {
    std::string name;     ///< "Ana Peña". May be empty.
    std::string mailbox;  ///< `ana@city.example`

    friend bool operator==(const Address&, const Address&) = default;
};

/// One e-mail to one person. A message on a protected matter says that there is something to read
/// in Belfry, not what: that is the duty of whoever writes it.
struct Message {
    Address from;
    Address to;
    std::string subject;
    std::string text;
    std::optional<std::string> html = std::nullopt;  ///< The same for programs that show HTML.
    std::string key;  ///< Unique among this sender's messages: makes the Message-ID.
    Instant at;
};

inline constexpr std::size_t most_mailbox = 254;  ///< RFC 5321, 4.5.3.1.
inline constexpr std::size_t most_subject = 250;
inline constexpr std::size_t most_body = 1024 * 1024;

/// Whether `mailbox` is an address Belfry sends to: `local@domain` in plain ASCII, no dash in
/// front, the domain with letters, digits, dots and hyphens. Quoted local parts and address
/// literals are not.
[[nodiscard]] bool is_mailbox(std::string_view mailbox);

/// Reads `ana@city.example` or `Ana Peña <ana@city.example>`; empty when it is neither.
[[nodiscard]] std::optional<Address> address_from(std::string_view text);

/// The message as RFC 5322 and MIME want it, lines ended by CRLF and at most 78 bytes long.
///
/// Refuses addresses that are none, and names, subjects and keys with a line break or another
/// control character: nothing that a person wrote can become a header field.
[[nodiscard]] Result<std::string> to_mime(const Message& message);

/// `Wed, 25 Nov 2026 15:40:36 +0000` (RFC 5322, 3.3).
[[nodiscard]] std::string date_field(Instant when);

/// Text as a header field's value: as it is when plain ASCII, else RFC 2047 encoded words, each at
/// most 75 bytes and of whole characters, folded onto lines of their own.
[[nodiscard]] std::string header_text(std::string_view text);

/// RFC 2045, 6.7; line ends become CRLF.
[[nodiscard]] std::string quoted_printable(std::string_view text);

}  // namespace belfry::mail
