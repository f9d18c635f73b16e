#include "program/note_store.hpp"

#include "base/check.hpp"
#include "program/subject.hpp"
#include "text/markdown.hpp"

namespace belfry::program {

namespace {

Note read_note(const store::Row& row) {
    auto text = row.get<std::string>(2);
    auto html = text::html_of_markdown(text);
    return {
        .id = row.get<Id<Note>>(0),
        .step = row.get<int>(1),
        .text = std::move(text),
        .html = std::move(html),
        .author = {row.integer(3), {}, {}},
        .at = row.get<Instant>(4),
        .edited = row.integer(5) != 0,
        .revision = row.integer(6),
    };
}

Comment read_comment(const store::Row& row) {
    return {
        .id = row.get<Id<Comment>>(0),
        .object = record::Object{row.get<std::string>(1), row.integer(2)}.text(),
        .text = row.get<std::string>(3),
        .author = {row.integer(4), {}, {}},
        .at = row.get<Instant>(5),
        .edited = row.integer(6) != 0,
        .revision = row.integer(7),
    };
}

}  // namespace

std::vector<Note> list_notes(store::Connection& db, int step) {
    return db.query(
        "SELECT id, step, text, author, at, edited, revision FROM note WHERE step = $1"
        " ORDER BY id DESC",
        read_note,
        step
    );
}

std::optional<Note> find_note(store::Connection& db, Id<Note> id) {
    return db.query_one(
        "SELECT id, step, text, author, at, edited, revision FROM note WHERE id = $1", read_note, id
    );
}

void add_note(store::Connection& db, const Note& note) {
    db.execute(
        "INSERT INTO note (id, step, text, author, at, edited, revision)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        note.id,
        note.step,
        note.text,
        note.author.id,
        note.at,
        note.edited,
        note.revision
    );
}

void save_note(store::Connection& db, const Note& note) {
    db.execute(
        "UPDATE note SET text = $2, edited = $3, revision = $4 WHERE id = $1",
        note.id,
        note.text,
        note.edited,
        note.revision
    );
}

void delete_note(store::Connection& db, Id<Note> id) {
    db.execute("DELETE FROM note WHERE id = $1", id);
}

std::vector<Comment> list_comments(store::Connection& db, const record::Object& subject) {
    return db.query(
        "SELECT id, object_kind, object_id, text, author, at, edited, revision FROM comment"
        " WHERE object_kind = $1 AND object_id = $2 ORDER BY id",
        read_comment,
        subject.kind,
        subject.id
    );
}

std::optional<Comment> find_comment(store::Connection& db, Id<Comment> id) {
    return db.query_one(
        "SELECT id, object_kind, object_id, text, author, at, edited, revision FROM comment"
        " WHERE id = $1",
        read_comment,
        id
    );
}

void add_comment(store::Connection& db, const Comment& comment) {
    const auto subject = subject_named(comment.object);
    check(subject.has_value(), "a comment on nothing");
    db.execute(
        "INSERT INTO comment (id, object_kind, object_id, text, author, at, edited, revision)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        comment.id,
        subject->kind,
        subject->id,
        comment.text,
        comment.author.id,
        comment.at,
        comment.edited,
        comment.revision
    );
}

void save_comment(store::Connection& db, const Comment& comment) {
    db.execute(
        "UPDATE comment SET text = $2, edited = $3, revision = $4 WHERE id = $1",
        comment.id,
        comment.text,
        comment.edited,
        comment.revision
    );
}

void delete_comment(store::Connection& db, Id<Comment> id) {
    db.execute("DELETE FROM comment WHERE id = $1", id);
}

std::vector<record::Object> hanging_on(store::Connection& db, const record::Object& subject) {
    return db.query(
        "SELECT 'comment', id FROM comment WHERE object_kind = $1 AND object_id = $2"
        " UNION ALL SELECT 'attachment', id FROM attachment"
        " WHERE object_kind = $1 AND object_id = $2",
        [](const store::Row& row) {
            return record::Object{row.get<std::string>(0), row.integer(1)};
        },
        subject.kind,
        subject.id
    );
}

}  // namespace belfry::program
