#include "audit_files/table.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace belfry::audit_files {

using documents::DelimitedRow;
using documents::without_guard;

std::string plain_name(std::string_view text) {
    std::string out;
    for (const char each : text) {
        if (each >= 'A' && each <= 'Z') {
            out += static_cast<char>(each - 'A' + 'a');
        } else if ((each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '#' ||
                   each < 0) {
            out += each;
        }
    }
    return out;
}

Columns::Columns(const std::vector<std::string_view>& header) {
    for (const auto field : header) {
        spelled_.emplace_back(without_guard(field));
        names_.push_back(plain_name(field));
    }
}

std::optional<std::size_t> Columns::find(std::initializer_list<std::string_view> names) const {
    for (const auto name : names) {
        const auto found = std::ranges::find(names_, name);
        if (found != names_.end()) {
            return static_cast<std::size_t>(found - names_.begin());
        }
    }
    return {};
}

std::string_view cell(const DelimitedRow& row, std::optional<std::size_t> column) {
    return column && *column < row.fields.size() ? without_guard(row.fields[*column])
                                                 : std::string_view();
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    if (text.ends_with(".0")) {
        text.remove_suffix(2);
    }
    std::string digits;
    if (text.find(',') == std::string_view::npos) {
        digits = text;
    } else {
        // Commas stand before every third digit or the number is something else.
        const auto first = text.find(',');
        if (first == 0 || first > 3 || (text.size() - first) % 4 != 0) {
            return {};
        }
        for (std::size_t at = 0; at < text.size(); ++at) {
            const bool comma_here = at >= first && (at - first) % 4 == 0;
            if ((text[at] == ',') != comma_here) {
                return {};
            }
            if (!comma_here) {
                digits += text[at];
            }
        }
    }
    if (digits.empty() ||
        !std::ranges::all_of(digits, [](char each) { return each >= '0' && each <= '9'; })) {
        return {};
    }
    std::int64_t out = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return read.ec == std::errc() ? std::optional(out) : std::nullopt;
}

Result<void> TableReader::read(
    std::string format,
    const std::function<void(const Columns&)>& header,
    const std::function<void(const DelimitedRow&)>& record,
    std::size_t skip
) {
    std::size_t seen = 0;
    auto form = documents::read_table(source_, [&](const DelimitedRow& row) {
        if (seen++ < skip) {
            return true;
        }
        if (row.unclosed_quote) {
            refuse(row.line, "", "A quotation mark is opened here and never closed.");
        } else if (columns_.size() == 0) {
            columns_ = Columns(row.fields);
            header(columns_);
        } else if (!std::ranges::all_of(row.fields, [](std::string_view field) {
                       return without_guard(field).empty();
                   })) {
            ++summary_.rows;
            if (plain_name(row.fields.front()) == "endofworksheet") {
                summary_.put_aside(
                    {NoteKind::set_aside,
                     std::string(source_.name()),
                     row.line,
                     "",
                     "The mark of the end that a spreadsheet's author put here."}
                );
                return true;
            }
            record(row);
        }
        return !problem_;
    });
    if (!form) {
        return std::unexpected(form.error());
    }
    if (problem_) {
        return std::unexpected(*problem_);
    }
    if (columns_.size() == 0) {
        return refuse_file(source_.name(), 0, "", "The file is empty.");
    }
    if (form->text.replaced > 0) {
        note(
            NoteKind::repaired,
            0,
            "",
            fmt::format(
                "{} bytes stand for no character of the encoding and became “\uFFFD”.",
                form->text.replaced
            )
        );
    }
    for (const auto& sheet : form->other_sheets) {
        note(NoteKind::noticed, 0, "", fmt::format("The sheet “{}” was not read.", sheet));
    }
    summary_.files.push_back(form_of(source_, std::move(format), *form));
    return {};
}

std::size_t TableReader::need(
    std::string_view wanted, std::initializer_list<std::string_view> names
) {
    const auto found = columns_.find(names);
    if (!found) {
        refuse(
            1,
            "",
            fmt::format(
                "The header has no column “{}”. It has: {}.",
                wanted,
                fmt::join(columns_.spelled(), ", ")
            )
        );
    }
    return found.value_or(0);
}

std::int64_t TableReader::number(const DelimitedRow& row, std::size_t column) {
    const auto text = cell(row, column);
    const auto out = whole_number(text);
    if (!out) {
        refuse(
            row.line,
            column < columns_.size() ? columns_.spelled()[column] : "",
            text.empty() ? std::string("A whole number is missing here.")
                         : fmt::format("“{}” is no whole number.", text)
        );
    }
    return out.value_or(0);
}

void TableReader::refuse(std::size_t line, std::string_view column, std::string advice) {
    if (!problem_) {
        problem_ = refuse_file(source_.name(), line, column, std::move(advice)).error();
    }
}

void TableReader::refuse(Refusal refusal) {
    if (!problem_) {
        problem_ = std::move(refusal);
    }
}

void TableReader::note(NoteKind kind, std::size_t line, std::string_view column, std::string what) {
    summary_.note({kind, std::string(source_.name()), line, std::string(column), std::move(what)});
}

}  // namespace belfry::audit_files
