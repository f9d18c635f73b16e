#pragma once

#include "http/access.hpp"
#include "program/decision.hpp"
#include "program/services.hpp"

/// What people may do with things of their own, beside their roles' permissions.
namespace belfry::program {

/// Reading: program_see.
[[nodiscard]] http::Access may_see();

/// Changing steps, tasks, notes and files: program_edit.
[[nodiscard]] http::Access may_edit();

/// … or whoever has the task `{task}`.
[[nodiscard]] http::Access may_edit_or_has_task(const Services& services);

/// Whoever wrote the comment `{comment}`: nobody changes what somebody else said.
[[nodiscard]] http::Access own_comment(const Services& services);

/// … or, to delete it, people_manage.
[[nodiscard]] http::Access own_comment_or_manages(const Services& services);

/// Approving, declining, asking back: whoever the decision `{decision}` is for (may_decide).
[[nodiscard]] http::Access decides(const Services& services);

/// Changing, answering, withdrawing: whoever asked for the decision, or program_edit.
[[nodiscard]] http::Access asked_or_edits(const Services& services);

/// The caller, as the rules of decisions need to know them.
[[nodiscard]] Decider decider_of(const http::Caller& caller);

}  // namespace belfry::program
