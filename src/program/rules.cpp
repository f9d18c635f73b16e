#include "program/rules.hpp"

#include "http/route.hpp"
#include "program/decision_store.hpp"
#include "program/note_store.hpp"
#include "program/task_store.hpp"

namespace belfry::program {

namespace {

/// A rule about one stored thing: holds where the thing is there and `holds(thing, caller)`.
template <class Find, class Holds>
http::Access::Rule about(const Services& services, Find find, Holds holds) {
    return [&database = services.database, find, holds](const http::Call& call) {
        const auto thing = database.read([&](store::Connection& db) { return find(db, call); });
        return thing && holds(*thing, call.caller);
    };
}

std::optional<Decision> decision_named(store::Connection& db, const http::Call& call) {
    return find_decision(db, call.id<Decision>("decision"));
}

std::optional<Comment> comment_named(store::Connection& db, const http::Call& call) {
    return find_comment(db, call.id<Comment>("comment"));
}

bool wrote(const Comment& comment, const http::Caller& caller) {
    return caller.may("program_comment") && comment.author.id == caller.account;
}

}  // namespace

http::Access may_see() {
    return http::Access::needs("program_see");
}

http::Access may_edit() {
    return http::Access::needs("program_edit");
}

http::Access may_edit_or_has_task(const Services& services) {
    return may_edit().or_when(
        "the task's owner",
        about(
            services,
            [](store::Connection& db, const http::Call& call) {
                return find_task(db, call.id<Task>("task"));
            },
            [](const Task& task, const http::Caller& caller) {
                return caller.may("program_see") && task.owner && task.owner->id == caller.account;
            }
        )
    );
}

http::Access own_comment(const Services& services) {
    return http::Access::needs("program_comment")
        .and_when("the comment's author", about(services, comment_named, wrote));
}

http::Access own_comment_or_manages(const Services& services) {
    return http::Access::needs("people_manage")
        .or_when("the comment's author", about(services, comment_named, wrote));
}

http::Access decides(const Services& services) {
    return may_see().and_when(
        "whoever is asked for the decision",
        about(
            services,
            decision_named,
            [](const Decision& decision, const http::Caller& caller) {
                return may_decide(decision, decider_of(caller));
            }
        )
    );
}

Decider decider_of(const http::Caller& caller) {
    return {caller.account, caller.may("decisions_answer"), caller.may("decisions_be_asked")};
}

http::Access asked_or_edits(const Services& services) {
    return may_edit().or_when(
        "whoever asked for the decision",
        about(
            services,
            decision_named,
            [](const Decision& decision, const http::Caller& caller) {
                return caller.may("program_see") && decision.asked_by.id == caller.account;
            }
        )
    );
}

}  // namespace belfry::program
