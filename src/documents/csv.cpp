#include <fmt/format.h>

#include "documents/cell_text.hpp"
#include "documents/table.hpp"

namespace belfry::documents {

namespace {

std::string quoted(const std::string& text) {
    if (text.find_first_of(",;\"\r\n\t") == std::string::npos && !text.starts_with(' ') &&
        !text.ends_with(' ')) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' ? "\"\"" : std::string(1, c);
    }
    return out + '"';
}

struct CellText {
    std::string operator()(std::monostate) const { return {}; }

    std::string operator()(const std::string& text) const { return quoted(neutralised(text)); }

    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }

    std::string operator()(double number) const { return fmt::format("{}", number); }

    std::string operator()(bool flag) const { return flag ? "true" : "false"; }

    std::string operator()(Date day) const { return to_iso(day); }

    std::string operator()(Instant when) const { return to_iso(when); }

    std::string operator()(Money amount) const { return in_dollars(amount); }
};

void append_row(std::string& out, const std::vector<Cell>& row) {
    bool first = true;
    for (const auto& cell : row) {
        out += first ? "" : ",";
        out += std::visit(CellText(), cell);
        first = false;
    }
    out += "\r\n";
}

}  // namespace

std::string to_csv(const Table& table) {
    std::string out = "\xEF\xBB\xBF";
    append_row(out, {table.columns.begin(), table.columns.end()});
    for (const auto& row : table.rows) {
        append_row(out, row);
    }
    return out;
}

}  // namespace belfry::documents
