#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/account.hpp"
#include "base/instant.hpp"

namespace belfry::program {

/// Whether the person wants no mail at `when`, by the clock of the city's zone. Hours may run over
/// midnight, 22:00 to 06:00; the end is no longer quiet.
[[nodiscard]] bool is_quiet(const accounts::Account& account, std::string_view zone, Instant when);

/// Somebody who reads mail from Belfry: active, with a way to sign in.
[[nodiscard]] bool reads_mail(const accounts::Account& account);

}  // namespace belfry::program
