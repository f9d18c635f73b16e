#pragma once

#include <cstdint>
#include <string>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace belfry::program {

/// Why something came into a person's inbox.
enum class InboxKind {
    task_assigned,
    decision_asked,
    decision_answered,
    question,
    question_answered,
    comment,
    nudge,
    decision_due,
    security,
    log_alarm,         ///< Something is wrong with a log: this city's or one it watches.
    redaction_asked,   ///< Waits for the reader's approval.
    redaction_ended,   ///< Somebody declined what the reader proposed, or it was carried out.
    exemption_review,  ///< Its day of review has come, or it ran out while it is marked on
                       ///< something.
    hold_ends,         ///< A legal hold ends within days unless somebody changes it.
    request_due,       ///< A public-records request has to be answered within three days,
    request_today,     ///< today,
    request_overdue    ///< or had to be before.
};
BOOST_DESCRIBE_ENUM(
    InboxKind,
    task_assigned,
    decision_asked,
    decision_answered,
    question,
    question_answered,
    comment,
    nudge,
    decision_due,
    security,
    log_alarm,
    redaction_asked,
    redaction_ended,
    exemption_review,
    hold_ends,
    request_due,
    request_today,
    request_overdue
)

/// Something that a person should look at. Only they see it.
struct InboxItem {
    Id<InboxItem> id;
    InboxKind kind = InboxKind::comment;
    std::string title;  ///< "L. Brandt gave you a task", in the reader's language.
    std::string text;   ///< What it is about.
    std::string link;
    Instant at;
    bool read = false;
};
BOOST_DESCRIBE_STRUCT(InboxItem, (), (id, kind, title, text, link, at, read))

}  // namespace belfry::program
