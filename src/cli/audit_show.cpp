// How an audit stands, its report, and its check by the second path.
#include <algorithm>

#include <fmt/format.h>

#include "audit/report.hpp"
#include "audit_verify/verify.hpp"
#include "cli/audit_inside.hpp"

namespace belfry::cli {

using audit_bundle::Bundle;

namespace {

std::string items_in_words(const audit::Progress& progress) {
    const auto count = [&](audit::ItemStage stage) {
        return std::ranges::count(progress.items, stage, &audit::ItemProgress::stage);
    };
    return fmt::format(
        "{} drawn: {} read and agreed, {} half read, {} differing, {} looked for once, {} not "
        "found, {} waiting",
        progress.items.size(),
        count(audit::ItemStage::settled),
        count(audit::ItemStage::half_read),
        count(audit::ItemStage::differing),
        count(audit::ItemStage::looked_once),
        count(audit::ItemStage::not_found),
        count(audit::ItemStage::waiting)
    );
}

}  // namespace

int audit_status(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        const auto& progress = bundle.progress();
        const auto next = audit::next_step(progress);
        json::Object object{
            {"title", progress.terms.title},
            {"events", progress.events},
            {"head", progress.head},
            {"next", next.words()},
            {"command", next.command},
        };
        std::string text = fmt::format(
            "{}: {} events, head {}\n", progress.terms.title, progress.events, progress.head
        );
        if (progress.preparation) {
            const auto closing = audit::closing_of(progress);
            object["contests"] = json::write(closing.contests);
            for (const auto& contest : closing.contests) {
                text += fmt::format(
                    "{}: {}, risk {:.4g} %\n",
                    contest.contest,
                    json::name_of(contest.verdict),
                    100.0 * contest.p_value
                );
            }
        }
        if (!progress.items.empty()) {
            text += items_in_words(progress) + "\n";
        }
        out.say(text + fmt::format("Next: {} ({})", next.words(), next.command), object);
        return done;
    });
}

int audit_report(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        const auto contests = audit_bundle::contests_of(bundle);
        if (!contests) {
            return out.refuse(contests.error());
        }
        const auto report = audit::report_of(bundle.progress(), *contests, wish.language);
        bundle.write("report/report.json", json::canonical(json::write(report)) + "\n");
        bundle.write("report/report.md", audit::report_markdown(report, wish.language));
        bundle.write("report/report.html", audit::report_html(report, wish.language));
        if (out.as_json()) {
            out.say("", json::write(report).as_object());
        } else {
            out.say(audit::report_markdown(report, wish.language), {});
        }
        return done;
    });
}

int audit_verify(const AuditWish& wish, const Output& out) {
    if (!std::filesystem::is_directory(wish.folder)) {
        return out.refuse(Refusal{
            Refusal::Kind::not_found,
            "audit_no_bundle",
            fmt::format("{}: there is no audit here.", wish.folder.string()),
            {},
            {}
        });
    }
    auto result = audit_verify::verify(audit_bundle::public_files(wish.folder));
    for (const auto& link : audit_bundle::links_in(wish.folder)) {
        result.not_checked.push_back(
            link + ": a link or a device, and no file of the audit; it was not looked at."
        );
    }
    std::string text;
    for (const auto& each : result.checked) {
        text += "+ " + each + "\n";
    }
    for (const auto& each : result.not_checked) {
        text += "? " + each + "\n";
    }
    if (result.finding) {
        const auto& finding = *result.finding;
        text += fmt::format(
            "! {}{}, {}: expected {}, found {}\n",
            finding.event > 0 ? fmt::format("Event {}, ", finding.event) : "",
            finding.file,
            finding.field,
            finding.expected,
            finding.found
        );
        text += finding.repair.empty() ? "" : "  " + finding.repair + "\n";
    }
    out.say(
        text + (result.holds ? "Everything follows. Head: " + result.head
                             : std::string("It does not follow.")),
        json::write(result).as_object()
    );
    return result.holds ? done : found;
}

int audit_export(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle&) -> int {
        const auto files = audit_bundle::export_public(wish.folder, wish.to);
        if (!files) {
            return out.refuse(files.error());
        }
        out.say(
            fmt::format("{} public files are in {}.", *files, wish.to),
            {{"files", *files}, {"folder", wish.to}}
        );
        return done;
    });
}

}  // namespace belfry::cli
