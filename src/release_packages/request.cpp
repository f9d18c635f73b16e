#include "release_packages/request.hpp"

#include <algorithm>

#include "program/limits.hpp"

namespace belfry::release_packages {

namespace {

void check_days(program::Checked& fields, const RequestWish& wish, Date today) {
    if (std::chrono::sys_days(wish.received) > std::chrono::sys_days(today)) {
        fields.problem("received", "still_to_come", "Choose today or a day before.");
    }
    if (wish.days < 1 || wish.days > most_days) {
        fields.problem("days", "answer_days_out_of_range", "Enter 1 to 365 days.");
    }
    const auto extra = wish.extra_days.value_or(0);
    if (extra < 0 || extra > most_days) {
        fields.problem("extra_days", "answer_days_out_of_range", "Enter 0 to 365 days.");
    }
    if (extra > 0) {
        fields.text("extra_reason", wish.extra_reason.value_or(""), program::most_reason);
    }
    if (wish.closed_days.value_or(std::vector<Date>()).size() > most_closed_days) {
        fields.problem("closed_days", "too_many_days", "Enter at most 100 days.");
    }
    if (wish.since && wish.until &&
        std::chrono::sys_days(*wish.until) < std::chrono::sys_days(*wish.since)) {
        fields.problem("until", "before_start", "Choose a day that is not before the first one.");
    }
}

}  // namespace

Deadline deadline_of(const RecordsRequest& request, const HolidayList& holidays) {
    return deadline(
        request.received,
        request.days + request.extra_days,
        request.counted,
        {holidays, request.closed_days}
    );
}

Result<RecordsRequest> changed(
    RecordsRequest request, const RequestWish& wish, const RequestRules& rules
) {
    if (request.state != RequestState::open) {
        return refuse(
            Refusal::Kind::conflict,
            "request_closed",
            "This request is closed. Open it again to change it."
        );
    }
    request.requester = wish.requester.value_or("");
    request.contact = wish.contact.value_or("");
    request.details = wish.details.value_or("");
    request.law = wish.law.value_or("");
    request.words = wish.words.value_or("");
    request.kinds = wish.kinds.value_or(std::vector<std::string>());
    program::Checked fields;
    fields.line("title", wish.title, program::most_title)
        .optional_line("requester", request.requester, program::most_title)
        .optional_line("contact", request.contact, program::most_title)
        .optional_text("details", request.details, program::most_text)
        .optional_line("law", request.law, program::most_title)
        .optional_line("words", request.words, program::most_title);
    check_days(fields, wish, rules.today);
    if (std::ranges::any_of(request.kinds, [&](const auto& kind) {
            return rules.shelves.find(kind) == nullptr;
        })) {
        fields.problem("kinds", "kind_not_kept", "Choose among the kinds of records.");
    }
    if (auto fits = fields.result(); !fits) {
        return std::unexpected(fits.error());
    }
    request.title = wish.title;
    request.received = wish.received;
    request.days = wish.days;
    request.extra_days = wish.extra_days.value_or(0);
    request.extra_reason = request.extra_days > 0 ? wish.extra_reason.value_or("") : "";
    request.counted = wish.counted.value_or(DayCount::business);
    request.closed_days = wish.closed_days.value_or(std::vector<Date>());
    std::ranges::sort(request.closed_days);
    request.since = wish.since;
    request.until = wish.until;
    request.due = deadline_of(request, rules.holidays).due;
    if (wish.owner_id) {
        request.owner = accounts::person_of(*wish.owner_id);
    }
    return request;
}

Result<RecordsRequest> closed(
    RecordsRequest request, const Closing& wish, bool has_package, Date today
) {
    const auto note = wish.note.value_or("");
    program::Checked fields;
    const bool needs_note = wish.state == RequestState::denied ||
                            (wish.state == RequestState::answered && !has_package);
    if (needs_note) {
        fields.text("note", note, program::most_text);
    } else {
        fields.optional_text("note", note, program::most_text);
    }
    if (auto fits = fields.result(); !fits) {
        return std::unexpected(fits.error());
    }
    request.state = wish.state;
    request.closing_note = note;
    request.closed_on = wish.state == RequestState::open ? std::nullopt : std::optional(today);
    return request;
}

}  // namespace belfry::release_packages
