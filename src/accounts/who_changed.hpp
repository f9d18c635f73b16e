#pragma once

#include <expected>
#include <utility>

#include "accounts/services.hpp"

namespace belfry::accounts {

/// The refusal of a clash, with the names of those who saved in between.
[[nodiscard]] Refusal with_names(const Services& services, Refusal refusal);

/// Runs `write`; where it is refused because others saved in between, says who.
template <class Write>
auto saying_who(const Services& services, const Write& write) -> decltype(write()) {
    auto result = write();
    if (!result && !result.error().differences.empty()) {
        return std::unexpected(with_names(services, std::move(result.error())));
    }
    return result;
}

}  // namespace belfry::accounts
