#include "audit/event.hpp"

#include <fmt/format.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit {

std::string text_of(const Event& event) {
    return json::canonical(json::write(event)) + "\n";
}

std::string hash_of(std::string_view event_text) {
    return crypto::to_hex(crypto::sha256(event_text));
}

Result<Event> read_event(std::string_view text) {
    auto event = json::parse_as<Event>(text);
    if (!event) {
        return event;
    }
    if (event->format != event_format || text_of(*event) != text) {
        return refuse(
            Refusal::Kind::invalid,
            "audit_event_form",
            fmt::format("This is not an event of the form {}.", event_format)
        );
    }
    return event;
}

}  // namespace belfry::audit
