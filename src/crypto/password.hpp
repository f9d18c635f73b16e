#pragma once

#include <string>
#include <string_view>

namespace belfry::crypto {

/// What Argon2id (RFC 9106) costs here; at least what OWASP's password storage page asks for.
inline constexpr unsigned long long password_passes = 1;
inline constexpr std::size_t password_memory = std::size_t{47104} * 1024;

/// `$argon2id$v=19$m=47104,t=1,p=1$salt$hash` with a fresh salt. Takes about 50 ms and 46 MB: never
/// call it for more people at once than memory allows. Throws std::bad_alloc.
[[nodiscard]] std::string hash_password(std::string_view password);

/// Whether `password` is the one `encoded` was made from. False when `encoded` is damaged.
[[nodiscard]] bool password_matches(const std::string& encoded, std::string_view password);

/// What no password matches, and trying one takes as long as with what hash_password makes.
[[nodiscard]] std::string password_of_nobody();

/// Whether `encoded` was made with another cost than today's: hash again at the next sign-in.
[[nodiscard]] bool needs_rehash(const std::string& encoded);

}  // namespace belfry::crypto
