#include "program/decision.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "program/limits.hpp"

namespace belfry::program {

namespace {

bool undecided(const Decision& decision) {
    return decision.state == DecisionState::waiting ||
           decision.state == DecisionState::question_open;
}

Result<void> still_undecided(const Decision& decision) {
    if (undecided(decision)) {
        return {};
    }
    return refuse(
        Refusal::Kind::conflict,
        "decision_already_made",
        "This has been answered or withdrawn already."
    );
}

constexpr std::size_t most_options = 10;

void check_options(Checked& fields, const std::vector<std::string>& options) {
    if (options.size() == 1 || options.size() > most_options) {
        fields.problem("options", "too_few_or_many", "Give two to ten options, or none.");
    }
    for (std::size_t i = 0; i < options.size(); ++i) {
        const auto field = fmt::format("options[{}]", i);
        fields.line(field, options[i], most_title);
        if (std::find(
                options.begin(), options.begin() + static_cast<std::ptrdiff_t>(i), options[i]
            ) != options.begin() + static_cast<std::ptrdiff_t>(i)) {
            fields.problem(field, "given_twice", "Give each option once.");
        }
    }
}

Result<void> check_texts(const Decision& decision) {
    Checked fields;
    check_options(fields, decision.options);
    fields.line("title", decision.title, most_title)
        .text("why", decision.why, most_text)
        .optional_text("cost_source", decision.cost_source, most_reason);
    if (decision.cost && *decision.cost < Money()) {
        fields.problem("cost", "negative", "A cost cannot be negative.");
    }
    if (decision.cost && decision.cost_source.empty()) {
        fields.problem("cost_source", "required", "Say where the figure comes from.");
    }
    return fields.result();
}

Result<Decision> concluded(
    Decision decision,
    DecisionState state,
    std::optional<std::string> text,
    std::int64_t by,
    Instant now
) {
    decision.state = state;
    decision.answer_text = std::move(text);
    decision.answered_by = PersonRef{by, {}, {}};
    decision.answered_at = now;
    return decision;
}

/// The checks that declining and withdrawing share.
Result<void> may_end(const Decision& decision, const std::string& reason) {
    if (auto open = still_undecided(decision); !open) {
        return open;
    }
    return Checked().text("reason", reason, most_reason).result();
}

}  // namespace

bool may_decide(const Decision& decision, const Decider& who) {
    if (who.account == 0) {
        return false;
    }
    const bool own_request = decision.asked_by.id == who.account;
    if (decision.asked_of) {
        return decision.asked_of->id == who.account && who.may_be_asked &&
               (!own_request || who.decides_for_office);
    }
    return who.decides_for_office && !own_request;
}

Result<Decision> new_decision(
    int step, const DecisionNew& wish, std::int64_t asked_by, Instant now
) {
    Decision decision;
    decision.step = step;
    decision.title = wish.title;
    decision.why = wish.why;
    decision.cost = wish.cost;
    decision.cost_source = wish.cost_source.value_or("");
    decision.asked_by = {asked_by, {}, {}};
    decision.asked_of = person_of(wish.asked_of_id);
    decision.due = wish.due;
    decision.asked_at = now;
    decision.tlp = wish.tlp.value_or(decision.tlp);
    decision.options = wish.options.value_or(decision.options);
    if (auto fits = check_texts(decision); !fits) {
        return std::unexpected(fits.error());
    }
    return decision;
}

Result<Decision> edited(Decision decision, const DecisionEdit& edit) {
    if (auto open = still_undecided(decision); !open) {
        return std::unexpected(open.error());
    }
    decision.title = edit.title.value_or(decision.title);
    decision.why = edit.why.value_or(decision.why);
    decision.cost = edit.cost.value_or(decision.cost);
    decision.cost_source = edit.cost_source.value_or(decision.cost_source);
    decision.due = edit.due.value_or(decision.due);
    decision.tlp = edit.tlp.value_or(decision.tlp);
    decision.options = edit.options.value_or(decision.options);
    if (edit.asked_of_id) {
        decision.asked_of = person_of(*edit.asked_of_id);
    }
    if (auto fits = check_texts(decision); !fits) {
        return std::unexpected(fits.error());
    }
    return decision;
}

Result<Decision> approved(
    Decision decision, const DecisionApproval& how, std::int64_t by, Instant now
) {
    if (auto open = still_undecided(decision); !open) {
        return std::unexpected(open.error());
    }
    Checked fields;
    fields.optional_text("text", how.text.value_or(""), most_reason);
    const auto& options = decision.options;
    if (!how.option && !options.empty()) {
        fields.problem("option", "option_required", "Say which of the options it is.");
    } else if (how.option && std::ranges::find(options, *how.option) == options.end()) {
        fields.problem("option", "not_one_of", "Choose one of the options.");
    }
    if (auto fits = fields.result(); !fits) {
        return std::unexpected(fits.error());
    }
    decision.picked = how.option;
    return concluded(std::move(decision), DecisionState::approved, how.text, by, now);
}

Result<Decision> declined(
    Decision decision, const DecisionRefusal& why, std::int64_t by, Instant now
) {
    if (auto may = may_end(decision, why.reason); !may) {
        return std::unexpected(may.error());
    }
    return concluded(std::move(decision), DecisionState::declined, why.reason, by, now);
}

Result<Decision> withdrawn(
    Decision decision, const DecisionWithdrawal& why, std::int64_t by, Instant now
) {
    if (auto may = may_end(decision, why.reason); !may) {
        return std::unexpected(may.error());
    }
    return concluded(std::move(decision), DecisionState::withdrawn, why.reason, by, now);
}

Result<Decision> asked_back(
    Decision decision, const DecisionQuestionNew& question, std::int64_t by, Instant now
) {
    if (auto open = still_undecided(decision); !open) {
        return std::unexpected(open.error());
    }
    if (decision.state == DecisionState::question_open) {
        return refuse(
            Refusal::Kind::conflict, "question_already_open", "A question waits for its answer."
        );
    }
    if (auto fits = Checked().text("text", question.text, most_reason).result(); !fits) {
        return std::unexpected(fits.error());
    }
    decision.state = DecisionState::question_open;
    decision.question = DecisionQuestion{question.text, {by, {}, {}}, now, {}, {}, {}};
    return decision;
}

Result<Decision> answered(
    Decision decision, const DecisionAnswer& answer, std::int64_t by, Instant now
) {
    if (decision.state != DecisionState::question_open || !decision.question) {
        return refuse(
            Refusal::Kind::conflict, "no_open_question", "No question waits for an answer."
        );
    }
    if (auto fits = Checked().text("text", answer.text, most_text).result(); !fits) {
        return std::unexpected(fits.error());
    }
    decision.state = DecisionState::waiting;
    decision.question->answer = answer.text;
    decision.question->answered_by = PersonRef{by, {}, {}};
    decision.question->answered_at = now;
    return decision;
}

}  // namespace belfry::program
