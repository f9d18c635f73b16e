#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "json/json.hpp"

/// An audit is a sequence of events; each one holds the hash of the one before it.
namespace belfry::audit {

enum class EventKind {
    audit_opened,         ///< AuditTerms
    file_committed,       ///< CommittedFile
    commitments_closed,   ///< Preparation
    seed_rolled,          ///< SeedRoll
    round_drawn,          ///< RoundDrawn
    reading_sealed,       ///< ReadingSealed
    readings_opened,      ///< ReadingsOpened
    reading_settled,      ///< ReadingSettled
    card_missing,         ///< CardMissing
    wrong_card,           ///< WrongCard
    risk_measured,        ///< Measurement
    full_count_ordered,   ///< FullCountOrdered
    full_count_recorded,  ///< FullCountRecorded
    audit_closed,         ///< Closing
    signed_,              ///< Signature
};
BOOST_DESCRIBE_ENUM(
    EventKind,
    audit_opened,
    file_committed,
    commitments_closed,
    seed_rolled,
    round_drawn,
    reading_sealed,
    readings_opened,
    reading_settled,
    card_missing,
    wrong_card,
    risk_measured,
    full_count_ordered,
    full_count_recorded,
    audit_closed,
    signed_
)

inline constexpr std::string_view event_format = "belfry-audit-1";

/// The hash before the first event.
inline constexpr std::string_view no_event =
    "0000000000000000000000000000000000000000000000000000000000000000";

struct Event {
    std::string format = std::string(event_format);
    std::int64_t sequence = 1;
    std::string previous = std::string(no_event);  ///< SHA-256 of the event before, hexadecimal.
    Instant at;
    std::vector<std::string> by;  ///< Who did it, by name.
    EventKind kind = EventKind::audit_opened;
    json::Value body;
};
BOOST_DESCRIBE_STRUCT(Event, (), (format, sequence, previous, at, by, kind, body))

/// Canonical JSON (RFC 8785) and a line end: the bytes that are kept and hashed.
[[nodiscard]] std::string text_of(const Event& event);

/// SHA-256 of text_of, hexadecimal: the next event's `previous`.
[[nodiscard]] std::string hash_of(std::string_view event_text);

/// Refuses text that is not an event in its canonical form.
[[nodiscard]] Result<Event> read_event(std::string_view text);

}  // namespace belfry::audit
