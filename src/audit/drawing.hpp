#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "audit/event_bodies.hpp"
#include "audit/inputs.hpp"
#include "audit/progress.hpp"

/// Which cards and batches a round takes. The same seed and the same files give the same draw, and
/// a later round goes on where the one before stopped.
namespace belfry::audit {

/// Draws of a contest in all rounds together, and the rule the number comes from.
struct RoundSize {
    std::int64_t draws = 0;
    std::string rule;
};

/// For the first round: enough in nine of ten audits if the reported votes are right.
[[nodiscard]] RoundSize first_round(const AuditInputs& inputs, const PreparedContest& contest);

/// After a measurement that did not meet the risk limit.
[[nodiscard]] RoundSize further_round(
    const AuditInputs& inputs, const Progress& progress, const ContestRisk& risk
);

/// Draws that exist for a contest: its cards, or its batches.
[[nodiscard]] std::int64_t most_draws(const AuditInputs& inputs, const PreparedContest& contest);

/// Draws the next round. `sizes` names draws in all for some contests; the others get the size that
/// the rules give. Refuses a size that does not go beyond what was drawn, sizes of contests that
/// are finished, and other sizes than the fixed ones of Minerva.
[[nodiscard]] Result<RoundDrawn> draw_round(
    const AuditInputs& inputs,
    const Progress& progress,
    const std::map<std::string, std::int64_t>& sizes
);

/// The retrieval list of a round in the order of the shelves: CSV, with a column for each contest
/// to write down what was read. `.` stands where a contest is not asked.
[[nodiscard]] std::string retrieval_list(const AuditInputs& inputs, const RoundDrawn& round);

/// One label for each item: HTML to print.
[[nodiscard]] std::string retrieval_labels(
    const AuditTerms& terms, const AuditInputs& inputs, const RoundDrawn& round
);

/// The card of an item; a phantom's number where it is one.
[[nodiscard]] std::int64_t card_of(const AuditInputs& inputs, const DrawnItem& item);

/// The batch of an item that is a whole batch.
[[nodiscard]] std::size_t batch_number(const AuditInputs& inputs, const DrawnItem& item);

/// How a batch is called where batches are drawn: with its tabulator only where the name alone is
/// not unique.
[[nodiscard]] std::string batch_name(const AuditInputs& inputs, std::size_t batch);

/// N₁ and N₂ of a hybrid audit, and how n draws are split: ⌈n N₁/N⌉ and the rest.
struct Strata {
    std::int64_t compared = 0;
    std::int64_t polled = 0;
};

[[nodiscard]] Strata strata_of(const AuditInputs& inputs, std::size_t contest);
[[nodiscard]] Strata split(const Strata& cards, std::int64_t draws);

}  // namespace belfry::audit
