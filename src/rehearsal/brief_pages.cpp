#include "rehearsal/brief_pages.hpp"

#include "documents/docx.hpp"

namespace belfry::rehearsal {

namespace {

using documents::ListStyle;
using documents::PaperTable;
using documents::RowHeight;
using documents::Tone;
using documents::Type;

documents::PaperFrame frame_of(
    const Brief& brief, documents::PaperSize size, const program::Words& words
) {
    return {brief.title, brief.language, brief.running, words.say("protocol.page"), size};
}

/// Of the matrix, beside what else stands there.
constexpr std::size_t most_rows_on_the_first_page = 9;

/// The first column wide, the others alike.
std::vector<int> widths(std::size_t columns, int first) {
    std::vector<int> out{first};
    const int rest = 100 - first;
    const int others = static_cast<int>(columns) - 1;
    for (int i = 0; i < others; ++i) {
        out.push_back(rest * (i + 1) / others - rest * i / others);
    }
    return out;
}

void put(documents::Paper& paper, const BriefTable& table, int first) {
    if (table.rows.empty()) {
        return;
    }
    paper.heading(2, table.title);
    paper.table(
        {table.columns, widths(table.rows.front().size(), first), table.rows, RowHeight::text}
    );
}

}  // namespace

void lay_out(const Brief& brief, const program::Words& words, documents::Paper& paper) {
    paper.page(Type::small);
    paper.text(brief.title, Tone::kicker);
    paper.heading(1, brief.headline);
    for (const auto& warning : brief.warnings) {
        paper.text(warning, Tone::lead);
    }
    for (const auto& statement : brief.statements) {
        paper.text(statement.text);
    }
    const auto matrix = [&] {
        put(paper, brief.matrix, 28);
        if (!brief.sources.empty()) {
            paper.text(brief.sources);
        }
    };
    const auto rest = [&] {
        put(paper, brief.worst_sites, 40);
        paper.heading(2, words.say("brief.run.not_modelled.title"));
        paper.list(ListStyle::points, brief.not_modelled);
    };
    const bool is_long = brief.matrix.rows.size() > most_rows_on_the_first_page;
    is_long ? rest() : matrix();
    paper.page(Type::small);
    is_long ? matrix() : rest();
    put(paper, brief.reproduce, 26);
}

std::string to_html(const Brief& brief, documents::PaperSize size, const program::Words& words) {
    std::string out;
    documents::HtmlPaper paper(frame_of(brief, size, words), [&](std::string_view part) {
        out += part;
    });
    lay_out(brief, words, paper);
    paper.finish();
    return out;
}

std::string to_docx(const Brief& brief, documents::PaperSize size, const program::Words& words) {
    documents::Docx paper(frame_of(brief, size, words));
    lay_out(brief, words, paper);
    return paper.finish();
}

}  // namespace belfry::rehearsal
