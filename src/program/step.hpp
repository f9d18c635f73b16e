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
#include "base/refusal.hpp"
#include "program/person.hpp"

/// The ten steps that a mayor can take for the security of elections (docs/program.md).
namespace belfry::program {

inline constexpr int step_count = 10;

enum class StepGroup { own_powers, with_officials, public_and_congress };
BOOST_DESCRIBE_ENUM(StepGroup, own_powers, with_officials, public_and_congress)

enum class StepStatus { not_started, on_track, needs_attention, late, done };
BOOST_DESCRIBE_ENUM(StepStatus, not_started, on_track, needs_attention, late, done)

/// 1–4 the mayor's own powers, 5–6 with officials, 7–10 the public and Congress.
[[nodiscard]] StepGroup group_of(int step);

/// The keys of the three first tasks suggested for a step, best first; the catalog has their words
/// as `suggestion.<key>.title` and `.details`.
[[nodiscard]] const std::array<std::string_view, 3>& suggestions_for(int step);

/// Whether `key` is one of the step's suggestions.
[[nodiscard]] bool suggests(int step, std::string_view key);

/// A task that is not done.
struct OpenTask {
    std::string title;
    std::optional<Date> due;
    bool owned = false;
};

/// A decision that nobody has made yet.
struct WaitingDecision {
    std::string title;
    std::optional<Date> due;
};

/// What a step's status follows from.
struct StepFacts {
    bool owned = false;
    std::vector<OpenTask> open = {};
    std::vector<WaitingDecision> waiting = {};
    std::int64_t tasks_done = 0;
    std::int64_t decisions_made = 0;
};

/// A status and the sentence that says why: a key of the catalog, and what fills its blanks.
struct StatusFinding {
    StepStatus status = StepStatus::not_started;
    std::string reason;
    std::optional<std::int64_t> count;  ///< Where the sentence depends on a number.
    std::map<std::string, std::string> values;
};

/// An open task without an owner calls for attention this many days before it is due.
inline constexpr int unowned_warning_days = 7;

/// The first that holds:
///
/// 1. not_started: no task, no decision;
/// 2. late: an open task is past due;
/// 3. needs_attention: a decision waits past its date; or an open task is due within seven days and
///    has no owner; or the step has open work and no owner;
/// 4. done: every task is done and no decision waits;
/// 5. not_started: nothing is finished yet;
/// 6. on_track.
[[nodiscard]] StatusFinding status_of(const StepFacts& facts, Date today);

/// One line of the board.
struct StepSummary {
    int number = 0;
    std::string key;
    std::string title;
    std::string duty;
    StepGroup group = StepGroup::own_powers;
    StepStatus status = StepStatus::not_started;
    std::string status_reason;
    bool status_set_by_hand = false;
    std::optional<PersonRef> owner;
    std::optional<std::string> next_action;
    std::optional<Date> due;
    std::int64_t tasks_open = 0;
    std::int64_t tasks_total = 0;
    std::int64_t decisions_waiting = 0;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    StepSummary,
    (),
    (number,
     key,
     title,
     duty,
     group,
     status,
     status_reason,
     status_set_by_hand,
     owner,
     next_action,
     due,
     tasks_open,
     tasks_total,
     decisions_waiting,
     revision)
)

/// A ready first task that a step offers.
struct Suggestion {
    std::string key;
    std::string title;
    std::string details;
};
BOOST_DESCRIBE_STRUCT(Suggestion, (), (key, title, details))

/// A step with all that its page says.
struct StepDetail : StepSummary {
    std::string who;
    std::string what_done_looks_like;
    std::string source;
    std::vector<Suggestion> suggestions;  ///< Those that are no task yet.
};
BOOST_DESCRIBE_STRUCT(StepDetail, (StepSummary), (who, what_done_looks_like, source, suggestions))

/// A change to a step. Absent: as it was. A null status is computed again.
struct StepEdit {
    std::optional<std::optional<std::int64_t>> owner_id;
    std::optional<std::optional<StepStatus>> status;
    std::optional<std::string> status_reason;
    std::optional<std::optional<Date>> due;
};
BOOST_DESCRIBE_STRUCT(StepEdit, (), (owner_id, status, status_reason, due))

/// Refuses a status by hand without a reason, and a reason longer than 500 bytes.
[[nodiscard]] Result<void> check_step_edit(const StepEdit& edit);

}  // namespace belfry::program
