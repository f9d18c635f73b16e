#pragma once

#include <vector>

#include "public_records/exemption.hpp"
#include "public_records/hold.hpp"
#include "public_records/redaction.hpp"
#include "public_records/services.hpp"

/// What waits for somebody in the public records, as lines of inboxes that go when it is settled.
namespace belfry::public_records {

/// Days before its last one from which a hold is said to end.
inline constexpr int hold_notice_days = 7;

/// In the act that changes it: asks all who could approve a redaction now, and tells who proposed
/// it when it was declined.
void tell_of(const Services& services, record::Writing& writing, const Redaction& after);

/// Tells who proposed it that it was carried out; the last act of the write.
[[nodiscard]] Result<void> tell_executed(
    record::Writing& writing, const record::Actor& actor, const Redaction& redaction
);

/// In the act that changes one: those who keep exemptions and holds hear of one whose day has come,
/// and not any more of one that was looked at.
void tell_of(const Services& services, record::Writing& writing, const Exemption& after);
void tell_of(const Services& services, record::Writing& writing, const LegalHold& after);

/// All of it as of today, for people whose role is newer than what waits, and for days that come
/// by themselves. May be called as often as one likes; gives whether something was written.
bool remind(const Services& services);

}  // namespace belfry::public_records
