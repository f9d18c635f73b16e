#pragma once

#include <span>

#include "record/sums.hpp"

namespace belfry::accounts {

/// What lets people in: passwords, second factors, sessions, tokens, links, and whom an address and
/// an identity belong to. Left out are times of last use, the step of the last code, and links for
/// setting Belfry up, which work only where nobody has an account.
extern const record::Sums account_sums;

/// What settings seal, and what lets a screen in.
extern const record::Sums setting_sums;
extern const record::Sums screen_sums;

[[nodiscard]] std::span<const record::Sums* const> all_sums();

}  // namespace belfry::accounts
