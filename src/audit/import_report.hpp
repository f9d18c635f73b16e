#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "audit/cards.hpp"
#include "base/refusal.hpp"
#include "documents/delimited.hpp"

namespace belfry::audit {

/// A row that was changed or left out while a file was read, and why.
struct ImportNote {
    std::size_t line = 0;  ///< Of the file; 0 where the whole file is meant.
    std::string column;
    std::string what;  ///< What stood there, and what was done about it.

    friend bool operator==(const ImportNote&, const ImportNote&) = default;
};
BOOST_DESCRIBE_STRUCT(ImportNote, (), (line, column, what))

/// What was read: every row is in one of the three counts.
struct ImportSummary {
    std::string format;  ///< "Dominion CSV 5.2.16.1"
    documents::TextForm form;
    std::int64_t rows = 0;
    std::int64_t read = 0;
    std::int64_t repaired = 0;      ///< Read after a repair; also counted in `read`.
    std::int64_t set_aside = 0;     ///< Not read, with a note.
    std::vector<ImportNote> notes;  ///< The first thousand.

    void note(std::size_t line, std::string column, std::string what);
};
BOOST_DESCRIBE_STRUCT(ImportSummary, (), (format, form, rows, read, repaired, set_aside, notes))

struct ImportedCards {
    CardTable cards;
    ImportSummary summary;
};

/// A refusal that names file, line and column, and what would be right.
[[nodiscard]] std::unexpected<Refusal> refuse_file(
    std::string_view file, std::size_t line, std::string_view column, std::string advice
);

}  // namespace belfry::audit
