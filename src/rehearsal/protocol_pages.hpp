#pragma once

#include "documents/paper_html.hpp"
#include "rehearsal/protocol.hpp"

/// The protocol on paper.
namespace belfry::rehearsal {

/// How a whole city is printed: each card once, with the number of copies to make, and a page for
/// every place; or one complete set after the other, ready to be handed out. A protocol of one
/// place is always its set.
enum class Copies { masters, sets };
BOOST_DESCRIBE_ENUM(Copies, masters, sets)

/// Writes cover, cards, places and sheets. One card is one page.
void lay_out(
    const Protocol& protocol, Copies copies, const program::Words& words, documents::Paper& paper
);

/// One HTML file, given to `sink` piece by piece.
void write_html(
    const Protocol& protocol,
    Copies copies,
    documents::PaperSize size,
    const program::Words& words,
    const documents::Sink& sink
);

/// A Word document.
[[nodiscard]] std::string to_docx(
    const Protocol& protocol, Copies copies, documents::PaperSize size, const program::Words& words
);

}  // namespace belfry::rehearsal
