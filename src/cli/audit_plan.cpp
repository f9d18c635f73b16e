// What an audit of each contest would take, before anybody decides for a method.
#include <fmt/format.h>

#include "audit/planner.hpp"
#include "cli/audit_inside.hpp"

namespace belfry::cli {

namespace {

Result<audit::PlanTerms> plan_terms(const AuditWish& wish) {
    audit::PlanTerms terms;
    if (!wish.terms.empty()) {
        const auto bytes = bytes_of_file(wish.terms);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        auto read = json::parse_as<audit::PlanTerms>(*bytes);
        if (!read) {
            return read;
        }
        terms = *read;
    } else {
        terms.risk_limit = wish.risk_limit;
        terms.gamma = wish.gamma;
    }
    if (auto sound = audit::check_terms(terms); !sound) {
        return std::unexpected(sound.error());
    }
    return terms;
}

std::string in_words(const audit::PlanLine& line) {
    const auto size = [](const audit::PlanSize& of) {
        return fmt::format("{} cards", of.cards);
    };
    return fmt::format(
        "  {}: {} expected, {} in nine of ten; {:.0f} minutes, ${:.2f} ({})",
        json::name_of(line.method),
        size(line.expected),
        size(line.at_90),
        line.at_90.minutes,
        static_cast<double>(line.at_90.cost.in_cents()) / 100.0,
        json::name_of(line.at_90.rule)
    );
}

}  // namespace

int audit_plan(const AuditWish& wish, const Output& out) {
    const auto bytes = bytes_of_file(wish.contests);
    if (!bytes) {
        return out.refuse(bytes.error());
    }
    const auto file = json::parse_as<audit::ContestsFile>(*bytes);
    if (!file) {
        return out.refuse(file.error());
    }
    const auto terms = plan_terms(wish);
    if (!terms) {
        return out.refuse(terms.error());
    }
    for (const auto& contest : file->contests) {
        const auto reported = audit::reported(contest, contest.cards);
        if (auto sound = audit::check_contest(reported); !sound) {
            return out.refuse(sound.error());
        }
        const auto lines = audit::plan(reported, *terms);
        std::string text = contest.name + "\n";
        for (const auto& line : lines) {
            text += in_words(line) + "\n";
        }
        out.say(text, {{"contest", contest.name}, {"methods", json::write(lines)}});
    }
    return done;
}

}  // namespace belfry::cli
