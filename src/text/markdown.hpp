#pragma once

#include <string>
#include <string_view>

namespace belfry::text {

/// Notes are written in Markdown (CommonMark with tables, strikethrough and bare links).
///
/// The HTML is safe to show: raw HTML and links other than http, https and mailto are left out, and
/// an image becomes a link to it, so that reading a note tells nobody that it was read.
[[nodiscard]] std::string html_of_markdown(std::string_view markdown);

/// The words alone, for search and e-mail; one line break between paragraphs.
[[nodiscard]] std::string plain_of_markdown(std::string_view markdown);

/// At most `most` bytes, cut between characters, with "…" where something was left out.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t most);

}  // namespace belfry::text
