#pragma once

#include <functional>

#include "transparency/identity.hpp"
#include "transparency/witness.hpp"

/// Alarms: kept for ever with both notes and the proof, told once.
namespace belfry::transparency {

/// Keeps an alarm and tells of it by `tell`, unless one of its kind and log is open already.
void raise(
    const Services& services,
    Alarm alarm,
    const std::function<void(record::Writing&, const Alarm&)>& tell
);

/// An administrator has dealt with it. Refuses `no_such_alarm`, and `loss_not_accepted` for one
/// that only a new epoch ends.
[[nodiscard]] Result<Alarm> close(
    const Services& services, const record::Deed& deed, Id<Alarm> id, std::int64_t account
);

/// The open alarm that says that entries of the log `origin` are lost.
[[nodiscard]] std::optional<Alarm> loss_of(store::Connection& db, const std::string& origin);

/// Begins a new epoch where entries are lost: the record says what, and the alarm is closed.
/// Refuses `nothing_lost`.
[[nodiscard]] Result<Identity> accept_loss(const Services& services, const record::Actor& actor);

}  // namespace belfry::transparency
