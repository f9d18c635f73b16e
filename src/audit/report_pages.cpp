// The report as Markdown and as a page.
#include <fmt/format.h>

#include "audit/report.hpp"
#include "text/catalog.hpp"
#include "text/escape.hpp"
#include "text/markdown.hpp"

namespace belfry::audit {

namespace {

/// Markdown keeps the text of names: what would be markup is escaped.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>#|&").find(c) != std::string_view::npos) {
            out += '\\';
        }
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

class Page {
public:
    Page(const AuditReport& report, std::string_view language)
        : report_(report), language_(language) {}

    std::string write();

private:
    [[nodiscard]] std::string say(std::string_view key, const text::Catalog::Values& values = {})
        const {
        return text::Catalog::embedded().say(language_, key, values);
    }

    void heading(std::string_view key) { out_ += fmt::format("\n## {}\n\n", say(key)); }

    void bullets(const std::vector<std::string>& sentences) {
        for (const auto& each : sentences) {
            out_ += fmt::format("- {}\n", plain(each));
        }
    }

    void write_contest(const ReportContest& contest);
    void write_risk(const ContestRisk& risk);
    void write_reproduction();

    const AuditReport& report_;
    std::string_view language_;
    std::string out_;
};

void Page::write_risk(const ContestRisk& risk) {
    out_ += fmt::format(
        "\n{}\n\n",
        plain(
            say("audit.report.numbers",
                {{"formula", risk.formula},
                 {"draws", std::to_string(risk.draws)},
                 {"items", std::to_string(risk.items)},
                 {"missing", std::to_string(risk.not_found)},
                 {"risk", fmt::format("{:.4g}", 100.0 * risk.p_value)}})
        )
    );
    out_ += fmt::format(
        "| {} | {} | {} |\n|---|---|---|\n",
        say("audit.report.claim"),
        say("audit.report.risk"),
        say("audit.report.differences")
    );
    for (const auto& claim : risk.claims) {
        out_ += fmt::format(
            "| {} | {:.4g} % | {} |\n",
            plain(claim.words),
            100.0 * claim.p_value,
            claim.found ? fmt::format(
                              "+1: {}, +2: {}, −1: {}, −2: {}",
                              claim.found->o1,
                              claim.found->o2,
                              claim.found->u1,
                              claim.found->u2
                          )
                        : ""
        );
    }
    if (risk.next > 0) {
        out_ += fmt::format(
            "\n{}\n",
            plain(say(
                "audit.report.next", {{"next", std::to_string(risk.next)}, {"rule", risk.next_rule}}
            ))
        );
    }
}

void Page::write_contest(const ReportContest& contest) {
    out_ += fmt::format("\n### {}\n\n{}\n", plain(contest.contest), plain(contest.verdict_words));
    out_ += fmt::format(
        "\n{}\n",
        plain(
            say("audit.report.population",
                {{"cards", std::to_string(contest.population)},
                 {"margin", fmt::format("{:.4g}", 100.0 * contest.diluted_margin)}})
        )
    );
    if (contest.risk) {
        write_risk(*contest.risk);
    }
    if (contest.full_count) {
        out_ += "\n";
        for (const auto& choice : contest.full_count->votes) {
            out_ += fmt::format("- {}: {}\n", plain(choice.name), choice.votes);
        }
    }
}

void Page::write_reproduction() {
    heading("audit.report.reproduce");
    out_ += say("audit.report.reproduce_how") + "\n\n```\nbelfry audit verify FOLDER\n```\n\n";
    if (!report_.seed.empty()) {
        out_ += fmt::format("- {}: `{}`\n", say("audit.report.seed"), report_.seed);
    }
    out_ += fmt::format(
        "- {}: {}\n", say("audit.report.sampling"), json::name_of(report_.terms.sampling)
    );
    out_ +=
        fmt::format("- {}: `{}` ({})\n", say("audit.report.head"), report_.head, report_.events);
    for (const auto& file : report_.files) {
        out_ += fmt::format("- `{}` SHA-256 `{}`\n", file.path, file.sha256);
    }
}

std::string Page::write() {
    const auto& terms = report_.terms;
    out_ = fmt::format(
        "# {}\n\n{}{}\n",
        plain(terms.title),
        plain(terms.election),
        terms.election_day ? ", " + to_iso(*terms.election_day) : ""
    );
    if (!report_.next.empty()) {
        out_ += fmt::format("\n**{}** {}\n", say("audit.report.unfinished"), plain(report_.next));
    }
    heading("audit.report.results");
    for (const auto& contest : report_.contests) {
        write_contest(contest);
    }
    heading("audit.report.shows");
    bullets(report_.shows);
    heading("audit.report.shows_not");
    bullets(report_.does_not_show);
    heading("audit.report.may_say");
    bullets(report_.may_say);
    heading("audit.report.may_not_say");
    bullets(report_.may_not_say);
    heading("audit.report.rounds");
    for (const auto& round : report_.rounds) {
        out_ += fmt::format(
            "- {}\n",
            say("audit.report.round",
                {{"round", std::to_string(round.round)},
                 {"draws", std::to_string(round.draws)},
                 {"items", std::to_string(round.items)}})
        );
    }
    for (const auto& incident : report_.incidents) {
        out_ += fmt::format("- {}\n", plain(incident.words));
    }
    write_reproduction();
    if (!report_.signers.empty()) {
        heading("audit.report.signed");
        bullets(report_.signers);
    }
    return out_;
}

}  // namespace

std::string report_markdown(const AuditReport& report, std::string_view language) {
    return Page(report, language).write();
}

std::string report_html(const AuditReport& report, std::string_view language) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width\"><title>{}</title>\n"
        "<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;"
        "padding:0 1rem}}table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid "
        "#999;padding:.3rem .5rem;text-align:left}}code{{overflow-wrap:anywhere}}"
        "</style></head>\n<body>\n{}</body></html>\n",
        text::escape_html(language),
        text::escape_html(report.terms.title),
        text::html_of_markdown(report_markdown(report, language))
    );
}

}  // namespace belfry::audit
