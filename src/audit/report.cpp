#include "audit/report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "audit/full_count.hpp"
#include "audit/preparation.hpp"
#include "text/catalog.hpp"

namespace belfry::audit {

namespace {

using Values = text::Catalog::Values;

std::string percent(double share) {
    return fmt::format("{:g}", 100.0 * share);
}

std::string joined(const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, ", "));
}

class Writer {
public:
    Writer(const Progress& progress, const ContestsFile& contests, std::string_view language)
        : progress_(progress), contests_(contests), language_(language) {}

    AuditReport write();

private:
    [[nodiscard]] std::string say(std::string_view key, const Values& values = {}) const {
        return text::Catalog::embedded().say(language_, key, values);
    }

    void write_rounds();
    void write_contests();
    void say_claims(const PreparedContest& prepared, ContestRisk& risk) const;
    [[nodiscard]] std::string next_rule(const std::string& rule) const;
    void write_incidents();
    void write_sentences();
    [[nodiscard]] std::string verdict_words(const ReportContest& contest) const;

    const Progress& progress_;
    const ContestsFile& contests_;
    std::string_view language_;
    AuditReport out_;
};

void Writer::write_rounds() {
    for (const auto& round : progress_.rounds) {
        ReportRound line{round.round, 0, 0};
        for (const auto& draw : round.draws) {
            line.draws += static_cast<std::int64_t>(draw.picks.size());
        }
        line.items = std::ranges::count(round.items, false, &DrawnItem::phantom);
        out_.rounds.push_back(line);
    }
}

std::string Writer::verdict_words(const ReportContest& contest) const {
    Values values{
        {"contest", contest.contest},
        {"winners", joined(contest.reported_winners)},
        {"limit", percent(progress_.terms.risk_limit)},
        {"risk", contest.risk ? fmt::format("{:.2g}", 100.0 * contest.risk->p_value) : ""},
        {"draws", contest.risk ? std::to_string(contest.risk->draws) : ""},
        {"next", contest.risk ? std::to_string(contest.risk->next) : ""},
        {"counted", contest.full_count ? joined(contest.full_count->winners) : ""},
    };
    if (contest.verdict == Verdict::more && !contest.risk) {
        return say("audit.verdict.unmeasured", values);
    }
    return say(fmt::format("audit.verdict.{}", json::name_of(contest.verdict)), values);
}

/// Claims in the report's language; batches are told as they were measured.
void Writer::say_claims(const PreparedContest& prepared, ContestRisk& risk) const {
    const auto terms = std::ranges::find(contests_.contests, prepared.contest, &ContestTerms::name);
    if (terms == contests_.contests.end() || counts_batches(terms->method)) {
        return;
    }
    for (std::size_t at = 0; at < risk.claims.size(); ++at) {
        const auto assertion = assertion_of(*terms, prepared.claims[at]);
        risk.claims[at].words = said(sentence_of(assertion, terms->choices), language_);
    }
}

/// The event has the rule in English, as the catalog does.
std::string Writer::next_rule(const std::string& rule) const {
    const auto& catalog = text::Catalog::embedded();
    for (const auto* const key :
         {"audit.next_rule.comparison",
          "audit.next_rule.betting_comparison",
          "audit.next_rule.minerva",
          "audit.next_rule.batch_comparison",
          "audit.next_rule.half_again"}) {
        const auto english = catalog.say("en", key);
        if (rule.starts_with(english)) {
            return rule == english ? say(key) : say("audit.next_rule.all", {{"rule", say(key)}});
        }
    }
    return rule;
}

void Writer::write_contests() {
    if (!progress_.preparation) {
        return;
    }
    const auto closing = closing_of(progress_);
    for (std::size_t at = 0; at < progress_.preparation->contests.size(); ++at) {
        const auto& prepared = progress_.preparation->contests[at];
        ReportContest line;
        line.contest = prepared.contest;
        line.population = prepared.population;
        line.phantoms = prepared.phantoms;
        line.diluted_margin = prepared.diluted_margin;
        line.verdict = closing.contests[at].verdict;
        if (at < contests_.contests.size()) {
            line.reported_winners = winners_of(contests_.contests[at]);
        }
        if (const auto* const risk = risk_of(progress_, prepared.contest)) {
            line.risk = *risk;
            line.risk->formula = say(fmt::format("audit.formula.{}", json::name_of(risk->method)));
            line.risk->next_rule = next_rule(risk->next_rule);
            say_claims(prepared, *line.risk);
        }
        if (const auto found = progress_.counted.find(prepared.contest);
            found != progress_.counted.end()) {
            line.full_count = found->second;
        }
        line.verdict_words = verdict_words(line);
        out_.contests.push_back(std::move(line));
    }
}

void Writer::write_incidents() {
    for (const auto& each : progress_.items) {
        const Values values{{"item", std::to_string(each.item.item)}, {"batch", each.item.batch}};
        if (each.item.phantom) {
            out_.incidents.push_back({each.item.item, say("audit.incident.phantom", values)});
        } else if (each.stage == ItemStage::not_found) {
            out_.incidents.push_back({each.item.item, say("audit.incident.not_found", values)});
        }
        const bool disputed = std::ranges::any_of(each.reading, [](const ContestReading& reading) {
            return reading.sight == Sight::cannot_agree;
        });
        if (disputed) {
            out_.incidents.push_back({each.item.item, say("audit.incident.disputed", values)});
        }
    }
}

void Writer::write_sentences() {
    const auto chance = percent(1.0 - progress_.terms.risk_limit);
    const bool limits_risk = std::ranges::any_of(contests_.contests, [](const auto& contest) {
        return contest.method != AuditMethod::fixed_percentage;
    });
    if (limits_risk) {
        out_.shows.push_back(say("audit.shows.chance", {{"chance", chance}}));
    }
    out_.shows.push_back(say("audit.shows.paper"));
    out_.does_not_show = {
        say("audit.shows_not.custody"),
        say("audit.shows_not.eligibility"),
        say("audit.shows_not.printed"),
        say("audit.shows_not.hacked")
    };
    if (progress_.terms.sampling == Sampling::elsewhere) {
        out_.does_not_show.push_back(say("audit.shows_not.chance"));
    }
    for (const auto& contest : out_.contests) {
        const Values values{
            {"contest", contest.contest},
            {"winners", joined(contest.reported_winners)},
            {"cards", contest.risk ? std::to_string(contest.risk->items) : ""},
            {"limit", percent(progress_.terms.risk_limit)},
            {"chance", chance}
        };
        if (contest.verdict == Verdict::confirmed) {
            out_.may_say.push_back(say("audit.say.confirmed", values));
        } else if (contest.verdict == Verdict::counted_same) {
            out_.may_say.push_back(say("audit.say.counted", values));
        }
    }
    out_.may_say.push_back(
        say("audit.say.anybody_can_check", {{"head", progress_.head.substr(0, 16)}})
    );
    out_.may_not_say = {
        say("audit.never.nobody_hacked"),
        say("audit.never.certain_winner", {{"chance", chance}}),
        say("audit.never.certified")
    };
}

AuditReport Writer::write() {
    out_.terms = progress_.terms;
    out_.events = progress_.events;
    out_.head = progress_.head;
    out_.seed = progress_.seed;
    out_.closed = progress_.closing.has_value();
    out_.files = progress_.files;
    for (const auto& each : progress_.signatures) {
        out_.signers.push_back(each.role.empty() ? each.name : each.name + ", " + each.role);
    }
    write_rounds();
    write_contests();
    write_incidents();
    write_sentences();
    if (!out_.closed) {
        out_.next = next_step(progress_).words(language_);
    }
    return std::move(out_);
}

}  // namespace

AuditReport report_of(
    const Progress& progress, const ContestsFile& contests, std::string_view language
) {
    return Writer(progress, contests, language).write();
}

}  // namespace belfry::audit
