#include "audit/progress.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "audit/rules.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit {

std::string sealed_digest(std::int64_t item, const OpenedReading& opened) {
    auto value = json::write(opened);
    value.as_object()["item"] = item;
    return crypto::to_hex(crypto::sha256(json::canonical(value)));
}

const ItemProgress* Progress::find(std::int64_t item) const {
    if (item < 1 || item > static_cast<std::int64_t>(items.size())) {
        return nullptr;
    }
    return &items[static_cast<std::size_t>(item - 1)];
}

Result<void> advance(Progress& progress, const Event& event) {
    if (event.sequence != progress.events + 1 || event.previous != progress.head) {
        return refuse(
            Refusal::Kind::conflict,
            "audit_chain_broken",
            fmt::format("Event {} does not follow the one before it.", event.sequence)
        );
    }
    if (progress.events == 0 && event.kind != EventKind::audit_opened) {
        return out_of_order(progress, "An audit begins by being opened.");
    }
    if (progress.events > 0 && event.at < progress.last) {
        return refuse(
            Refusal::Kind::conflict,
            "audit_time",
            fmt::format("Event {} would be before the last one; look at the clock.", event.sequence)
        );
    }
    if (auto taken = take_event(progress, event); !taken) {
        return taken;
    }
    progress.events = event.sequence;
    progress.head = hash_of(text_of(event));
    progress.last = event.at;
    if (event.kind == EventKind::audit_closed) {
        progress.closing_head = progress.head;
    }
    return {};
}

Result<Progress> replay(const std::vector<std::string>& event_texts) {
    Progress progress;
    std::int64_t number = 0;
    for (const auto& text : event_texts) {
        ++number;
        const auto event = read_event(text);
        auto follows =
            event ? advance(progress, *event) : Result<void>(std::unexpected(event.error()));
        if (!follows) {
            auto refusal = follows.error();
            refusal.summary = fmt::format("Event {}: {}", number, refusal.summary);
            return std::unexpected(std::move(refusal));
        }
    }
    return progress;
}

Event next_event(
    const Progress& progress,
    EventKind kind,
    json::Value body,
    std::vector<std::string> by,
    Instant at
) {
    Event event;
    event.sequence = progress.events + 1;
    event.previous = progress.head;
    event.at = std::max(at, progress.last);
    event.by = std::move(by);
    event.kind = kind;
    event.body = std::move(body);
    return event;
}

}  // namespace belfry::audit
