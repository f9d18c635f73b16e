#include "public_records/redaction.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "program/limits.hpp"

namespace belfry::public_records {

namespace {

constexpr std::size_t most_targets = 200;
constexpr std::size_t most_statute = 120;

std::unexpected<Refusal> conflict(std::string code, std::string summary) {
    return refuse(Refusal::Kind::conflict, std::move(code), std::move(summary));
}

bool is_open(const Redaction& redaction) {
    return redaction.state == RedactionState::proposed ||
           redaction.state == RedactionState::approved;
}

std::unexpected<Refusal> is_over() {
    return conflict("redaction_over", "This proposal does not wait for an answer any more.");
}

Result<Redaction> ended(
    Redaction redaction, RedactionState how, const RedactionEnd& why, std::int64_t by, Instant now
) {
    if (!is_open(redaction)) {
        return is_over();
    }
    program::Checked fields;
    if (auto refused = fields.text("reason", why.reason, program::most_reason).result(); !refused) {
        return std::unexpected(refused.error());
    }
    redaction.state = how;
    redaction.ended_by = accounts::PersonRef{by, {}, {}};
    redaction.ended_at = now;
    redaction.ended_reason = why.reason;
    return redaction;
}

}  // namespace

Result<Redaction> proposed(
    Redaction redaction, const RedactionWish& wish, std::int64_t by, Instant now, Date today
) {
    redaction.kind = wish.kind.value_or(RedactionKind::redaction);
    redaction.statute = wish.statute;
    redaction.reason = wish.reason;
    redaction.effective_on = wish.effective_on.value_or(today);
    redaction.state = RedactionState::proposed;
    redaction.proposed_by = {by, {}, {}};
    redaction.proposed_at = now;

    program::Checked fields;
    fields.line("statute", redaction.statute, most_statute)
        .text("reason", redaction.reason, program::most_reason);
    if (redaction.effective_on < today) {
        fields.problem("effective_on", "day_is_over", "Choose today or a later day.");
    }
    if (wish.targets.empty() || wish.targets.size() > most_targets) {
        fields.problem("targets", "targets_out_of_range", "Name 1 to 200 records.");
    }
    if (auto refused = fields.result(); !refused) {
        return std::unexpected(refused.error());
    }
    return redaction;
}

Result<Redaction> approved(Redaction redaction, std::int64_t by, Instant now) {
    if (redaction.state != RedactionState::proposed) {
        return is_over();
    }
    if (redaction.proposed_by.id == by) {
        return conflict("own_redaction", "Nobody approves their own proposal. Ask two others.");
    }
    const auto same = [by](const Approval& approval) {
        return approval.by.id == by;
    };
    if (std::ranges::any_of(redaction.approvals, same)) {
        return conflict("approved_already", "You approved this. A second person has to as well.");
    }
    redaction.approvals.push_back({{by, {}, {}}, now});
    if (redaction.approvals.size() >= approvals_needed) {
        redaction.state = RedactionState::approved;
    }
    return redaction;
}

Result<Redaction> declined(
    Redaction redaction, const RedactionEnd& why, std::int64_t by, Instant now
) {
    if (redaction.proposed_by.id == by) {
        return conflict("own_redaction_declined", "Withdraw what you proposed yourself.");
    }
    return ended(std::move(redaction), RedactionState::declined, why, by, now);
}

Result<Redaction> withdrawn(
    Redaction redaction, const RedactionEnd& why, std::int64_t by, Instant now
) {
    if (redaction.proposed_by.id != by) {
        return conflict("not_own_redaction", "Only whoever proposed this can withdraw it.");
    }
    return ended(std::move(redaction), RedactionState::withdrawn, why, by, now);
}

bool is_due(const Redaction& redaction, Date today) {
    return redaction.state == RedactionState::approved && redaction.effective_on <= today;
}

std::string bar_of(std::string_view statute) {
    return fmt::format("█████ ({})", statute);
}

}  // namespace belfry::public_records
