#include "audit/import_report.hpp"

#include <fmt/format.h>

namespace belfry::audit {

void ImportSummary::note(std::size_t line, std::string column, std::string what) {
    constexpr std::size_t most_notes = 1000;
    if (notes.size() < most_notes) {
        notes.push_back({line, std::move(column), std::move(what)});
    }
}

std::unexpected<Refusal> refuse_file(
    std::string_view file, std::size_t line, std::string_view column, std::string advice
) {
    std::string where(file);
    if (line > 0) {
        where += fmt::format(", line {}", line);
    }
    if (!column.empty()) {
        where += fmt::format(", column “{}”", column);
    }
    return refuse(
        Refusal::Kind::invalid,
        "audit_file",
        fmt::format("{}: {}", where, advice),
        {{std::string(file),
          "audit_file",
          advice,
          {{"line", std::to_string(line)}, {"column", std::string(column)}}}}
    );
}

}  // namespace belfry::audit
