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
    log_alarm  ///< Something is wrong with a log: this city's or one it watches.
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
    log_alarm
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
