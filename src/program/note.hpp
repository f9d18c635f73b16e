#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "program/person.hpp"

namespace belfry::program {

/// What somebody wrote down for a step.
struct Note {
    Id<Note> id;
    int step = 0;
    std::string text;  ///< Markdown.
    std::string html;  ///< The same, safe to show.
    PersonRef author;
    Instant at;
    bool edited = false;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, step, text, html, author, at, edited, revision))

struct NoteNew {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NoteNew, (), (text))

struct NoteEdit {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NoteEdit, (), (text))

/// A remark on a step, task, decision or note.
struct Comment {
    Id<Comment> id;
    std::string object;  ///< `task/12`.
    std::string text;
    PersonRef author;
    Instant at;
    bool edited = false;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(Comment, (), (id, object, text, author, at, edited, revision))

struct CommentNew {
    std::string object;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(CommentNew, (), (object, text))

struct CommentEdit {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(CommentEdit, (), (text))

/// Refuses an empty text and one over the limit.
[[nodiscard]] Result<void> check_written(const std::string& text);

}  // namespace belfry::program
