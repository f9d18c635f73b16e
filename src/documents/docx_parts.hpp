#pragma once

#include <string>
#include <string_view>

#include "documents/paper.hpp"

/// The parts of a Word document beside its text (ECMA-376, Office Open XML).
namespace belfry::documents::docx {

inline constexpr int side_margin = 794;  ///< Twentieths of a point: 14 mm.

/// Numbers of lists in numbering(): one for all points, one for each list of steps.
inline constexpr int points = 1;
inline constexpr int first_steps = 2;

/// Appends text escaped for XML; control characters, which XML cannot hold, are left out.
void append_text(std::string& out, std::string_view text);

[[nodiscard]] std::string content_types();
[[nodiscard]] std::string package_relations();
[[nodiscard]] std::string document_relations();
[[nodiscard]] std::string settings();

[[nodiscard]] std::string document_open();
/// Size, margins, head and foot; closes the document.
[[nodiscard]] std::string section(PaperSize size);
[[nodiscard]] std::string styles(std::string_view language);
[[nodiscard]] std::string numbering(int lists_of_steps);
[[nodiscard]] std::string header(std::string_view running);
[[nodiscard]] std::string footer(std::string_view page_word);
[[nodiscard]] std::string core(std::string_view title, std::string_view language);

}  // namespace belfry::documents::docx
