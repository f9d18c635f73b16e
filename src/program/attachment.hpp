#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "program/person.hpp"

namespace belfry::program {

/// A file that hangs on a step, task, decision or note.
struct Attachment {
    Id<Attachment> id;
    std::string object;  ///< `step/3`.
    std::string name;
    std::string media_type;
    std::int64_t size = 0;  ///< Bytes.
    std::string sha256;     ///< Of the content, hexadecimal.
    PersonRef by;
    Instant at;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    Attachment, (), (id, object, name, media_type, size, sha256, by, at, revision)
)

/// The largest file, and the pieces in which the database holds it.
inline constexpr std::size_t most_attachment = 25 * 1024 * 1024;
inline constexpr std::size_t attachment_piece = 1024 * 1024;

/// A name that is safe in every file system and header: no folder, no control character, none of
/// `<>:"|?*`, no leading dot, at most 150 bytes with its ending kept; "file" when nothing is left.
[[nodiscard]] std::string safe_file_name(std::string_view name);

/// By the name's ending, for those who list it. Never used to decide how a browser treats it: every
/// attachment is served as a download.
[[nodiscard]] std::string_view media_type_of(std::string_view name);

/// Whether a file begins as the ending of its name promises, and holds no zero bytes where that
/// promises text. An ending that is not known here promises nothing.
[[nodiscard]] bool is_as_named(std::string_view name, std::string_view content);

}  // namespace belfry::program
