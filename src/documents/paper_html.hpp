#pragma once

#include "documents/paper.hpp"

namespace belfry::documents {

/// Takes the document piece by piece, so that it need not be in memory.
using Sink = std::function<void(std::string_view)>;

/// The style sheet that stands in the page, for the header that allows it.
[[nodiscard]] std::string paper_style(PaperSize size);

/// One HTML file without script and without anything from elsewhere, made for printing.
class HtmlPaper final : public Paper {
public:
    HtmlPaper(PaperFrame frame, Sink sink);

    void page(Type type) override;
    void heading(int level, std::string_view text) override;
    void text(std::string_view text, Tone tone) override;
    void list(ListStyle style, std::span<const std::string> items) override;
    void box(std::string_view label, std::span<const std::string> items) override;
    void table(const PaperTable& table) override;

    /// Ends the file. Called once, last.
    void finish();

private:
    void put(std::string_view text);
    void put_escaped(std::string_view text);
    void put_items(std::string_view tag, std::span<const std::string> items);
    void pass_on();

    PaperFrame frame_;
    Sink sink_;
    std::string waiting_;
    bool in_page_ = false;
};

}  // namespace belfry::documents
