#pragma once

#include <memory>

#include "documents/paper.hpp"

namespace belfry::documents {

/// A Word document (.docx, Office Open XML), which LibreOffice and others open as well: real
/// headings, numbered lists, tables whose headings repeat, the running head and page numbers.
/// Equal calls give equal bytes.
class Docx final : public Paper {
public:
    explicit Docx(PaperFrame frame);

    void page(Type type) override;
    void heading(int level, std::string_view text) override;
    void text(std::string_view text, Tone tone) override;
    void list(ListStyle style, std::span<const std::string> items) override;
    void box(std::string_view label, std::span<const std::string> items) override;
    void table(const PaperTable& table) override;

    /// The file. Called once, last.
    [[nodiscard]] std::string finish();

private:
    void paragraph(std::string_view properties, std::string_view text);

    PaperFrame frame_;
    std::string body_;
    Type type_ = Type::normal;
    bool break_before_ = false;
    int pages_ = 0;
    int numbered_lists_ = 0;
};

}  // namespace belfry::documents
