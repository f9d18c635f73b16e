#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace belfry::documents {

enum class PaperSize { letter, a4 };
BOOST_DESCRIBE_ENUM(PaperSize, letter, a4)

/// What holds for a whole document.
struct PaperFrame {
    std::string title;
    std::string language;   ///< `en`, `es`.
    std::string running;    ///< Small at the head of every page.
    std::string page_word;  ///< "Page", before its number.
    PaperSize size = PaperSize::letter;
};

/// Size of the letters on a page: large for what is read standing and in a hurry.
enum class Type { normal, large, small };

enum class Tone {
    plain,
    lead,   ///< What a reader must see first.
    small,  ///< Remarks.
    kicker  ///< Above a heading: whom the page is for.
};

enum class ListStyle { steps, points };

/// `log` rows are for one short entry by hand, `form` rows for names and signatures.
enum class RowHeight { text, log, form };

/// Cells are text; an empty one is to be filled in by hand.
struct PaperTable {
    std::vector<std::string> columns;  ///< Headings; none: no row of headings.
    std::vector<int> widths;           ///< Percent, one for each column.
    std::vector<std::vector<std::string>> rows;
    RowHeight height = RowHeight::text;
};

/// A document for print, written from front to back. The same calls make a page for a browser
/// (paper_html.hpp) and a file for a word processor (docx.hpp). Nothing on it needs colour.
class Paper {
public:
    Paper() = default;
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;
    Paper(Paper&&) = delete;
    Paper& operator=(Paper&&) = delete;
    virtual ~Paper() = default;

    /// A new sheet of paper. Called before anything else.
    virtual void page(Type type) = 0;
    /// `level` 1 to 3.
    virtual void heading(int level, std::string_view text) = 0;
    virtual void text(std::string_view text, Tone tone = Tone::plain) = 0;
    virtual void list(ListStyle style, std::span<const std::string> items) = 0;
    /// In a frame: what must not be overlooked.
    virtual void box(std::string_view label, std::span<const std::string> items) = 0;
    virtual void table(const PaperTable& table) = 0;
};

}  // namespace belfry::documents
