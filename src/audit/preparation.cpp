#include "audit/preparation.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "audit/raire.hpp"
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

/// Cards of a population by which a margin is known: records, batch totals, or the reported votes.
enum class Source { records, batches, reported };

Source source_of(const ContestTerms& contest) {
    if (contest.method == AuditMethod::one_audit) {
        return Source::batches;
    }
    return compares_cards(contest.method) || contest.rule == CountRule::ranked ? Source::records
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
    Result<void> check_records() const;
    Result<void> claim_pairs();
    Result<void> claim_ranked();
    void claim_share();
    void claim_seats();
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
    if (contest_.method == AuditMethod::hybrid) {
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
    if (counts_batches(contest_.method) || contest_.method == AuditMethod::one_audit) {
        for (std::size_t at = 0; at < inputs_.batches.size(); ++at) {
            const auto& batch = inputs_.batches[at];
            const auto& name = inputs_.terms.jurisdictions[batch.jurisdiction];
            if (may_hold(contest_, name) && batch.place.cards > 0 &&
                inputs_.batch_votes[number_][at].empty()) {
                return refuse_contest(
                    contest_,
                    "audit_needs_totals",
                    fmt::format(
                        "commit the votes by batch of {}; batch “{}” has none.",
                        name,
                        batch.place.batch
                    )
                );
            }
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
    if (source_of(contest_) != Source::records || contest_.rule != CountRule::plurality) {
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
        return mean_by_votes(assertion, votes, cards);
    }
    // A card without a record, a phantom and a card without the contest count one half.
    double sum = 0.0;
    std::vector<double> pools(inputs_.batches.size(), -1.0);
    for (const auto card : cards_.cards) {
        if (inputs_.has_record(card) || card >= inputs_.cards) {
            const auto marks = inputs_.marks(card, number_);
            sum += marks ? assort(assertion, *marks) : 0.5;
        } else if (source_of(contest_) == Source::batches) {
            const auto& batch = inputs_.batch_of(card);
            const auto at = static_cast<std::size_t>(&batch - inputs_.batches.data());
            if (pools[at] < 0.0) {
                pools[at] =
                    mean_by_votes(assertion, inputs_.batch_votes[number_][at], batch.place.cards);
            }
            sum += pools[at];
        } else {
            sum += 0.5;
        }
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

Result<void> Preparer::claim_pairs() {
    const auto outcome = outcome_of(reported(contest_, population()));
    if (outcome.standing != Standing::decided) {
        out_.standing =
            outcome.standing == Standing::tied ? Auditability::tied : Auditability::no_losers;
        return {};
    }
    for (const auto& assertion : plurality_assertions(outcome)) {
        add(assertion);
    }
    return {};
}

Result<void> Preparer::claim_ranked() {
    const auto winner = static_cast<std::size_t>(
        std::ranges::find(contest_.choices, *contest_.reported_winner, &Choice::name) -
        contest_.choices.begin()
    );
    const auto rankings = inputs_.records.rankings(number_);
    const auto found =
        raire(contest_.choices.size(), rankings, winner, one_on_margin(population()));
    switch (found.state) {
        case RaireResult::State::wrong_winner:
            return refuse_contest(
                contest_,
                "audit_records_differ",
                "by the records somebody else won than was reported; find out why before auditing."
            );
        case RaireResult::State::full_count:
        case RaireResult::State::too_many:
            out_.standing = Auditability::unreachable;
            return {};
        case RaireResult::State::assertions:
            break;
    }
    for (const auto& ranked : found.assertions) {
        add(ranked.assertion);
    }
    if (found.assertions.empty()) {
        out_.standing = Auditability::no_losers;
    }
    return {};
}

void Preparer::claim_share() {
    const auto whole = reported(contest_, population());
    add(threshold_assertion(whole, 0, *contest_.share));
}

void Preparer::claim_seats() {
    const auto assertions = dhondt_assertions(reported(contest_, population()), contest_.winners);
    if (!assertions) {
        out_.standing = Auditability::tied;
        return;
    }
    for (const auto& assertion : *assertions) {
        add(assertion);
    }
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
    Result<void> claimed;
    switch (contest_.rule) {
        case CountRule::plurality:
            claimed = claim_pairs();
            break;
        case CountRule::ranked:
            claimed = claim_ranked();
            break;
        case CountRule::share:
            claim_share();
            break;
        case CountRule::dhondt:
            claim_seats();
            break;
    }
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

double mean_by_votes(
    const Assertion& assertion, const std::vector<std::int64_t>& votes, std::int64_t cards
) {
    if (cards == 0) {
        return 0.5;
    }
    const auto all = static_cast<double>(cards);
    double valid = 0.0;
    for (const auto each : votes) {
        valid += static_cast<double>(each);
    }
    const auto winner = static_cast<double>(votes[assertion.winner]);
    const auto loser = static_cast<double>(votes[assertion.loser]);
    switch (assertion.kind) {
        case AssertionKind::at_least_share:
            return (winner / (2.0 * assertion.share) + (all - valid) / 2.0) / all;
        case AssertionKind::less_than_share:
            return ((valid - loser) / (2.0 * (1.0 - assertion.share)) + (all - valid) / 2.0) / all;
        case AssertionKind::higher_quotient:
            return (winner / assertion.winner_divisor - loser / assertion.loser_divisor) *
                       assertion.loser_divisor / 2.0 / all +
                   0.5;
        default:
            return (winner - loser + all) / (2.0 * all);
    }
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
