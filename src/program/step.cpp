#include "program/step.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "program/limits.hpp"
#include "program/local_time.hpp"

namespace belfry::program {

namespace {

constexpr std::array<std::array<std::string_view, 3>, step_count> suggestions{{
    {"commission_charter", "commission_seats", "commission_first_study"},
    {"outage_plan", "phone_tree", "first_tabletop"},
    {"liaisons", "critical_roles", "dhs_services"},
    {"training_scope", "training_course", "training_budget"},
    {"peer_list", "sharing_rules", "monthly_call"},
    {"forum_dates", "forum_agenda", "forum_needs"},
    {"know_own_system", "first_oped", "audit_explainer"},
    {"statement_topic", "statement_draft", "statement_release"},
    {"security_day_date", "security_day_panel", "security_day_questions"},
    {"needs_list", "members_list", "first_letter"},
}};

template <class Item>
const Item* earliest(const std::vector<Item>& items, auto wanted) {
    const Item* found = nullptr;
    for (const auto& item : items) {
        if (item.due && wanted(item) && (found == nullptr || *item.due < *found->due)) {
            found = &item;
        }
    }
    return found;
}

std::optional<StatusFinding> lateness(const StepFacts& facts, Date today) {
    const auto past = [&](const auto& item) {
        return *item.due < today;
    };
    const auto* oldest = earliest(facts.open, past);
    if (oldest == nullptr) {
        return {};
    }
    const auto count = std::ranges::count_if(facts.open, [&](const OpenTask& task) {
        return task.due && past(task);
    });
    return StatusFinding{
        StepStatus::late, "step.reason.task_late", count, {{"title", oldest->title}}
    };
}

std::optional<StatusFinding> call_for_attention(const StepFacts& facts, Date today) {
    const auto* waiting = earliest(facts.waiting, [&](const auto& it) { return *it.due < today; });
    if (waiting != nullptr) {
        return StatusFinding{
            StepStatus::needs_attention,
            "step.reason.decision_late",
            {},
            {{"title", waiting->title}}
        };
    }
    const auto* unowned = earliest(facts.open, [&](const OpenTask& task) {
        return !task.owned && days_between(today, *task.due) <= unowned_warning_days;
    });
    if (unowned != nullptr) {
        return StatusFinding{
            StepStatus::needs_attention, "step.reason.unowned_soon", {}, {{"title", unowned->title}}
        };
    }
    if (!facts.owned && (!facts.open.empty() || !facts.waiting.empty())) {
        return StatusFinding{StepStatus::needs_attention, "step.reason.no_owner", {}, {}};
    }
    return {};
}

}  // namespace

StepGroup group_of(int step) {
    check(step >= 1 && step <= step_count, "there are ten steps");
    if (step <= 4) {
        return StepGroup::own_powers;
    }
    return step <= 6 ? StepGroup::with_officials : StepGroup::public_and_congress;
}

const std::array<std::string_view, 3>& suggestions_for(int step) {
    check(step >= 1 && step <= step_count, "there are ten steps");
    return suggestions.at(static_cast<std::size_t>(step - 1));
}

bool suggests(int step, std::string_view key) {
    const auto& keys = suggestions_for(step);
    return std::ranges::find(keys, key) != keys.end();
}

StatusFinding status_of(const StepFacts& facts, Date today) {
    const auto open = static_cast<std::int64_t>(facts.open.size());
    const auto total = facts.tasks_done + open;
    if (total == 0 && facts.waiting.empty() && facts.decisions_made == 0) {
        return {StepStatus::not_started, "step.reason.nothing_yet", {}, {}};
    }
    if (auto late = lateness(facts, today)) {
        return std::move(*late);
    }
    if (auto attention = call_for_attention(facts, today)) {
        return std::move(*attention);
    }
    if (open == 0 && total > 0 && facts.waiting.empty()) {
        return {StepStatus::done, "step.reason.all_done", total, {}};
    }
    if (facts.tasks_done == 0 && facts.decisions_made == 0) {
        return {StepStatus::not_started, "step.reason.nothing_finished", {}, {}};
    }
    if (total == 0) {
        return {StepStatus::on_track, "step.reason.decided", {}, {}};
    }
    return {
        StepStatus::on_track,
        "step.reason.progress",
        {},
        {{"done", std::to_string(facts.tasks_done)}, {"total", std::to_string(total)}}
    };
}

Result<void> check_step_edit(const StepEdit& edit) {
    Checked fields;
    if (edit.status && *edit.status) {
        fields.text("status_reason", edit.status_reason.value_or(""), most_reason);
    }
    return fields.result();
}

}  // namespace belfry::program
