#include "audit/plan_report.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "audit/contest_rules.hpp"
#include "json/json.hpp"
#include "text/catalog.hpp"

namespace belfry::audit {

namespace {

constexpr std::array margins{0.01, 0.02, 0.05, 0.1, 0.2};
constexpr std::array limits{0.03, 0.05, 0.1};

bool counts_most_votes(CountingRule rule) {
    return rule == CountingRule::plurality || rule == CountingRule::approval;
}

std::string dollars(Money money) {
    return grouped((money.in_cents() + 50) / 100);
}

/// Writes the lines of a report.
class PlanPage {
public:
    PlanPage(const PlanReport& report, std::string_view language)
        : report_(report), language_(language) {}

    std::string write() {
        out_ = report_.contest + "\n";
        if (report_.rule == CountingRule::single_transferable_vote) {
            line(say("audit.plan.no_method"));
        } else if (!counts_most_votes(report_.rule) && report_.methods.size() == 1) {
            line(say("audit.plan.other_rule"));
        } else if (report_.standing == Standing::no_losers) {
            line(say("audit.confirmable.no_losers"));
        }
        for (const auto& method : report_.methods) {
            write_method(method);
        }
        line("\n" + assumptions());
        for (const double limit : limits) {
            write_margins(limit);
        }
        write_sentences("audit.plan.true", true);
        write_sentences("audit.plan.untrue", false);
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string say(std::string_view key, const text::Catalog::Values& values = {})
        const {
        return text::Catalog::embedded().say(language_, key, values);
    }

    [[nodiscard]] std::string name(PlanMethod method) const {
        return say(fmt::format("audit.method.{}", json::name_of(method)));
    }

    void line(std::string_view text) { out_ += fmt::format("{}\n", text); }

    void write_size(std::string_view key, const PlanSize& size) {
        line(fmt::format(
            "  {:<24} {:>12} {:>10.1f} {:>12}  {}",
            say(key),
            grouped(size.cards),
            size.minutes / 60.0,
            dollars(size.cost),
            say(fmt::format("audit.rule.{}", json::name_of(size.rule)))
        ));
    }

    void write_method(const PlanLine& method) {
        line(fmt::format(
            "\n{}\n  {:<24} {:>12} {:>10} {:>12}  {}",
            name(method.method),
            "",
            say("audit.plan.cards"),
            say("audit.plan.hours"),
            say("audit.plan.dollars"),
            say("audit.plan.rule")
        ));
        write_size("audit.plan.expected", method.expected);
        write_size("audit.plan.at_80", method.at_80);
        write_size("audit.plan.at_90", method.at_90);
    }

    [[nodiscard]] std::string assumptions() const {
        const auto& terms = report_.terms;
        const auto number = [](double value) {
            return fmt::format("{:g}", value);
        };
        return say(
            "audit.plan.assumed",
            {{"risk", number(100.0 * terms.risk_limit)},
             {"crew", std::to_string(terms.crew)},
             {"wage", number(static_cast<double>(terms.wage_per_hour.in_cents()) / 100.0)},
             {"find", number(terms.minutes_to_find)},
             {"read", number(terms.minutes_to_read)},
             {"fetch", number(terms.minutes_per_batch)},
             {"batch", grouped(terms.cards_per_batch)},
             {"one", number(1000.0 * terms.one_vote_rate)},
             {"two", number(1000.0 * terms.two_vote_rate)}}
        );
    }

    /// A row for each method, a column for each margin: cards on average and their cost.
    void write_margins(double limit) {
        std::string heads;
        for (const double margin : margins) {
            heads += fmt::format(" {:>20}", fmt::format("{:g} %", 100.0 * margin));
        }
        std::string rows;
        PlanMethod last = PlanMethod::full_count;
        std::size_t column = 0;
        for (const auto& cost : report_.margins) {
            if (cost.risk_limit != limit) {
                continue;
            }
            if (rows.empty() || cost.method != last) {
                rows += fmt::format("\n  {:<64}", name(cost.method));
                column = 0;
            }
            last = cost.method;
            while (column < margins.size() && margins[column] != cost.diluted_margin) {
                rows += fmt::format(" {:>20}", "");
                ++column;
            }
            rows += fmt::format(
                " {:>20}",
                fmt::format("{} (${})", grouped(cost.expected.cards), dollars(cost.expected.cost))
            );
            ++column;
        }
        if (!rows.empty()) {
            const auto title =
                say("audit.plan.margins", {{"risk", fmt::format("{:g}", 100 * limit)}});
            line(fmt::format("\n{}\n  {:<64}{}{}", title, say("audit.plan.margin"), heads, rows));
        }
    }

    void write_sentences(std::string_view title, bool true_to_say) {
        line("\n" + say(title));
        for (const auto& each : report_.sentences) {
            if (each.true_to_say == true_to_say) {
                line("  - " + said(each.sentence, language_));
            }
        }
    }

    const PlanReport& report_;
    std::string_view language_;
    std::string out_;
};

}  // namespace

namespace {

/// Of the rules that totals tell; none of others, and of ties.
std::vector<Assertion> assertions_of(const ContestTerms& contest, const Contest& with_votes) {
    RuleTerms rule{contest.rule};
    rule.share = contest.share.value_or(0.5);
    if (contest.rule != CountingRule::threshold && contest.rule != CountingRule::dhondt) {
        return {};
    }
    return assertions_for(with_votes, rule).assertions;
}

}  // namespace

PlanReport plan_report(const ContestTerms& contest, const PlanTerms& terms) {
    const auto with_votes = reported(contest, contest.cards);
    PlanReport out;
    out.contest = contest.name;
    out.rule = contest.rule;
    out.cards = contest.cards;
    out.terms = terms;
    if (!counts_most_votes(contest.rule)) {
        out.methods = plan(with_votes, assertions_of(contest, with_votes), terms);
    } else {
        const auto outcome = outcome_of(with_votes);
        out.standing = outcome.standing;
        out.smallest_margin = outcome.smallest_margin;
        out.methods = plan(with_votes, terms);
        if (outcome.standing == Standing::decided) {
            out.margins = margin_costs(with_votes, terms, margins, limits);
            out.chart = margin_chart(with_votes, terms);
        }
    }
    out.sentences = sentences(with_votes, terms, out.methods);
    if (!counts_most_votes(contest.rule)) {
        // Its margin is not one of votes between two choices.
        std::erase_if(out.sentences, [](const PlanSentence& each) {
            return each.sentence.key == "audit.say.margin" || each.sentence.key == "audit.say.tied";
        });
    }
    return out;
}

std::string plan_text(const PlanReport& report, std::string_view language) {
    return PlanPage(report, language).write();
}

}  // namespace belfry::audit
