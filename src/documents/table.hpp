#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"

namespace belfry::documents {

/// What stands in one cell. Text is text: a cell that a spreadsheet would run as a formula is
/// neutralised when it is written.
using Cell =
    std::variant<std::monostate, std::string, std::int64_t, double, bool, Date, Instant, Money>;

/// A list on its way out of the program.
struct Table {
    std::string name;  ///< Sheet and file name, without ending.
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;
};

/// RFC 4180 with a UTF-8 byte order mark, CRLF and ISO dates; money in dollars with two decimals.
[[nodiscard]] std::string to_csv(const Table& table);

/// An Excel workbook of one sheet with a frozen bold header and dates as dates.
[[nodiscard]] std::string to_xlsx(const Table& table);

}  // namespace belfry::documents
