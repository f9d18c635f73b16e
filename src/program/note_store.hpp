#pragma once

#include <optional>
#include <vector>

#include "program/note.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Newest first. Authors hold their id only.
[[nodiscard]] std::vector<Note> list_notes(store::Connection& db, int step);
[[nodiscard]] std::optional<Note> find_note(store::Connection& db, Id<Note> id);
void add_note(store::Connection& db, const Note& note);
void save_note(store::Connection& db, const Note& note);
void delete_note(store::Connection& db, Id<Note> id);

/// Oldest first, as a conversation reads.
[[nodiscard]] std::vector<Comment> list_comments(
    store::Connection& db, const record::Object& subject
);
[[nodiscard]] std::optional<Comment> find_comment(store::Connection& db, Id<Comment> id);
void add_comment(store::Connection& db, const Comment& comment);
void save_comment(store::Connection& db, const Comment& comment);
void delete_comment(store::Connection& db, Id<Comment> id);

/// What hangs on an object that goes away: its comments and attachments.
[[nodiscard]] std::vector<record::Object> hanging_on(
    store::Connection& db, const record::Object& subject
);

}  // namespace belfry::program
