#pragma once

#include "documents/paper.hpp"
#include "http/route.hpp"

/// Answers that are made to be printed.
namespace belfry::rehearsal {

/// `?paper=letter|a4`; Letter where the query does not say.
[[nodiscard]] Result<documents::PaperSize> paper_in(const http::Call& call);

/// A page that a browser shows, with its own style sheet and nothing else.
[[nodiscard]] http::Response printed_page(std::string html, documents::PaperSize size);

/// A Word document as a download.
[[nodiscard]] http::Response word_file(std::string bytes, std::string_view name);

/// A route that answers with a file and takes `?paper=`.
[[nodiscard]] http::Route printed(
    std::string path,
    std::string summary,
    std::string media_type,
    std::function<Result<http::Response>(const http::Call&)> handle
);

}  // namespace belfry::rehearsal
