#pragma once

#include <cstddef>

#include "accounts/services.hpp"

/// What Belfry looks after by itself, now and then: accounts that came to their end, accounts that
/// nobody uses, and administrators' accounts that somebody tries to get into.
namespace belfry::accounts {

/// So many failed sign-ins to an administrator's account within an hour are told.
inline constexpr int failures_told = 5;

/// Disables the temporary accounts whose last day is over, and tells administrators. Gives how
/// many.
std::size_t expire_accounts(Services& services);

/// Flags active accounts that nobody has used for longer than the settings allow, and tells
/// administrators once. Gives how many it flagged.
std::size_t flag_dormant_accounts(Services& services);

/// Tells administrators, the one concerned among them, of failed sign-ins to an administrator's
/// account. Apart from the sign-in itself, which takes as long for everybody. Gives how many
/// accounts it told of.
std::size_t tell_of_failed_sign_ins(Services& services);

/// What the doctor says of accounts.
struct AccountsState {
    std::size_t active = 0;
    std::size_t dormant = 0;
    std::size_t without_passkey = 0;  ///< Of those whose roles demand one.
};

[[nodiscard]] AccountsState accounts_state(store::Connection& db);

}  // namespace belfry::accounts
