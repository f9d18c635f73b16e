#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The text of the square codes on what a city publishes (docs/transparency.md).
namespace belfry::transparency {

/// What a code says: by it anybody can hold a document against the log without an address.
struct Code {
    std::string log;  ///< Name and hash of the log's key: `vote.city.example/belfry/log+1a2b3c4d`.
    std::string document;  ///< What it is called: `/steps/4`.
    std::string sha256;    ///< Of its bytes, in hexadecimal.

    friend bool operator==(const Code&, const Code&) = default;
};

/// `BELFRY-1;vote.city.example/belfry/log+1a2b3c4d;/steps/4;9f86…`, which may also stand behind the
/// # of an address as it is. `document` holds no semicolon.
[[nodiscard]] std::string code_text(
    std::string_view log_key, std::string_view document, std::string_view content
);

/// Also of one that stands behind an address, however its lines were broken. Empty when it is none.
[[nodiscard]] std::optional<Code> read_code(std::string_view text);

/// Whether the code names this log's key.
[[nodiscard]] bool names(const Code& code, std::string_view log_key);

}  // namespace belfry::transparency
