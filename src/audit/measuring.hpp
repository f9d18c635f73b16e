#pragma once

#include <cstdint>
#include <vector>

#include "audit/event_bodies.hpp"
#include "audit/hybrid.hpp"
#include "audit/inputs.hpp"
#include "audit/progress.hpp"
#include "audit/stratified.hpp"

/// What the readings say about the risk.
namespace belfry::audit {

/// The risk of every contest that was drawn and is not counted in full. Every drawn item must be
/// settled or given up.
[[nodiscard]] Measurement measure(const AuditInputs& inputs, const Progress& progress);

/// Marks as the assertions take them, from what a person saw: nothing where too many are marked,
/// ranks closed up; a choice that is not in the contest counts as a mark for nobody. Empty for a
/// card without the contest.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> hand_marks(
    const ContestTerms& contest, const ContestReading& reading
);

/// One draw of a contest, as the formulas look at it.
struct DrawnCard {
    std::int64_t item = 0;
    std::int64_t card = 0;
    int round = 1;
    bool polled = false;     ///< Of the polled stratum of a hybrid audit.
    bool not_found = false;  ///< Also a phantom.
    bool no_agreement = false;
    std::optional<std::vector<std::uint8_t>> marks;  ///< By hand; empty: not on the card.
};

/// A contest with everything that was drawn for it, in order.
struct SampleOf {
    std::size_t number = 0;
    const ContestTerms* terms = nullptr;
    const PreparedContest* prepared = nullptr;
    std::vector<DrawnCard> cards;
};

[[nodiscard]] SampleOf sample_of(
    const AuditInputs& inputs, const Progress& progress, std::size_t contest
);

/// What the cards of a ONEAudit are expected to show of a claim if the reports are right.
[[nodiscard]] std::vector<Outlook> one_audit_outlook(
    const AuditInputs& inputs, const PreparedContest& contest, const Claim& claim
);

/// The strata of stratified betting for a claim about two choices: compared, polled.
[[nodiscard]] std::vector<StratumTerms> strata_for(
    const AuditInputs& inputs, const PreparedContest& contest, const Claim& claim
);

/// Votes of a pair in the stratum that has records, and in the other by what was reported.
[[nodiscard]] HybridPair reported_strata(
    const AuditInputs& inputs, std::size_t contest, const Pair& pair
);

// One family of methods each: fill the claims and the p-value of `risk`.
void measure_comparison(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk);
void measure_bets(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk);
void measure_polling(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk);
void measure_hybrid(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk);
void measure_stratified(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk);
void measure_batches(
    const AuditInputs& inputs, const Progress& progress, std::size_t contest, ContestRisk& risk
);

}  // namespace belfry::audit
