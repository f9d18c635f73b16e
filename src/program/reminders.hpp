#pragma once

#include <cstddef>

#include "program/services.hpp"

namespace belfry::program {

/// Puts a decision that is due within two days before those who make it, once for each of them:
/// into the inbox, and by a mail that says that, not what. May be called as often as one likes;
/// gives how many were reminded.
std::size_t remind_of_due_decisions(const Services& services, Instant now);

}  // namespace belfry::program
