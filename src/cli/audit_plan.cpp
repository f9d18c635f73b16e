// What an audit of each contest would take, before anybody decides for a method.
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "audit/plan_report.hpp"
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

/// The report for programs: sentences are filled in.
json::Object for_programs(const audit::PlanReport& report, std::string_view language) {
    auto out = json::write(report).as_object();
    auto& sentences = out["sentences"].emplace_array();
    for (const auto& each : report.sentences) {
        sentences.push_back(json::Object{
            {"key", each.sentence.key},
            {"text", audit::said(each.sentence, language)},
            {"true_to_say", each.true_to_say}
        });
    }
    return out;
}

/// "contest-1.svg", "contest-2.svg", … in the folder.
void write_chart(
    const AuditWish& wish, std::size_t number, const audit::PlanReport& report, const Output& out
) {
    const auto chart = audit::plan_chart(report, wish.language);
    if (wish.to.empty() || chart.empty()) {
        return;
    }
    const auto file = std::filesystem::path(wish.to) / fmt::format("contest-{}.svg", number);
    std::filesystem::create_directories(wish.to);
    std::ofstream stream(file, std::ios::binary);
    stream.exceptions(std::ios::failbit | std::ios::badbit);
    stream << chart;
    stream.close();
    out.say(file.string(), {{"contest", report.contest}, {"chart", file.string()}});
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
        if (auto sound = audit::check_contest(audit::reported(contest, contest.cards)); !sound) {
            return out.refuse(sound.error());
        }
    }
    std::size_t number = 0;
    for (const auto& contest : file->contests) {
        const auto report = audit::plan_report(contest, *terms);
        out.say(audit::plan_text(report, wish.language), for_programs(report, wish.language));
        write_chart(wish, ++number, report, out);
    }
    return done;
}

}  // namespace belfry::cli
