#pragma once

#include <cstddef>

#include "program/services.hpp"

namespace belfry::program {

/// Queues the weekly brief of everybody who wants it and has not got this week's: from Monday
/// seven o'clock in the city until Tuesday evening, outside each person's quiet hours. May be
/// called as often as one likes; gives how many were queued. Nothing where Belfry sends no e-mail.
std::size_t queue_weekly_briefs(const Services& services, Instant now);

}  // namespace belfry::program
