#pragma once

#include "documents/paper_html.hpp"
#include "rehearsal/brief.hpp"

/// The mayor's brief on two pages of paper.
namespace belfry::rehearsal {

void lay_out(const Brief& brief, const program::Words& words, documents::Paper& paper);

[[nodiscard]] std::string to_html(
    const Brief& brief, documents::PaperSize size, const program::Words& words
);
[[nodiscard]] std::string to_docx(
    const Brief& brief, documents::PaperSize size, const program::Words& words
);

}  // namespace belfry::rehearsal
