#include "program/note_routes.hpp"

#include "program/change.hpp"
#include "program/query.hpp"
#include "program/rules.hpp"
#include "text/markdown.hpp"

namespace belfry::program {

namespace {

using ShownNote = http::Versioned<Note>;

Result<http::Listing<Note>> list(const Services& services, const http::Call& call) {
    const auto step = step_in(call);
    if (!step) {
        return std::unexpected(step.error());
    }
    return services.database.read([&](store::Connection& db) {
        const auto people = everybody(db);
        auto notes = list_notes(db, *step);
        for (auto& note : notes) {
            complete(people, note.author);
        }
        return http::Listing<Note>{std::move(notes), {}};
    });
}

Result<ShownNote> create(const Services& services, const http::Call& call, const NoteNew& wish) {
    const auto step = step_in(call);
    if (!step) {
        return std::unexpected(step.error());
    }
    return add<Note>(services, call, [&](record::Writing& writing, Note note) -> Result<Note> {
        if (auto fits = check_written(wish.text); !fits) {
            return std::unexpected(fits.error());
        }
        note.step = *step;
        note.text = wish.text;
        note.html = text::html_of_markdown(wish.text);
        note.author = {call.caller.account, {}, {}};
        note.at = writing.at();
        return note;
    });
}

Result<ShownNote> edit(const Services& services, const http::Call& call, const NoteEdit& wish) {
    return change<Note>(
        services,
        change_by(call, "note.update", {"note", call.number("note")}),
        [&](record::Writing&, Note note) -> Result<Note> {
            if (auto fits = check_written(wish.text); !fits) {
                return std::unexpected(fits.error());
            }
            note.edited = note.edited || note.text != wish.text;
            note.text = wish.text;
            note.html = text::html_of_markdown(wish.text);
            return note;
        }
    );
}

}  // namespace

void add_note_routes(http::Router& router, const Services& services) {
    router.add(http::list<Note>(
        "/api/v1/steps/{step}/notes",
        may_see(),
        "Notes of a step, newest first.",
        std::bind_front(list, services)
    ));
    router.add(http::create<NoteNew, ShownNote>(
        "/api/v1/steps/{step}/notes",
        may_edit(),
        "Writes a note on a step.",
        std::bind_front(create, services)
    ));
    router.add(http::patch<NoteEdit, ShownNote>(
        "/api/v1/notes/{note}",
        may_edit(),
        "Changes a note, based on the revision in If-Match.",
        std::bind_front(edit, services)
    ));
    router.add(http::remove<void>(
        "/api/v1/notes/{note}",
        may_edit(),
        "Deletes a note with its comments and files.",
        [services](const http::Call& call) {
            return erase<Note>(services, call, call.id<Note>("note"));
        }
    ));
}

}  // namespace belfry::program
