#include "public_records/hold.hpp"

#include <algorithm>

#include "program/limits.hpp"
#include "program/subject.hpp"

namespace belfry::public_records {

namespace {

constexpr std::size_t most_named = 500;

std::unexpected<Refusal> is_released() {
    return refuse(
        Refusal::Kind::conflict, "hold_released", "This hold was released. Place a new one."
    );
}

}  // namespace

HoldState state_on(const LegalHold& hold, Date today) {
    if (hold.released_at) {
        return HoldState::released;
    }
    if (hold.starts_on > today) {
        return HoldState::not_yet;
    }
    return hold.ends_on && *hold.ends_on < today ? HoldState::ended : HoldState::in_force;
}

Result<LegalHold> changed(LegalHold hold, const LegalHoldWish& wish, Date today) {
    if (hold.released_at) {
        return is_released();
    }
    hold.matter = wish.matter;
    hold.authority = wish.authority.value_or("");
    hold.scope = wish.scope;
    hold.kinds = wish.scope == HoldScope::kinds ? wish.kinds.value_or(std::vector<std::string>())
                                                : std::vector<std::string>();
    hold.objects = wish.scope == HoldScope::objects
                       ? wish.objects.value_or(std::vector<std::string>())
                       : std::vector<std::string>();
    hold.starts_on = wish.starts_on.value_or(hold.starts_on.ok() ? hold.starts_on : today);
    hold.ends_on = wish.ends_on;

    program::Checked fields;
    fields.line("matter", hold.matter, program::most_title)
        .optional_text("authority", hold.authority, program::most_reason);
    if (hold.ends_on && *hold.ends_on < hold.starts_on) {
        fields.problem("ends_on", "before_start", "Choose a day that is not before the first one.");
    }
    if (hold.scope == HoldScope::kinds && hold.kinds.empty()) {
        fields.problem("kinds", "required", "Fill this in.");
    }
    if (hold.scope == HoldScope::objects && hold.objects.empty()) {
        fields.problem("objects", "required", "Fill this in.");
    }
    if (std::max(hold.kinds.size(), hold.objects.size()) > most_named) {
        fields.problem("objects", "too_many_objects", "Name at most 500.");
    }
    for (const auto& object : hold.objects) {
        if (!program::object_named(object)) {
            fields.problem("objects", "object_unreadable", "Name records like this: task/12.");
            break;
        }
    }
    if (auto refused = fields.result(); !refused) {
        return std::unexpected(refused.error());
    }
    return hold;
}

Result<LegalHold> released(LegalHold hold, const HoldRelease& why, std::int64_t by, Instant now) {
    if (hold.released_at) {
        return is_released();
    }
    program::Checked fields;
    if (auto refused = fields.text("reason", why.reason, program::most_reason).result(); !refused) {
        return std::unexpected(refused.error());
    }
    hold.released_by = accounts::PersonRef{by, {}, {}};
    hold.released_at = now;
    hold.release_reason = why.reason;
    return hold;
}

bool covers(const LegalHold& hold, const std::vector<record::Object>& chain) {
    switch (hold.scope) {
        case HoldScope::everything:
            return true;
        case HoldScope::kinds:
            return std::ranges::any_of(chain, [&](const record::Object& each) {
                return std::ranges::find(hold.kinds, each.kind) != hold.kinds.end();
            });
        case HoldScope::objects:
            return std::ranges::any_of(chain, [&](const record::Object& each) {
                return std::ranges::find(hold.objects, each.text()) != hold.objects.end();
            });
    }
    return false;
}

}  // namespace belfry::public_records
