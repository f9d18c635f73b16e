#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "json/json.hpp"
#include "program/people.hpp"
#include "record/record.hpp"
#include "record/redaction.hpp"

namespace belfry::program {

/// Kinds of objects of which the record keeps entries that are nobody's news: who has seen what,
/// and sums of what another entry is about.
inline constexpr std::array<std::string_view, 6> quiet_kinds{
    "seen", "inbox", "witness_round", "witness_held", record::sum_kind, record::sums_kind
};

/// Who did something: a person, or Belfry itself (no id).
struct ActorRef {
    std::optional<std::int64_t> id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ActorRef, (), (id, name))

/// A field's value before and after; null where there is none, or where it was redacted.
struct FieldChange {
    std::string field;
    json::Value before;
    json::Value after;
    std::optional<std::string> before_redacted;  ///< The statute that it was redacted under.
    std::optional<std::string> after_redacted;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, before, after, before_redacted, after_redacted))

/// One line of an object's history: who changed what, when.
struct HistoryEntry {
    std::int64_t sequence = 0;
    std::int64_t revision = 0;
    Instant at;
    ActorRef actor;
    std::string action;  ///< `task.update`
    std::string object;  ///< `task/12`: a step's history holds that of its tasks and decisions.
    std::string object_title;
    std::string link;
    std::vector<FieldChange> changes;
};
BOOST_DESCRIBE_STRUCT(
    HistoryEntry, (), (sequence, revision, at, actor, action, object, object_title, link, changes)
)

/// One line of the list of everything that was done.
struct Activity {
    std::int64_t sequence = 0;
    Instant at;
    ActorRef actor;
    std::string action;
    std::string object;                       ///< `task/12`
    std::optional<std::string> object_title;  ///< Absent when it is gone or has no name.
    std::string link;                         ///< Its page; empty where it has none.
};
BOOST_DESCRIBE_STRUCT(Activity, (), (sequence, at, actor, action, object, object_title, link))

/// Says of each change in one object's history, newest first, under which statute its values were
/// redacted.
void say_redacted(
    std::vector<HistoryEntry>& history, const std::map<record::RedactedValue, std::string>& redacted
);

[[nodiscard]] ActorRef shown_actor(const Actors& actors, const record::Actor& actor);

/// A line of the record with the names of people in place of their numbers.
[[nodiscard]] HistoryEntry shown_entry(
    const record::HistoryEntry& entry, const Actors& actors, const People& people
);

}  // namespace belfry::program
