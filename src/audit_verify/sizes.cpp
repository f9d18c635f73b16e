// What a measurement advises: how many draws in all the next round should reach, worked out again.
#include <algorithm>
#include <cmath>

#include "audit_verify/facts.hpp"
#include "audit_verify/formulas.hpp"

namespace belfry::audit_verify {

namespace {

std::int64_t half_as_many_again(std::int64_t draws) {
    return draws + std::max<std::int64_t>(1, (draws + 1) / 2);
}

/// Super-simple with the overstatements seen so far, as Arlo reckons it.
std::int64_t super_simple(
    const Facts& facts, std::size_t contest, std::int64_t draws, const std::vector<Errors>& claims
) {
    Errors worst;
    for (const auto& each : claims) {
        if (each.o1 + 2 * each.o2 > worst.o1 + 2 * worst.o2) {
            worst = {each.o1, each.o2, 0, 0};
        }
    }
    const auto& prepared = facts.prepared[contest];
    const double margin = prepared.diluted_margin;
    const double one = std::log1p(-1.0 / (2.0 * facts.gamma));
    const double two = std::log1p(-1.0 / facts.gamma);
    const auto seen = static_cast<double>(std::max<std::int64_t>(draws, 1));
    const double rate_1 = static_cast<double>(worst.o1) / seen;
    const double rate_2 = static_cast<double>(worst.o2) / seen;
    const double growth = std::log1p(-margin / (2.0 * facts.gamma)) - (rate_1 * one + rate_2 * two);
    if (growth >= 0.0) {
        return std::max(draws, prepared.population);
    }
    const double size = std::ceil(std::log(facts.risk_limit) / growth);
    const double o1 = std::ceil(rate_1 * size);
    const double o2 = std::floor(rate_2 * size + 0.5);
    const double needed = std::ceil(
        -2.0 * facts.gamma * (std::log(facts.risk_limit) + (o1 * one + o2 * two)) / margin
    );
    const double most = static_cast<double>(prepared.population);
    return std::max(draws, static_cast<std::int64_t>(std::min(std::max(o1 + o2, needed), most)));
}

/// Cards until the bets meet the limit if a one-vote overstatement comes again and again, evenly.
std::int64_t until_met(const Facts& facts, std::size_t contest, const Claim& claim, double rate) {
    const auto population = facts.prepared[contest].population;
    const double right = 1.0 / (2.0 - claim.margin / most(claim));
    Bets test(static_cast<double>(population), 2.0 * right, adaptive(right));
    const auto every = static_cast<std::int64_t>(1.0 / rate);
    for (std::int64_t card = 0; card < population; ++card) {
        test.add(card % every == 0 ? right / 2.0 : right);
        if (test.p_value() <= facts.risk_limit) {
            return card + 1;
        }
    }
    return population;
}

std::int64_t by_bets(
    const Facts& facts, std::size_t contest, std::int64_t draws, const std::vector<Errors>& claims
) {
    double rate = 0.001;
    for (std::size_t at = 0; at < claims.size() && draws > 0; ++at) {
        // Votes are counted of claims whose values go from 0 to 1 alone.
        if (most(facts.prepared[contest].claims[at]) == 1.0) {
            const auto votes = static_cast<double>(claims[at].o1 + 2 * claims[at].o2);
            rate = std::max(rate, votes / static_cast<double>(draws));
        }
    }
    auto size = half_as_many_again(draws);
    for (const auto& claim : facts.prepared[contest].claims) {
        size = std::max(size, until_met(facts, contest, claim, rate));
    }
    return size;
}

/// Rounds that were fixed in advance: each half as large again as the one before.
std::int64_t fixed_rounds(const Facts& facts, const std::string& name, std::int64_t draws) {
    std::map<int, std::int64_t> rounds;
    for (const auto& draw : facts.draws.at(name + "\x1f")) {
        ++rounds[draw.round];
    }
    const auto first = static_cast<double>(rounds.begin()->second);
    return draws + static_cast<std::int64_t>(
                       std::floor(first * std::pow(1.5, static_cast<double>(rounds.size())))
                   );
}

std::int64_t by_error_bounds(
    const Facts& facts, std::size_t contest, std::int64_t draws, double p, std::int64_t batches
) {
    const double bound = facts.prepared[contest].error_bound;
    std::int64_t more = batches;
    if (bound <= 1.0 && p > 0.0) {
        more = std::min<std::int64_t>(1, batches);
    } else if (p > 0.0) {
        const double size =
            std::ceil((std::log(facts.risk_limit) - std::log(p)) / std::log1p(-1.0 / bound));
        more = std::min(static_cast<std::int64_t>(size) + 1, batches);
    }
    return std::min(draws + more, batches);
}

}  // namespace

Advice advised(
    const Facts& facts,
    std::size_t contest,
    double p,
    std::int64_t draws,
    const std::vector<Errors>& claims
) {
    const auto& terms = facts.contests[contest];
    const bool batches = terms.method == "batch_comparison";
    const auto all = batches ? static_cast<std::int64_t>(batches_with(facts, contest).size())
                             : facts.prepared[contest].population;
    Advice out{half_as_many_again(draws), "half as many again as were drawn"};
    if (terms.method == "comparison") {
        const auto size = super_simple(facts, contest, draws, claims);
        if (size > draws) {
            out = {size, "super-simple with the overstatement rates seen so far"};
        }
    } else if (terms.method == "betting_comparison") {
        out = {
            by_bets(facts, contest, draws, claims), "COBRA with the overstatement rate seen so far"
        };
    } else if (terms.method == "minerva") {
        out = {
            fixed_rounds(facts, terms.name, draws),
            "Minerva's fixed rounds: each 1.5 times the one before"
        };
    } else if (batches) {
        out = {
            by_error_bounds(facts, contest, draws, p, all),
            "MACRO without further errors, and one batch more"
        };
    }
    if (out.draws >= all && !facts.replacement) {
        out = {all, out.rule + "; these are all"};
    }
    if (out.draws <= draws) {
        out = {0, "no further draws are possible"};
    }
    return out;
}

}  // namespace belfry::audit_verify
