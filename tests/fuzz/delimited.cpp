// Tables of text in any encoding: what is read is UTF-8, its rows lie within the text, and fields
// written out in quotes are read back as they were.
#include "documents/delimited.hpp"

#include "base/check.hpp"

namespace belfry::documents {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, char delimiter) {
    Rows rows;
    std::size_t line = 0;
    read_rows(text, delimiter, [&](const DelimitedRow& row) {
        check(row.line > line, "lines run backwards");
        line = row.line;
        rows.emplace_back(row.fields.begin(), row.fields.end());
        return true;
    });
    return rows;
}

std::string quoted(const Rows& rows, char delimiter) {
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += i == 0 ? "\"" : std::string(1, delimiter) + '"';
            for (const char c : row[i]) {
                text += c == '"' ? std::string("\"\"") : std::string(1, c);
            }
            text += '"';
        }
        text += '\n';
    }
    return text;
}

void read(std::string_view bytes) {
    const auto plain = plain_text(std::string(bytes), "fuzz.csv");
    if (!plain) {
        check(!plain.error().code.empty(), "a refusal without its code");
        return;
    }
    check(plain->text.find('\0') == std::string::npos, "text with a NUL");
    check(plain->form.delimiter.size() == 1, "a delimiter is one character");
    for (const char delimiter : {likely_delimiter(plain->text), ',', ';', '\t', '|'}) {
        const auto rows = rows_of(plain->text, delimiter);
        check(rows_of(quoted(rows, delimiter), delimiter) == rows, "fields do not come back");
        for (const auto& row : rows) {
            for (const auto& field : row) {
                check(without_guard(field).size() <= field.size(), "a field grew");
            }
        }
    }
}

}  // namespace
}  // namespace belfry::documents

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::documents::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
