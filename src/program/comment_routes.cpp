#include <set>

#include "program/change.hpp"
#include "program/inbox_store.hpp"
#include "program/note_routes.hpp"
#include "program/query.hpp"
#include "program/rules.hpp"
#include "program/step_store.hpp"
#include "text/markdown.hpp"

namespace belfry::program {

namespace {

using ShownComment = http::Versioned<Comment>;

constexpr std::size_t most_inbox_text = 300;

Result<http::Listing<Comment>> list(const Services& services, const http::Call& call) {
    return services.database.read([&](store::Connection& db) -> Result<http::Listing<Comment>> {
        const auto subject = subject_in(call, db);
        if (!subject) {
            return std::unexpected(subject.error());
        }
        const auto people = everybody(db);
        auto comments = list_comments(db, *subject);
        for (auto& comment : comments) {
            complete(people, comment.author);
        }
        return http::Listing<Comment>{std::move(comments), {}};
    });
}

/// Those whose thing it is, each once: the owner of a task or step, the author of a note, both
/// sides of a decision.
std::set<std::int64_t> concerned(store::Connection& db, const record::Object& subject) {
    std::set<std::int64_t> people;
    const auto add = [&](std::optional<std::int64_t> id) {
        people.insert(id.value_or(0));
    };
    if (subject.kind == "task") {
        add(id_of(find_task(db, {subject.id}).value().owner));
    } else if (subject.kind == "step") {
        add(step_settings(db).at(static_cast<std::size_t>(subject.id - 1)).owner);
    } else if (subject.kind == "note") {
        add(find_note(db, {subject.id}).value().author.id);
    } else {
        const auto decision = find_decision(db, {subject.id}).value();
        add(decision.asked_by.id);
        add(id_of(decision.asked_of));
    }
    return people;
}

Result<ShownComment> create(
    const Services& services, const http::Call& call, const CommentNew& wish
) {
    return program::add<Comment>(
        services,
        call,
        [&](record::Writing& writing, Comment comment) -> Result<Comment> {
            if (auto fits = check_written(wish.text); !fits) {
                return std::unexpected(fits.error());
            }
            const auto subject = subject_of(wish.object, writing.db());
            if (!subject) {
                return std::unexpected(subject.error());
            }
            comment.object = subject->text();
            comment.text = wish.text;
            comment.author = {call.caller.account, {}, {}};
            comment.at = writing.at();
            for (const auto account : concerned(writing.db(), *subject)) {
                put_into_inbox(
                    writing.db(),
                    {.id = {},
                     .account = account,
                     .kind = InboxKind::comment,
                     .actor = call.caller.account,
                     .object = *subject,
                     .text = text::shorten(text::plain_of_markdown(comment.text), most_inbox_text),
                     .at = writing.at()}
                );
            }
            return comment;
        }
    );
}

Result<ShownComment> edit(
    const Services& services, const http::Call& call, const CommentEdit& wish
) {
    return change<Comment>(
        services,
        change_by(call, "comment.update", {"comment", call.number("comment")}),
        [&](record::Writing&, Comment comment) -> Result<Comment> {
            if (auto fits = check_written(wish.text); !fits) {
                return std::unexpected(fits.error());
            }
            comment.edited = comment.edited || comment.text != wish.text;
            comment.text = wish.text;
            return comment;
        }
    );
}

}  // namespace

void add_comment_routes(http::Router& router, const Services& services) {
    auto comments = http::list<Comment>(
        "/api/v1/comments",
        may_see(),
        "Comments on one thing, oldest first.",
        std::bind_front(list, services)
    );
    comments.query.push_back({"object", "What they are on: `task/12`.", {}});
    router.add(std::move(comments));
    router.add(http::create<CommentNew, ShownComment>(
        "/api/v1/comments",
        http::Access::needs("program_comment"),
        "Comments on a step, task, decision or note.",
        std::bind_front(create, services)
    ));
    // Nobody puts words into somebody else's mouth; an administrator may only delete them.
    router.add(http::patch<CommentEdit, ShownComment>(
        "/api/v1/comments/{comment}",
        own_comment(services),
        "Changes a comment of one's own, based on the revision in If-Match.",
        std::bind_front(edit, services)
    ));
    router.add(http::remove<void>(
        "/api/v1/comments/{comment}",
        own_comment_or_manages(services),
        "Deletes a comment.",
        [services](const http::Call& call) {
            return erase<Comment>(services, call, call.id<Comment>("comment"));
        }
    ));
}

}  // namespace belfry::program
