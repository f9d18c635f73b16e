#pragma once

#include <string>
#include <vector>

#include "audit/assertion.hpp"
#include "audit/batch_comparison.hpp"
#include "audit/event_bodies.hpp"
#include "audit/inputs.hpp"

/// What follows from the committed files, before anything is drawn.
namespace belfry::audit {

/// SHA-256 over a line `sha256 path` for each file, in order.
[[nodiscard]] std::string files_hash(const std::vector<CommittedFile>& files);

/// Every contest with its population and its claims. Refuses records whose outcome is not the
/// reported one, more records than the contest's number of cards, and a method that lacks what it
/// needs. Ties, contests that everybody won and margins out of reach are results, not refusals.
[[nodiscard]] Result<Preparation> prepare(
    const AuditInputs& inputs, const std::vector<CommittedFile>& files
);

/// A claim as the formulas take it.
[[nodiscard]] Assertion assertion_of(const ContestTerms& contest, const Claim& claim);

/// Batches of a contest, as a batch comparison takes them.
struct ContestBatches {
    std::vector<std::size_t> numbers;  ///< Among all batches.
    std::vector<BatchTally> tallies;
    BatchTerms terms;
};

[[nodiscard]] ContestBatches batches_of(const AuditInputs& inputs, std::size_t contest);

}  // namespace belfry::audit
