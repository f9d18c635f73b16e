#include "public_records/exemption.hpp"

#include "program/limits.hpp"

namespace belfry::public_records {

ExemptionState state_on(const Exemption& exemption, Date today) {
    if (exemption.expires_on && *exemption.expires_on < today) {
        return ExemptionState::expired;
    }
    if (exemption.valid_from && *exemption.valid_from > today) {
        return ExemptionState::not_yet;
    }
    return exemption.review_on && *exemption.review_on <= today ? ExemptionState::review_due
                                                                : ExemptionState::in_force;
}

bool is_usable(const Exemption& exemption, Date today) {
    const auto state = state_on(exemption, today);
    return state == ExemptionState::in_force || state == ExemptionState::review_due;
}

Result<Exemption> changed(Exemption exemption, const ExemptionWish& wish) {
    exemption.name = wish.name;
    exemption.statute = wish.statute;
    exemption.text = wish.text.value_or("");
    exemption.source = wish.source.value_or("");
    exemption.valid_from = wish.valid_from;
    exemption.review_on = wish.review_on;
    exemption.expires_on = wish.expires_on;

    program::Checked fields;
    fields.line("name", exemption.name, program::most_title)
        .line("statute", exemption.statute, program::most_title)
        .optional_text("text", exemption.text, program::most_text)
        .optional_line("source", exemption.source, program::most_reason);
    const auto not_before_start = [&](std::string_view field, std::optional<Date> day) {
        if (day && exemption.valid_from && *day < *exemption.valid_from) {
            fields.problem(field, "before_start", "Choose a day that is not before the first one.");
        }
    };
    not_before_start("review_on", exemption.review_on);
    not_before_start("expires_on", exemption.expires_on);
    if (auto refused = fields.result(); !refused) {
        return std::unexpected(refused.error());
    }
    return exemption;
}

}  // namespace belfry::public_records
