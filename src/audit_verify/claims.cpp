// What has to be true for an outcome to be right, worked out again from the committed files.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "audit_verify/facts.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit_verify {

namespace {

constexpr double boundless = std::numeric_limits<double>::infinity();

bool has(const std::vector<int>& marks, std::size_t choice) {
    return choice < marks.size() && marks[choice] != 0;
}

/// 1 for the winner, 0 for the loser, one half for neither or both.
double half_step(bool winner, bool loser) {
    return winner == loser ? 0.5 : winner ? 1.0 : 0.0;
}

double never_behind(const Claim& claim, const std::vector<int>& marks) {
    const int winner = marks[claim.winner];
    const int loser = marks[claim.loser];
    const bool before = loser != 0 && (winner == 0 || loser < winner);
    return half_step(winner == 1, before);
}

double ahead_when_left(const Claim& claim, const std::vector<int>& marks) {
    int best = 0;
    std::size_t first = marks.size();
    for (const auto choice : claim.standing) {
        if (marks[choice] != 0 && (best == 0 || marks[choice] < best)) {
            best = marks[choice];
            first = choice;
        }
    }
    return half_step(first == claim.winner, first == claim.loser);
}

}  // namespace

double assorted(const Claim& claim, const Marks& marks) {
    if (!marks) {
        return 0.5;
    }
    const auto marked = std::count_if(marks->begin(), marks->end(), [](int m) { return m != 0; });
    const bool winner = has(*marks, claim.winner);
    const bool loser = has(*marks, claim.loser);
    if (claim.kind == "more_votes") {
        return half_step(winner, loser);
    }
    if (claim.kind == "at_least_share") {
        return marked != 1 ? 0.5 : winner ? 1.0 / (2.0 * claim.share) : 0.0;
    }
    if (claim.kind == "less_than_share") {
        return marked != 1 ? 0.5 : loser ? 0.0 : 1.0 / (2.0 * (1.0 - claim.share));
    }
    if (claim.kind == "never_behind") {
        return never_behind(claim, *marks);
    }
    if (claim.kind == "ahead_when_left") {
        return ahead_when_left(claim, *marks);
    }
    return ((winner ? 1.0 / claim.winner_divisor : 0.0) - (loser ? 1.0 / claim.loser_divisor : 0.0)
           ) * claim.loser_divisor /
               2.0 +
           0.5;
}

double most(const Claim& claim) {
    if (claim.kind == "at_least_share") {
        return 1.0 / (2.0 * claim.share);
    }
    if (claim.kind == "less_than_share") {
        return 1.0 / (2.0 * (1.0 - claim.share));
    }
    if (claim.kind == "higher_quotient") {
        return (static_cast<double>(claim.loser_divisor) / claim.winner_divisor + 1.0) / 2.0;
    }
    return 1.0;
}

namespace {

/// Mean of a claim's values over cards of which only the votes are known.
double mean_of_votes(
    const Claim& claim, const std::vector<std::int64_t>& votes, std::int64_t cards
) {
    if (cards == 0) {
        return 0.5;
    }
    const auto valid = std::accumulate(votes.begin(), votes.end(), std::int64_t{0});
    const auto v = [&](std::size_t choice) {
        return static_cast<double>(votes[choice]);
    };
    const auto n = static_cast<double>(cards);
    const auto rest = (n - static_cast<double>(valid)) / 2.0;
    if (claim.kind == "at_least_share") {
        return (v(claim.winner) / (2.0 * claim.share) + rest) / n;
    }
    if (claim.kind == "less_than_share") {
        return ((static_cast<double>(valid) - v(claim.loser)) / (2.0 * (1.0 - claim.share)) + rest
               ) /
               n;
    }
    if (claim.kind == "higher_quotient") {
        return 0.5 +
               (v(claim.winner) / claim.winner_divisor - v(claim.loser) / claim.loser_divisor) *
                   claim.loser_divisor / (2.0 * n);
    }
    return 0.5 + (v(claim.winner) - v(claim.loser)) / (2.0 * n);
}

}  // namespace

double pool_mean(const Claim& claim, const Pool& pool) {
    return mean_of_votes(claim, pool.votes, pool.cards);
}

namespace {

/// The claim in English, as the bundle has to say it.
std::string sentence_of(const Contest& contest, const Claim& claim) {
    const auto& winner = contest.choices[claim.winner];
    const auto& loser = contest.choices[claim.loser];
    const double percent = 100.0 * claim.share;
    if (claim.kind == "more_votes") {
        return winner + " has more votes than " + loser + ".";
    }
    if (claim.kind == "at_least_share") {
        return fmt::format("{} has more than {:g} % of the valid votes.", winner, percent);
    }
    if (claim.kind == "less_than_share") {
        return fmt::format("{} has less than {:g} % of the valid votes.", loser, percent);
    }
    if (claim.kind == "never_behind") {
        return fmt::format(
            "{0} has more first choices than there are ballots that put {1} before {0}.",
            winner,
            loser
        );
    }
    if (claim.kind == "ahead_when_left") {
        std::string left;
        for (const auto choice : claim.standing) {
            left += (left.empty() ? "" : ", ") + contest.choices[choice];
        }
        return fmt::format("{} is ahead of {} when only these are left: {}.", winner, loser, left);
    }
    return fmt::format(
        "The votes of {} divided by {} are more than those of {} divided by {}.",
        winner,
        claim.winner_divisor,
        loser,
        claim.loser_divisor
    );
}

Claim claim_of(const Contest& contest, const json::Value& body) {
    only(
        body,
        {"kind",
         "winner",
         "loser",
         "standing",
         "share",
         "winner_divisor",
         "loser_divisor",
         "margin",
         "words"}
    );
    const auto choice = [&](const std::string& name) {
        const auto found = std::find(contest.choices.begin(), contest.choices.end(), name);
        if (found == contest.choices.end()) {
            differs("claims", "a choice of " + contest.name, name);
        }
        return static_cast<std::size_t>(found - contest.choices.begin());
    };
    Claim out;
    out.kind = text(body, "kind");
    out.winner = choice(text(body, "winner"));
    out.loser = choice(text(body, "loser"));
    for (const auto& name : texts(body, "standing")) {
        out.standing.push_back(choice(name));
    }
    out.share = number(body, "share");
    out.winner_divisor = static_cast<int>(whole(body, "winner_divisor"));
    out.loser_divisor = static_cast<int>(whole(body, "loser_divisor"));
    out.margin = number(body, "margin");
    out.words = text(body, "words");
    same("claims.words", sentence_of(contest, out), out.words);
    return out;
}

/// Mean of a claim over the population, by what the method rests on.
double population_mean(const Facts& facts, std::size_t contest, const Claim& claim) {
    const auto& terms = facts.contests[contest];
    const auto& population = facts.populations[contest];
    const bool by_records = terms.method == "comparison" || terms.method == "betting_comparison" ||
                            terms.rule == "instant_runoff";
    if (!by_records && terms.method != "one_audit") {
        return mean_of_votes(claim, terms.votes, static_cast<std::int64_t>(population.size()));
    }
    double sum = 0.0;
    for (const auto place : population) {
        const auto* const pool = by_records ? nullptr : pool_of(facts, contest, place);
        if (place >= static_cast<std::int64_t>(facts.cards.size())) {
            sum += 0.5;
        } else if (pool != nullptr) {
            sum += pool_mean(claim, *pool);
        } else {
            sum += assorted(claim, facts.cards[static_cast<std::size_t>(place)].marks[contest]);
        }
    }
    return sum / static_cast<double>(population.size());
}

void same_claim(const Claim& expected, const Claim& found) {
    same("claims.kind", expected.kind, found.kind);
    same(
        "claims.winner",
        static_cast<std::int64_t>(expected.winner),
        static_cast<std::int64_t>(found.winner)
    );
    same(
        "claims.loser",
        static_cast<std::int64_t>(expected.loser),
        static_cast<std::int64_t>(found.loser)
    );
    close("claims.share", expected.share, found.share);
    same("claims.winner_divisor", expected.winner_divisor, found.winner_divisor);
    same("claims.loser_divisor", expected.loser_divisor, found.loser_divisor);
}

/// Seats by the largest quotients; the earlier choice first among equals.
std::vector<int> seats_of(const Contest& contest) {
    std::vector<int> seats(contest.votes.size(), 0);
    for (int seat = 0; seat < contest.winners; ++seat) {
        std::size_t best = 0;
        for (std::size_t at = 1; at < seats.size(); ++at) {
            if (contest.votes[at] * (seats[best] + 1) > contest.votes[best] * (seats[at] + 1)) {
                best = at;
            }
        }
        ++seats[best];
    }
    return seats;
}

/// What the claims of a contest must be, in order; ranked contests have no single answer.
std::vector<Claim> expected_claims(const Contest& contest, std::string& standing) {
    std::vector<Claim> out;
    if (contest.rule == "threshold") {
        const auto all = std::accumulate(contest.votes.begin(), contest.votes.end(), 0.0);
        if (all <= 0.0) {
            standing = "no_losers";
            return {};
        }
        if (static_cast<double>(contest.votes[0]) == contest.share * all) {
            standing = "tied";
            return {};
        }
        const bool reached = static_cast<double>(contest.votes[0]) > contest.share * all;
        out.push_back(
            {reached ? "at_least_share" : "less_than_share", 0, 0, {}, contest.share, 1, 1, 0.0, ""}
        );
    } else if (contest.rule == "dhondt") {
        if (std::accumulate(contest.votes.begin(), contest.votes.end(), 0.0) <= 0.0) {
            standing = "no_losers";
            return {};
        }
        const auto seats = seats_of(contest);
        for (std::size_t winner = 0; winner < seats.size(); ++winner) {
            for (std::size_t loser = 0; loser < seats.size(); ++loser) {
                if (winner == loser || seats[winner] == 0) {
                    continue;
                }
                if (contest.votes[winner] * (seats[loser] + 1) <=
                    contest.votes[loser] * seats[winner]) {
                    standing = "tied";
                    return {};
                }
                out.push_back(
                    {"higher_quotient",
                     winner,
                     loser,
                     {},
                     0.0,
                     seats[winner],
                     seats[loser] + 1,
                     0.0,
                     ""}
                );
            }
        }
    } else {
        const auto decided = pairs_by_votes(contest, contest.votes);
        standing = decided.standing;
        if (standing != "decided") {
            return {};
        }
        for (const auto& [winner, loser] : decided.pairs) {
            out.push_back({"more_votes", winner, loser, {}, 0.0, 1, 1, 0.0, ""});
        }
    }
    return out;
}

/// Whether a claim rules out that `order` (who remains last at its end) is how eliminations went,
/// given that everybody who is not in it went before.
bool rules_out(const Claim& claim, const std::vector<std::size_t>& tail) {
    const auto place = [&](std::size_t choice) {
        return std::find(tail.begin(), tail.end(), choice) - tail.begin();
    };
    const auto end = static_cast<std::ptrdiff_t>(tail.size());
    if (claim.kind == "never_behind") {
        // The winner cannot go while the loser is still there.
        return place(claim.loser) < end && place(claim.winner) < place(claim.loser);
    }
    if (claim.standing.size() > tail.size()) {
        return false;
    }
    // The last of the tail are exactly those who stand: then the winner does not go first.
    std::vector<std::size_t> last(
        tail.end() - static_cast<std::ptrdiff_t>(claim.standing.size()), tail.end()
    );
    const auto first = last.front();
    auto sorted = last;
    auto standing = claim.standing;
    std::sort(sorted.begin(), sorted.end());
    std::sort(standing.begin(), standing.end());
    return sorted == standing && first == claim.winner;
}

/// Goes through every way in which somebody else could win, from the winner backwards.
void check_every_order(
    const Contest& contest, const std::vector<Claim>& claims, std::vector<std::size_t> tail
) {
    for (const auto& claim : claims) {
        if (rules_out(claim, tail)) {
            return;
        }
        // A never-behind claim also cuts as soon as the loser is in and the winner went before.
        if (claim.kind == "never_behind" &&
            std::find(tail.begin(), tail.end(), claim.loser) != tail.end() &&
            std::find(tail.begin(), tail.end(), claim.winner) == tail.end()) {
            return;
        }
    }
    if (tail.size() == contest.choices.size()) {
        std::string order;
        for (const auto choice : tail) {
            order += (order.empty() ? "" : ", ") + contest.choices[choice];
        }
        differs("claims", "every other winner ruled out", "not ruled out: " + order);
    }
    for (std::size_t choice = 0; choice < contest.choices.size(); ++choice) {
        if (std::find(tail.begin(), tail.end(), choice) == tail.end()) {
            auto longer = tail;
            longer.insert(longer.begin(), choice);
            check_every_order(contest, claims, longer);
        }
    }
}

void check_ranked(const Contest& contest, const std::vector<Claim>& claims) {
    for (std::size_t other = 0; other < contest.choices.size(); ++other) {
        if (contest.choices[other] != contest.reported_winner) {
            check_every_order(contest, claims, {other});
        }
    }
}

/// Whether the claims are those that the rule asks for; gives the standing that follows.
std::string check_claims(const Contest& contest, const Prepared& prepared) {
    std::string standing = "decided";
    if (contest.rule == "instant_runoff") {
        if (prepared.standing == "decided") {
            check_ranked(contest, prepared.claims);
            return standing;
        }
        // A search for claims that gave up, or found none: there is nothing to check it by.
        return prepared.standing == "no_losers" && contest.choices.size() > 1 ? "unreachable"
                                                                              : prepared.standing;
    }
    const auto expected = expected_claims(contest, standing);
    same(
        "claims",
        static_cast<std::int64_t>(expected.size()),
        static_cast<std::int64_t>(prepared.claims.size())
    );
    for (std::size_t claim = 0; claim < expected.size(); ++claim) {
        same_claim(expected[claim], prepared.claims[claim]);
    }
    return standing;
}

/// Margins of all claims over the population; a margin that is none makes the contest unreachable.
void check_margins(
    const Facts& facts, std::size_t at, const Prepared& prepared, std::string& standing
) {
    double smallest = boundless;
    for (const auto& claim : prepared.claims) {
        const double margin = 2.0 * population_mean(facts, at, claim) - 1.0;
        close("claims.margin", margin, claim.margin);
        smallest = std::min(smallest, claim.margin);
        if (!(margin > 0.0)) {
            standing = "unreachable";
        }
    }
    close("diluted_margin", prepared.claims.empty() ? 0.0 : smallest, prepared.diluted_margin);
}

/// U of a batch comparison; infinite where it cannot limit the risk.
void check_bound(
    const Facts& facts,
    std::size_t at,
    const json::Value& body,
    Prepared& prepared,
    std::string& standing
) {
    const bool has_bound = !member(body, "error_bound").is_null();
    double sum = 0.0;
    const bool asked = facts.contests[at].method == "batch_comparison" && standing == "decided";
    for (const auto batch : asked ? batches_with(facts, at) : std::vector<std::size_t>()) {
        sum += batch_bound(facts, at, batch);
    }
    if (asked && std::isinf(sum)) {
        standing = "unreachable";
    }
    same("error_bound", asked && !std::isinf(sum), has_bound);
    if (has_bound) {
        prepared.error_bound = number(body, "error_bound");
        close("error_bound", sum, prepared.error_bound);
    }
}

void check_contest(Facts& facts, std::size_t at, const json::Value& body) {
    only(
        body,
        {"contest",
         "standing",
         "population",
         "phantoms",
         "records",
         "diluted_margin",
         "error_bound",
         "claims"}
    );
    const auto& contest = facts.contests[at];
    Prepared prepared;
    same("contest", contest.name, text(body, "contest"));
    prepared.standing = text(body, "standing");
    prepared.population = whole(body, "population");
    prepared.diluted_margin = number(body, "diluted_margin");
    same(
        "population", static_cast<std::int64_t>(facts.populations[at].size()), prepared.population
    );
    same("phantoms", facts.phantoms[at], whole(body, "phantoms"));
    std::int64_t records = 0;
    for (const auto& card : facts.cards) {
        const bool holds = facts.may_hold(at, facts.batches[card.batch].jurisdiction) &&
                           card.marks[at].has_value();
        records += holds ? 1 : 0;
    }
    same("records", records, whole(body, "records"));
    for (const auto& each : list(body, "claims")) {
        prepared.claims.push_back(claim_of(contest, each));
    }
    auto standing = check_claims(contest, prepared);
    check_margins(facts, at, prepared, standing);
    check_bound(facts, at, body, prepared, standing);
    same("standing", standing, prepared.standing);
    facts.prepared.push_back(prepared);
}

}  // namespace

void check_preparation(Facts& facts, const json::Value& body) {
    only(body, {"cards", "batches", "files", "contests"});
    if (facts.commitments_closed) {
        differs("kind", "commitments closed once", "twice");
    }
    std::string lines;
    for (const auto& file : facts.committed) {
        lines += file.sha256 + " " + file.path + "\n";
    }
    same("files", crypto::to_hex(crypto::sha256(lines)), text(body, "files"));
    read_committed(facts);
    same("cards", static_cast<std::int64_t>(facts.cards.size()), whole(body, "cards"));
    same("batches", static_cast<std::int64_t>(facts.batches.size()), whole(body, "batches"));
    const auto& contests = list(body, "contests");
    same(
        "contests",
        static_cast<std::int64_t>(facts.contests.size()),
        static_cast<std::int64_t>(contests.size())
    );
    for (std::size_t at = 0; at < facts.contests.size(); ++at) {
        check_contest(facts, at, contests[at]);
    }
    facts.commitments_closed = true;
}

}  // namespace belfry::audit_verify
