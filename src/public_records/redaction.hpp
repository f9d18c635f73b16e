#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "accounts/person_ref.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "record/redaction.hpp"

/// Removing values under a law: proposed by one person, approved by two others, then carried out.
/// docs/public-records.md.
namespace belfry::public_records {

enum class RedactionKind {
    redaction,    ///< A statute demands that values go.
    disposition,  ///< The period of retention is over.
};
BOOST_DESCRIBE_ENUM(RedactionKind, redaction, disposition)

enum class RedactionState {
    proposed,   ///< Waits for approvals.
    approved,   ///< Two approved; it is carried out on its day.
    executed,   ///< The values are gone.
    declined,   ///< An approver said no.
    withdrawn,  ///< Whoever proposed it took it back.
};
BOOST_DESCRIBE_ENUM(RedactionState, proposed, approved, executed, declined, withdrawn)

/// Values of one object that go.
struct RedactionTarget {
    std::string object;  ///< `task/12`
    std::vector<record::RedactedValue> values;

    friend bool operator==(const RedactionTarget&, const RedactionTarget&) = default;
};
BOOST_DESCRIBE_STRUCT(RedactionTarget, (), (object, values))

struct Approval {
    accounts::PersonRef by;
    Instant at;

    friend bool operator==(const Approval&, const Approval&) = default;
};
BOOST_DESCRIBE_STRUCT(Approval, (), (by, at))

inline constexpr std::size_t approvals_needed = 2;

struct Redaction {
    Id<Redaction> id = {};
    RedactionKind kind = RedactionKind::redaction;
    std::string statute = {};  ///< As it is cited; stands in place of the values.
    std::string reason = {};
    Date effective_on = {};  ///< Not carried out before.
    std::vector<RedactionTarget> targets = {};
    RedactionState state = RedactionState::proposed;
    accounts::PersonRef proposed_by = {};
    Instant proposed_at = {};
    std::vector<Approval> approvals = {};
    std::optional<accounts::PersonRef> ended_by = std::nullopt;  ///< Who declined or withdrew it.
    std::optional<Instant> ended_at = std::nullopt;
    std::string ended_reason = {};
    std::optional<Instant> executed_at = std::nullopt;
    std::int64_t revision = 0;

    friend bool operator==(const Redaction&, const Redaction&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Redaction,
    (),
    (id,
     kind,
     statute,
     reason,
     effective_on,
     targets,
     state,
     proposed_by,
     proposed_at,
     approvals,
     ended_by,
     ended_at,
     ended_reason,
     executed_at,
     revision)
)

/// One object of a proposal. Without `fields` and `values`: all that it has.
struct RedactionTargetWish {
    std::string object;
    std::optional<std::vector<std::string>> fields;            ///< Every value that these ever had.
    std::optional<std::vector<record::RedactedValue>> values;  ///< Single ones besides.
};
BOOST_DESCRIBE_STRUCT(RedactionTargetWish, (), (object, fields, values))

struct RedactionWish {
    std::optional<RedactionKind> kind;  ///< Absent: a redaction.
    std::string statute;
    std::string reason;
    std::optional<Date> effective_on;  ///< Absent: today.
    std::vector<RedactionTargetWish> targets;
};
BOOST_DESCRIBE_STRUCT(RedactionWish, (), (kind, statute, reason, effective_on, targets))

struct RedactionEnd {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(RedactionEnd, (), (reason))

/// `redaction`, not yet with its targets, as proposed. Refuses, by field, an empty statute or
/// reason, a day before `today`, and what is not 1 to 200 objects.
[[nodiscard]] Result<Redaction> proposed(
    Redaction redaction, const RedactionWish& wish, std::int64_t by, Instant now, Date today
);

/// With `by`'s approval; the second makes it approved. Refuses (conflict) one that is not proposed
/// any more (`redaction_over`), one's own (`own_redaction`) and a second approval by the same
/// person
/// (`approved_already`).
[[nodiscard]] Result<Redaction> approved(Redaction redaction, std::int64_t by, Instant now);

/// By anybody but who proposed it, before it is carried out.
[[nodiscard]] Result<Redaction> declined(
    Redaction redaction, const RedactionEnd& why, std::int64_t by, Instant now
);

/// By whoever proposed it (`not_own_redaction`), before it is carried out.
[[nodiscard]] Result<Redaction> withdrawn(
    Redaction redaction, const RedactionEnd& why, std::int64_t by, Instant now
);

/// Whether it is to be carried out.
[[nodiscard]] bool is_due(const Redaction& redaction, Date today);

/// What stands in place of a text that was redacted: a bar whose length says nothing, and the
/// statute.
[[nodiscard]] std::string bar_of(std::string_view statute);

}  // namespace belfry::public_records
