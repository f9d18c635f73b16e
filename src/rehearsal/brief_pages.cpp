#include "rehearsal/brief_pages.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

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
    paper.heading(2, table.title);
    paper.table(
        {table.columns, widths(table.rows.front().size(), first), table.rows, RowHeight::text}
    );
}

/// About how high things become on paper, in points: rather too high than too low.
class Ruler {
public:
    explicit Ruler(Type type)
        : letters_(type == Type::small ? 9.5 : 11), line_(type == Type::small ? 11.6 : 14.3) {}

    [[nodiscard]] double text(std::string_view text) const { return lines(text, 1) * line_ + 5; }

    [[nodiscard]] double heading(std::string_view text) const {
        constexpr double larger = 1.85;
        constexpr double bold = 1.2;
        return lines(text, 1 / (larger * bold)) * line_ * larger * 0.9 + 5;
    }

    [[nodiscard]] double list(const std::vector<std::string>& items) const {
        double out = title() + 5;
        for (const auto& item : items) {
            out += lines(item, 0.95) * line_ + 2;
        }
        return out;
    }

    [[nodiscard]] double table(const BriefTable& table, int first) const {
        double out = title() + 5 + row(table.columns, first);
        for (const auto& cells : table.rows) {
            out += row(cells, first);
        }
        return out;
    }

private:
    [[nodiscard]] double title() const { return line_ * 1.2 + 13; }

    [[nodiscard]] double row(const std::vector<std::string>& cells, int first) const {
        double most = 0;
        const auto width = widths(std::max<std::size_t>(cells.size(), 2), first);
        for (std::size_t at = 0; at < cells.size(); ++at) {
            most = std::max(most, lines(cells[at], width[at] / 100.0 - 0.02));
        }
        return most * line_ + 5;
    }

    /// Of a text in a column that takes this part of the page's width, between words.
    [[nodiscard]] double lines(std::string_view text, double part) const {
        constexpr double page = 515;           // points between the margins of the narrower paper
        constexpr double of_a_letter = 0.56;   // of wide letters, which stand in for others
        constexpr double lost_at_the_end = 4;  // half of a word
        const double letters = page * part / (letters_ * of_a_letter) - lost_at_the_end;
        return std::max(1.0, std::ceil(static_cast<double>(text.size()) / std::max(4.0, letters)));
    }

    double letters_;
    double line_;
};

/// In the order in which they are read, whichever page they are on.
enum class Part { findings, plan, scenario, matrix, worst_sites, not_modelled, reproduce };

/// What stands together on a page.
struct Block {
    Part part;
    std::function<void(documents::Paper&)> put;
    std::function<double(const Ruler&)> height;
};

/// What fits on a page of letter size, which is the shorter one, below the running head.
constexpr double room = 690;

bool fits(const std::vector<Block>& page, Type type) {
    const Ruler ruler(type);
    double height = 0;
    for (const auto& block : page) {
        height += block.height(ruler);
    }
    return height <= room;
}

bool fits_with(std::vector<Block> page, const Block& more, Type type) {
    page.push_back(more);
    return fits(page, type);
}

void put(documents::Paper& paper, std::vector<Block> page, Type type) {
    std::ranges::sort(page, {}, &Block::part);
    paper.page(type);
    for (const auto& block : page) {
        block.put(paper);
    }
}

Block block_of(Part part, const BriefTable& table, int first) {
    return {
        part,
        [&table, first](documents::Paper& paper) { put(paper, table, first); },
        [&table, first](const Ruler& ruler) {
            return ruler.table(table, first);
        }
    };
}

Block block_of(Part part, const std::string& title, const std::vector<std::string>& lines) {
    return {
        part,
        [&](documents::Paper& paper) {
            paper.heading(2, title);
            paper.list(ListStyle::points, lines);
        },
        [&](const Ruler& ruler) {
            return ruler.list(lines);
        }
    };
}

/// What was found and what it costs.
Block findings(const Brief& brief) {
    return {
        Part::findings,
        [&](documents::Paper& paper) {
            paper.text(brief.title, Tone::kicker);
            paper.heading(1, brief.headline);
            for (const auto& warning : brief.warnings) {
                paper.text(warning, Tone::lead);
            }
            for (const auto& statement : brief.statements) {
                paper.text(statement.text);
            }
        },
        [&](const Ruler& ruler) {
            double out = ruler.text(brief.title) + ruler.heading(brief.headline);
            for (const auto& warning : brief.warnings) {
                out += 1.4 * ruler.text(warning);
            }
            for (const auto& statement : brief.statements) {
                out += ruler.text(statement.text);
            }
            return out;
        }
    };
}

/// A matrix of more rows has the second page, and nothing but what has to be said beside it.
constexpr std::size_t most_rows_beside_others = 9;

Block matrix_of(const Brief& brief) {
    constexpr int first = 28;
    return {
        Part::matrix,
        [&](documents::Paper& paper) {
            put(paper, brief.matrix, first);
            paper.text(brief.sources);
        },
        [&](const Ruler& ruler) {
            return ruler.table(brief.matrix, first) + ruler.text(brief.sources);
        }
    };
}

}  // namespace

void lay_out(const Brief& brief, const program::Words& words, documents::Paper& paper) {
    const auto unknown = words.say("brief.run.not_modelled.title");
    std::vector<Block> first{findings(brief)};
    std::vector<Block> second{
        block_of(Part::not_modelled, unknown, brief.not_modelled),
        block_of(Part::reproduce, brief.reproduce, 26)
    };
    if (brief.matrix.rows.size() > most_rows_beside_others) {
        if (!brief.worst_sites.rows.empty()) {
            first.push_back(block_of(Part::worst_sites, brief.worst_sites, 40));
        }
        first.push_back(second.front());
        second.front() = matrix_of(brief);
        put(paper, std::move(first), Type::small);
        put(paper, std::move(second), Type::small);
        return;
    }
    if (!brief.matrix.rows.empty()) {
        first.push_back(matrix_of(brief));
    }
    // Where letters of the usual size suffice, rather on the second page than small on the first.
    const auto place = [&](const Block& block) {
        for (const auto type : {Type::normal, Type::small}) {
            for (auto* page : {&first, &second}) {
                if (fits_with(*page, block, type)) {
                    page->push_back(block);
                    return;
                }
            }
        }
    };
    if (!brief.plan.lines.empty()) {
        place(block_of(Part::plan, brief.plan.title, brief.plan.lines));
    }
    if (!brief.scenario.lines.empty()) {
        place(block_of(Part::scenario, brief.scenario.title, brief.scenario.lines));
    }
    if (!brief.worst_sites.rows.empty()) {
        place(block_of(Part::worst_sites, brief.worst_sites, 40));
    }
    for (const auto& page : {first, second}) {
        put(paper, page, fits(page, Type::normal) ? Type::normal : Type::small);
    }
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
