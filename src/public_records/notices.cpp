#include "public_records/notices.hpp"

#include <algorithm>

#include "program/local_time.hpp"
#include "program/people.hpp"
#include "program/waiting_notices.hpp"
#include "public_records/exemption_store.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/redaction_store.hpp"

namespace belfry::public_records {

namespace {

using program::InboxKind;
using program::Notice;

record::Object object_of(const Redaction& redaction) {
    return {"redaction", redaction.id.value};
}

record::Object object_of(const Exemption& exemption) {
    return {"exemption", exemption.id.value};
}

record::Object object_of(const LegalHold& hold) {
    return {"legal_hold", hold.id.value};
}

constexpr InboxKind line_of(const Redaction&) {
    return InboxKind::redaction_asked;
}

constexpr InboxKind line_of(const Exemption&) {
    return InboxKind::exemption_review;
}

constexpr InboxKind line_of(const LegalHold&) {
    return InboxKind::hold_ends;
}

bool waits(store::Connection&, const LegalHold& hold, Date today) {
    return state_on(hold, today) == HoldState::in_force && hold.ends_on &&
           program::days_between(today, *hold.ends_on) <= hold_notice_days;
}

/// One that ran out is of no concern once it is marked on nothing.
bool waits(store::Connection& db, const Exemption& exemption, Date today) {
    const auto state = state_on(exemption, today);
    if (state != ExemptionState::expired) {
        return state == ExemptionState::review_due;
    }
    const auto marks = list_exemption_marks(db);
    return std::ranges::find(marks, exemption.id, &ExemptionMark::exemption) != marks.end();
}

std::vector<Notice> notices_of(store::Connection& db, const Redaction& redaction, Date) {
    std::vector<Notice> out;
    for (const auto person : program::holders_of(db, "records_approve")) {
        if (approved(redaction, person, redaction.proposed_at)) {
            out.push_back(
                {.account = person,
                 .kind = line_of(redaction),
                 .actor = redaction.proposed_by.id,
                 .object = object_of(redaction),
                 .text = redaction.statute}
            );
        }
    }
    return out;
}

/// `what`: an exemption or a hold, called `name`.
template <class Thing>
std::vector<Notice> for_keepers(
    store::Connection& db, const Thing& what, const std::string& name, Date today
) {
    std::vector<Notice> out;
    if (!waits(db, what, today)) {
        return out;
    }
    for (const auto person : program::holders_of(db, "records_manage")) {
        out.push_back(
            {.account = person, .kind = line_of(what), .object = object_of(what), .text = name}
        );
    }
    return out;
}

std::vector<Notice> notices_of(store::Connection& db, const Exemption& exemption, Date today) {
    return for_keepers(db, exemption, exemption.name, today);
}

std::vector<Notice> notices_of(store::Connection& db, const LegalHold& hold, Date today) {
    return for_keepers(db, hold, hold.matter, today);
}

template <class Thing>
void tell(const Services& services, record::Writing& writing, const Thing& after) {
    auto& db = writing.db();
    const auto today = today_in_city(services.program, db);
    program::keep_waiting(
        services.program,
        writing,
        {{line_of(after)}, object_of(after)},
        notices_of(db, after, today)
    );
}

/// Puts how it ended before whoever proposed it. `by`: an account; 0: Belfry on its day.
void put_ended(record::Writing& writing, const Redaction& redaction, std::int64_t by) {
    program::put_into_inbox(
        writing.db(),
        {.account = redaction.proposed_by.id,
         .kind = InboxKind::redaction_ended,
         .actor = by,
         .object = object_of(redaction),
         .text = redaction.statute,
         .at = writing.at()}
    );
}

template <class Thing>
void add_all(
    store::Connection& db, const std::vector<Thing>& things, Date today, std::vector<Notice>& out
) {
    for (const auto& thing : things) {
        std::ranges::move(notices_of(db, thing, today), std::back_inserter(out));
    }
}

}  // namespace

void tell_of(const Services& services, record::Writing& writing, const Redaction& after) {
    tell(services, writing, after);
    if (after.state == RedactionState::declined) {
        put_ended(writing, after, after.ended_by.value().id);
    }
}

Result<void> tell_executed(
    record::Writing& writing, const record::Actor& actor, const Redaction& redaction
) {
    const auto told = program::newest_notice(writing.db());
    put_ended(writing, redaction, 0);
    return program::tell_readers(writing, actor, told);
}

void tell_of(const Services& services, record::Writing& writing, const Exemption& after) {
    tell(services, writing, after);
}

void tell_of(const Services& services, record::Writing& writing, const LegalHold& after) {
    tell(services, writing, after);
}

bool remind(const Services& services) {
    const auto find = [&](store::Connection& db) {
        const auto today = today_in_city(services.program, db);
        std::vector<Notice> out;
        add_all(db, list_redactions(db), today, out);
        add_all(db, list_exemptions(db), today, out);
        add_all(db, list_holds(db), today, out);
        return out;
    };
    return program::keep_waiting(
        services.program,
        {{InboxKind::redaction_asked, InboxKind::exemption_review, InboxKind::hold_ends}},
        find
    );
}

}  // namespace belfry::public_records
