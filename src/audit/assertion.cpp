#include "audit/assertion.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/check.hpp"

namespace belfry::audit {

namespace {

bool marked(Marks marks, std::size_t choice) {
    return choice < marks.size() && marks[choice] != 0;
}

std::size_t count_marked(Marks marks) {
    return static_cast<std::size_t>(std::ranges::count_if(marks, [](std::uint8_t rank) {
        return rank != 0;
    }));
}

/// ½ plus half of "for the winner" minus "for the loser".
double balance(bool winner, bool loser) {
    return (static_cast<double>(winner) - static_cast<double>(loser) + 1.0) / 2.0;
}

double never_behind(const Assertion& assertion, Marks marks) {
    const auto rank = [&](std::size_t choice) {
        return choice < marks.size() ? marks[choice] : std::uint8_t{0};
    };
    const auto winner = rank(assertion.winner);
    const auto loser = rank(assertion.loser);
    return balance(winner == 1, loser != 0 && (winner == 0 || winner > loser));
}

double ahead_when_left(const Assertion& assertion, Marks marks) {
    std::size_t first = marks.size();
    for (const auto choice : assertion.standing) {
        if (marked(marks, choice) && (first == marks.size() || marks[choice] < marks[first])) {
            first = choice;
        }
    }
    return first == marks.size() ? 0.5
                                 : balance(first == assertion.winner, first == assertion.loser);
}

double quotient(const Assertion& assertion, Marks marks) {
    const double winner = marked(marks, assertion.winner) ? 1.0 : 0.0;
    const double loser = marked(marks, assertion.loser) ? 1.0 : 0.0;
    const double gain = winner / assertion.winner_divisor - loser / assertion.loser_divisor;
    return gain * assertion.loser_divisor / 2.0 + 0.5;
}

}  // namespace

double assort(const Assertion& assertion, Marks marks) {
    switch (assertion.kind) {
        case AssertionKind::more_votes:
            return balance(marked(marks, assertion.winner), marked(marks, assertion.loser));
        case AssertionKind::at_least_share:
            return count_marked(marks) != 1          ? 0.5
                   : marked(marks, assertion.winner) ? 1.0 / (2.0 * assertion.share)
                                                     : 0.0;
        case AssertionKind::less_than_share:
            return count_marked(marks) != 1         ? 0.5
                   : marked(marks, assertion.loser) ? 0.0
                                                    : 1.0 / (2.0 * (1.0 - assertion.share));
        case AssertionKind::never_behind:
            return never_behind(assertion, marks);
        case AssertionKind::ahead_when_left:
            return ahead_when_left(assertion, marks);
        case AssertionKind::higher_quotient:
            return quotient(assertion, marks);
    }
    check(false, "every kind of assertion has a value");
    return 0.5;
}

double upper_bound(const Assertion& assertion) {
    switch (assertion.kind) {
        case AssertionKind::at_least_share:
            return 1.0 / (2.0 * assertion.share);
        case AssertionKind::less_than_share:
            return 1.0 / (2.0 * (1.0 - assertion.share));
        case AssertionKind::higher_quotient:
            return (static_cast<double>(assertion.loser_divisor) / assertion.winner_divisor + 1.0) /
                   2.0;
        default:
            return 1.0;
    }
}

Sentence sentence_of(const Assertion& assertion, const std::vector<Choice>& choices) {
    const auto name = [&](std::size_t choice) {
        return choice < choices.size() ? choices[choice].name : std::to_string(choice + 1);
    };
    const auto winner = name(assertion.winner);
    const auto loser = name(assertion.loser);
    const auto share = fmt::format("{:g}", 100.0 * assertion.share);
    switch (assertion.kind) {
        case AssertionKind::more_votes:
            return {"audit.assertion.more_votes", {{"winner", winner}, {"loser", loser}}};
        case AssertionKind::at_least_share:
            return {"audit.assertion.at_least_share", {{"winner", winner}, {"share", share}}};
        case AssertionKind::less_than_share:
            return {"audit.assertion.less_than_share", {{"loser", loser}, {"share", share}}};
        case AssertionKind::never_behind:
            return {"audit.assertion.never_behind", {{"winner", winner}, {"loser", loser}}};
        case AssertionKind::ahead_when_left: {
            std::string left;
            for (const auto choice : assertion.standing) {
                left += (left.empty() ? "" : ", ") + name(choice);
            }
            return {
                "audit.assertion.ahead_when_left",
                {{"winner", winner}, {"loser", loser}, {"left", left}}
            };
        }
        case AssertionKind::higher_quotient:
            break;
    }
    return {
        "audit.assertion.higher_quotient",
        {{"winner", winner},
         {"loser", loser},
         {"winner_divisor", std::to_string(assertion.winner_divisor)},
         {"loser_divisor", std::to_string(assertion.loser_divisor)}}
    };
}

std::string in_words(const Assertion& assertion, const std::vector<Choice>& choices) {
    return said(sentence_of(assertion, choices), "en");
}

std::vector<Assertion> plurality_assertions(const Outcome& outcome) {
    std::vector<Assertion> out;
    for (const auto& pair : outcome.pairs) {
        out.push_back({AssertionKind::more_votes, pair.winner, pair.loser});
    }
    return out;
}

Assertion threshold_assertion(const Contest& contest, std::size_t choice, double share) {
    double all = 0.0;
    for (const auto& each : contest.choices) {
        all += static_cast<double>(each.votes);
    }
    Assertion out;
    out.share = share;
    out.winner = choice;
    out.loser = choice;
    out.kind = static_cast<double>(contest.choices[choice].votes) > share * all
                   ? AssertionKind::at_least_share
                   : AssertionKind::less_than_share;
    return out;
}

std::vector<int> dhondt_seats(const Contest& contest, int seats) {
    std::vector<int> out(contest.choices.size(), 0);
    for (int seat = 0; seat < seats; ++seat) {
        std::size_t best = 0;
        for (std::size_t at = 1; at < out.size(); ++at) {
            // votes/(seats + 1) compared without division.
            if (contest.choices[at].votes * (out[best] + 1) >
                contest.choices[best].votes * (out[at] + 1)) {
                best = at;
            }
        }
        ++out[best];
    }
    return out;
}

std::optional<std::vector<Assertion>> dhondt_assertions(const Contest& contest, int seats) {
    const auto held = dhondt_seats(contest, seats);
    std::vector<Assertion> out;
    for (std::size_t winner = 0; winner < held.size(); ++winner) {
        for (std::size_t loser = 0; loser < held.size(); ++loser) {
            if (winner == loser || held[winner] == 0) {
                continue;
            }
            const int lost = held[loser] + 1;
            if (contest.choices[winner].votes * lost <=
                contest.choices[loser].votes * held[winner]) {
                return {};
            }
            Assertion assertion{AssertionKind::higher_quotient, winner, loser};
            assertion.winner_divisor = held[winner];
            assertion.loser_divisor = lost;
            out.push_back(assertion);
        }
    }
    return out;
}

double hand_value(const Assertion& assertion, const CardReading& mvr, bool use_style) {
    if (mvr.phantom) {
        return 0.0;
    }
    if (!mvr.marks) {
        return use_style ? 0.0 : 0.5;
    }
    return assort(assertion, *mvr.marks);
}

double overstatement(
    const Assertion& assertion, const CardReading& cvr, const CardReading& mvr, bool use_style
) {
    const double reported = cvr.phantom     ? 0.5
                            : cvr.pool_mean ? *cvr.pool_mean
                            : !cvr.marks    ? 0.5
                                            : assort(assertion, *cvr.marks);
    const bool claimed = cvr.phantom || cvr.marks || cvr.pool_mean;
    return reported - hand_value(assertion, mvr, use_style && claimed);
}

}  // namespace belfry::audit
