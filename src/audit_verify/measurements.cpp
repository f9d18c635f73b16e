// What a measurement says, held against the risks as they are worked out here.
#include <algorithm>

#include <fmt/format.h>

#include "audit_verify/risk.hpp"

namespace belfry::audit_verify {

namespace {

void check_found(const json::Value& claim, const Errors& errors) {
    const auto& found = member(claim, "found");
    if (found.is_null()) {
        return;
    }
    only(found, {"o1", "o2", "u1", "u2"});
    same("found.o1", errors.o1, whole(found, "o1"));
    same("found.o2", errors.o2, whole(found, "o2"));
    same("found.u1", errors.u1, whole(found, "u1"));
    same("found.u2", errors.u2, whole(found, "u2"));
}

void check_draws(const Facts& facts, const std::string& name, const json::Value& body) {
    std::int64_t draws = 0;
    std::int64_t lost = 0;
    std::set<std::int64_t> items;
    for (const auto& [key, drawn] : facts.draws) {
        if (key.substr(0, key.find('\x1f')) != name) {
            continue;
        }
        for (const auto& draw : drawn) {
            ++draws;
            items.insert(draw.item);
            lost += facts.items[static_cast<std::size_t>(draw.item - 1)].state == "lost";
        }
    }
    same("draws", draws, whole(body, "draws"));
    same("items", static_cast<std::int64_t>(items.size()), whole(body, "items"));
    same("not_found", lost, whole(body, "not_found"));
}

/// "North, batch B1: Ada 12 reported, 11 counted." of every batch, in the order it was drawn first.
std::vector<std::string> batches_in_words(const Facts& facts, std::size_t contest) {
    const auto& terms = facts.contests[contest];
    std::vector<std::string> out;
    std::set<std::int64_t> told;
    for (const auto& draw : facts.draws.at(terms.name + "\x1f")) {
        if (!told.insert(draw.item).second) {
            continue;
        }
        const auto& item = facts.items[static_cast<std::size_t>(draw.item - 1)];
        const auto& reported = facts.totals[contest].at(static_cast<std::size_t>(draw.place));
        std::string differences;
        for (std::size_t at = 0; item.state != "lost" && at < terms.choices.size(); ++at) {
            const auto& votes = item.reading.at(terms.name).votes;
            const auto found = votes.find(terms.choices[at]);
            const auto counted = found == votes.end() ? 0 : found->second;
            if (counted != reported[at]) {
                differences += differences.empty() ? "" : "; ";
                differences += fmt::format(
                    "{} {} reported, {} counted", terms.choices[at], reported[at], counted
                );
            }
        }
        const auto* const same_or_lost = item.state == "lost" ? "not found" : "the same";
        out.push_back(fmt::format(
            "{}, batch {}: {}.",
            item.jurisdiction,
            item.batch,
            differences.empty() ? same_or_lost : differences
        ));
    }
    return out;
}

std::vector<std::string> words_of(const Facts& facts, std::size_t contest) {
    const auto& method = facts.contests[contest].method;
    if (method == "batch_comparison" || method == "fixed_percentage") {
        return batches_in_words(facts, contest);
    }
    std::vector<std::string> out;
    for (const auto& claim : facts.prepared[contest].claims) {
        out.push_back(claim.words);
    }
    return out;
}

const std::string& formula_of(const std::string& method) {
    static const std::map<std::string, std::string> formulas{
        {"comparison", "Kaplan–Markov bound, super-simple comparison (Stark 2010)"},
        {"betting_comparison", "betting on the overstatement mean, COBRA adaptive (Spertus 2023)"},
        {"one_audit", "ONEAudit, betting for what the groups' totals let expect (Stark 2023)"},
        {"bravo", "BRAVO (Lindeman, Stark and Yates 2012)"},
        {"minerva", "Minerva (Zagórski and others 2021)"},
        {"providence", "Providence (Broadrick and others 2023)"},
        {"alpha", "ALPHA with shrinkage and truncation (Stark 2023)"},
        {"batch_comparison",
         "Kaplan–Markov bound with MACRO, batches drawn by error bounds (Stark 2009)"},
        {"hybrid", "SUITE, Fisher's combination (Ottoboni and others 2018)"},
        {"stratified", "stratified betting, the least favourable split (Spertus and Stark 2022)"},
        {"fixed_percentage", "none: a fixed share of the batches limits no risk"},
    };
    return formulas.at(method);
}

/// The claims as they are told, each with its risk and what was found.
void check_claims(
    const Facts& facts, std::size_t contest, const json::Value& body, const Risks& risks
) {
    const auto words = words_of(facts, contest);
    const auto& claims = list(body, "claims");
    same(
        "claims", static_cast<std::int64_t>(words.size()), static_cast<std::int64_t>(claims.size())
    );
    for (std::size_t at = 0; at < words.size(); ++at) {
        only(claims[at], {"words", "p_value", "found"});
        same("claims.words", words[at], text(claims[at], "words"));
        close("claims.p_value", risks.claims.at(at), number(claims[at], "p_value"));
        check_found(claims[at], at < risks.errors.size() ? risks.errors[at] : Errors{});
    }
}

/// A contest that is not confirmed: how far the next round should go, or that none can help.
void check_advice(
    const Facts& facts, std::size_t contest, const json::Value& body, const Risks& risks
) {
    const auto draws = whole(body, "draws");
    Advice advice;
    std::string verdict = "confirmed";
    if (!(risks.p <= facts.risk_limit)) {
        advice = advised(facts, contest, risks.p, draws, risks.errors);
        verdict = advice.draws == 0 ? "full_count" : "more";
    }
    same("verdict", verdict, text(body, "verdict"));
    same("next", advice.draws, whole(body, "next"));
    same("next_rule", advice.rule, text(body, "next_rule"));
}

void check_risk(Facts& facts, std::size_t contest, const json::Value& body) {
    only(
        body,
        {"contest",
         "method",
         "formula",
         "draws",
         "items",
         "not_found",
         "p_value",
         "verdict",
         "claims",
         "next",
         "next_rule"}
    );
    const auto& terms = facts.contests[contest];
    same("contest", terms.name, text(body, "contest"));
    same("method", terms.method, text(body, "method"));
    same("formula", formula_of(terms.method), text(body, "formula"));
    check_draws(facts, terms.name, body);
    const double p = number(body, "p_value");
    const auto verdict = text(body, "verdict");
    if (terms.method == "fixed_percentage") {
        Risks none{1.0, {}, {}};
        none.claims.assign(words_of(facts, contest).size(), 1.0);
        check_claims(facts, contest, body, none);
        same("verdict", "reported_only", verdict);
        same("next", 0, whole(body, "next"));
        same("next_rule", "", text(body, "next_rule"));
        close("p_value", 1.0, p);
    } else {
        const auto risks = risks_of(facts, contest);
        close("p_value", risks.p, p);
        check_claims(facts, contest, body, risks);
        check_advice(facts, contest, body, risks);
    }
    facts.verdicts[terms.name] = {verdict, p};
}

}  // namespace

void check_measurement(Facts& facts, const json::Value& body) {
    only(body, {"round", "contests"});
    if (facts.closed || facts.rounds == 0) {
        differs("kind", "a round to measure", "risk_measured");
    }
    same("round", facts.rounds, whole(body, "round"));
    for (std::size_t at = 0; at < facts.items.size(); ++at) {
        const auto& item = facts.items[at];
        const bool needed =
            std::any_of(item.contests.begin(), item.contests.end(), [&](const std::string& name) {
                return !facts.full_counts.contains(name);
            });
        if (needed && item.state != "settled" && item.state != "lost") {
            differs("item", fmt::format("item {} read", at + 1), item.state);
        }
    }
    facts.verdicts.clear();
    const auto& measured = list(body, "contests");
    std::size_t next = 0;
    for (std::size_t at = 0; at < facts.contests.size(); ++at) {
        if (facts.prepared[at].standing != "decided" ||
            facts.full_counts.contains(facts.contests[at].name)) {
            continue;
        }
        if (next >= measured.size()) {
            differs("contests", facts.contests[at].name, "nothing");
        }
        check_risk(facts, at, measured[next++]);
    }
    same("contests", static_cast<std::int64_t>(next), static_cast<std::int64_t>(measured.size()));
    facts.measured = facts.rounds;
    facts.current = true;
}

}  // namespace belfry::audit_verify
