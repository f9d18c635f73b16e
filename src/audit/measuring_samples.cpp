// Polling and batches.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "audit/batch_comparison.hpp"
#include "audit/bravo.hpp"
#include "audit/drawing.hpp"
#include "audit/measuring.hpp"
#include "audit/minerva.hpp"
#include "audit/preparation.hpp"

namespace belfry::audit {

namespace {

bool marked(const DrawnCard& card, std::size_t choice) {
    return card.marks && choice < card.marks->size() && (*card.marks)[choice] != 0;
}

/// Whether a card counts as a vote for every loser.
bool against(const DrawnCard& card) {
    return card.not_found || card.no_agreement;
}

PollingSample bravo_sample(const SampleOf& sample) {
    PollingSample out;
    out.votes.assign(sample.terms->choices.size(), 0);
    for (const auto& card : sample.cards) {
        ++out.ballots;
        out.not_found += against(card) ? 1 : 0;
        for (std::size_t choice = 0; choice < out.votes.size(); ++choice) {
            out.votes[choice] += !against(card) && marked(card, choice) ? 1 : 0;
        }
    }
    return out;
}

/// Cumulative counts of the ballots that are for one of a pair.
std::vector<PollingRound> rounds_of(const SampleOf& sample, const Pair& pair) {
    std::vector<PollingRound> out;
    int last = 0;
    for (const auto& card : sample.cards) {
        if (card.round != last) {
            out.push_back(out.empty() ? PollingRound{} : out.back());
            last = card.round;
        }
        const bool winner = !against(card) && marked(card, pair.winner);
        const bool loser = against(card) || marked(card, pair.loser);
        if (winner != loser) {
            ++out.back().ballots;
            out.back().winner += winner ? 1 : 0;
        }
    }
    return out;
}

double share_of(const ContestTerms& terms, const Pair& pair) {
    const auto winner = static_cast<double>(terms.choices[pair.winner].votes);
    const auto loser = static_cast<double>(terms.choices[pair.loser].votes);
    return winner / (winner + loser);
}

double pair_p_value(const AuditInputs& inputs, const SampleOf& sample, const Pair& pair) {
    const auto rounds = rounds_of(sample, pair);
    const double share = share_of(*sample.terms, pair);
    if (share >= 1.0) {
        // No vote was reported for the loser; one in the sample contradicts the report.
        return rounds.back().winner == rounds.back().ballots
                   ? std::exp2(-static_cast<double>(rounds.back().ballots))
                   : 1.0;
    }
    if (sample.terms->method == AuditMethod::providence) {
        return std::min(1.0, providence_p_value(rounds, share));
    }
    return std::min(1.0, minerva_p_values(rounds, share, inputs.terms.risk_limit).back());
}

BatchTally counted_batch(const ItemProgress& item, const ContestTerms& contest) {
    BatchTally out;
    out.votes.assign(contest.choices.size(), 0.0);
    for (const auto& reading : item.reading) {
        for (std::size_t at = 0; at < contest.choices.size(); ++at) {
            const auto found = reading.votes.find(contest.choices[at].name);
            out.votes[at] = found == reading.votes.end() ? 0.0 : static_cast<double>(found->second);
        }
    }
    return out;
}

/// A batch that cannot be found: every card in it could be for a loser. Its error is its bound.
BatchDraw batch_draw(
    const BatchTerms& terms,
    const BatchTally& reported,
    const ItemProgress& item,
    const ContestTerms& contest
) {
    BatchDraw out;
    out.bound = batch_error_bound(terms, reported);
    out.error = item.stage == ItemStage::not_found
                    ? out.bound
                    : batch_error(terms, reported, counted_batch(item, contest));
    return out;
}

std::string difference_in_words(
    const ItemProgress& item, const BatchTally& reported, const ContestTerms& contest
) {
    const auto counted = counted_batch(item, contest);
    std::string words;
    for (std::size_t at = 0; at < contest.choices.size(); ++at) {
        if (counted.votes[at] != reported.votes[at]) {
            words += fmt::format(
                "{}{} {} reported, {} counted",
                words.empty() ? "" : "; ",
                contest.choices[at].name,
                static_cast<std::int64_t>(reported.votes[at]),
                static_cast<std::int64_t>(counted.votes[at])
            );
        }
    }
    return fmt::format(
        "{}, batch {}: {}.",
        item.item.jurisdiction,
        item.item.batch,
        item.stage == ItemStage::not_found ? "not found"
        : words.empty()                    ? "the same"
                                           : words
    );
}

}  // namespace

void measure_polling(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk) {
    // The formula takes as many votes as there are cards for a full count, which they are not where
    // a card carries several; a sample of everything is looked at elsewhere.
    const auto contest = reported(*sample.terms, std::int64_t{1} << 52);
    const auto outcome = outcome_of(contest);
    risk.p_value = 0.0;
    const auto bravo = sample.terms->method == AuditMethod::bravo
                           ? bravo_risks(contest, bravo_sample(sample))
                           : std::vector<PairRisk>();
    for (std::size_t at = 0; at < outcome.pairs.size(); ++at) {
        const double p =
            bravo.empty() ? pair_p_value(inputs, sample, outcome.pairs[at]) : bravo[at].p_value;
        risk.claims.push_back({sample.prepared->claims[at].words, p, {}});
        risk.p_value = std::max(risk.p_value, p);
    }
}

void measure_batches(
    const AuditInputs& inputs, const Progress& progress, std::size_t contest, ContestRisk& risk
) {
    const auto& terms = inputs.contests.contests[contest];
    const auto batches = batches_of(inputs, contest);
    std::vector<BatchDraw> draws;
    std::vector<std::int64_t> told;
    double sum_of_errors = 0.0;
    for (const auto& round : progress.rounds) {
        for (const auto& draw : round.draws) {
            if (draw.contest != terms.name) {
                continue;
            }
            for (const auto& pick : draw.picks) {
                const auto& item = *progress.find(pick.item);
                const auto number = batch_number(inputs, item.item);
                const auto at = static_cast<std::size_t>(
                    std::ranges::find(batches.numbers, number) - batches.numbers.begin()
                );
                draws.push_back(batch_draw(batches.terms, batches.tallies[at], item, terms));
                if (std::ranges::find(told, pick.item) == told.end()) {
                    told.push_back(pick.item);
                    sum_of_errors += draws.back().error;
                    risk.claims.push_back(
                        {difference_in_words(item, batches.tallies[at], terms), 1.0, {}}
                    );
                }
            }
        }
    }
    if (terms.method == AuditMethod::fixed_percentage) {
        return;
    }
    const double bound = *progress.preparation->contests[contest].error_bound;
    risk.p_value = batch_p_value(bound, draws);
    if (risk.items == static_cast<std::int64_t>(batches.numbers.size()) && risk.not_found == 0) {
        // Every batch was counted: all errors together are less than the margins, or they are not.
        risk.p_value = sum_of_errors < 1.0 ? 0.0 : 1.0;
    }
    for (auto& claim : risk.claims) {
        claim.p_value = risk.p_value;
    }
}

}  // namespace belfry::audit
