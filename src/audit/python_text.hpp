#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// How Python writes values: some audit systems hash these texts, so that a draw can only be
/// repeated by whoever writes them byte for byte alike.
namespace belfry::audit {

/// `repr` of a text: quotes as Python chooses them, control and non-printing characters escaped.
/// Malformed UTF-8 is escaped byte by byte.
[[nodiscard]] std::string python_quoted(std::string_view utf8);

/// `(('J1', 'TABULATOR2', 'BATCH2'), 2)`; without a tabulator `None` stands in its place.
[[nodiscard]] std::string arlo_ballot_id(
    std::string_view jurisdiction,
    const std::optional<std::string>& tabulator,
    std::string_view batch,
    std::int64_t position
);

/// `('J1', 'Batch 2')`.
[[nodiscard]] std::string arlo_batch_id(std::string_view jurisdiction, std::string_view batch);

}  // namespace belfry::audit
