#include "transparency/code.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::transparency {

namespace {

constexpr std::string_view form = "BELFRY-1";
constexpr std::size_t hash_digits = 8;
constexpr std::size_t digest_digits = 64;

/// A key without its last part: `name+hash`.
std::string_view name_and_hash(std::string_view log_key) {
    const auto hash = log_key.find('+');
    check(hash != std::string_view::npos, "a log's key without its hash");
    return log_key.substr(0, log_key.find('+', hash + 1));
}

bool is_hexadecimal(std::string_view text, std::size_t digits) {
    return text.size() == digits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Without the blanks and line breaks that came in on the way.
std::string unbroken(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) {
        return std::string_view(" \t\r\n\v\f").find(c) == std::string_view::npos;
    });
    return out;
}

/// The part up to the next semicolon, which is taken off `text`; all where there is none.
std::string_view take_part(std::string_view& text) {
    const auto part = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    return part;
}

}  // namespace

std::string code_text(
    std::string_view log_key, std::string_view document, std::string_view content
) {
    check(!document.contains(';'), "a code cannot name this document");
    return fmt::format(
        "{};{};{};{}",
        form,
        name_and_hash(log_key),
        document,
        crypto::to_hex(crypto::sha256(content))
    );
}

std::optional<Code> read_code(std::string_view text) {
    const auto said = unbroken(text);
    std::string_view rest = said;
    if (rest.starts_with("https://") || rest.starts_with("http://")) {
        rest.remove_prefix(std::min(rest.find('#'), rest.size() - 1) + 1);
    }
    if (take_part(rest) != form) {
        return {};
    }
    const auto log = take_part(rest);
    const auto document = take_part(rest);
    const auto plus = log.rfind('+');
    const bool good = plus != std::string_view::npos && plus > 0 &&
                      is_hexadecimal(log.substr(plus + 1), hash_digits) && !document.empty() &&
                      is_hexadecimal(rest, digest_digits);
    return good ? std::optional(Code{std::string(log), std::string(document), std::string(rest)})
                : std::nullopt;
}

bool names(const Code& code, std::string_view log_key) {
    return code.log == name_and_hash(log_key);
}

}  // namespace belfry::transparency
