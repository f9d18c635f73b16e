#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "crypto/hash.hpp"

/// Secrets that Belfry hands out once and keeps as digests only: session cookies, links, API
/// tokens, recovery codes. All are random enough that a plain digest cannot be turned back.
namespace belfry::accounts {

/// What is kept of a secret.
[[nodiscard]] crypto::Digest kept(std::string_view secret);

/// The token that unsafe requests of a session carry: made from its secret, so it needs no storing,
/// and says nothing about it.
[[nodiscard]] std::string csrf_token(std::string_view session_secret);

/// Ten codes of 140 bits, `ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23`: enough for a plain digest (112 by
/// SP 800-63B) and for any unguessable value (128 by ASVS). Earlier ones had 80, and still work.
[[nodiscard]] std::vector<std::string> new_recovery_codes(Random& random);

/// The digest of a recovery code however it is typed: case, blanks and hyphens do not count.
[[nodiscard]] crypto::Digest kept_recovery_code(std::string_view code);

}  // namespace belfry::accounts
