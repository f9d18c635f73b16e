#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace belfry::documents {

/// Splits text into rows without copying: only fields with doubled quotes are rewritten. Text may
/// come piece by piece.
class RowReader {
public:
    /// `cr_ends`: a bare CR ends a line, as in files without any LF.
    RowReader(char delimiter, bool cr_ends);

    /// Goes on in this text, from its beginning; `last` when nothing follows it. Lines are counted
    /// on. The text must stay where it is while rows of it are looked at.
    void look_at(std::string_view text, bool last);

    /// The next row that is not empty. False when the text has no further whole row.
    bool next();

    [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }

    /// Line on which the row begins, from 1.
    [[nodiscard]] std::size_t line() const { return row_line_; }

    [[nodiscard]] bool unclosed_quote() const { return unclosed_; }

    /// The row as the text spells it, with its line end.
    [[nodiscard]] std::string_view raw() const { return text_.substr(began_, at_ - began_); }

    /// How much of the text the rows so far took.
    [[nodiscard]] std::size_t used() const { return at_; }

private:
    [[nodiscard]] bool ends_line(char here) const;
    [[nodiscard]] char peek() const;
    void row();
    /// Fields without quotes, as many as follow each other; ends at what stands behind the last.
    void plain();
    std::string_view quoted();

    std::string_view text_;
    char delimiter_;
    bool cr_ends_;
    bool last_ = true;
    std::size_t at_ = 0;
    std::size_t began_ = 0;  ///< Of the row.
    std::size_t line_ = 1;
    std::size_t row_line_ = 1;
    bool unclosed_ = false;
    std::vector<std::string_view> fields_;
    std::deque<std::string> kept_;  ///< A deque: earlier texts stay where they are.
};

}  // namespace belfry::documents
