#include "program/decision_routes.hpp"

#include "program/change.hpp"
#include "program/decision_notices.hpp"
#include "program/query.hpp"
#include "program/rules.hpp"

namespace belfry::program {

namespace {

using ShownDecision = http::Versioned<Decision>;

Result<http::Listing<Decision>> list(const Services& services, const http::Call& call) {
    const auto view = choice_in(call, "state", DecisionView::all);
    const auto mine = flag_in(call, "mine");
    const auto step = number_in(call, "step");
    if (!view || !mine || !step) {
        return std::unexpected(!view ? view.error() : !mine ? mine.error() : step.error());
    }
    return services.database.read([&](store::Connection& db) {
        const auto people = everybody(db);
        auto decisions = list_decisions(db, *view, static_cast<int>(step->value_or(0)));
        if (*mine) {
            std::erase_if(decisions, [&](const Decision& decision) {
                return !may_decide(decision, decider_of(call.caller));
            });
        }
        for (auto& decision : decisions) {
            Stored<Decision>::complete(people, decision);
        }
        return http::Listing<Decision>{std::move(decisions), {}};
    });
}

Result<ShownDecision> ask(
    const Services& services, const http::Call& call, const DecisionNew& wish
) {
    const auto step = step_in(call);
    if (!step) {
        return std::unexpected(step.error());
    }
    return add<Decision>(
        services,
        call,
        [&](record::Writing& writing, const Decision& blank) -> Result<Decision> {
            auto decision = new_decision(*step, wish, call.caller.account, writing.at());
            if (!decision) {
                return decision;
            }
            auto known = check_decider(writing.db(), wish.asked_of_id);
            if (!known) {
                return std::unexpected(known.error());
            }
            decision->id = blank.id;
            decision->revision = blank.revision;
            tell_deciders(writing, *decision, InboxKind::decision_asked, call.caller.account);
            return decision;
        }
    );
}

/// A change by `rule(decision, now)`, told to those whom `tell` names.
template <class RuleOf, class Tell>
Result<ShownDecision> changed(
    const Services& services, const http::Call& call, std::string action, RuleOf rule, Tell tell
) {
    return change<Decision>(
        services,
        change_by(call, std::move(action), {"decision", call.number("decision")}),
        [&](record::Writing& writing, const Decision& before) -> Result<Decision> {
            auto decision = rule(before, writing.at());
            if (decision) {
                tell(writing, *decision);
            }
            return decision;
        }
    );
}

Result<ShownDecision> edit(
    const Services& services, const http::Call& call, const DecisionEdit& wish
) {
    return change<Decision>(
        services,
        change_by(call, "decision.update", {"decision", call.number("decision")}),
        [&](record::Writing& writing, const Decision& before) -> Result<Decision> {
            auto decision = edited(before, wish);
            if (!decision || decision->asked_of == before.asked_of) {
                return decision;
            }
            auto known = check_decider(writing.db(), id_of(decision->asked_of));
            if (!known) {
                return std::unexpected(known.error());
            }
            tell_deciders(writing, *decision, InboxKind::decision_asked, call.caller.account);
            return decision;
        }
    );
}

Result<ShownDecision> approve(
    const Services& services, const http::Call& call, const DecisionApproval& how
) {
    const auto by = call.caller.account;
    return changed(
        services,
        call,
        "decision.approve",
        [&](const Decision& it, Instant now) { return approved(it, how, by, now); },
        [&](record::Writing& writing, const Decision& it) {
            tell_asker(writing, it, InboxKind::decision_answered, by);
        }
    );
}

Result<ShownDecision> decline(
    const Services& services, const http::Call& call, const DecisionRefusal& why
) {
    const auto by = call.caller.account;
    return changed(
        services,
        call,
        "decision.decline",
        [&](const Decision& it, Instant now) { return declined(it, why, by, now); },
        [&](record::Writing& writing, const Decision& it) {
            tell_asker(writing, it, InboxKind::decision_answered, by);
        }
    );
}

Result<ShownDecision> ask_back(
    const Services& services, const http::Call& call, const DecisionQuestionNew& question
) {
    const auto by = call.caller.account;
    return changed(
        services,
        call,
        "decision.question",
        [&](const Decision& it, Instant now) { return asked_back(it, question, by, now); },
        [&](record::Writing& writing, const Decision& it) {
            tell_asker(writing, it, InboxKind::question, by);
        }
    );
}

Result<ShownDecision> answer(
    const Services& services, const http::Call& call, const DecisionAnswer& words
) {
    const auto by = call.caller.account;
    return changed(
        services,
        call,
        "decision.answer",
        [&](const Decision& it, Instant now) { return answered(it, words, by, now); },
        [&](record::Writing& writing, const Decision& it) {
            tell_deciders(writing, it, InboxKind::question_answered, by);
        }
    );
}

Result<ShownDecision> withdraw(
    const Services& services, const http::Call& call, const DecisionWithdrawal& why
) {
    const auto by = call.caller.account;
    return changed(
        services,
        call,
        "decision.withdraw",
        [&](const Decision& it, Instant now) { return withdrawn(it, why, by, now); },
        [](record::Writing&, const Decision&) {}
    );
}

void add_answers(http::Router& router, const Services& services) {
    const auto act = [&]<class In>(
                         const char* name,
                         http::Access access,
                         const char* summary,
                         Result<ShownDecision> (*run)(const Services&, const http::Call&, const In&)
                     ) {
        router.add(http::conditional(http::post<In, ShownDecision>(
            std::string("/api/v1/decisions/{decision}/") + name,
            std::move(access),
            summary,
            std::bind_front(run, services)
        )));
    };
    act("approval", decides(services), "Approves what is asked.", approve);
    act("declining", decides(services), "Declines what is asked, with the reason.", decline);
    act("question", decides(services), "Asks something before deciding.", ask_back);
    act("answer", asked_or_edits(services), "Answers the question that is open.", answer);
    act("withdrawal", asked_or_edits(services), "Takes the request back, with the reason.", withdraw
    );
}

}  // namespace

void add_decision_routes(http::Router& router, const Services& services) {
    auto decisions = http::list<Decision>(
        "/api/v1/decisions",
        may_see(),
        "Decisions: those that wait by due date, then the answered, newest first.",
        std::bind_front(list, services)
    );
    decisions.query.push_back({"state", "Which decisions.", {"waiting", "answered", "all"}});
    decisions.query.push_back({"mine", "Only those the caller may answer.", {"true", "false"}});
    decisions.query.push_back({"step", "Of one step only, 1 to 10.", {}});
    router.add(std::move(decisions));

    router.add(http::create<DecisionNew, ShownDecision>(
        "/api/v1/steps/{step}/decisions",
        http::Access::needs("decisions_ask"),
        "Asks for a decision.",
        std::bind_front(ask, services)
    ));
    router.add(http::get<ShownDecision>(
        "/api/v1/decisions/{decision}",
        may_see(),
        "One decision.",
        [services](const http::Call& call) {
            return shown<Decision>(services, call.id<Decision>("decision"));
        }
    ));
    router.add(http::patch<DecisionEdit, ShownDecision>(
        "/api/v1/decisions/{decision}",
        asked_or_edits(services),
        "Changes what is asked, while it waits, based on the revision in If-Match.",
        std::bind_front(edit, services)
    ));
    add_answers(router, services);
}

}  // namespace belfry::program
