#include "audit/terms.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "json/json.hpp"

namespace belfry::audit {

namespace {

using Problems = std::vector<Refusal::Problem>;

void problem(
    Problems& problems, const std::string& field, const std::string& code, const std::string& advice
) {
    problems.push_back({field, code, advice, {}});
}

bool has_ends(std::string_view text) {
    return text.empty() || text.front() == ' ' || text.back() == ' ';
}

void check_names(const std::string& field, const std::vector<std::string>& names, Problems& out) {
    std::set<std::string> known;
    for (const auto& name : names) {
        if (has_ends(name)) {
            problem(out, field, "audit_name", "Give a name without blanks around it.");
        } else if (!known.insert(name).second) {
            problem(out, field, "audit_name_twice", fmt::format("“{}” stands there twice.", name));
        }
    }
}

bool within(double value, double low, double high) {
    return value > low && value < high;
}

/// What the method can audit: pairs of vote counts, or any assertion.
bool by_most_votes(CountingRule rule) {
    return rule == CountingRule::plurality || rule == CountingRule::approval;
}

bool fits(AuditMethod method, CountingRule rule) {
    switch (method) {
        case AuditMethod::betting_comparison:
        case AuditMethod::alpha:
        case AuditMethod::fixed_percentage:
            return true;
        case AuditMethod::comparison:
            return by_most_votes(rule) || rule == CountingRule::instant_runoff;
        case AuditMethod::one_audit:
            return rule != CountingRule::instant_runoff;
        default:
            return by_most_votes(rule);
    }
}

void check_rule(const ContestTerms& contest, const std::string& at, Problems& out) {
    if (contest.rule == CountingRule::single_transferable_vote) {
        problem(
            out,
            at + ".rule",
            "audit_no_method",
            "No method is known that can confirm this rule by a sample: count every card."
        );
        return;
    }
    if (!fits(contest.method, contest.rule)) {
        problem(
            out,
            at + ".method",
            "audit_method_rule",
            fmt::format(
                "“{}” cannot audit the rule “{}”; betting_comparison and alpha can.",
                json::name_of(contest.method),
                json::name_of(contest.rule)
            )
        );
    }
    if ((contest.rule == CountingRule::threshold) != contest.share.has_value() ||
        (contest.share && !within(*contest.share, 0.0, 1.0))) {
        problem(
            out,
            at + ".share",
            "audit_share",
            "Give a share between 0 and 1 with the rule threshold, and with no other."
        );
    }
    if ((contest.method == AuditMethod::fixed_percentage) != contest.batches_share.has_value() ||
        (contest.batches_share && !(*contest.batches_share > 0.0 && *contest.batches_share <= 1.0)
        )) {
        problem(
            out,
            at + ".batches_share",
            "audit_share",
            "Give a share above 0 and up to 1 with fixed_percentage, and with no other method."
        );
    }
    const bool named =
        contest.reported_winner && std::ranges::any_of(contest.choices, [&](const Choice& choice) {
            return choice.name == *contest.reported_winner;
        });
    if (contest.rule == CountingRule::instant_runoff ? !named
                                                     : contest.reported_winner.has_value()) {
        problem(
            out,
            at + ".reported_winner",
            "audit_reported_winner",
            "Name the choice that won a ranked contest; other rules find it by the votes."
        );
    }
}

void check_one(
    const AuditTerms& terms, const ContestTerms& contest, const std::string& at, Problems& out
) {
    if (has_ends(contest.name)) {
        problem(out, at + ".name", "audit_name", "Give a name without blanks around it.");
    }
    for (const auto& name : contest.jurisdictions) {
        if (std::ranges::find(terms.jurisdictions, name) == terms.jurisdictions.end()) {
            problem(
                out,
                at + ".jurisdictions",
                "audit_unknown_jurisdiction",
                fmt::format("The audit has no jurisdiction “{}”.", name)
            );
        }
    }
    for (const auto& choice : contest.choices) {
        if (has_ends(choice.name)) {
            problem(out, at + ".choices", "audit_name", "Give a name without blanks around it.");
        }
    }
    if (contest.method == AuditMethod::stratified && terms.with_replacement) {
        problem(
            out,
            at + ".method",
            "audit_stratified_replacement",
            "Stratified betting draws every card once; open the audit without replacement."
        );
    }
    const auto sound = check_contest(reported(contest, contest.cards));
    if (!sound && contest.rule != CountingRule::dhondt) {
        for (const auto& found : sound.error().problems) {
            problem(out, at + "." + found.field, found.code, found.advice);
        }
    }
    check_rule(contest, at, out);
}

void check_spellings(const ContestsFile& file, Problems& out) {
    if (!file.spellings) {
        return;
    }
    for (const auto& [there, here] : *file.spellings) {
        const bool known = std::ranges::any_of(file.contests, [&](const ContestTerms& contest) {
            return contest.name == here ||
                   std::ranges::find(contest.choices, here, &Choice::name) != contest.choices.end();
        });
        if (!known) {
            problem(
                out,
                "spellings." + there,
                "audit_spelling",
                fmt::format("No contest and no choice is called “{}”.", here)
            );
        }
    }
}

}  // namespace

Result<void> check_audit_terms(const AuditTerms& terms) {
    Problems out;
    if (has_ends(terms.title)) {
        problem(out, "title", "audit_name", "Give a name without blanks around it.");
    }
    if (terms.jurisdictions.empty()) {
        problem(
            out,
            "jurisdictions",
            "audit_no_jurisdiction",
            "Name at least one jurisdiction that keeps the paper."
        );
    }
    check_names("jurisdictions", terms.jurisdictions, out);
    if (!within(terms.risk_limit, 0.0, 1.0)) {
        problem(
            out,
            "risk_limit",
            "audit_risk_limit",
            "Give a risk limit between 0 and 1, such as 0.05."
        );
    }
    if (!(terms.gamma > 1.0 && terms.gamma < 10.0)) {
        problem(out, "gamma", "audit_gamma", "Give γ above 1, such as 1.03905.");
    }
    if (terms.with_replacement && terms.sampling == Sampling::hash) {
        problem(
            out,
            "with_replacement",
            "audit_hash_replacement",
            "The sampler “hash” draws every card once."
        );
    }
    if (!out.empty()) {
        return refuse_fields(std::move(out));
    }
    return {};
}

Result<void> check_contests(const AuditTerms& terms, const ContestsFile& file) {
    Problems out;
    if (file.contests.empty()) {
        problem(out, "contests", "audit_no_contest", "Give at least one contest.");
    }
    std::set<std::string> names;
    for (std::size_t i = 0; i < file.contests.size(); ++i) {
        const auto at = fmt::format("contests[{}]", i);
        check_one(terms, file.contests[i], at, out);
        if (!names.insert(file.contests[i].name).second) {
            problem(
                out,
                at + ".name",
                "audit_name_twice",
                fmt::format("“{}” stands there twice.", file.contests[i].name)
            );
        }
    }
    check_spellings(file, out);
    if (!out.empty()) {
        return refuse_fields(std::move(out));
    }
    return {};
}

std::string spelled(const ContestsFile& file, const std::string& name) {
    if (!file.spellings) {
        return name;
    }
    const auto found = file.spellings->find(name);
    return found == file.spellings->end() ? name : found->second;
}

Contest reported(const ContestTerms& terms, std::int64_t cards) {
    return {terms.name, cards, terms.winners, terms.votes_allowed, terms.choices};
}

bool may_hold(const ContestTerms& contest, std::string_view jurisdiction) {
    return contest.jurisdictions.empty() ||
           std::ranges::find(contest.jurisdictions, jurisdiction) != contest.jurisdictions.end();
}

bool polls(AuditMethod method) {
    return method == AuditMethod::bravo || method == AuditMethod::minerva ||
           method == AuditMethod::providence || method == AuditMethod::alpha;
}

bool compares_cards(AuditMethod method) {
    return method == AuditMethod::comparison || method == AuditMethod::betting_comparison;
}

bool has_strata(AuditMethod method) {
    return method == AuditMethod::hybrid || method == AuditMethod::stratified;
}

bool counts_batches(AuditMethod method) {
    return method == AuditMethod::batch_comparison || method == AuditMethod::fixed_percentage;
}

std::string_view formula_name(AuditMethod method) {
    switch (method) {
        case AuditMethod::comparison:
            return "Kaplan–Markov bound, super-simple comparison (Stark 2010)";
        case AuditMethod::betting_comparison:
            return "betting on the overstatement mean, COBRA adaptive (Spertus 2023)";
        case AuditMethod::one_audit:
            return "ONEAudit, betting for what the groups' totals let expect (Stark 2023)";
        case AuditMethod::bravo:
            return "BRAVO (Lindeman, Stark and Yates 2012)";
        case AuditMethod::minerva:
            return "Minerva (Zagórski and others 2021)";
        case AuditMethod::providence:
            return "Providence (Broadrick and others 2023)";
        case AuditMethod::alpha:
            return "ALPHA with shrinkage and truncation (Stark 2023)";
        case AuditMethod::batch_comparison:
            return "Kaplan–Markov bound with MACRO, batches drawn by error bounds (Stark 2009)";
        case AuditMethod::hybrid:
            return "SUITE, Fisher's combination (Ottoboni and others 2018)";
        case AuditMethod::stratified:
            return "stratified betting, the least favourable split (Spertus and Stark 2022)";
        case AuditMethod::fixed_percentage:
            return "none: a fixed share of the batches limits no risk";
    }
    return {};
}

}  // namespace belfry::audit
