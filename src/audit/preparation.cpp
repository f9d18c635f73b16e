#include "audit/preparation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "audit/contest_rules.hpp"
#include "audit/oneaudit.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "json/json.hpp"

namespace belfry::audit {

namespace {

std::unexpected<Refusal> refuse_contest(
    const ContestTerms& contest, std::string code, std::string_view what
) {
    return refuse(
        Refusal::Kind::invalid, std::move(code), fmt::format("{}: {}", contest.name, what)
    );
}

/// What a margin is known by: records, records and the totals of cards without, or the reported
/// votes.
enum class Source { records, pools, reported };

Source source_of(const ContestTerms& contest) {
    if (contest.method == AuditMethod::one_audit) {
        return Source::pools;
    }
    return compares_cards(contest.method) || contest.rule == CountingRule::instant_runoff
               ? Source::records
               : Source::reported;
}

class Preparer {
public:
    Preparer(const AuditInputs& inputs, std::size_t number)
        : inputs_(inputs),
          number_(number),
          contest_(inputs.contests.contests[number]),
          cards_(cards_of(inputs, number)) {}

    Result<PreparedContest> prepare();

private:
    Result<void> check_needs() const;
    Result<void> check_totals() const;
    Result<void> check_pools() const;
    Result<void> check_records() const;
    Result<void> claim_all();
    void add(const Assertion& assertion);
    void finish_batches();

    [[nodiscard]] double mean(const Assertion& assertion) const;

    [[nodiscard]] std::int64_t population() const {
        return static_cast<std::int64_t>(cards_.cards.size());
    }

    [[nodiscard]] std::vector<std::int64_t> recorded_votes() const;

    const AuditInputs& inputs_;
    std::size_t number_;
    const ContestTerms& contest_;
    ContestCards cards_;
    PreparedContest out_;
};

/// Whether every jurisdiction that may hold the contest has records.
bool all_have_records(const AuditInputs& inputs, const ContestTerms& contest) {
    for (std::size_t at = 0; at < inputs.terms.jurisdictions.size(); ++at) {
        if (may_hold(contest, inputs.terms.jurisdictions[at]) && !inputs.has_records[at]) {
            return false;
        }
    }
    return true;
}

Result<void> Preparer::check_needs() const {
    const bool records = all_have_records(inputs_, contest_);
    if (source_of(contest_) == Source::records && !records) {
        return refuse_contest(
            contest_,
            "audit_needs_records",
            "this method needs the records of every jurisdiction that may hold the contest."
        );
    }
    if (has_strata(contest_.method)) {
        const auto compared = cards_of(inputs_, number_, Stratum::compared).cards.size();
        const auto polled = cards_of(inputs_, number_, Stratum::polled).cards.size();
        if (compared == 0 || polled == 0) {
            return refuse_contest(
                contest_,
                "audit_needs_strata",
                "a hybrid audit needs jurisdictions with records and jurisdictions without."
            );
        }
    }
    if (counts_batches(contest_.method)) {
        return check_totals();
    }
    return contest_.method == AuditMethod::one_audit ? check_pools() : Result<void>();
}

Result<void> Preparer::check_totals() const {
    for (std::size_t at = 0; at < inputs_.batches.size(); ++at) {
        const auto& batch = inputs_.batches[at];
        const auto& name = inputs_.terms.jurisdictions[batch.jurisdiction];
        if (may_hold(contest_, name) && batch.place.cards > 0 &&
            inputs_.batch_votes[number_][at].empty()) {
            return refuse_contest(
                contest_,
                "audit_needs_totals",
                fmt::format(
                    "commit the votes by batch of {}; batch “{}” has none.", name, batch.place.batch
                )
            );
        }
    }
    return {};
}

/// Cards without a record of their own belong to a group whose votes are known, and which has as
/// many cards as votes ask for.
Result<void> Preparer::check_pools() const {
    for (const auto card : cards_.cards) {
        if (card >= inputs_.cards || inputs_.has_record(card)) {
            continue;
        }
        const auto& batch = inputs_.batch_of(card);
        if (inputs_.pool_of(card, number_) == nullptr && !inputs_.has_records[batch.jurisdiction]) {
            return refuse_contest(
                contest_,
                "audit_needs_totals",
                fmt::format(
                    "commit the votes of the cards without records of {}; batch “{}” has none.",
                    inputs_.terms.jurisdictions[batch.jurisdiction],
                    batch.place.batch
                )
            );
        }
    }
    for (std::size_t at = 0; at < inputs_.pools[number_].size(); ++at) {
        const auto& pool = inputs_.pools[number_][at];
        const bool rest = at >= inputs_.batches.size();
        const auto most = pool.cards * contest_.votes_allowed;
        const auto sum = std::accumulate(pool.votes.begin(), pool.votes.end(), std::int64_t{0});
        const bool fits = std::ranges::all_of(pool.votes, [&](std::int64_t votes) {
            return votes >= 0 && votes <= pool.cards;
        });
        if ((pool.cards > 0 || rest) && (!fits || sum > most)) {
            return refuse_contest(
                contest_,
                "audit_pool_votes",
                fmt::format(
                    "a group of {} cards without records cannot hold {} votes; compare the totals "
                    "with the records and the manifest.",
                    pool.cards,
                    sum
                )
            );
        }
    }
    return {};
}

std::vector<std::int64_t> Preparer::recorded_votes() const {
    std::vector<std::int64_t> votes(contest_.choices.size(), 0);
    for (const auto card : cards_.cards) {
        const auto marks = inputs_.marks(card, number_);
        for (std::size_t choice = 0; marks && choice < marks->size(); ++choice) {
            votes[choice] += (*marks)[choice] == 1 ? 1 : 0;
        }
    }
    return votes;
}

Result<void> Preparer::check_records() const {
    if (inputs_.terms.card_styles && cards_.records > contest_.cards) {
        return refuse_contest(
            contest_,
            "audit_too_many_records",
            fmt::format(
                "{} records hold the contest, but at most {} cards do: one of the two is wrong.",
                cards_.records,
                contest_.cards
            )
        );
    }
    if (source_of(contest_) != Source::records ||
        (contest_.rule != CountingRule::plurality && contest_.rule != CountingRule::approval)) {
        return {};
    }
    auto by_records = reported(contest_, population());
    const auto votes = recorded_votes();
    for (std::size_t at = 0; at < votes.size(); ++at) {
        by_records.choices[at].votes = votes[at];
    }
    const auto said = outcome_of(reported(contest_, population()));
    const auto seen = outcome_of(by_records);
    if (std::ranges::is_permutation(said.winners, seen.winners)) {
        return {};
    }
    return refuse_contest(
        contest_,
        "audit_records_differ",
        "by the records somebody else won than was reported; find out why before auditing."
    );
}

double Preparer::mean(const Assertion& assertion) const {
    const auto cards = population();
    if (source_of(contest_) == Source::reported) {
        std::vector<std::int64_t> votes;
        for (const auto& choice : contest_.choices) {
            votes.push_back(choice.votes);
        }
        return pool_mean(assertion, {cards, {}, std::move(votes)}).value_or(0.5);
    }
    // A card without a record, a phantom and a card without the contest count one half.
    double sum = 0.0;
    std::vector<std::optional<double>> means(inputs_.pools[number_].size());
    for (const auto card : cards_.cards) {
        const auto* const pool =
            source_of(contest_) == Source::pools ? inputs_.pool_of(card, number_) : nullptr;
        if (pool == nullptr) {
            const auto marks = inputs_.marks(card, number_);
            sum += marks ? assort(assertion, *marks) : 0.5;
            continue;
        }
        auto& mean = means[static_cast<std::size_t>(pool - inputs_.pools[number_].data())];
        if (!mean) {
            mean = pool_mean(assertion, *pool).value_or(0.5);
        }
        sum += *mean;
    }
    return sum / static_cast<double>(cards);
}

void Preparer::add(const Assertion& assertion) {
    Claim claim;
    claim.kind = std::string(json::name_of(assertion.kind));
    claim.winner = contest_.choices[assertion.winner].name;
    claim.loser = contest_.choices[assertion.loser].name;
    for (const auto choice : assertion.standing) {
        claim.standing.push_back(contest_.choices[choice].name);
    }
    const bool threshold = assertion.kind == AssertionKind::at_least_share ||
                           assertion.kind == AssertionKind::less_than_share;
    claim.share = threshold ? assertion.share : 0.0;
    claim.winner_divisor = assertion.winner_divisor;
    claim.loser_divisor = assertion.loser_divisor;
    claim.margin = 2.0 * mean(assertion) - 1.0;
    claim.words = in_words(assertion, contest_.choices);
    if (!(claim.margin > 0.0)) {
        out_.standing = Auditability::unreachable;
    }
    out_.claims.push_back(std::move(claim));
}

Result<void> Preparer::claim_all() {
    RuleTerms rule{contest_.rule};
    rule.share = contest_.share.value_or(0.5);
    std::vector<RankedBallots> rankings;
    if (contest_.rule == CountingRule::instant_runoff) {
        const auto winner = std::ranges::find(
            contest_.choices, contest_.reported_winner.value_or(""), &Choice::name
        );
        rule.reported_winner = static_cast<std::size_t>(winner - contest_.choices.begin());
        rankings = inputs_.records.rankings(number_);
    }
    const auto set = assertions_for(reported(contest_, population()), rule, rankings);
    switch (set.confirmable) {
        case Confirmable::wrong_winner:
            return refuse_contest(
                contest_,
                "audit_records_differ",
                "by the records somebody else won than was reported; find out why before auditing."
            );
        case Confirmable::tied:
            out_.standing = Auditability::tied;
            break;
        case Confirmable::no_losers:
            out_.standing = Auditability::no_losers;
            break;
        case Confirmable::full_count:
        case Confirmable::too_many_orders:
        case Confirmable::no_method:
            out_.standing = Auditability::unreachable;
            break;
        case Confirmable::by_sample:
            out_.standing =
                set.assertions.empty() ? Auditability::no_losers : Auditability::decided;
            for (const auto& assertion : set.assertions) {
                add(assertion);
            }
            break;
    }
    return {};
}

void Preparer::finish_batches() {
    if (contest_.method != AuditMethod::batch_comparison ||
        out_.standing != Auditability::decided) {
        return;
    }
    const auto batches = batches_of(inputs_, number_);
    const double bound = total_error_bound(batches.terms, batches.tallies);
    if (!std::isfinite(bound)) {
        out_.standing = Auditability::unreachable;
        return;
    }
    out_.error_bound = bound;
}

Result<PreparedContest> Preparer::prepare() {
    if (auto has = check_needs(); !has) {
        return std::unexpected(has.error());
    }
    if (auto fit = check_records(); !fit) {
        return std::unexpected(fit.error());
    }
    out_.contest = contest_.name;
    out_.population = population();
    out_.phantoms = cards_.phantoms;
    out_.records = cards_.records;
    const auto claimed = claim_all();
    if (!claimed) {
        return std::unexpected(claimed.error());
    }
    for (const auto& claim : out_.claims) {
        out_.diluted_margin =
            out_.diluted_margin == 0.0 ? claim.margin : std::min(out_.diluted_margin, claim.margin);
    }
    finish_batches();
    return std::move(out_);
}

}  // namespace

std::string files_hash(const std::vector<CommittedFile>& files) {
    std::string lines;
    for (const auto& file : files) {
        lines += fmt::format("{} {}\n", file.sha256, file.path);
    }
    return crypto::to_hex(crypto::sha256(lines));
}

Result<Preparation> prepare(const AuditInputs& inputs, const std::vector<CommittedFile>& files) {
    Preparation out;
    out.cards = inputs.cards;
    out.batches = static_cast<std::int64_t>(inputs.batches.size());
    out.files = files_hash(files);
    for (std::size_t at = 0; at < inputs.contests.contests.size(); ++at) {
        auto contest = Preparer(inputs, at).prepare();
        if (!contest) {
            return std::unexpected(contest.error());
        }
        out.contests.push_back(*std::move(contest));
    }
    return out;
}

Assertion assertion_of(const ContestTerms& contest, const Claim& claim) {
    const auto number = [&](const std::string& name) {
        return static_cast<std::size_t>(
            std::ranges::find(contest.choices, name, &Choice::name) - contest.choices.begin()
        );
    };
    Assertion out;
    out.kind = json::named<AssertionKind>(claim.kind).value_or(AssertionKind::more_votes);
    out.winner = number(claim.winner);
    out.loser = number(claim.loser);
    out.share = claim.share;
    for (const auto& name : claim.standing) {
        out.standing.push_back(number(name));
    }
    out.winner_divisor = claim.winner_divisor;
    out.loser_divisor = claim.loser_divisor;
    return out;
}

ContestBatches batches_of(const AuditInputs& inputs, std::size_t contest) {
    ContestBatches out;
    const auto& terms = inputs.contests.contests[contest];
    for (std::size_t at = 0; at < inputs.batches.size(); ++at) {
        const auto& batch = inputs.batches[at];
        const auto& votes = inputs.batch_votes[contest][at];
        if (votes.empty() || !may_hold(terms, inputs.terms.jurisdictions[batch.jurisdiction])) {
            continue;
        }
        out.numbers.push_back(at);
        out.tallies.push_back({batch.place.cards, {votes.begin(), votes.end()}});
    }
    std::int64_t cards = 0;
    for (const auto& each : out.tallies) {
        cards += each.cards;
    }
    out.terms.contest = reported(terms, std::max(cards, terms.cards));
    out.terms.unauditable = unauditable_cards(out.terms.contest, out.tallies);
    return out;
}

}  // namespace belfry::audit
