#include "program/quiet_hours.hpp"

#include <fmt/format.h>

#include "program/local_time.hpp"

namespace belfry::program {

bool is_quiet(const accounts::Account& account, std::string_view zone, Instant when) {
    if (!account.quiet_from || !account.quiet_to) {
        return false;
    }
    const auto minutes = local_clock(zone, when).count();
    const auto clock = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    const auto& from = *account.quiet_from;
    const auto& to = *account.quiet_to;
    return from <= to ? from <= clock && clock < to : from <= clock || clock < to;
}

bool reads_mail(const accounts::Account& account) {
    return account.state == accounts::PersonState::active && account.password_hash.has_value();
}

}  // namespace belfry::program
